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
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLParseError,
  type Document as YamlDocument,
} from 'yaml'
import type { Fault, Flaw, YamlRule } from '../flaws.ts'

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

/** A document, or what is wrong with it as YAML. */
interface Parsed {
  readonly document?: Document
  readonly flaws: readonly Flaw[]
}

type AddFlaw = (offset: number, rule: YamlRule) => void
type Root = YamlDocument.Parsed<ParsedNode>

/**
 * Reads a document; what is wrong with it as YAML comes back as flaws. `limit` is in bytes. Never throws for any text.
 */
export function parseDocument(text: string, file: string, limit = maxBytes): Parsed {
  const refuse = (rule: YamlRule, line = 1): Parsed => ({
    flaws: [{ file, line, column: 1, fault: { kind: 'yaml', rule } }],
  })
  if (Buffer.byteLength(text) > limit) return refuse('too-large')
  if (text.includes('\0')) return refuse('binary')
  if (text.trim() === '') return refuse('empty')
  const lines = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const { tokens, tooDeepAt } = readTokens(text, lines)
  if (tokens === undefined) return refuse('too-deep', at(tooDeepAt).line)
  // The library compares every key with every other; `checkParts` does the same in one pass.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' })
  const [root, second] = [...composer.compose(tokens, true, text.length)]
  const flaws: Flaw[] = []
  const add: AddFlaw = (offset, rule) => flaws.push({ ...at(offset), fault: { kind: 'yaml', rule } })
  if (root !== undefined && checkSyntax(root as Root, add)) checkParts(root as Root, add)
  if (flaws.length > 0) return { flaws }
  if (root === undefined || root.contents === null) return refuse('empty')
  if (second !== undefined) {
    add(second.range[0], 'many-documents')
    return { flaws }
  }
  const { contents } = root
  const flaw: Document['flaw'] = (path, fault, part = 'value') => ({
    ...at(findOffset(contents, path, part)),
    fault,
  })
  return { document: { file, value: root.toJS({ maxAliasCount: 0 }), flaw }, flaws }
}

/** The tokens of a text, as the parser, which does not recurse, finds them; no tokens where they nest too deeply. */
function readTokens(
  text: string,
  lines: LineCounter,
):
  | { readonly tokens: readonly CST.Token[]; readonly tooDeepAt?: undefined }
  | { readonly tokens?: undefined; readonly tooDeepAt: number } {
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  // The parser goes on after an error, and its stack does not show brackets that are never closed.
  let brackets = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') brackets += 1
    else if (lexeme === ']' || lexeme === '}') brackets = Math.max(0, brackets - 1)
    if (brackets > maxDepth) return { tooDeepAt: parser.offset }
    tokens.push(...parser.next(lexeme))
    if (parser.stack.length > maxDepth) return { tooDeepAt: parser.offset }
  }
  tokens.push(...parser.end())
  return { tokens }
}

/** Errors that leave the lines around them as they are. After any other the parser only guesses. */
const localErrors: Readonly<Partial<Record<YAMLParseError['code'], YamlRule>>> = {
  TAB_AS_INDENT: 'tab',
  BAD_SCALAR_START: 'bare-start',
  BAD_DQ_ESCAPE: 'escape',
}

/** What is no YAML: every local error, or else the first one. Whether the rest can be relied on. */
function checkSyntax(root: Root, add: AddFlaw): boolean {
  const [first] = root.errors
  if (first === undefined) return true
  if (root.errors.some(({ code }) => localErrors[code] === undefined)) {
    const { offset, rule } = describeError(root, first)
    add(offset, rule)
    return false
  }
  for (const { code, pos } of root.errors) add(pos[0], localErrors[code] ?? 'syntax')
  return true
}

/** Where an error began, and what to call it. */
function describeError(
  { errors, contents }: Root,
  { code, pos: [offset] }: YAMLParseError,
): { offset: number; rule: YamlRule } {
  const open = findOpen(contents, offset)
  const isIndented = errors.some((error) => error.code === 'MULTILINE_IMPLICIT_KEY' && error.pos[0] >= offset)
  switch (code) {
    case 'MISSING_CHAR':
      return open === undefined ? { offset, rule: 'colon' } : { offset: open, rule: 'quote' }
    case 'BAD_INDENT':
      return open === undefined ? { offset, rule: 'indent' } : { offset: open, rule: 'bracket' }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { offset, rule: isIndented ? 'indent' : 'bare-colon' }
    case 'MULTILINE_IMPLICIT_KEY':
      return { offset, rule: 'colon' }
    case 'UNEXPECTED_TOKEN':
      return { offset, rule: 'rest' }
    case 'BLOCK_IN_FLOW':
      return { offset, rule: 'comma' }
    default:
      return { offset, rule: localErrors[code] ?? 'syntax' }
  }
}

/** Where the innermost quotation mark or bracket opens that reaches as far as this. */
function findOpen(contents: Root['contents'], offset: number): number | undefined {
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

/** Parts of YAML that are not used here, and keys that stand twice. */
function checkParts(root: Root, add: AddFlaw): void {
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
        if (name !== undefined && seen.has(name)) add(findStart(key), 'duplicate-key')
        if (name !== undefined) seen.add(name)
      }
    },
  })
}

/** Where the part with this path begins, else the nearest part above it. */
function findOffset(contents: unknown, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  let node = contents
  let offset = findStart(contents)
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = findPair(node, String(step))
      if (pair === undefined) break
      const last = index === path.length - 1
      offset = findStart((last && part === 'key') || pair.value === null ? pair.key : pair.value)
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) break
      offset = findStart(item)
      node = item
    } else break
  }
  return offset
}

/** The pairs of each map by their key: maps can be large, and each of their parts may have a flaw. */
const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

function findPair(map: YAMLMap, key: string): Pair | undefined {
  const known =
    pairs.get(map) ??
    new Map(
      map.items
        .filter((pair) => isScalar(pair.key))
        .map((pair) => [String((pair.key as Scalar).value), pair] as const),
    )
  pairs.set(map, known)
  return known.get(key)
}

function findStart(node: unknown): number {
  if (isPair(node)) return findStart(node.key)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}
