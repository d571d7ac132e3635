/** The schemas of the steps of a flow, one for each kind. */
import * as z from 'zod'
import { cardKinds, checkResults, results, type StepKind } from './lists.ts'
import { condition, conditionMap, goto, id, ids, link, named, text } from './schema-parts.ts'

const checkNames = Object.keys(checkResults) as (keyof typeof checkResults)[]

const choice = named(
  'Choice',
  'One answer to a question.',
  z.strictObject({
    id,
    label: text,
    value: id.optional().describe('The fact’s value, when it is not the id.'),
    set: z.record(id, id).optional().describe('Other facts that follow from this answer.'),
    warn: ids.optional(),
    goto,
  }),
)

const cardChoices = named(
  'CardChoices',
  'One choice for each card of a kind; the kind’s fact is set to the card’s id.',
  z.strictObject({
    cards: z.enum(cardKinds),
    where: conditionMap.optional().describe('Only the cards with these properties.'),
    value: id
      .optional()
      .describe('The value of the question’s fact, where the question is not about this kind of card.'),
    goto,
  }),
)

export const steps = {
  question: named(
    'Question',
    'Asks for one choice.',
    z.strictObject({
      kind: z.literal('question'),
      ask: text,
      help: text.optional(),
      warn: ids.optional(),
      fact: id,
      certain: z
        .literal(true)
        .optional()
        .describe('True where not knowing is impossible; otherwise one choice is `unknown`.'),
      choices: z.array(z.union([choice, cardChoices])).min(2),
    }),
  ),
  tick: named(
    'Tick',
    'Asks which of several things hold.',
    z.strictObject({
      kind: z.literal('tick'),
      ask: text,
      help: text.optional(),
      warn: ids.optional(),
      items: z
        .array(
          z.union([
            id.describe('A line of `at-hand.yaml`.'),
            z.strictObject({ id, label: text, fact: id.optional() }),
          ]),
        )
        .min(1)
        .describe('The fact is the id, where none is named.'),
      goto,
    }),
  ),
  check: named(
    'Check',
    'Lets the machine measure.',
    z.strictObject({
      kind: z.literal('check'),
      check: z.enum(checkNames),
      fact: id,
      warn: ids.optional(),
      on: z.record(id, goto),
    }),
  ),
  plan: named(
    'Plan',
    'Leads through remedies until one works.',
    z.strictObject({
      kind: z.literal('plan'),
      warn: ids.optional(),
      say: text.optional().describe('Why these, in a sentence, shown with the first of them.'),
      remedies: z.array(z.union([id, z.strictObject({ use: id, when: condition })])).min(1),
      each: z
        .literal(true)
        .optional()
        .describe('All of them are wanted: one that is done leads to the next, not to the end.'),
      ahead: z
        .literal(false)
        .optional()
        .describe('The order is one of safety: what the person ticked does not go ahead of it.'),
      after: ids.optional().describe('What to do once it is solved: remedies to come after.'),
      goto: goto
        .optional()
        .describe('Where to go when nothing helped; plans that follow each other are shown as one list.'),
    }),
  ),
  collect: named(
    'Collect',
    'Asks for what support wants to know, line by line. What is written there never becomes part of a walk.',
    z.strictObject({
      kind: z.literal('collect'),
      ask: text,
      help: text.optional(),
      warn: ids.optional(),
      fields: z.array(z.strictObject({ id, label: text, help: text.optional() })).min(1),
      bring: z.array(text).min(1).optional().describe('What to take along besides.'),
      links: z.array(link).optional(),
      goto,
    }),
  ),
  review: named(
    'Review',
    'The result of a check-up: which of several things are in place.',
    z.strictObject({
      kind: z.literal('review'),
      say: text.optional(),
      warn: ids.optional(),
      points: z.array(z.strictObject({ id, label: text, when: condition })).min(1),
      goto,
    }),
  ),
  goto: named('Fork', 'Goes on without asking.', z.strictObject({ kind: z.literal('goto'), to: goto })),
  outcome: named(
    'Outcome',
    'Ends the walk.',
    z.strictObject({ kind: z.literal('outcome'), result: z.enum(results), say: text, after: ids.optional() }),
  ),
} satisfies { [Kind in StepKind]: z.ZodType<{ kind: Kind }> }

export const step = named(
  'Step',
  'One step of a flow.',
  z.discriminatedUnion('kind', [
    steps.question,
    steps.tick,
    steps.check,
    steps.plan,
    steps.collect,
    steps.review,
    steps.goto,
    steps.outcome,
  ]),
)
