/** The state of a walk and how it changes: entering steps, passing over what needs no reply, taking a reply. */

import { type Book, own } from './book.ts'
import { type Facts, findFact, holds, listCards } from './facts.ts'
import type { Result } from './lists.ts'
import { sortRemedies, type Tried } from './plan.ts'
import type { StopReply } from './reply.ts'
import type { Card, Flow, Goto, Question, Step, Text, Tick } from './types.ts'

/** Where a walk is, and what is known there. */
export interface State {
  readonly flow: string
  readonly step: string
  readonly facts: Facts
  readonly tried: readonly Tried[]
  /** Remedies tried in the present plan. */
  readonly triedHere: number
  /** Warnings shown at earlier stops. */
  readonly shown: readonly string[]
  /** Warnings met on the way since then. */
  readonly due: readonly string[]
  readonly end?: { readonly result: Result; readonly remedy?: string }
}

/** One choice as the person meets it: cards are written out. */
export interface Option {
  readonly id: string
  readonly label: Text
  /** The card it stands for. */
  readonly card?: { readonly kind: keyof Book['cards']; readonly card: Card }
}

/** A choice, and what taking it does. */
interface FullOption extends Option {
  readonly value: string
  readonly set: Facts
  readonly warn: readonly string[]
  readonly goto: Goto
}

/** The state at the first stop of a flow. */
export function startState(book: Book, flow: string, given: Facts): State {
  const shown = Object.entries(book.warnings)
    .filter(([, warning]) => warning.first)
    .map(([id]) => id)
  const nowhere = { flow: '', step: '', facts: given, tried: [], triedHere: 0, shown, due: [] }
  return enter(book, nowhere, flow)
}

/** The state with one more fact, as a check finds it. */
export function learn(state: State, fact: string, value: string): State {
  return { ...state, facts: { ...state.facts, [fact]: value } }
}

/** A flow of the book. Throws RangeError where there is none. */
export function findFlow(book: Book, id: string): Flow {
  const flow = own(book.flows, id)
  if (flow === undefined) throw new RangeError(`no flow ${id}`)
  return flow
}

/** The step at which a walk is. Throws RangeError where there is none. */
export function findStep(book: Book, { flow, step }: { flow: string; step: string }): Step {
  const found = own(findFlow(book, flow).steps, step)
  if (found === undefined) throw new RangeError(`no step ${flow}/${step}`)
  return found
}

/** Goes to a step of the present flow, or to the start of another. */
function enter(book: Book, state: State, target: string): State {
  const inside = state.flow !== '' && own(findFlow(book, state.flow).steps, target) !== undefined
  const flow = inside ? state.flow : target
  const step = inside ? target : findFlow(book, flow).start
  const ofFlow = inside ? [] : (findFlow(book, flow).warn ?? [])
  const found = findStep(book, { flow, step })
  const ofStep = 'warn' in found ? (found.warn ?? []) : []
  return { ...state, flow, step, triedHere: 0, due: [...state.due, ...ofFlow, ...ofStep] }
}

function pick(book: Book, facts: Facts, goto: Goto): string {
  if (typeof goto === 'string') return goto
  const found = goto.find(({ when }) => holds(book, facts, when))
  if (found === undefined) throw new RangeError('a list of targets without a last one')
  return found.to
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
  const step = findStep(book, state)
  const { facts } = state
  switch (step.kind) {
    case 'goto':
      return enter(book, state, pick(book, facts, step.to))
    case 'question': {
      const known = facts[step.fact]
      const choice = known === undefined ? undefined : findChoice(book, step, known)
      return choice && take(book, { ...state, due: [...state.due, ...choice.warn] }, step.fact, choice)
    }
    case 'tick':
      return step.items.every((item) => facts[item.fact ?? item.id] !== undefined)
        ? enter(book, state, pick(book, facts, step.goto))
        : undefined
    case 'check': {
      const target = step.on[facts[step.fact] ?? '']
      return target === undefined ? undefined : enter(book, state, pick(book, facts, target))
    }
    case 'plan':
      if (sortRemedies(book, facts, step, state.tried).length > 0) return undefined
      return step.goto === undefined
        ? { ...state, end: { result: 'unsolved' } }
        : enter(book, state, pick(book, facts, step.goto))
    case 'collect':
    case 'review':
    case 'outcome':
      return undefined
  }
}

