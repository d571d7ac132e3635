/**
 * The ways in at a plan: the remedies of all plans up to the next question, as one list in the order in which they are
 * tried. What the person said they have goes first.
 */
import type { Book } from './book.ts'
import { type Facts, findChosenCard, holds, holdsByFact, judgeNeed } from './facts.ts'
import { enter, passStep, pick } from './moves.ts'
import { needsPause } from './plan.ts'
import { findStep, type Item, type State } from './state.ts'
import type { Condition, Plan, Question } from './types.ts'

/** One remedy of the list. */
export interface Way {
  readonly id: string
  /** The plan that lists it, or the first one where no plan does. */
  readonly plan: Plan
  /** The person said they have what it uses. */
  readonly ticked: boolean
  /** The person said they do not have it: it is still worth a second look. */
  readonly ruledOut: boolean
  /** It takes days, and stands early to be started early. */
  readonly early: boolean
}

/** The plans up to the next question, and the state behind them; none where the walk ends with them. */
interface Chain {
  readonly plans: readonly Plan[]
  readonly after: State | undefined
}

/** More plans in a row than any flow has. */
const mostMoves = 10_000

/** Follows the plans from the present one. A check-up (`each`) is a list of its own. */
export function followPlans(book: Book, from: State): Chain {
  const plans: Plan[] = []
  let state = from
  for (let moves = 0; moves < mostMoves; moves += 1) {
    const step = findStep(book, state)
    if (step.kind === 'plan') {
      if (plans.length > 0 && step.each) return { plans, after: state }
      plans.push(step)
      if (step.goto === undefined) return { plans, after: undefined }
      state = enter(book, state, pick(book, state.facts, step.goto))
      if (step.each) return { plans, after: state }
      continue
    }
    const next = passStep(book, state)
    if (next === undefined) return { plans, after: state }
    state = next
  }
  throw new RangeError(`no end at ${from.flow}/${from.step}`)
}

/** The place at which the first way that takes days stands, unless more than that is at hand. */
const earlyPlace = 2

/** The ways that are still to come, in order. What was left unticked is left out, unless nothing could be tried then. */
export function listWays(book: Book, state: State): readonly Way[] {
  const ways = listWaysWithout(book, state, listUnticked(book, state))
  return ways.length > 0 || state.triedHere > 0 ? ways : listWaysWithout(book, state, new Set())
}

function listWaysWithout(book: Book, state: State, unticked: ReadonlySet<string>): readonly Way[] {
  const { facts, tried } = state
  const done = new Set(tried.map(({ remedy }) => remedy))
  const { plans } = followPlans(book, state)
  const [first] = plans
  if (first === undefined) return []
  const isShown = (id: string): boolean => {
    const remedy = book.remedies[id]
    if (done.has(id) || (remedy?.not !== undefined && holds(book, facts, remedy.not))) return false
    return judgeNeed(book, lacks.has(id) ? hopeful : facts, remedy?.needs) !== 'unmet'
  }
  const has = new Set(listTicked(book, state))
  const lacks = new Set(first.each ? [] : listRuledOut(book, facts))
  // What a person is sure not to have often turns up after all: its remedy stays, behind the others.
  const hopeful = forgetMissing(book, facts)
  const makeWay = (id: string, plan: Plan): Way => ({
    id,
    plan,
    ticked: has.has(id),
    ruledOut: lacks.has(id) && !has.has(id),
    early: false,
  })
  const ahead =
    first.ahead === false || first.each
      ? []
      : [...has, ...(findChosenCard(book, facts, 'service')?.first?.use ?? [])].map((id) =>
          makeWay(id, first),
        )
  const listed = plans.flatMap((plan) => listPlan(book, facts, plan, unticked).map((id) => makeWay(id, plan)))
  const seen = new Set<string>()
  const ways = [...ahead, ...listed].filter(({ id }) => {
    if (seen.has(id) || !isShown(id)) return false
    seen.add(id)
    return true
  })
  if (first.each) return ways
  const open = state.askedAgain ? ways.filter((way) => way.ticked || isSlow(book, way)) : ways
  return orderWays(book, state, open, first)
}

