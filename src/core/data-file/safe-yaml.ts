/**
 * YAML (and so JSON) written by people, read without trusting it: size, depth, aliases, tags and duplicate keys are
 * limited, and no message of the parser is passed on, because a parser quotes what it read.
 */
import {
  Composer,
  type CST,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  type ParsedNode,
  Parser,
  Scalar,
  visit,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml'
import type { Fault, Flaw, YamlRule } from '../errors.ts'

/** Several times the largest file that is shipped, and several times its depth. */
const maxBytes = 128 * 1024
const maxDepth = 60

/** A document's value, and where each part of it stands. */
export interface Document {
  readonly file: string
  readonly value: unknown
  /** The flaw, placed at the part with this path, or at the nearest part above it that exists. */
  flaw(path: readonly PropertyKey[], fault: Fault, at?: 'key' | 'value'): Flaw
}

/** What could be read in spite of flaws, so that those further on are told as well. */
export interface Draft extends Document {
  /** Words in the lines that had to be passed over: whatever is named like one of them may stand there. */
  readonly passedOver: ReadonlySet<string>
  /** Whether a flaw may only mean that a line was passed over. */
  doubts(flaw: Flaw): boolean
}

/** A document, or what is wrong with it as YAML. */
export interface Parsed {
  readonly document?: Document
  /** Instead of a document with flaws, where they leave something to read. */
  readonly draft?: Draft
  readonly flaws: readonly Flaw[]
}

/** Lines that are passed over at most: a file with more of them is no YAML at all. */
const mostLines = 20

/** Reads a document; what is wrong with it as YAML comes back as flaws. Never throws for any text. */
export function parseDocument(text: string, file: string): Parsed {
  const broken = (rule: YamlRule, line = 1, column = 1): Parsed => ({
    flaws: [{ file, line, column, fault: { kind: 'yaml', rule } as const }],
  })
  if (Buffer.byteLength(text) > maxBytes) return broken('too-large')
  if (text.includes('\0')) return broken('binary')
  if (text.trim() === '') return broken('empty')
  const lines = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const flaws: Flaw[] = []
  const add = (offset: number, rule: YamlRule) => flaws.push({ ...at(offset), fault: { kind: 'yaml', rule } })

  let readable = text
  const passed: { readonly from: number; readonly to: number }[] = []
  let { root, second, tooDeepAt } = composed(readable, lines)
  while (root !== undefined && root.errors.length > 0) {
    const { offset, rule } = firstError(root)
    add(offset, rule)
    const line = blockAt(readable, offset)
    const again = line === undefined ? undefined : blank(readable, line)
    // After what cannot be passed over the parser only guesses.
    if (line === undefined || again === undefined || again === readable || passed.length === mostLines)
      return { flaws }
    passed.push(line)
    readable = again
    ;({ root, second, tooDeepAt } = composed(readable, new LineCounter()))
  }
  if (tooDeepAt !== undefined) return broken('too-deep', at(tooDeepAt).line)
  if (root === undefined || root.contents === null) return flaws.length > 0 ? { flaws } : broken('empty')
  if (second !== undefined) add(second, 'many-documents')
  foreignParts(root, add)

  const { contents } = root
  const flaw = (path: readonly PropertyKey[], fault: Fault, part: 'key' | 'value' = 'value'): Flaw => ({
    ...at(nodeAt(contents, path, part).offset),
    fault,
  })
  if (flaws.length === 0) return { document: { file, value: root.toJS({ maxAliasCount: 0 }), flaw }, flaws }
  const doubtful = new WeakSet<Flaw>()
  const draft: Draft = {
    file,
    value: plainValue(root),
    flaw: (path, fault, part) => {
      const found = flaw(path, fault, part)
      const { range, isEmpty } = nodeAt(contents, path, part ?? 'value')
      const [from = 0, , to = 0] = range
      // What is empty may be so because the lines below it were passed over.
      const touches = (line: number): boolean =>
        line >= from && (line <= to || (isEmpty && readable.slice(to, line).trim() === ''))
      if (absences.has(fault.kind) && passed.some((line) => touches(line.from))) doubtful.add(found)
      return found
    },
    passedOver: new Set(passed.flatMap(({ from, to }) => text.slice(from, to).match(word) ?? [])),
    doubts: (flaw) => doubtful.has(flaw),
  }
  return { draft, flaws }
}

/** Faults that say that something is not there, or not all of it. */
const absences: ReadonlySet<Fault['kind']> = new Set(['missing-key', 'missing-language', 'wrong-type'])

type Root = YamlDocument.Parsed<ParsedNode>

/** The first document of a text, and where a second one begins. */
function composed(
  text: string,
  lines: LineCounter,
): { root: Root | undefined; second: number | undefined; tooDeepAt: number | undefined } {
  const { tokens, tooDeepAt } = tokensOf(text, lines)
  if (tokens === undefined) return { root: undefined, second: undefined, tooDeepAt }
  // The library compares every key with every other; a set for each map does the same in one pass.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' })
  const [root, second] = [...composer.compose(tokens, true, text.length)]
  return { root: root as Root | undefined, second: second?.range[0], tooDeepAt: undefined }
}

/** Names as they are used in the files. */
const word = /[a-z0-9]+(?:-[a-z0-9]+)*/g

/** Where the first thing that is no YAML begins, and what it is. */
function firstError({ errors, contents }: Root): { offset: number; rule: YamlRule } {
  const [first] = errors
  const offset = first?.pos[0] ?? 0
  const open = openBefore(contents, offset)
  const indented = errors.some(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] >= offset)
  switch (first?.code) {
    case 'TAB_AS_INDENT':
      return { offset, rule: 'tab' }
    case 'MISSING_CHAR':
      return open === undefined ? { offset, rule: 'colon' } : { offset: open, rule: 'quote' }
    case 'BAD_INDENT':
      return open === undefined ? { offset, rule: 'indent' } : { offset: open, rule: 'bracket' }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { offset, rule: indented ? 'indent' : 'bare-colon' }
    case 'MULTILINE_IMPLICIT_KEY':
      return { offset, rule: 'colon' }
    case 'BAD_SCALAR_START':
      return { offset, rule: 'bare-start' }
    case 'UNEXPECTED_TOKEN':
      return { offset, rule: 'rest' }
    case 'BLOCK_IN_FLOW':
      return { offset, rule: 'comma' }
    case 'BAD_DQ_ESCAPE':
      return { offset, rule: 'escape' }
    default:
      return { offset, rule: 'syntax' }
  }
}

