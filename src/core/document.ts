/**
 * YAML (and so JSON) written by people, read without trusting it: size, depth, aliases, tags and duplicate keys are
 * limited, and no message of the parser is passed on, because a parser quotes what it read.
 */
import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  visit,
} from 'yaml'
import type * as z from 'zod'
import type { Expected, Fault, Flaw, YamlRule } from './errors.ts'

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

/** Reads a document; what is wrong with it as YAML comes back as flaws. Never throws for any text. */
export function parseDocument(text: string, file: string): { document?: Document; flaws: readonly Flaw[] } {
  const broken = (rule: YamlRule, line = 1, column = 1) => ({
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
  const { tokens, tooDeepAt } = tokensOf(text, lines)
  if (tokens === undefined) return broken('too-deep', at(tooDeepAt ?? 0).line)
  // The library compares every key with every other; a set for each map does the same in one pass.
  const [root, second] = [
    ...new Composer({ uniqueKeys: false, logLevel: 'silent' }).compose(tokens, true, text.length),
  ]
  if (root === undefined) return broken('empty')
  const flaws: Flaw[] = []
  const add = (offset: number, rule: YamlRule) => flaws.push({ ...at(offset), fault: { kind: 'yaml', rule } })
  // After the first thing that is no YAML, the parser only guesses.
  const [first] = root.errors
  if (first !== undefined) add(first.pos[0], 'syntax')
  if (second !== undefined) add(second.range[0], 'many-documents')
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
  if (flaws.length > 0) return { flaws }
  if (root.contents === null) return broken('empty')

  const flaw = (path: readonly PropertyKey[], fault: Fault, part: 'key' | 'value' = 'value'): Flaw => ({
    ...at(offsetOf(root.contents, path, part)),
    fault,
  })
  return { document: { file, value: root.toJS({ maxAliasCount: 0 }), flaw }, flaws: [] }
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

/** The offset of the part with this path, else of the nearest part above it. */
function offsetOf(contents: unknown, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  let node = contents
  let offset = startOf(contents)
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      if (pair === undefined) break
      const last = index === path.length - 1
      offset =
        last && part === 'key'
          ? startOf(pair.key)
          : pair.value === null
            ? startOf(pair.key)
            : startOf(pair.value)
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) break
      offset = startOf(item)
      node = item
    } else break
  }
  return offset
}

function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

/** The value in its shape, or all that keeps it from it. */
export function inShape<Shape extends z.ZodType>(
  document: Document,
  shape: Shape,
): { value?: z.output<Shape>; flaws: readonly Flaw[] } {
  const result = shape.safeParse(document.value, { reportInput: true })
  if (result.success) return { value: result.data, flaws: [] }
  return { flaws: result.error.issues.flatMap((issue) => flawsOf(document, shape, issue, [])) }
}

type Issue = z.core.$ZodIssue

/** One issue of the schema library in our words. */
function flawsOf(
  document: Document,
  shape: z.core.$ZodType,
  issue: Issue,
  above: readonly PropertyKey[],
): readonly Flaw[] {
  const path = [...above, ...issue.path]
  const key = String(path.at(-1) ?? document.file)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((unknown) =>
        document.flaw(
          [...path, unknown],
          { kind: 'unknown-key', key: unknown, known: keysAt(shape, document.value, path) },
          'key',
        ),
      )
    case 'invalid_type':
      if (issue.input === undefined) return [document.flaw(path.slice(0, -1), missing(key))]
      return [
        document.flaw(path, { kind: 'wrong-type', key, expected: typeNames[issue.expected] ?? 'value' }),
      ]
    case 'invalid_value':
      if (issue.input === undefined) return [document.flaw(path.slice(0, -1), missing(key))]
      return [document.flaw(path, { kind: 'not-one-of', key, allowed: issue.values.map(String) })]
    case 'invalid_format':
      if (issue.format === 'url') return [document.flaw(path, { kind: 'not-https', key })]
      if (issue.format === 'date') return [document.flaw(path, { kind: 'wrong-type', key, expected: 'date' })]
      return [document.flaw(path, { kind: 'bad-id', id: String(issue.input) })]
    case 'invalid_key':
      return [document.flaw(path, { kind: 'bad-id', id: key }, 'key')]
    case 'invalid_union':
      return unionFlaws(document, shape, issue, path)
    case 'too_small':
      return [document.flaw(path, { kind: 'wrong-type', key, expected: smallest[issue.origin] ?? 'more' })]
    case 'too_big':
      return [document.flaw(path, { kind: 'wrong-type', key, expected: 'smaller' })]
    case 'custom':
      return [document.flaw(path, { kind: 'wrong-type', key, expected: issue.params?.expected ?? 'value' })]
    default:
      return [document.flaw(path, { kind: 'wrong-type', key, expected: 'value' })]
  }
}

