/** A walk as `diagnose --json` prints it. */
import { fill, type TextContext } from '../core/flow/cards.ts'
import { findRemedy } from '../core/flow/plan.ts'
import type { Stop } from '../core/flow/stop.ts'
import { answer, listTried, type Position, type Visit } from '../core/flow/walk.ts'
import { listNevers } from '../core/flow/warnings.ts'
import type { Report } from '../ui/diagnose.ts'

type Way = Stop & { kind: 'remedy' }

/** The remedies of the plan at which a walk stands, in order; none where it stands elsewhere. */
export function planFrom(from: Position): readonly Way[] {
  const ways: Way[] = []
  // To go on is to skip: what failed would change the order.
  for (let position = from; ; position = answer(position, { did: 'skipped' })) {
    const { stop } = position
    if (stop.kind !== 'remedy') return ways
    if (stop.flow !== from.stop.flow || stop.step !== from.stop.step) return ways
    ways.push(stop)
  }
}

/** The walk so far; at a remedy, the whole plan follows as `not-tried`, with all its warnings, and the outcome is `plan`. */
export function reportOf(position: Position, voice: TextContext): Report {
  const { book, walk, stop } = position
  const ways = planFrom(position)
  const tried = listTried(walk).map(({ remedy, did }) => ({ id: remedy, result: did }))
  const toCome = ways.map(({ id }) => ({ id, result: 'not-tried' }))
  const warnings = [...position.warnings, ...ways.flatMap(({ warnings }) => warnings)]
  return {
    schema: 1,
    flow: walk.start,
    lang: voice.language,
    answers: walk.trail.flatMap((visit) => answerOf(visit)),
    checks: walk.checks.map(({ check, result }) => ({ check, result })),
    warnings: listNevers(book, warnings),
    remedies: [...tried, ...toCome].map(({ id, result }) => ({
      id,
      title: fill(findRemedy(book, voice.facts, id).title, voice),
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
