/** Validates a document against a schema, and turns the issues of the schema library into our own flaws. */
import * as z from 'zod'
import type { Expected, Fault, Flaw } from '../flaws.ts'
import type { Document } from './safe-yaml.ts'
import { suggestNames } from './suggest.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** The value as the schema gives it, or every flaw that keeps it from that. */
export function validate<Schema extends z.ZodType>(
  document: Document,
  schema: Schema,
): { value?: z.output<Schema>; flaws: readonly Flaw[] } {
  const result = schema.safeParse(document.value, { reportInput: true })
  if (result.success) return { value: result.data, flaws: [] }
  return { flaws: result.error.issues.flatMap((issue) => translateIssue({ document, schema }, issue, [])) }
}

/** What is validated, and against what. */
interface Validation {
  readonly document: Document
  readonly schema: z.core.$ZodType
}

/** One issue of the schema library in our words. */
function translateIssue(validation: Validation, issue: Issue, above: Path): readonly Flaw[] {
  const { document, schema } = validation
  const path = [...above, ...issue.path]
  const key = String(path.at(-1) ?? document.file)
  const wrongType = (expected: Expected): readonly Flaw[] => [
    document.flaw(path, { kind: 'wrong-type', key, expected }),
  ]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = listKeys(schema, document.value, path)
      return issue.keys.map((unknown) => {
        if (/[^a-z0-9_-]/i.test(unknown) && findValue(document.value, [...path, unknown]) === null)
          return document.flaw([...path, unknown], { kind: 'split-text', key: unknown }, 'key')
        const near = suggestNames(unknown, known)
        return document.flaw([...path, unknown], { kind: 'unknown-key', key: unknown, known, near }, 'key')
      })
    }
    case 'invalid_type':
      if (issue.input === undefined) return [missingKey(document, path)]
      return wrongType(typeNames[issue.expected] ?? 'value')
    case 'invalid_value':
      if (issue.input === undefined) return [missingKey(document, path)]
      return [document.flaw(path, { kind: 'not-one-of', key, allowed: issue.values.map(String) })]
    case 'invalid_format':
      if (issue.format === 'url') return [document.flaw(path, { kind: 'not-https', key })]
      if (issue.format === 'date') return wrongType('date')
      return [document.flaw(path, { kind: 'bad-id', id: String(issue.input) })]
    case 'invalid_key':
      return [document.flaw(path, { kind: 'bad-id', id: key }, 'key')]
    case 'invalid_union':
      return unionFlaws(validation, issue, path)
    case 'too_small':
      return wrongType(smallest[issue.origin] ?? 'more')
    case 'too_big':
      return wrongType('smaller')
    case 'custom':
      return wrongType(issue.params?.expected ?? 'value')
    default:
      return wrongType('value')
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

const missingKey = (document: Document, path: Path): Flaw => {
  const fault: Fault = { kind: 'missing-key', key: String(path.at(-1)) }
  return document.flaw(path.slice(0, -1), fault)
}

/** What keeps a value from every one of several schemas. */
function unionFlaws(
  validation: Validation,
  issue: Issue & { code: 'invalid_union' },
  path: Path,
): readonly Flaw[] {
  const { document, schema } = validation
  const key = String(path.at(-1))
  if (issue.input === undefined) return [missingKey(document, path)]
  if (issue.errors.length === 0) {
    // A discriminated union that has no member for this word.
    if (findValue(document.value, path) === undefined) return [missingKey(document, path)]
    const allowed = listWords(schema, document.value, path)
    return [document.flaw(path, { kind: 'not-one-of', key, allowed })]
  }
  const best = findMeant(issue)
  if (best === undefined)
    return [document.flaw(path, { kind: 'wrong-type', key, expected: findExpected(issue.errors) })]
  return best.flatMap((inner) => translateIssue(validation, inner, path))
}

/** Of several possible schemas, the issues of the one the author most likely meant: the one with the fewest. */
function findMeant(issue: Issue & { code: 'invalid_union' }): readonly Issue[] | undefined {
  const isWrongType = (issues: readonly Issue[]): boolean =>
    issues.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type')
  const fitting = issue.errors.filter((issues) => !isWrongType(issues))
  return fitting.sort((a, b) => a.length - b.length)[0]
}

/** What to call a place where several types of value would do: the widest of them. */
function findExpected(errors: readonly (readonly Issue[])[]): Expected {
  const names = errors.flat().map((issue) => (issue.code === 'invalid_type' ? issue.expected : ''))
  if (names.includes('object') && names.includes('string')) return 'text'
  return names.includes('array') ? 'list' : 'value'
}

function findValue(value: unknown, path: Path): unknown {
  return path.reduce(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  )
}

/** The keys that may stand in the map at a path. */
function listKeys(schema: z.core.$ZodType, value: unknown, path: Path): readonly string[] {
  return [...new Set(listMaps(schema, value, path, false).flatMap((map) => Object.keys(map.shape)))]
}

/** The words that may stand at a path that tells the members of a union apart, such as a `kind`. */
function listWords(schema: z.core.$ZodType, value: unknown, path: Path): readonly string[] {
  const key = String(path.at(-1))
  return listMaps(schema, value, path.slice(0, -1), true).flatMap(({ shape }) => {
    const word = shape[key]
    return word instanceof z.ZodLiteral ? [...word.values].map(String) : []
  })
}

/**
 * The schemas that the map at a path may follow. Where a map says its `kind`, only the schema of that kind is looked
 * into; the last one may be of any kind where that is what is asked for.
 */
function listMaps(
  schema: z.core.$ZodType,
  value: unknown,
  path: Path,
  anyKind: boolean,
): readonly z.ZodObject[] {
  const [step, ...rest] = path
  const below = (inner: z.core.$ZodType): readonly z.ZodObject[] =>
    step === undefined ? [] : listMaps(inner, findValue(value, [step]), rest, anyKind)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return listMaps(schema.unwrap(), value, path, anyKind)
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((member) => listMaps(member, value, path, anyKind))
  if (schema instanceof z.ZodArray) return below(schema.element)
  if (schema instanceof z.ZodRecord) return below(schema.valueType)
  if (!(schema instanceof z.ZodObject)) return []
  if (step === undefined && anyKind) return [schema]
  const kind: unknown = schema.shape.kind
  const given = findValue(value, ['kind'])
  if (kind instanceof z.ZodLiteral && !kind.values.has(given as string)) return []
  if (step === undefined) return [schema]
  const inner = schema.shape[String(step)]
  return inner === undefined ? [] : below(inner)
}
