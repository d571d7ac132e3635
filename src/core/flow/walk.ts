/**
 * The wizard as a pure reducer. A walk is plain data: where it began, what was known or measured, and every reply in
 * order. A position is a walk with everything that follows from it. So going back is a shorter trail, and resuming is
 * reading JSON. Nothing here waits, prints or knows the time.
 */

import { type Book, own } from './book.ts'
import type { Facts } from './facts.ts'
import type { CheckName } from './lists.ts'
import type { Tried } from './plan.ts'
import type { StopReply } from './reply.ts'
import { learn, leave, settle, startState } from './settle.ts'
import type { State } from './state.ts'
import { findStop, fits, type Stop } from './stop.ts'

/** A stop that was left, with the reply to it. */
export interface Visit {
  readonly flow: string
  readonly step: string
  readonly remedy?: string
  readonly reply: StopReply
}

/** What a machine check found. */
export interface Checked {
  readonly check: CheckName
  readonly fact: string
  readonly result: string
  /** After how many replies it was measured; before them it was not known. */
  readonly after: number
}

/** A walk as plain data: what was known, what was measured, and every reply. It can be saved as JSON. */
export interface Walk {
  readonly start: string
  /** Facts known before the first step, such as the service. */
  readonly given: Facts
  /** What was measured: kept next to the trail, so that going back does not lose it. */
  readonly checks: readonly Checked[]
  readonly trail: readonly Visit[]
}

/** A place in a walk, and what follows from the walk: the stop, what is known, and what was warned of. */
export interface Position {
  readonly book: Book
  readonly walk: Walk
  readonly stop: Stop
  readonly facts: Facts
  /** Every warning shown so far, those of the present stop included, in order. */
  readonly warnings: readonly string[]
  /** What `answer` goes on from; the other parts are made from it. */
  readonly state: State
}

/**
 * A walk at the first step of a flow.
 *
 * @example
 * ```js
 * import { begin } from '2fa-rescue/flow'
 *
 * console.log(begin('office', { service: 'example' }).given) // { service: 'example' }
 * ```
 */
export function begin(start: string, given: Facts = {}): Walk {
  return { start, given, checks: [], trail: [] }
}

/**
 * The position of a walk. Throws RangeError for a walk that does not lead through these flows; see `resume`.
 *
 * @example
 * ```js
 * import { begin, parseBook, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const { stop } = stand(book, begin('office'))
 * console.log(stop.kind, stop.step) // remedy ways
 * ```
 */
export function stand(book: Book, walk: Walk): Position {
  const measure = (state: State, after: number): State =>
    walk.checks
      .filter((checked) => checked.after === after)
      .reduce((state, { fact, result }) => settle(book, learn(state, fact, result)), settle(book, state))
  let state = measure(startState(book, walk.start, walk.given), 0)
  for (const [index, { reply }] of walk.trail.entries()) {
    state = measure(leave(book, state, leftStop(findStop(book, state)), reply), index + 1)
  }
  return positionAt(book, walk, state)
}

/**
 * The position after a reply. Throws RangeError for a reply that the stop does not take; ask `fits` first.
 *
 * @example
 * ```js
 * import { answer, begin, parseBook, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const { stop } = answer(stand(book, begin('office')), { did: 'worked' })
 * console.log(stop.kind, stop.result) // outcome solved
 * ```
 */
export function answer({ book, walk, stop, state }: Position, reply: StopReply): Position {
  if (!fits(stop, reply)) throw new RangeError(`${stop.flow}/${stop.step} does not take this reply`)
  if (stop.kind === 'check' && 'result' in reply) {
    const { check, fact } = stop
    const checked = { check, fact, result: reply.result, after: walk.trail.length }
    const next = { ...walk, checks: [...walk.checks, checked] }
    return positionAt(book, next, settle(book, learn(state, fact, reply.result)))
  }
  const { flow, step } = stop
  const visit = stop.kind === 'remedy' ? { flow, step, remedy: stop.id, reply } : { flow, step, reply }
  const next = { ...walk, trail: [...walk.trail, visit] }
  return positionAt(book, next, settle(book, leave(book, state, leftStop(stop), reply)))
}

/**
 * The position at the previous question or remedy; what was measured stays. The same where there is none.
 *
 * @example
 * ```js
 * import { answer, begin, goBack, parseBook, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const end = answer(stand(book, begin('office')), { did: 'worked' })
 * console.log(goBack(end).stop.kind) // remedy
 * ```
 */
export function goBack({ book, walk }: Position): Position {
  return stand(book, back(walk))
}

/** The walk without its last reply; what was measured stays. */
function back(walk: Walk): Walk {
  const trail = walk.trail.slice(0, -1)
  const checks = walk.checks.map((checked) => ({ ...checked, after: Math.min(checked.after, trail.length) }))
  return { ...walk, trail, checks }
}

/**
 * * A saved walk in the flows of today: the replies are followed as far as they still lead, and a remedy that was waited
 * for is asked about again. `whole` is false where the flows have changed under the trail.
 *
 * @example
 * ```js
 * import { answer, begin, parseBook, resume, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const saved = JSON.stringify(answer(stand(book, begin('office')), { did: 'worked' }).walk)
 * const { position, whole } = resume(book, JSON.parse(saved))
 * console.log(position.stop.kind, whole) // outcome true
 * ```
 */
export function resume(book: Book, saved: Walk): { position: Position; whole: boolean } {
  if (own(book.flows, saved.start) === undefined) {
    const first = stand(book, begin('diagnose', saved.given))
    return { position: measureAgain(first, saved.checks), whole: false }
  }
  let position = measureAgain(stand(book, begin(saved.start, saved.given)), saved.checks)
  for (const [index, visit] of saved.trail.entries()) {
    if (!isSame(position.stop, visit) || !fits(position.stop, visit.reply)) return { position, whole: false }
    // What is waited for is asked about again, unless other ways were tried meanwhile.
    const isLast = index === saved.trail.length - 1
    if (isLast && 'did' in visit.reply && visit.reply.did === 'waiting') break
    position = measureAgain(answer(position, visit.reply), saved.checks)
  }
  return { position, whole: true }
}

const isSame = (stop: Stop, visit: Visit): boolean =>
  stop.flow === visit.flow && stop.step === visit.step && (stop.kind !== 'remedy' || stop.id === visit.remedy)

/** Passes the checks at this place with what was measured before. */
function measureAgain(position: Position, checks: readonly Checked[]): Position {
  const { stop } = position
  const known = checks.find(
    ({ check, fact }) => stop.kind === 'check' && check === stop.check && fact === stop.fact,
  )
  if (known === undefined || !fits(stop, { result: known.result })) return position
  return measureAgain(answer(position, { result: known.result }), checks)
}

/** Remedies that were replied to, in order. */
export function listTried(walk: Walk): readonly Tried[] {
  return walk.trail.flatMap(({ remedy, reply }) =>
    remedy !== undefined && 'did' in reply ? [{ remedy, did: reply.did }] : [],
  )
}

function positionAt(book: Book, walk: Walk, state: State): Position {
  const stop = findStop(book, state)
  return { book, walk, stop, facts: state.facts, warnings: [...state.shown, ...stop.warnings], state }
}

const leftStop = (stop: Stop): { readonly warnings: readonly string[]; readonly remedy?: string } =>
  stop.kind === 'remedy' ? { warnings: stop.warnings, remedy: stop.id } : { warnings: stop.warnings }
