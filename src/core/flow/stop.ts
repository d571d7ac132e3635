/** Stops: where a walk waits for a reply, or ends, as a person or a script meets it. */
import type { Book } from './book.ts'
import { isTypedName, judgeNeed, type Need } from './facts.ts'
import { type CheckName, checkResults, dids, type Result } from './lists.ts'
import { findRemedy, needsPause, type Tried } from './plan.ts'
import type { StopReply } from './reply.ts'
import {
  findFlow,
  findStep,
  type Item,
  listOpenItems,
  listOptions,
  type Option,
  type State,
} from './state.ts'
import type { Collect, Plan, Question, Remedy, Review, Text, Tick } from './types.ts'
import { listFitting, listNew, listSituational } from './warnings.ts'
import { findAsked, listTurnedUp, listWays, type Way } from './ways.ts'

/** What every stop has. */
export interface StopBase {
  readonly flow: string
  readonly step: string
  /** Warnings to show now: those of this stop and of the way to it that were not shown before. */
  readonly warnings: readonly string[]
}

/** One point of a check-up: in place, to do, or not known. */
export interface Point {
  readonly id: string
  readonly label: Text
  readonly need: Need
}

/** Where a walk waits for a reply, or ends. */
export type Stop =
  | (StopBase & {
      readonly kind: 'question'
      readonly question: Question
      readonly options: readonly Option[]
    })
  | (StopBase & {
      readonly kind: 'tick'
      readonly tick: Pick<Tick, 'ask' | 'help'>
      /** The items of which it is not known yet whether they hold. */
      readonly items: readonly Item[]
      /** After some tries: what has turned up meanwhile? */
      readonly again: boolean
    })
  | (StopBase & { readonly kind: 'check'; readonly check: CheckName; readonly fact: string })
  | (StopBase & { readonly kind: 'collect'; readonly collect: Collect })
  | (StopBase & { readonly kind: 'review'; readonly review: Review; readonly points: readonly Point[] })
  | (StopBase & {
      readonly kind: 'remedy'
      readonly id: string
      readonly remedy: Remedy
      readonly plan: Plan
      /** Counted from 1 through the whole walk. */
      readonly number: number
      /** True for the first remedy of its plan. */
      readonly opens: boolean
      /** All ways that are left, this one included, in the order of the list. */
      readonly ways: readonly Way[]
      /** Whether the person chose it from the list. */
      readonly taken: boolean
      /** The ids still to come after this one. */
      readonly later: readonly string[]
      /** What was tried in this list, in order. */
      readonly triedHere: readonly Tried[]
      /** True when a code should be typed only after a pause. */
      readonly pause: boolean
    })
  | (StopBase & {
      readonly kind: 'outcome'
      readonly result: Result
      readonly say?: Text
      /** The remedy that worked, or that is waited for. */
      readonly remedy?: string
      /** Remedies to do afterwards. */
      readonly after: readonly string[]
      /** Whether other ways are left to try while one is waited for. */
      readonly more?: true
    })

/** The stop at a settled state. */
export function findStop(book: Book, state: State): Stop {
  const { flow, step, facts } = state
  const found = findStep(book, state)
  const at = { flow, step, warnings: listNew(book, state.shown, state.due) }
  if (state.end !== undefined) return endStop(book, state, at, state.end)
  switch (found.kind) {
    case 'question':
      return { kind: 'question', ...at, question: found, options: listOptions(book, found) }
    case 'tick':
      return { kind: 'tick', ...at, tick: found, items: listOpenItems(book, state, found), again: false }
    case 'check':
      return { kind: 'check', ...at, check: found.check, fact: found.fact }
    case 'collect':
      return { kind: 'collect', ...at, collect: found }
    case 'review': {
      const points = found.points.map(({ id, label, when }) => ({
        id,
        label,
        need: judgeNeed(book, facts, when),
      }))
      return { kind: 'review', ...at, review: found, points }
    }
    case 'plan':
      return planStop(book, state, at, found)
    case 'outcome': {
      const after = [...(found.after ?? []), ...(findFlow(book, flow).after ?? [])]
      return {
        kind: 'outcome',
        ...at,
        result: found.result,
        say: found.say,
        after: listNotTried(state, after),
      }
    }
    case 'goto':
      throw new RangeError(`${flow}/${step} is no stop`)
  }
}

