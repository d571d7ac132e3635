/**
 * The schemas of the files below `flows/`: flow, remedy, card, warnings and general wording. With
 * `schema-parts.ts` and `step-schemas.ts` this is the one description of the model: `flow.schema.json` (for editors)
 * and `types.ts` (for the rest of the program, which does not load a schema library) are generated from it by
 * `npm run schema`. What a schema cannot say (targets that exist,
 * paths that end) is checked by `rules/`. docs/flows.md explains every key.
 */
import * as z from 'zod'
import { alphabets } from '../backup/code-form.ts'
import { cardKinds, confidences, durations, languages, regions, type stepKinds, toolNames } from './lists.ts'
import { condition, factName, filled, id, ids, link, named, text, under, url } from './schema-parts.ts'
import { step, type steps } from './step-schemas.ts'
import type * as types from './types.ts'

export const flowFile = named(
  'Flow',
  'Questions and checks that lead to remedies.',
  z.strictObject({
    title: text,
    about: text.optional(),
    urgent: z
      .literal(false)
      .optional()
      .describe('False where nobody is locked out: it opens with its title instead of what to keep.'),
    warn: ids.optional(),
    start: id,
    after: ids.optional().describe('What to do once it is solved: remedies to come after those of the plan.'),
    steps: z.record(id, step),
  }),
)

const action = named(
  'Action',
  'One action: words, and where it helps a line to copy, which stands by itself and is never wrapped.',
  z.union([text, z.strictObject({ say: text, run: filled.regex(/^[^\n]*$/) })]),
)

const wait = named(
  'Wait',
  'How long something takes, in words and, where it can be told, as a length.',
  z.strictObject({
    say: text,
    minutes: z.int().positive().max(600).optional(),
    hours: z.int().positive().max(100).optional(),
    days: z.int().positive().max(1000).optional(),
  }),
)

const advice = {
  title: text,
  why: text.optional(),
  steps: z.array(action).min(1),
  warn: ids.optional(),
  wait: z
    .strictObject({
      ...wait.shape,
      card: factName.optional().describe('The name of a card’s wait, which then replaces this one.'),
    })
    .optional(),
  links: z.array(link).optional(),
}

export const remedyFile = named(
  'Remedy',
  'One thing a person can do.',
  z.strictObject({
    ...advice,
    general: id.optional().describe('It is a kind of this more general remedy; one level only.'),
    attempt: z.literal(true).optional().describe('It ends in typing a code.'),
    needs: condition.optional(),
    not: condition.optional().describe('Where it must not be shown, whatever a plan says.'),
    takes: z.enum(durations).optional().describe('How long it takes until it can help; minutes by default.'),
    danger: id.optional().describe('The one warning that stands before the first step.'),
    asks: z
      .strictObject({ cards: z.enum(cardKinds), ask: text, help: text.optional(), unknown: text })
      .optional()
      .describe(
        'The card that it has to know before its steps are shown; `unknown` is the choice of not knowing.',
      ),
    tool: z.enum(toolNames).optional(),
    after: ids.optional().describe('Remedies to do later, if this one worked.'),
  }),
)

const proof = { confidence: z.enum(confidences), source: z.array(filled).min(1) }

export const cardFile = named(
  'Card',
  'Facts of one service, app, product or carrier.',
  z.strictObject({
    name: text,
    aliases: z.array(filled).optional().describe('Other names that people type.'),
    general: z.literal(true).optional().describe('Stands for “another one”: it needs no sources.'),
    region: z
      .enum(regions)
      .optional()
      .describe('Where its customers live. Readers elsewhere find it only by typing its name.'),
    checked: z.iso.date().describe('When the card was last compared with its sources.'),
    facts: z
      .record(id, z.strictObject({ is: id, ...proof }))
      .optional()
      .describe('Properties that conditions can ask for.'),
    labels: z
      .record(id, z.strictObject({ ...under(languages, filled.nullable().optional()), ...proof }))
      .optional()
      .describe('Words on the service’s screens; null where the wording in that language is not known.'),
    texts: z.record(id, z.strictObject({ say: text, ...proof })).optional(),
    links: z.record(id, z.strictObject({ url, label: text.optional(), ...proof })).optional(),
    waits: z.record(id, z.strictObject({ ...wait.shape, ...proof })).optional(),
    codes: z
      .strictObject({
        count: z.number().int().positive().optional(),
        length: z.number().int().positive().optional(),
        alphabet: z.enum(alphabets).optional(),
        groups: z
          .string()
          .regex(/^\d+(?:-\d+)*$/)
          .optional(),
        ...proof,
      })
      .optional()
      .describe('How the service prints its backup codes; `groups` are the sizes of the groups of one: 4-4.'),
    remedies: z
      .record(id, z.strictObject({ ...z.object(advice).partial().shape, ...proof }))
      .optional()
      .describe('What replaces a remedy’s own wording for this card.'),
    first: z
      .strictObject({ use: ids.min(1), ...proof })
      .optional()
      .describe('The remedies that the official pages name first.'),
    sources: z.record(filled, z.strictObject({ at: filled, date: filled })),
  }),
)

