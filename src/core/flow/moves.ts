/** Moves of a walk that need no reply: entering a step, taking a choice, passing a step whose answer is known. */
import { type Book, own } from './book.ts'
import { type Facts, findFact, holds } from './facts.ts'
import { type FullOption, findFlow, findStep, listItems, listOptions, type State } from './state.ts'
import type { Goto, Question } from './types.ts'

/** Goes to a step of the present flow, or to the start of another. */
export function enter(book: Book, state: State, target: string): State {
  const inside = state.flow !== '' && own(findFlow(book, state.flow).steps, target) !== undefined
  const flow = inside ? state.flow : target
  const step = inside ? target : findFlow(book, flow).start
  const ofFlow = inside ? [] : (findFlow(book, flow).warn ?? [])
  const found = findStep(book, { flow, step })
  const ofStep = 'warn' in found ? (found.warn ?? []) : []
  return {
    ...state,
    flow,
    step,
    triedHere: 0,
    taken: undefined,
    askedAgain: false,
    due: [...state.due, ...ofFlow, ...ofStep],
  }
}

/** Where a list of targets leads. */
export function pick(book: Book, facts: Facts, goto: Goto): string {
  if (typeof goto === 'string') return goto
  const found = goto.find(({ when }) => holds(book, facts, when))
  if (found === undefined) throw new RangeError('a list of targets without a last one')
  return found.to
}

/** Takes a choice: what it makes known, and where it leads. What follows from it never overrules what was known. */
export function take(book: Book, state: State, fact: string, { value, set, goto }: FullOption): State {
  const implied = Object.entries(set).filter(([name]) => findFact(book, state.facts, name) === 'unknown')
  const facts = { ...state.facts, ...Object.fromEntries(implied), [fact]: value }
  return enter(book, { ...state, facts }, pick(book, facts, goto))
}

/** The state after a step that needs no reply; undefined for a plan, and where a reply is needed. */
export function passStep(book: Book, state: State): State | undefined {
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
      return listItems(book, step).every(({ fact }) => facts[fact] !== undefined)
        ? enter(book, state, pick(book, facts, step.goto))
        : undefined
    case 'check': {
      const target = step.on[facts[step.fact] ?? '']
      return target === undefined ? undefined : enter(book, state, pick(book, facts, target))
    }
    case 'plan':
    case 'collect':
    case 'review':
    case 'outcome':
      return undefined
  }
}

/** The choice that a known fact stands for: the one with this id, before those that only have its value. */
function findChoice(book: Book, question: Question, value: string): FullOption | undefined {
  const options = listOptions(book, question)
  return (
    options.find((option) => option.id === value && option.value === value) ??
    options.find((option) => option.value === value)
  )
}