/** The end of a plan: solved, waiting, or nothing left. */
function endStop(book: Book, state: State, at: StopBase, end: NonNullable<State['end']>): Stop {
  const step = findStep(book, state)
  const ofRemedy = end.remedy === undefined ? [] : (book.remedies[end.remedy]?.after ?? [])
  const ofPlan = step.kind === 'plan' ? (step.after ?? []) : []
  const after = [...ofRemedy, ...ofPlan, ...(findFlow(book, state.flow).after ?? [])]
  const more =
    end.result === 'waiting' && step.kind === 'plan' && !step.each && listWays(book, state).length > 0
  return { kind: 'outcome', ...at, ...end, after: listNotTried(state, after), ...(more ? { more } : {}) }
}

/** So many tries are made before it is asked what has turned up meanwhile. */
const triesBeforeAsking = 6

function planStop(book: Book, state: State, at: StopBase, plan: Plan): Stop {
  const items = listTurnedUp(book, state)
  if (!plan.each && !state.askedAgain && state.triedHere >= triesBeforeAsking && items.length > 0)
    return { kind: 'tick', ...at, warnings: [], tick: book.atHand.again, items, again: true }
  const asked = findAsked(book, state)
  if (asked !== undefined)
    return { kind: 'question', ...at, question: asked, options: listOptions(book, asked) }
  return remedyStop(book, state, at)
}

function remedyStop(book: Book, state: State, at: StopBase): Stop {
  const ways = listWays(book, state)
  const way = ways.find(({ id }) => id === state.taken) ?? ways[0]
  if (way === undefined) throw new RangeError(`nothing left in ${state.flow}/${state.step}`)
  const { id, plan } = way
  const remedy = findRemedy(book, state.facts, id)
  const triedHere = state.triedHere === 0 ? [] : state.tried.slice(-state.triedHere)
  const due = [...state.due, ...(plan.warn ?? []), ...(remedy.warn ?? [])]
  const fresh = listNew(book, state.shown, [...(remedy.danger === undefined ? [] : [remedy.danger]), ...due])
  const warnings = state.tried.length === 0 ? listFitting(book, state.shown, fresh) : fresh
  return {
    kind: 'remedy',
    ...at,
    warnings: [...warnings, ...listSituational(book, state.facts, [...state.shown, ...warnings])],
    id,
    remedy,
    plan,
    number: state.tried.length + 1,
    opens: !triedHere.some(({ remedy }) => listsRemedy(plan, remedy)),
    ways,
    taken: state.taken === id,
    later: ways.filter((other) => other !== way).map(({ id }) => id),
    triedHere,
    pause: remedy.attempt === true && needsPause(book, state.tried),
  }
}

const listsRemedy = ({ remedies }: Plan, id: string): boolean =>
  remedies.some((entry) => (typeof entry === 'string' ? entry : entry.use) === id)

function listNotTried(state: State, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter((id) => !state.tried.some(({ remedy }) => remedy === id))
}

/**
 * Whether a stop takes a reply. Replies may come from a file, so their shape is checked as well.
 *
 * @example
 * ```js
 * import { begin, fits, parseBook, stand } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const { stop } = stand(book, begin('office'))
 * console.log(fits(stop, { did: 'worked' }), fits(stop, { choice: 'yes' })) // true false
 * ```
 */
export function fits(stop: Stop, reply: StopReply): boolean {
  switch (stop.kind) {
    case 'question':
      return (
        'choice' in reply &&
        stop.options.some(({ id }) => id === reply.choice) &&
        (reply.named === undefined || isTypedName(reply.named))
      )
    case 'tick':
      return (
        ('none' in reply && reply.none === true) ||
        ('ticked' in reply &&
          Array.isArray(reply.ticked) &&
          reply.ticked.every((id) => stop.items.some((item) => item.id === id)))
      )
    case 'check':
      return 'result' in reply && (checkResults[stop.check] as readonly string[]).includes(reply.result)
    case 'collect':
    case 'review':
      return 'seen' in reply && reply.seen === true
    case 'remedy':
      if ('take' in reply) return !stop.taken && stop.ways.some(({ id }) => id === reply.take)
      if ('pass' in reply) return reply.pass === true && stop.plan.each !== true
      return 'did' in reply && dids.includes(reply.did)
    case 'outcome':
      return stop.more === true && 'seen' in reply && reply.seen === true
  }
}