export const warningsFile = named(
  'Warnings',
  'The file of the warnings.',
  z.strictObject({
    warnings: z.record(
      id,
      named(
        'Warning',
        'What a person must not do.',
        z.strictObject({
          text,
          nevers: ids
            .min(1)
            .optional()
            .describe('The things never to do that the text says; the warning’s own id where none is named.'),
          first: z.literal(true).optional().describe('Shown on the first screen of every walk.'),
          when: condition
            .optional()
            .describe('The situations in which it is said with the first remedy, whichever that is.'),
          rank: z.int().min(1).max(9).optional().describe('Lower ranks are said first; 5 by default.'),
        }),
      ),
    ),
  }),
)

const wording = named(
  'Wording',
  'The wording used where no card of a kind is chosen or the card is silent.',
  z.strictObject({
    name: text.optional(),
    first: z
      .strictObject(under(languages, ids.optional()))
      .optional()
      .describe('The cards that are offered without their name being typed, by language.'),
    facts: z
      .record(id, z.array(id).min(1))
      .optional()
      .describe('The properties a card of this kind may have, each with its values.'),
    labels: z.record(id, text).optional(),
    texts: z.record(id, text).optional(),
    links: z.record(id, text).optional(),
  }),
)

export const generalFile = named(
  'GeneralFile',
  'The general wording. What a person’s own file leaves out is taken from the shipped one.',
  z.strictObject(under(cardKinds, wording.optional())),
)

export const atHandFile = named(
  'AtHand',
  'What a person may still have, and states they may be in: one list for all flows. Its order is the order of remedies.',
  z.strictObject({
    again: z
      .strictObject({ ask: text, help: text.optional() })
      .describe('The question after some tries: has anything turned up meanwhile?'),
    lines: z
      .array(
        z.strictObject({
          id,
          label: text,
          use: id.optional().describe('The remedy that uses it. A line without one is a state.'),
          not: condition.optional().describe('Where having it does not help.'),
        }),
      )
      .min(1),
  }),
)

const files = { flowFile, remedyFile, cardFile, warningsFile, generalFile, atHandFile }

/** The types that the schemas give; `types.ts` must say the same, else this file does not compile. */
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
const inStep: readonly [
  Same<z.output<typeof flowFile>, types.Flow>,
  Same<z.output<typeof remedyFile>, types.Remedy>,
  Same<z.output<typeof cardFile>, types.Card>,
  Same<z.output<typeof warningsFile>, types.Warnings>,
  Same<z.output<typeof generalFile>, types.GeneralFile>,
  Same<z.output<typeof atHandFile>, types.AtHand>,
  Same<keyof typeof steps, (typeof stepKinds)[number]>,
] = [true, true, true, true, true, true, true]
void inStep

/**
 * The JSON Schema of the files below `flows/`: `$defs` names every part, and a file is one of six of them.
 *
 * @example
 * ```js
 * import { flowSchema } from '2fa-rescue/flow'
 *
 * console.log(flowSchema().$schema) // https://json-schema.org/draft/2020-12/schema
 * ```
 */
export function flowSchema(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    io: 'input',
    uri: (id) => `#/$defs/${id}`,
  })
  const parts = Object.entries(schemas).map(([id, { $schema: _, $id: __, id: ___, ...schema }]) => [
    id,
    schema,
  ])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A file below flows/ of 2fa-rescue',
    $defs: Object.fromEntries(parts),
    anyOf: Object.values(files).map((file) => ({ $ref: `#/$defs/${z.globalRegistry.get(file)?.id}` })),
  }
}
