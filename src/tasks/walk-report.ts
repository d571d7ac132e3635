/** A walk as `diagnose --json` prints it. */
import type { Book } from '../core/flow/book.ts'
import { fill, type Voice } from '../core/flow/cards.ts'
import { remedyFor } from '../core/flow/plan.ts'
import {
  advance,
  neversOf,
  type Stop,
  stepOf,
  triedIn,
  type Visit,
  type Walk,
  warningsOf,
} from '../core/flow/walk.ts'
import type { Report } from '../ui/diagnose.ts'

type Way = Stop & { kind: 'remedy' }

/** The remedies of the plan at which a walk stands, in order; none where it stands elsewhere. */
export function planFrom(book: Book, from: Walk): readonly Way[] {
  const ways: Way[] = []
  let walk = from
  for (let stop = stepOf(book, walk); stop.kind === 'remedy'; stop = stepOf(book, walk)) {
    const [first = stop] = ways
    if (stop.flow !== first.flow || stop.step !== first.step) break
    ways.push(stop)
    // To go on is to skip: what failed would change the order.
    walk = advance(book, walk, { did: 'skipped' })
  }
  return ways
}

/** The walk so far; at a remedy, the whole plan follows as `not-tried`, with all its warnings, and the outcome is `plan`. */
export function reportOf(book: Book, walk: Walk, voice: Voice): Report {
  const stop = stepOf(book, walk)
  const ways = planFrom(book, walk)
  const tried = triedIn(walk).map(({ remedy, did }) => ({ id: remedy, result: did }))
  const toCome = ways.map(({ id }) => ({ id, result: 'not-tried' }))
  const warnings = [...warningsOf(book, walk), ...ways.flatMap(({ warnings }) => warnings)]
  return {
    schema: 1,
    flow: walk.start,
    lang: voice.language,
    answers: walk.trail.flatMap((visit) => answerOf(visit)),
    checks: walk.checks.map(({ check, result }) => ({ check, result })),
    warnings: neversOf(book, warnings),
    remedies: [...tried, ...toCome].map(({ id, result }) => ({
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