/** Where the innermost quotation mark or bracket opens that reaches as far as this. */
function openBefore(contents: Root['contents'], offset: number): number | undefined {
  let found: number | undefined
  visit(contents, {
    Node: (_, node) => {
      const [from = 0, to = 0] = node.range ?? []
      const opens = isScalar(node) ? node.type?.startsWith('QUOTE') : isCollection(node) && node.flow
      if (opens && from < offset && to >= offset - 1) found = from
    },
  })
  return found
}

/** The line at an offset with the deeper lines below it; undefined for an empty one. */
function blockAt(text: string, offset: number): { from: number; to: number } | undefined {
  const from = text.lastIndexOf('\n', offset - 1) + 1
  const endOf = (start: number): number => {
    const end = text.indexOf('\n', start)
    return end === -1 ? text.length : end
  }
  let to = endOf(from)
  const line = text.slice(from, to)
  if (line.trim() === '') return undefined
  const depth = /^ *\t/.test(line) ? depthAfter(text.slice(0, from)) : depthOf(line)
  for (let next = to + 1; next < text.length; next = endOf(next) + 1) {
    const below = text.slice(next, endOf(next))
    if (below.trim() !== '' && depthOf(below) <= depth) break
    to = endOf(next)
  }
  return { from, to }
}

const depthOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0

/** How deep a line most likely belongs whose tabs do not tell, by the line before it. */
function depthAfter(before: string): number {
  const line = before.trimEnd().split('\n').at(-1) ?? ''
  return depthOf(line) + (line.endsWith(':') ? 1 : 0)
}

/** The text with blanks in place of a part, so that every other part stays where it is. */
function blank(text: string, { from, to }: { from: number; to: number }): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to)
}

/** Parts of YAML that are not used here. */
function foreignParts(root: Root, add: (offset: number, rule: YamlRule) => void): void {
  visit(root, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0
      if (isAlias(node) || ('anchor' in node && node.anchor)) add(offset, 'alias')
      if (node.tag !== undefined) add(offset, 'tag')
    },
    Map: (_, map) => {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined
        if (name !== undefined && seen.has(name)) add(startOf(key), 'duplicate-key')
        if (name !== undefined) seen.add(name)
      }
    },
  })
}

/** The value without anything that aliases and tags stand for. */
function plainValue(root: Root): unknown {
  const plain = root.clone()
  visit(plain, { Alias: () => new Scalar('alias') })
  return plain.toJS({ maxAliasCount: 0 })
}

/** The parts of a text as the parser, which does not recurse, tells them apart; undefined where they nest too deeply. */
function tokensOf(text: string, lines: LineCounter): { tokens?: readonly CST.Token[]; tooDeepAt?: number } {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    if (parser.stack.length > maxDepth) return { tooDeepAt: parser.offset }
  }
  tokens.push(...parser.end())
  return { tokens }
}

/** Where the part with this path begins, else the nearest part above it; and from where to where that reaches. */
function nodeAt(
  contents: unknown,
  path: readonly PropertyKey[],
  part: 'key' | 'value',
): { offset: number; range: readonly number[]; isEmpty: boolean } {
  let node = contents
  let offset = startOf(contents)
  let range = rangeOf(contents)
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = pairIn(node, String(step))
      if (pair === undefined) break
      const last = index === path.length - 1
      const atKey = (last && part === 'key') || pair.value === null
      offset = startOf(atKey ? pair.key : pair.value)
      // From the key on: what was passed over may have stood between the two.
      range = [startOf(pair.key), ...rangeOf(pair.value ?? pair.key).slice(1)]
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) break
      offset = startOf(item)
      range = rangeOf(item)
      node = item
    } else break
  }
  const isEmpty = isScalar(node) && node.value === null
  return { offset, range, isEmpty }
}

/** The pairs of each map by their key: maps can be large, and each of their parts may have a flaw. */
const pairsOf = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

/** The pair with a key, the first where there are several. */
function pairIn(map: YAMLMap, key: string): Pair | undefined {
  const pairs =
    pairsOf.get(map) ??
    new Map(
      map.items
        .filter((pair) => isScalar(pair.key))
        .map((pair) => [String((pair.key as Scalar).value), pair] as const)
        .reverse(),
    )
  pairsOf.set(map, pairs)
  return pairs.get(key)
}

const rangeOf = (node: unknown): readonly number[] => (isNode(node) ? (node.range ?? []) : [])

function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}