/** What is wanted where a value is too small. */
const smallest: Readonly<Record<string, Expected>> = { string: 'text', number: 'positive', int: 'positive' }

const typeNames: Readonly<Record<string, Expected>> = {
  string: 'text',
  number: 'number',
  int: 'number',
  array: 'list',
  object: 'map',
  record: 'map',
}

function missing(key: string): Fault {
  return key === 'en' || key === 'ja'
    ? { kind: 'missing-language', language: key }
    : { kind: 'missing-key', key }
}

/** Of several possible shapes, the one the author most likely meant: the one with the fewest objections. */
function unionFlaws(
  document: Document,
  shape: z.core.$ZodType,
  issue: Issue & { code: 'invalid_union' },
  path: readonly PropertyKey[],
): readonly Flaw[] {
  if (issue.input === undefined) return [document.flaw(path.slice(0, -1), missing(String(path.at(-1))))]
  if (issue.errors.length === 0) {
    // A discriminated union that knows no shape for this word.
    const key = String(issue.path.at(-1))
    const above = path.slice(0, -1)
    if (valueAt(document.value, path) === undefined) return [document.flaw(above, missing(key))]
    return [document.flaw(path, { kind: 'not-one-of', key, allowed: wordsAt(shape, document.value, path) })]
  }
  const wrongKind = (issues: readonly Issue[]) =>
    issues.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type')
  const fitting = issue.errors.filter((issues) => !wrongKind(issues))
  const [best] = [...(fitting.length > 0 ? fitting : issue.errors)].sort((a, b) => a.length - b.length)
  if (fitting.length === 0)
    return [
      document.flaw(path, {
        kind: 'wrong-type',
        key: String(path.at(-1)),
        expected: expectedOf(issue.errors),
      }),
    ]
  return (best ?? []).flatMap((inner) => flawsOf(document, shape, inner, path))
}

/** What to call a place where several kinds of value would do: the widest of them. */
function expectedOf(errors: readonly (readonly Issue[])[]): Expected {
  const names = errors.flat().map((issue) => (issue.code === 'invalid_type' ? issue.expected : ''))
  return names.includes('object') && names.includes('string')
    ? 'text'
    : names.includes('array')
      ? 'list'
      : 'value'
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (inner: unknown, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step],
    value,
  )
}

/** Every shape that may stand at a path, alternatives written out and chosen by their `kind` where they have one. */
function shapesAt(
  shape: z.core.$ZodType,
  value: unknown,
  path: readonly PropertyKey[],
): readonly z.core.$ZodObject[] {
  const [step, ...rest] = path
  const { def } = (shape as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return shapesAt(def.innerType, value, path)
    case 'union':
      return def.options.flatMap((option) => shapesAt(option, value, path))
    case 'array':
      return step === undefined ? [] : shapesAt(def.element, valueAt(value, [step]), rest)
    case 'record':
      return step === undefined ? [] : shapesAt(def.valueType, valueAt(value, [step]), rest)
    case 'object': {
      const kind = def.shape.kind as z.core.$ZodTypes | undefined
      const given = valueAt(value, ['kind'])
      if (
        step !== 'kind' &&
        kind?._zod.def.type === 'literal' &&
        !kind._zod.def.values.includes(given as string)
      )
        return []
      if (step === undefined || (rest.length === 0 && step === 'kind')) return [shape as z.core.$ZodObject]
      const inner = def.shape[String(step)]
      return inner === undefined ? [] : shapesAt(inner, valueAt(value, [step]), rest)
    }
    default:
      return []
  }
}

/** The keys that may stand in the map at a path. */
function keysAt(shape: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  return [...new Set(shapesAt(shape, value, path).flatMap((found) => Object.keys(found._zod.def.shape)))]
}

/** The words that may stand for a `kind`. */
function wordsAt(shape: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const key = String(path.at(-1))
  const kinds = shapesAt(shape, value, path).map(
    (found) => (found._zod.def.shape[key] as z.core.$ZodTypes)._zod.def,
  )
  return kinds.flatMap((def) => (def.type === 'literal' ? def.values.map(String) : []))
}
