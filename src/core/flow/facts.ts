/** Facts: what is known of a person's case, and the conditions that ask for them. */
import { type Book, own } from './book.ts'
import { type CardKind, cardKinds } from './lists.ts'
import type { Card, CardChoices, Condition, ConditionMap, Wanted } from './types.ts'

/** An answer, a check's result or a card's id, each a word; `unknown` when the person said so. */
export type Facts = Readonly<Record<string, string>>

/** Parts of a fact's name: `service.backup-codes` is a property of the card kept as `service`. */
export function parseProperty(fact: string): { kind: CardKind; property: string } | undefined {
  const [head, property] = fact.split('.')
  const kind = cardKinds.find((kind) => kind === head)
  return kind !== undefined && property !== undefined ? { kind, property } : undefined
}

/** The card chosen for a kind, if one is. */
export function findChosenCard(book: Book, facts: Facts, kind: CardKind): Card | undefined {
  const id = facts[kind]
  return id === undefined ? undefined : own(book.cards[kind], id)
}

/**
 * The cards that can tell about a kind, the one that knows most first. Where the service is none in particular (“a
 * server we run ourselves”), the product that was named next to it speaks for it.
 */
export function listSpeakers(book: Book, facts: Facts, kind: CardKind): readonly Card[] {
  const card = findChosenCard(book, facts, kind)
  const product =
    kind === 'service' && card?.general !== undefined ? findChosenCard(book, facts, 'server') : undefined
  return [product, card].filter((card) => card !== undefined)
}

/** A fact's value; `unknown` where nothing is known. */
export function findFact(book: Book, facts: Facts, name: string): string {
  const property = parseProperty(name)
  if (property === undefined) return facts[name] ?? 'unknown'
  const cards = listSpeakers(book, facts, property.kind)
  return cards.map((card) => own(card.facts ?? {}, property.property)?.is).find(Boolean) ?? 'unknown'
}

/** Whether a card has the properties asked for. */
function isLike(card: Card, where: ConditionMap | undefined): boolean {
  return Object.entries(where ?? {}).every(([property, wanted]) =>
    matches(own(card.facts ?? {}, property)?.is ?? 'unknown', wanted),
  )
}

function matches(value: string, wanted: Wanted): boolean {
  if (typeof wanted === 'string') return value === wanted
  if (Array.isArray(wanted)) return wanted.includes(value)
  return !matches(value, wanted.not)
}

const alternatives = (condition: Condition): readonly ConditionMap[] =>
  Array.isArray(condition) ? condition : [condition]

/** Whether a condition holds. A fact that is not known has the value `unknown`. */
export function holds(book: Book, facts: Facts, condition: Condition | undefined): boolean {
  if (condition === undefined) return true
  return alternatives(condition).some((map) =>
    Object.entries(map).every(([fact, wanted]) => matches(findFact(book, facts, fact), wanted)),
  )
}

/** Whether a condition holds because a fact has a value, and not only because none speaks against it. */
export function holdsByFact(book: Book, facts: Facts, condition: Condition | undefined): boolean {
  return alternatives(condition ?? {}).some(
    (map) =>
      holds(book, facts, map) &&
      Object.values(map).some((wanted) => typeof wanted === 'string' || Array.isArray(wanted)),
  )
}

/** How a need stands: met, not met, or open because a fact it rests on is not known. */
export type Need = 'met' | 'unknown' | 'unmet'

/** Like `holds`, but a fact that is not known leaves the need open. */
export function judgeNeed(book: Book, facts: Facts, condition: Condition | undefined): Need {
  if (condition === undefined) return 'met'
  const needs = alternatives(condition).map((map) => {
    const parts = Object.entries(map).map(([fact, wanted]): Need => {
      const value = findFact(book, facts, fact)
      if (matches(value, wanted)) return 'met'
      return value === 'unknown' ? 'unknown' : 'unmet'
    })
    if (parts.includes('unmet')) return 'unmet'
    return parts.includes('unknown') ? 'unknown' : 'met'
  })
  if (needs.includes('met')) return 'met'
  return needs.includes('unknown') ? 'unknown' : 'unmet'
}

/**
 * The cards among the choices of a question. Those that stand for “another one” are left out where the question is
 * about another kind of card, which has its own.
 */
export function listCards(
  book: Book,
  { cards: kind, where, value }: CardChoices,
): readonly (readonly [string, Card])[] {
  return Object.entries(book.cards[kind]).filter(
    ([, card]) => isLike(card, where) && (value === undefined || card.general === undefined),
  )
}

/** The facts a condition asks for, with every value it names. */
export function* listAsked(condition: Condition): Generator<{ fact: string; values: readonly string[] }> {
  const listValues = (wanted: Wanted): readonly string[] =>
    typeof wanted === 'string' ? [wanted] : Array.isArray(wanted) ? wanted : listValues(wanted.not)
  for (const map of alternatives(condition)) {
    for (const [fact, wanted] of Object.entries(map)) yield { fact, values: listValues(wanted) }
  }
}
