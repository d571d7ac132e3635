/** A walk as `diagnose --json` prints it. */

import { findChosenCard } from '../core/flow/facts.ts'
import { fill, type TextContext } from '../core/flow/fill.ts'
import { findRemedy } from '../core/flow/plan.ts'
import { fits, type Stop } from '../core/flow/stop.ts'
import { answer, goBack, listTried, type Position, type Visit } from '../core/flow/walk.ts'
import { listNevers, listNew } from '../core/flow/warnings.ts'
import type { Report } from '../ui/diagnose.ts'
import { describeService } from '../ui/known-service.ts'

type Way = Stop & { kind: 'remedy' }

/** All remedies that are left at the plan at which a walk stands, in order; none where it stands elsewhere. */
export function planFrom(from: Position): readonly Way[] {
  const first = from.stop
  if (first.kind !== 'remedy') return []
  if (first.plan.each) return listSteps(from)
  if (first.taken) return planFrom(goBackToWays(from))
  const said: string[] = [...from.state.shown]
  return first.ways.map(({ id, plan }, index) => {
    const way = showWay(from, id)
    const warnings = listNew(from.book, said, way.warnings)
    said.push(...warnings)
    const opens = first.ways.findIndex((other) => other.plan === plan) === index && way.opens
    return { ...way, number: first.number + index, opens, taken: false, warnings }
  })
}

/** Where the way that was taken was chosen. */
function goBackToWays(from: Position): Position {
  const before = goBack(from)
  return before.stop.kind === 'question' ? goBackToWays(before) : before
}

/** A way as it is shown when it is chosen; a card that it asks for is not known. */
function showWay(from: Position, id: string): Way {
  let { stop } = from
  let position = from
  for (const reply of [{ take: id }, { choice: 'unknown' }] as const) {
    if (!fits(stop, reply)) continue
    position = answer(position, reply)
    stop = position.stop
  }
  if (stop.kind !== 'remedy') throw new RangeError(`${id} cannot be shown`)
  return stop
}

/** The steps of a check-up. To go on is to skip: what failed would change the order. */
function listSteps(from: Position): readonly Way[] {
  const ways: Way[] = []
  for (let position = from; ; position = answer(position, { did: 'skipped' })) {
    const { stop } = position
    if (stop.kind !== 'remedy') return ways
    if (stop.flow !== from.stop.flow || stop.step !== from.stop.step) return ways
    ways.push(stop)
  }
}

/** The walk so far; at a remedy, the whole plan follows as `not-tried`, with all its warnings, and the outcome is `plan`. */
export function buildReport(position: Position, texts: TextContext): Report {
  const { book, walk, stop } = position
  const ways = planFrom(position)
  const tried = listTried(walk).map(({ remedy, did }) => ({ id: remedy, result: did }))
  const toCome = ways.map(({ id }) => ({ id, result: 'not-tried' }))
  const warnings = [...position.warnings, ...ways.flatMap(({ warnings }) => warnings)]
  return {
    schema: 1,
    flow: walk.start,
    lang: texts.language,
    answers: walk.trail.flatMap((visit) => formatAnswer(visit)),
    checks: walk.checks.map(({ check, result }) => ({ check, result })),
    warnings: listNevers(book, warnings),
    remedies: [...tried, ...toCome].map(({ id, result }) => ({
      id,
      title: fill(findRemedy(book, texts.facts, id).title, texts),
      result,
    })),
    outcome: stop.kind === 'outcome' ? stop.result : 'plan',
    followUp: stop.kind === 'outcome' ? stop.after : [],
    ...describeChosen(texts),
  }
}

/** What is known of the service, unless it is none in particular. */
function describeChosen({ book, facts, language }: TextContext): Pick<Report, 'service'> {
  const card = findChosenCard(book, facts, 'service')
  return card === undefined || card.general ? {} : { service: describeService(card, language) }
}

function formatAnswer({ flow, step, reply }: Visit): Report['answers'] {
  const name = `${flow}/${step}`
  if ('choice' in reply) return [{ step: name, choice: reply.choice }]
  if ('ticked' in reply) return [{ step: name, choice: reply.ticked }]
  return 'none' in reply ? [{ step: name, choice: 'none' }] : []
}
