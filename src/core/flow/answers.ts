/** Answers given beforehand in a file, so that a walk needs nobody to ask. */

import * as z from 'zod'
import { type Document, parseDocument } from '../data-file/safe-yaml.ts'
import { validate } from '../data-file/schema-flaws.ts'
import { suggestNames } from '../data-file/suggest.ts'
import type { Flaw } from '../flaws.ts'
import { type Book, own } from './book.ts'
import { listCards } from './facts.ts'
import { type CheckName, checkResults, type Did, dids } from './lists.ts'
import type { StopReply } from './reply.ts'
import { listItems } from './state.ts'
import { fits, type Stop } from './stop.ts'
import type { Step } from './types.ts'

export const answersShape = z
  .object({
    checks: z
      .strictObject({
        clock: z.enum(checkResults.clock).optional(),
        backup: z.enum(checkResults.backup).optional(),
      })
      .optional(),
    remedies: z.record(z.string(), z.enum(dids)).optional(),
  })
  .catchall(z.union([z.string(), z.array(z.string())]))

/** Answers as they are looked up. */
export interface Answers {
  /** By `flow/step`: a choice, or a list of ticks. */
  readonly steps: Readonly<Record<string, string | readonly string[]>>
  readonly checks: Readonly<Partial<Record<CheckName, string | undefined>>>
  readonly remedies: Readonly<Record<string, Did>>
}

const none: Answers = { steps: {}, checks: {}, remedies: {} }

/**
 * Reads answers, and holds them against the flows: steps, choices and remedies that do not exist are flaws.
 *
 * @example
 * ```js
 * import { parseAnswers, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const { flaws } = parseAnswers('office/nowhere: yes', 'answers.yaml', book)
 * console.log(flaws[0].line, flaws[0].fault.kind) // 1 unknown-key
 * ```
 */
export function parseAnswers(
  text: string,
  file: string,
  book: Book,
): { answers: Answers; flaws: readonly Flaw[] } {
  const { document, flaws } = parseDocument(text, file)
  if (document === undefined) return { answers: none, flaws }
  const { value, flaws: shapeFlaws } = validate(document, answersShape)
  if (value === undefined) return { answers: none, flaws: shapeFlaws }
  return readAnswers(value, document, [], book)
}

/** Answers that stand at a path of a document. */
export function readAnswers(
  { checks = {}, remedies = {}, ...steps }: z.output<typeof answersShape>,
  document: Document,
  path: readonly PropertyKey[],
  book: Book,
): { answers: Answers; flaws: readonly Flaw[] } {
  const answers: Answers = { steps: steps as Answers['steps'], checks, remedies }
  const below: Document = {
    ...document,
    flaw: (inner, fault, at) => document.flaw([...path, ...inner], fault, at),
  }
  return { answers, flaws: [...checkSteps(answers, below, book), ...checkRemedyIds(answers, below, book)] }
}

function checkSteps(answers: Answers, document: Document, book: Book): readonly Flaw[] {
  return Object.entries(answers.steps).flatMap(([key, given]) => {
    const [flow = '', name = '', ...rest] = key.split('/')
    const step = rest.length > 0 ? undefined : own(own(book.flows, flow)?.steps ?? {}, name)
    if (step === undefined || (step.kind !== 'question' && step.kind !== 'tick')) {
      return [
        document.flaw(
          [key],
          { kind: 'unknown-key', key, known: listAsked(book), near: suggestNames(key, listAsked(book)) },
          'key',
        ),
      ]
    }
    const allowed = listAnswers(book, step)
    const list = Array.isArray(given)
    // A question takes one word; a list of ticks takes a list of items, or the one word “none”.
    const words: readonly unknown[] = list ? given : [given]
    const fitting = words.every((word) => allowed.includes(String(word)) && !(list && word === 'none'))
    return fitting && (step.kind === 'tick' || !list)
      ? []
      : [document.flaw([key], { kind: 'not-one-of', key, allowed })]
  })
}

function checkRemedyIds(answers: Answers, document: Document, book: Book): readonly Flaw[] {
  return Object.keys(answers.remedies)
    .filter((id) => own(book.remedies, id) === undefined)
    .map((id) =>
      document.flaw(
        ['remedies', id],
        { kind: 'missing-remedy', remedy: id, near: suggestNames(id, Object.keys(book.remedies)) },
        'key',
      ),
    )
}

/** Every step that can be answered, as `flow/step`. */
function listAsked(book: Book): readonly string[] {
  return Object.entries(book.flows).flatMap(([flow, { steps }]) =>
    Object.entries(steps).flatMap(([name, { kind }]) =>
      kind === 'question' || kind === 'tick' ? [`${flow}/${name}`] : [],
    ),
  )
}

/** The answers a step takes. */
function listAnswers(book: Book, step: Step): readonly string[] {
  if (step.kind === 'tick') return ['none', ...listItems(book, step).map(({ id }) => id)]
  if (step.kind !== 'question') return []
  return step.choices.flatMap((choice) => {
    if ('id' in choice) return [choice.id]
    return listCards(book, choice).map(([id]) => id)
  })
}

/**
 * The reply that answers give to a stop; where they give none, “I do not know” if the stop takes it, else undefined.
 *
 * @example
 * ```js
 * import { begin, parseAnswers, parseBook, replyFrom, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const { answers } = parseAnswers('remedies: { restart: worked }', 'answers.yaml', book)
 * console.log(replyFrom(answers, stand(book, begin('office')).stop)) // { did: 'worked' }
 * ```
 */
export function replyFrom(answers: Answers, stop: Stop): StopReply | undefined {
  const given = answers.steps[`${stop.flow}/${stop.step}`]
  switch (stop.kind) {
    case 'question': {
      const reply = { choice: typeof given === 'string' ? given : 'unknown' }
      return fits(stop, reply) ? reply : undefined
    }
    case 'tick':
      if (given === 'none') return { none: true }
      return { ticked: [given ?? []].flat().filter((id) => stop.items.some((item) => item.id === id)) }
    case 'check':
      return findResult(answers, stop.check)
    case 'remedy': {
      const did = answers.remedies[stop.id]
      if (did !== undefined) return { did }
      const next = stop.ways.find(({ id }) => answers.remedies[id] !== undefined)
      return next === undefined ? undefined : { take: next.id }
    }
    case 'collect':
    case 'review':
      return { seen: true }
    case 'outcome':
      return undefined
  }
}

function findResult(answers: Answers, check: CheckName): StopReply | undefined {
  const result = answers.checks[check]
  return result === undefined ? undefined : { result }
}
