/** A walk as `diagnose --json` prints it. */
import type { Book } from '../../core/flow/book.ts'
import { fill, type Voice } from '../../core/flow/cards.ts'
import { remedyFor } from '../../core/flow/plan.ts'
import { neversOf, stepOf, triedIn, type Visit, type Walk, warningsOf } from '../../core/flow/walk.ts'
import type { Report } from '../../ui/diagnose.ts'

/** The walk so far; at a remedy, the remedies still to come follow as `not-tried` and the outcome is `plan`. */
export function reportOf(book: Book, walk: Walk, voice: Voice): Report {
  const stop = stepOf(book, walk)
  const toCome = stop.kind === 'remedy' ? [stop.id, ...stop.later] : []
  const remedies = [
    ...triedIn(walk).map(({ remedy, did }) => ({ id: remedy, result: did })),
    ...toCome.map((id) => ({ id, result: 'not-tried' })),
  ]
  return {
    schema: 1,
    flow: walk.start,
    lang: voice.language,
    answers: walk.trail.flatMap((visit) => answerOf(visit)),
    checks: walk.checks.map(({ check, result }) => ({ check, result })),
    warnings: neversOf(book, warningsOf(book, walk)),
    remedies: remedies.map(({ id, result }) => ({
      id,
      title: fill(remedyFor(book, voice.facts, id).title, voice),
      result,
    })),
    outcome: stop.kind === 'outcome' ? stop.result : 'plan',
    followUp: stop.kind === 'outcome' ? stop.after : [],
  }
}

function answerOf({ flow, step, reply }: Visit): Report['answers'] {
  const name = `${flow}/${step}`
  if ('choice' in reply) return [{ step: name, choice: reply.choice }]
  if ('ticked' in reply) return [{ step: name, choice: reply.ticked }]
  return 'none' in reply ? [{ step: name, choice: 'none' }] : []
}
