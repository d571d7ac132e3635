/** Small schemas of which those of steps and files are made: names, texts, conditions, targets and links. */
import * as z from 'zod'
import { languages } from './lists.ts'

/** A schema with a name, under which it stands in `flow.schema.json` and in `types.ts`. */
export const named = <Schema extends z.ZodType>(id: string, description: string, schema: Schema): Schema =>
  schema.meta({ id, description })

/** The same schema under each of several keys. */
export const under = <Key extends string, Schema extends z.ZodType>(
  keys: readonly Key[],
  schema: Schema,
): { [Each in Key]: Schema } =>
  Object.fromEntries(keys.map((key) => [key, schema])) as { [Each in Key]: Schema }

/**
 * A name inside the files: lower case, digits, hyphens. It never changes, because saved walks depend on it. `constructor`
 * is the only such word that is also a property of every JavaScript object.
 */
export const id = z.string().regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/)

export const ids = z.array(id)

/** Where a fact is kept: a word, or a card's property (`service.backup-codes`). */
export const factName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/)

export const filled = z.string().min(1)

export const text = named(
  'Text',
  'What a person reads, by language. In a person’s own files a plain string stands for all languages.',
  z.union([
    z
      .strictObject(under(languages, filled.optional()))
      .refine((text) => Object.keys(text).length > 0, { params: { expected: 'text' } })
      .meta({ minProperties: 1 }),
    filled,
  ]),
)

const value = z.union([id, z.array(id).min(1)])

const wanted = named(
  'Wanted',
  'The value of a fact: a word, any of several, or none of them.',
  z.union([value, z.strictObject({ not: value })]),
)

export const conditionMap = named('ConditionMap', 'All keys must hold.', z.record(factName, wanted))

export const condition = named(
  'Condition',
  'A map, or a list of which one must hold.',
  z.union([conditionMap, z.array(conditionMap).min(1)]),
)

export const goto = named(
  'Goto',
  'A step of this flow, another flow, or the first of a list whose condition holds.',
  z.union([id, z.array(z.strictObject({ when: condition.optional(), to: id })).min(1)]),
)

export const url = z.url({ protocol: /^https$/ })

export const link = named(
  'Link',
  'A link written out, or the name of a card’s link: `service.recovery`.',
  z.union([factName, z.strictObject({ label: text, url })]),
)
