/**
 * The shapes of the files below `flows/`: flow, remedy, card, warnings and general wording. One schema each, from
 * which the checks and `flow.schema.json` come; `model.ts` has the types. What a shape cannot say (targets that exist, paths that
 * end) is said by the rules in `rules.ts`.
 */
import * as z from 'zod'
import { alphabets } from '../backup/code-form.ts'
import type { Card, Flow, OwnGeneral, Remedy, Warnings } from './model.ts'

/**
 * A name inside the files: lower case, digits, hyphens. It stays the same for ever; saved walks depend on it. Only one
 * such word is the name of something in every JavaScript object.
 */
const id = z.string().regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/)

/** Where a fact is kept: a word, or a card's property (`service.backup-codes`). */
const factName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/)

/** What a person reads. Both languages; a plain string only in a person's own files. */
const text = z.union([z.strictObject({ en: z.string().min(1), ja: z.string().min(1) }), z.string().min(1)])

const words = z.union([id, z.array(id).min(1)])
const conditionMap = z.record(factName, z.union([words, z.strictObject({ not: words })]))
/** All keys of a map must hold; a list of maps means that one of them must. */
const condition = z.union([conditionMap, z.array(conditionMap).min(1)])

/** A step of this flow, another flow, or the first of a list whose condition holds. */
const goto = z.union([id, z.array(z.strictObject({ when: condition.optional(), to: id })).min(1)])

const url = z.url({ protocol: /^https$/ })
/** A link written out, or the name of a card's link: `service.recovery`. */
const link = z.union([factName, z.strictObject({ label: text, url })])

const choice = z.strictObject({
  id,
  label: text,
  /** The fact's value, when it is not the id. */
  value: id.optional(),
  /** Other facts that follow from this answer. */
  set: z.record(id, id).optional(),
  warn: z.array(id).optional(),
  goto,
})
const cardKind = z.enum(['service', 'app', 'server', 'carrier'])
/** Stands for one choice for each card of a kind. */
const cardChoices = z.strictObject({
  cards: cardKind,
  /** Only the cards with these properties. */
  where: conditionMap.optional(),
  /** The value of the question's fact, where the question is not about this kind of card. */
  value: id.optional(),
  goto,
})

const question = z.strictObject({
  kind: z.literal('question'),
  ask: text,
  help: text.optional(),
  warn: z.array(id).optional(),
  fact: id,
  /** True where not knowing is impossible; else one choice is `unknown`. */
  certain: z.literal(true).optional(),
  choices: z.array(z.union([choice, cardChoices])).min(2),
})

const tick = z.strictObject({
  kind: z.literal('tick'),
  ask: text,
  help: text.optional(),
  warn: z.array(id).optional(),
  /** The fact is the id, where none is named. */
  items: z.array(z.strictObject({ id, label: text, fact: id.optional() })).min(1),
  goto,
})

const check = z.strictObject({
  kind: z.literal('check'),
  check: z.enum(['clock', 'backup']),
  fact: id,
  warn: z.array(id).optional(),
  on: z.record(id, goto),
})

const plan = z.strictObject({
  kind: z.literal('plan'),
  warn: z.array(id).optional(),
  /** Why these, in a sentence, shown with the first of them. */
  say: text.optional(),
  remedies: z.array(z.union([id, z.strictObject({ use: id, when: condition })])).min(1),
  /** All of them are wanted: one that is done leads to the next, not to the end. */
  each: z.literal(true).optional(),
  /** What to do once it is solved: remedies to come after. */
  after: z.array(id).optional(),
  /** Where to go when nothing helped; without it the walk ends there. */
  goto: goto.optional(),
})

const fork = z.strictObject({ kind: z.literal('goto'), to: goto })

const outcome = z.strictObject({
  kind: z.literal('outcome'),
  result: z.enum(['solved', 'waiting', 'unsolved', 'done']),
  say: text,
  after: z.array(id).optional(),
})

const collect = z.strictObject({
  kind: z.literal('collect'),
  ask: text,
  help: text.optional(),
  warn: z.array(id).optional(),
  fields: z.array(z.strictObject({ id, label: text, help: text.optional() })).min(1),
  /** What to take along besides. */
  bring: z.array(text).min(1).optional(),
  links: z.array(link).optional(),
  goto,
})

const review = z.strictObject({
  kind: z.literal('review'),
  say: text.optional(),
  warn: z.array(id).optional(),
  points: z.array(z.strictObject({ id, label: text, when: condition })).min(1),
  goto,
})

const step = z.discriminatedUnion('kind', [question, tick, check, plan, collect, review, fork, outcome])

export const flowShape = z.strictObject({
  title: text,
  about: text.optional(),
  warn: z.array(id).optional(),
  start: id,
  /** What to do once it is solved: remedies to come after those of the plan. */
  after: z.array(id).optional(),
  steps: z.record(id, step),
}) satisfies z.ZodType<Flow>

