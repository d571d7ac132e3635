/** The state of a walk, and what a step offers in it. */
import { type Book, own } from './book.ts'
import { type Facts, listCards } from './facts.ts'
import type { Result } from './lists.ts'
import type { Tried } from './plan.ts'
import type { Card, Flow, Goto, Question, Step, Text, Tick } from './types.ts'

/** Where a walk is, and what is known there. */
export interface State {
  readonly flow: string
  /** A step; among plans that follow each other, the first. */
  readonly step: string
  readonly facts: Facts
  /** The facts of the lines that the person ticked: what they have, not what follows from other answers. */
  readonly ticked: readonly string[]
  readonly tried: readonly Tried[]
  /** Remedies tried in the present plans. */
  readonly triedHere: number
  /** The remedy that the person chose from the list. */
  readonly taken?: string | undefined
  /** Whether it was asked here what has turned up meanwhile. */
  readonly askedAgain?: boolean
  /** Warnings shown at earlier stops. */
  readonly shown: readonly string[]
  /** Warnings met on the way since then. */
  readonly due: readonly string[]
  readonly end?: { readonly result: Result; readonly remedy?: string } | undefined
}

/** One choice as the person meets it: cards are written out. */
export interface Option {
  readonly id: string
  readonly label: Text
  /** The card it stands for. */
  readonly card?: { readonly kind: keyof Book['cards']; readonly card: Card }
}

/** A choice, and what taking it does. */
export interface FullOption extends Option {
  readonly value: string
  readonly set: Facts
  readonly warn: readonly string[]
  readonly goto: Goto
}

/** One line of a list to tick; its fact is yes, no or unknown. */
export interface Item {
  readonly id: string
  readonly label: Text
  readonly fact: string
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
      // The question's own fact gets the value, whatever stands here.
      set: { [kind]: id },
      warn: [],
      goto,
    }))
  })
}

/** The lines of a list, those of the shared list included. */
export function listItems({ atHand }: Pick<Book, 'atHand'>, { items }: Tick): readonly Item[] {
  return items.flatMap((item) => {
    if (typeof item !== 'string') return [{ ...item, fact: item.fact ?? item.id }]
    const line = atHand.lines.find(({ id }) => id === item)
    return line === undefined ? [] : [{ id: item, label: line.label, fact: item }]
  })
}

/** The lines that no earlier answer settles. */
export function listOpenItems(book: Book, { facts }: Pick<State, 'facts'>, tick: Tick): readonly Item[] {
  return listItems(book, tick).filter(({ fact }) => !['yes', 'no'].includes(facts[fact] ?? ''))
}
