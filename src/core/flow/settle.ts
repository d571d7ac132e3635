/** How a walk goes on: from its start, past what needs no reply, and after a reply. */
import type { Book } from './book.ts'
import { type Facts, typedService } from './facts.ts'
import { enter, passStep, pick, take } from './moves.ts'
import type { StopReply } from './reply.ts'
import { findStep, type Item, listOpenItems, listOptions, type State } from './state.ts'
import type { Plan } from './types.ts'
import { findAsked, followPlans, listTurnedUp, listWays } from './ways.ts'

/** The state at the first stop of a flow. */
export function startState(book: Book, flow: string, given: Facts): State {
  const shown = Object.entries(book.warnings)
    .filter(([, warning]) => warning.first)
    .map(([id]) => id)
  const nowhere = { flow: '', step: '', facts: given, ticked: [], tried: [], triedHere: 0, shown, due: [] }
  return enter(book, nowhere, flow)
}

/** The state with one more fact, as a check finds it. */
export function learn(state: State, fact: string, value: string): State {
  return { ...state, facts: { ...state.facts, [fact]: value } }
}

/** More steps in a row without a question than any flow has. */
const mostMoves = 10_000

/** Advances past steps that need no reply. */
export function settle(book: Book, from: State): State {
  let state = from
  for (let moves = 0; state.end === undefined; moves += 1) {
    const next = advance(book, state)
    if (next === undefined) return state
    // The rules refuse circles; this keeps a book that was never checked from holding the program for ever.
    if (moves > mostMoves) throw new RangeError(`no end at ${state.flow}/${state.step}`)
    state = next
  }
  return state
}

/** The next state, where the present step needs no reply; undefined where it does. */
function advance(book: Book, state: State): State | undefined {
  if (findStep(book, state).kind !== 'plan') return passStep(book, state)
  return listWays(book, state).length > 0 ? undefined : leavePlans(book, state)
}

/** Goes on behind the plans, or ends. */
function leavePlans(book: Book, state: State): State {
  const { after } = followPlans(book, state)
  return after ?? { ...state, end: { result: 'unsolved' } }
}

/** The state after a reply that fits the stop; the warnings of the stop count as shown. */
export function leave(
  book: Book,
  state: State,
  stop: { readonly warnings: readonly string[]; readonly remedy?: string },
  reply: StopReply,
): State {
  const step = findStep(book, state)
  // While one way is waited for, the others can be tried.
  if (state.end?.result === 'waiting' && 'seen' in reply) return { ...state, end: undefined }
  if ('take' in reply) return { ...state, taken: reply.take }
  // What was not tried was not read either.
  if ('pass' in reply) return leavePlans(book, state)
  const left = { ...state, shown: [...state.shown, ...stop.warnings], due: [] }
  if (step.kind === 'question' && 'choice' in reply) {
    const choice = listOptions(book, step).find(({ id }) => id === reply.choice)
    if (choice !== undefined) {
      const next = take(book, { ...left, due: choice.warn }, step.fact, choice)
      return reply.named === undefined ? next : learn(next, typedService, reply.named)
    }
  }
  if (step.kind === 'tick') {
    const next = tick(left, listOpenItems(book, state, step), reply)
    return enter(book, next, pick(book, next.facts, step.goto))
  }
  if (step.kind === 'collect' || step.kind === 'review')
    return enter(book, left, pick(book, state.facts, step.goto))
  if (step.kind === 'plan') return leaveWays(book, left, step, stop.remedy, reply)
  throw new RangeError('this reply does not belong to this stop')
}

/** The state after a reply at a plan: a remedy was tried, all others are passed over, or something has turned up. */
function leaveWays(
  book: Book,
  state: State,
  plan: Plan,
  remedy: string | undefined,
  reply: StopReply,
): State {
  const asked = findAsked(book, state)
  if (asked !== undefined && 'choice' in reply)
    return { ...state, facts: { ...state.facts, [asked.fact]: reply.choice } }
  if ('ticked' in reply || 'none' in reply) {
    return { ...tick(state, listTurnedUp(book, state), reply), askedAgain: true }
  }
  if (remedy === undefined || !('did' in reply))
    throw new RangeError('this reply does not belong to this stop')
  const tried = [...state.tried, { remedy, did: reply.did }]
  const next = { ...state, tried, triedHere: state.triedHere + 1, taken: undefined }
  const goesOn = plan.each === true || book.remedies[remedy]?.prepares === true
  if (reply.did === 'worked' && !goesOn) return { ...next, end: { result: 'solved', remedy } }
  if (reply.did === 'waiting') return { ...next, end: { result: 'waiting', remedy } }
  return next
}

/** Ticked lines are yes; the others stay unknown unless the person is sure that these are all. */
function tick(state: State, open: readonly Item[], reply: StopReply): State {
  const ticked = 'ticked' in reply ? reply.ticked : []
  const isSure = 'none' in reply || ('only' in reply && reply.only === true)
  const rest = isSure ? 'no' : 'unknown'
  const facts = open.map(({ id, fact }) => [fact, ticked.includes(id) ? 'yes' : rest] as const)
  const found = facts.filter(([, value]) => value === 'yes').map(([fact]) => fact)
  return {
    ...state,
    facts: { ...state.facts, ...Object.fromEntries(facts) },
    ticked: [...state.ticked, ...found],
  }
}