/** The remedies of one plan whose conditions hold; those whose need is open stand behind the others. */
function listPlan(book: Book, facts: Facts, plan: Plan, unticked: ReadonlySet<string>): readonly string[] {
  // A condition that an answer or the card fulfils says that the way is likely, also where its need is open.
  const isOpen = ({ use, when }: { use: string; when: Condition | undefined }): number =>
    judgeNeed(book, facts, book.remedies[use]?.needs) === 'unknown' && !holdsByFact(book, facts, when) ? 1 : 0
  return plan.remedies
    .map((entry) => (typeof entry === 'string' ? { use: entry, when: undefined } : entry))
    .filter(
      ({ use, when }) => holds(book, facts, when) && !(unticked.has(use) && !holdsByFact(book, facts, when)),
    )
    .sort((a, b) => isOpen(a) - isOpen(b))
    .map(({ use }) => use)
}

/**
 * The remedies of lines that were left unticked while another thing was ticked: the person looked at the list, and most
 * likely has them not. What has turned up is asked later.
 */
function listUnticked(book: Book, { facts, ticked }: State): ReadonlySet<string> {
  const lines = book.atHand.lines.flatMap(({ id, use }) => (use === undefined ? [] : [{ id, use }]))
  if (!lines.some(({ id }) => ticked.includes(id))) return new Set()
  const others = new Set(lines.filter(({ id }) => facts[id] !== 'unknown').map(({ use }) => use))
  return new Set(lines.map(({ use }) => use).filter((use) => !others.has(use)))
}

/** The remedies that use what the person said they have, in the order of the shared list. */
function listTicked(book: Book, { facts, ticked }: State): readonly string[] {
  return book.atHand.lines.flatMap(({ id, use, not }) =>
    use === undefined || !ticked.includes(id) || (not !== undefined && holds(book, facts, not)) ? [] : [use],
  )
}

function listRuledOut(book: Book, facts: Facts): readonly string[] {
  return book.atHand.lines.flatMap(({ id, use }) => (use === undefined || facts[id] !== 'no' ? [] : [use]))
}

/** The facts without those that say that something is not at hand. */
function forgetMissing({ atHand }: Book, facts: Facts): Facts {
  const missing = new Set(
    atHand.lines.filter(({ use, id }) => use !== undefined && facts[id] === 'no').map(({ id }) => id),
  )
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !missing.has(fact)))
}

const isSlow = (book: Book, { id }: Way): boolean => book.remedies[id]?.takes === 'days'

/** Puts what was ruled out, and codes to type while a pause is due, behind the rest; a slow way early. */
function orderWays(book: Book, { tried }: State, ways: readonly Way[], first: Plan): readonly Way[] {
  const pause = needsPause(book, tried)
  const rank = ({ id, ruledOut }: Way): number =>
    (ruledOut ? 1 : 0) + (pause && book.remedies[id]?.attempt === true ? 2 : 0)
  const sorted = [...ways].sort((a, b) => rank(a) - rank(b))
  const ticked = sorted.filter((way) => way.ticked).length
  if (first.ahead === false || ticked > earlyPlace) return sorted
  const place = sorted.findIndex((way) => isSlow(book, way))
  const slow = sorted[place]
  if (slow === undefined || place <= earlyPlace) return sorted
  sorted.splice(place, 1)
  sorted.splice(earlyPlace, 0, { ...slow, early: true })
  return sorted
}

/** The lines of the shared list that may have turned up: not known, and their remedy not tried. */
export function listTurnedUp(book: Book, { facts, tried }: State): readonly Item[] {
  const done = new Set(tried.map(({ remedy }) => remedy))
  return book.atHand.lines
    .filter(({ id, use }) => use !== undefined && facts[id] === 'unknown' && !done.has(use))
    .map(({ id, label }) => ({ id, label, fact: id }))
}

/** What has to be asked before the way that was taken can be shown. */
export function findAsked(book: Book, { facts, taken }: State): Question | undefined {
  const asks = taken === undefined ? undefined : book.remedies[taken]?.asks
  if (asks === undefined || facts[asks.cards] !== undefined) return undefined
  const { cards, ask, help, unknown } = asks
  return {
    kind: 'question',
    ask,
    help,
    fact: cards,
    choices: [
      { cards, goto: '' },
      { id: 'unknown', label: unknown, goto: '' },
    ],
  }
}