const wait = z.strictObject({
  say: text,
  minutes: z.int().positive().max(600).optional(),
  hours: z.int().positive().max(100).optional(),
  days: z.int().positive().max(1000).optional(),
})

/** One action; `run` is a line to copy, which stands by itself and is never wrapped. */
const action = z.union([
  text,
  z.strictObject({
    say: text,
    run: z
      .string()
      .min(1)
      .regex(/^[^\n]*$/),
  }),
])

const advice = {
  title: text,
  why: text.optional(),
  steps: z.array(action).min(1),
  warn: z.array(id).optional(),
  /** `card` names a card's wait, which then stands in place of this one: `service.recovery`. */
  wait: z.strictObject({ ...wait.shape, card: factName.optional() }).optional(),
  links: z.array(link).optional(),
}

export const remedyShape = z.strictObject({
  ...advice,
  /** The wider remedy that this one is a kind of, one level. */
  general: id.optional(),
  /** Ends in entering a code: too many of them lock the account. */
  attempt: z.literal(true).optional(),
  needs: condition.optional(),
  /** What of this program helps at this point. */
  tool: z
    .enum([
      'clock',
      'phone-clock',
      'server-clock',
      'calendar',
      'backup-code',
      'judge-code',
      'make-code',
      'compare-codes',
    ])
    .optional(),
  after: z.array(id).optional(),
}) satisfies z.ZodType<Remedy>

/** How sure a fact is: the official text was seen; old or from several; from one. Unverified facts are not shipped. */
const confidence = z.enum(['high', 'medium', 'low'])
const proof = { confidence, source: z.array(z.string().min(1)).min(1) }

export const cardShape = z.strictObject({
  name: text,
  /** Other names people type for `--service`. */
  aliases: z.array(z.string().min(1)).optional(),
  /** Stands for "another one": no service of its own, so without sources. */
  general: z.literal(true).optional(),
  /** When the card was last compared with its sources. */
  checked: z.iso.date(),
  /** Properties that conditions can ask for. */
  facts: z.record(id, z.strictObject({ is: id, ...proof })).optional(),
  /** Words on the service's screens; null where the wording in that language is not known. */
  labels: z
    .record(
      id,
      z.strictObject({ en: z.string().min(1).nullable(), ja: z.string().min(1).nullable(), ...proof }),
    )
    .optional(),
  /** Phrases for placeholders. */
  texts: z.record(id, z.strictObject({ say: text, ...proof })).optional(),
  links: z.record(id, z.strictObject({ url, label: text.optional(), ...proof })).optional(),
  /** How long this service locks or lets one wait. */
  waits: z.record(id, z.strictObject({ ...wait.shape, ...proof })).optional(),
  /** How the service prints its backup codes: how many, and the letters and digits of one. */
  codes: z
    .strictObject({
      count: z.number().int().positive().optional(),
      length: z.number().int().positive().optional(),
      alphabet: z.enum(alphabets).optional(),
      /** The sizes of the groups of a code: 4-4. */
      groups: z
        .string()
        .regex(/^\d+(?:-\d+)*$/)
        .optional(),
      ...proof,
    })
    .optional(),
  /** What replaces a remedy's own wording for this card. */
  remedies: z.record(id, z.strictObject({ ...z.object(advice).partial().shape, ...proof })).optional(),
  sources: z.record(z.string().min(1), z.strictObject({ at: z.string().min(1), date: z.string().min(1) })),
}) satisfies z.ZodType<Card>

/** A warning: one text, which may say several things never to do. */
export const warningsShape = z.strictObject({
  warnings: z.record(
    id,
    z.strictObject({
      text,
      /** The things never to do that the text says; the warning's own id where none is named. */
      nevers: z.array(id).min(1).optional(),
      /** Shown on the first screen of every walk. */
      first: z.literal(true).optional(),
    }),
  ),
}) satisfies z.ZodType<Warnings>

const wording = z.strictObject({
  name: text.optional(),
  /** The cards that are offered without their name being typed, by language. */
  first: z.strictObject({ en: z.array(id), ja: z.array(id) }).optional(),
  /** The properties a card of this kind may have, each with its values. */
  facts: z.record(id, z.array(id).min(1)).optional(),
  labels: z.record(id, text).optional(),
  texts: z.record(id, text).optional(),
  /** What a link is called when the card gives it no name. */
  links: z.record(id, text).optional(),
})

/** The wording used where no card is chosen or the card is silent; it also names every placeholder there is. */
export const generalShape = z.strictObject({
  service: wording.optional(),
  app: wording.optional(),
  server: wording.optional(),
  carrier: wording.optional(),
}) satisfies z.ZodType<OwnGeneral>