/** The state after a reply that fits the stop; the warnings of the stop count as shown. */
export function leave(
  book: Book,
  state: State,
  stop: { readonly warnings: readonly string[]; readonly remedy?: string },
  reply: StopReply,
): State {
  const step = findStep(book, state)
  const left = { ...state, shown: [...state.shown, ...stop.warnings], due: [] }
  if (step.kind === 'question' && 'choice' in reply) {
    const choice = listOptions(book, step).find(({ id }) => id === reply.choice)
    if (choice !== undefined) return take(book, { ...left, due: choice.warn }, step.fact, choice)
  }
  if (step.kind === 'tick') {
    const facts = { ...state.facts, ...factsTicked(state, step, reply) }
    return enter(book, { ...left, facts }, pick(book, facts, step.goto))
  }
  if (step.kind === 'collect' || step.kind === 'review')
    return enter(book, left, pick(book, state.facts, step.goto))
  if (step.kind === 'plan' && stop.remedy !== undefined && 'did' in reply) {
    const tried = [...state.tried, { remedy: stop.remedy, did: reply.did }]
    const next = { ...left, tried, triedHere: state.triedHere + 1 }
    if (reply.did === 'worked' && step.each !== true)
      return { ...next, end: { result: 'solved', remedy: stop.remedy } }
    if (reply.did === 'waiting') return { ...next, end: { result: 'waiting', remedy: stop.remedy } }
    return next
  }
  throw new RangeError('this reply does not belong to this stop')
}

/** Takes a choice: what it makes known, and where it leads. What follows from it never overrules what was known. */
function take(book: Book, state: State, fact: string, { value, set, goto }: FullOption): State {
  const implied = Object.entries(set).filter(([name]) => findFact(book, state.facts, name) === 'unknown')
  const facts = { ...state.facts, ...Object.fromEntries(implied), [fact]: value }
  return enter(book, { ...state, facts }, pick(book, facts, goto))
}

function factsTicked(state: State, step: Tick, reply: StopReply): Facts {
  const ticked = 'ticked' in reply ? reply.ticked : []
  const rest = 'none' in reply || ('only' in reply && reply.only === true) ? 'no' : 'unknown'
  const facts = listOpenItems(state, step).map((item) => [
    item.fact ?? item.id,
    ticked.includes(item.id) ? 'yes' : rest,
  ])
  return Object.fromEntries(facts)
}

/** The items of a list that are not settled by an earlier answer. */
export function listOpenItems({ facts }: State, { items }: Tick): Tick['items'] {
  return items.filter((item) => !['yes', 'no'].includes(facts[item.fact ?? item.id] ?? ''))
}

/** A question's choices, with one for each card where it asks for cards. */
export function listOptions(book: Book, question: Question): readonly FullOption[] {
  return question.choices.flatMap((choice): readonly FullOption[] => {
    if ('id' in choice)
      return [{ ...choice, value: choice.value ?? choice.id, set: choice.set ?? {}, warn: choice.warn ?? [] }]
    const { cards: kind, value, goto } = choice
    return listCards(book, choice).map(([id, card]) => ({
      id,
      label: card.name,
      card: { kind, card },
      value: value ?? id,
      set: kind === question.fact ? {} : { [kind]: id },
      warn: [],
      goto,
    }))
  })
}

/** The choice that a known fact stands for: the one with this id, before those that only have its value. */
function findChoice(book: Book, question: Question, value: string): FullOption | undefined {
  const options = listOptions(book, question)
  return (
    options.find((option) => option.id === value && option.value === value) ??
    options.find((option) => option.value === value)
  )
}
