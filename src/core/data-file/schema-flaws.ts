/** A document's value held against a shape, and what keeps it from it in words of ours. */
import type * as z from 'zod'
import type { Expected, Fault, Flaw } from '../errors.ts'
import type { Document } from './safe-yaml.ts'
import { namesNear } from './suggest.ts'

/** The value in its shape, or all that keeps it from it. */
export function inShape<Shape extends z.ZodType>(
  document: Document,
  shape: Shape,
): { value?: z.output<Shape>; flaws: readonly Flaw[] } {
  const result = shape.safeParse(document.value, { reportInput: true })
  if (result.success) return { value: result.data, flaws: [] }
  return { flaws: result.error.issues.flatMap((issue) => flawsOf(document, shape, issue, [])) }
}

/** Stands in a draft where something is missing or could not be used. */
export const unread = 'what-stands-here-could-not-be-read'

/** A value as far as it is in its shape, so that the rules can look at the rest. */
export interface Salvaged<Value> {
  readonly value?: Value
  readonly flaws: readonly Flaw[]
  /** Names that stand in what had to be left out. */
  readonly left: ReadonlySet<string>
}

/** Rounds in which more and more is left out; each takes away at least one part, so few are needed. */
const mostRounds = 50

/** The value in its shape; where it is not, what is left of it without the parts that keep it from it. */
export function salvaged<Shape extends z.ZodType>(
  document: Document,
  shape: Shape,
): Salvaged<z.output<Shape>> {
  const { value, flaws } = inShape(document, shape)
  const left = new Set<string>()
  if (value !== undefined) return { value, flaws, left }
  const draft = { root: structuredClone(document.value) }
  for (let round = 0; round < mostRounds; round += 1) {
    const result = shape.safeParse(draft.root, { reportInput: true })
    if (result.success) return { value: result.data, flaws, left }
    for (const issue of result.error.issues) leaveOut(draft, issue, ['root'], left)
    draft.root = withoutGone(draft.root)
  }
  return { flaws, left }
}

/** Marks an item of a list that goes when the round is over, so that the places of the others stay. */
const gone = Symbol('gone')

function withoutGone(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== gone).map(withoutGone)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutGone(inner)]))
}

/** What may stand in place of a part, by its key. */
const standIns: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    ['title', 'ask', 'label', 'say', 'text', 'name', 'at', 'date'].map((key) => [key, '…']),
  ),
  ...Object.fromEntries(['goto', 'to', 'start', 'use', 'fact', 'id', 'is'].map((key) => [key, unread])),
  ...Object.fromEntries(
    ['choices', 'items', 'fields', 'points', 'remedies', 'source'].map((key) => [key, []]),
  ),
  ...Object.fromEntries(['steps', 'on', 'when', 'sources', 'warnings'].map((key) => [key, {}])),
  check: 'clock',
  result: 'unsolved',
  confidence: 'low',
  checked: '2000-01-01',
  url: 'https://example.org/',
}

/** What may be added to a list that is too short, by the list's key. */
const itemStandIns: Readonly<Record<string, unknown>> = {
  choices: { id: unread, label: '…', goto: unread },
  items: { id: unread, label: '…' },
  fields: { id: unread, label: '…' },
  points: { id: unread, label: '…', when: {} },
  remedies: unread,
  source: '…',
  steps: '…',
}

/** Takes away, or replaces, the part that an issue is about. */
function leaveOut(draft: object, issue: Issue, above: readonly PropertyKey[], left: Set<string>): void {
  const path = [...above, ...issue.path]
  const key = path.at(-1) ?? ''
  const parent = valueAt(draft, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined
  if (typeof parent !== 'object' || parent === null) return
  const value = parent[key]
  if (issue.code === 'unrecognized_keys') {
    const holder = Object(value) as Record<string, unknown>
    for (const unknown of issue.keys) {
      rememberNames(holder[unknown], left)
      delete holder[unknown]
    }
    return
  }
  const meant = issue.code === 'invalid_union' ? meantBy(issue) : undefined
  if (meant !== undefined && issue.input !== undefined) {
    for (const inner of meant) leaveOut(draft, inner, path, left)
    return
  }
  if (key === 'kind') {
    // Nothing is known of a step without a kind, but what it names.
    rememberNames(parent, left)
    for (const each of Object.keys(parent)) delete parent[each]
    Object.assign(parent, { kind: 'goto', to: unread })
    return
  }
  rememberNames(value, left)
  const standIn = Array.isArray(value) && issue.code === 'too_small' ? itemStandIns[String(key)] : undefined
  if (Array.isArray(value) && standIn !== undefined) value.push(structuredClone(standIn))
  else if (Array.isArray(parent)) parent[Number(key)] = gone
  else if (issue.code === 'invalid_key') delete parent[key]
  else if (value === undefined || Object.hasOwn(standIns, key)) replace(draft, path)
  else delete parent[key]
}

/** Puts something in the place of a part that must be there; where nothing will do, the part around it goes. */
function replace(draft: object, path: readonly PropertyKey[]): void {
  const key = String(path.at(-1))
  const parent = valueAt(draft, path.slice(0, -1)) as Record<PropertyKey, unknown>
  if (!Array.isArray(parent) && Object.hasOwn(standIns, key)) {
    const before = parent[key]
    parent[key] = structuredClone(standIns[key])
    // What stands in for one shape may not do for another of the same name (the steps of a flow, and of a remedy).
    if (JSON.stringify(before) === JSON.stringify(parent[key])) parent[key] = ['…']
    return
  }
  const around = valueAt(draft, path.slice(0, -2)) as Record<PropertyKey, unknown> | undefined
  const at = path.at(-2)
  if (around === undefined || at === undefined) return
  if (Array.isArray(around)) around[Number(at)] = gone
  else delete around[at]
}

/** Names in a part that is left out: what is called like one of them may be meant there. */
function rememberNames(value: unknown, left: Set<string>): void {
  if (typeof value === 'string') {
    const name = value.toLowerCase()
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) left.add(name)
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) rememberNames(inner, left)
  }
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
      return issue.keys.map((unknown) => {
        const known = keysAt(shape, document.value, path)
        const near = namesNear(unknown, known)
        return document.flaw([...path, unknown], { kind: 'unknown-key', key: unknown, known, near }, 'key')
      })
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

const isWrongKind = (issues: readonly Issue[]): boolean =>
  issues.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type')

/** Of several possible shapes, the one the author most likely meant: the one with the fewest objections. */
function meantBy(issue: Issue & { code: 'invalid_union' }): readonly Issue[] | undefined {
  const fitting = issue.errors.filter((issues) => !isWrongKind(issues))
  return fitting.sort((a, b) => a.length - b.length)[0]
}

/** What keeps a value from every one of several shapes. */
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
  const best = meantBy(issue)
  if (best === undefined)
    return [
      document.flaw(path, {
        kind: 'wrong-type',
        key: String(path.at(-1)),
        expected: expectedOf(issue.errors),
      }),
    ]
  return best.flatMap((inner) => flawsOf(document, shape, inner, path))
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
