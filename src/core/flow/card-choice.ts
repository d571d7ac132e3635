/** Choosing a card among many: the most common ones are shown, the others are found by name. */
import { findNearCards, searchCards } from './cards.ts'
import type { TextContext } from './fill.ts'
import type { Language } from './lists.ts'
import type { Option } from './state.ts'

/** So many cards are still shown one below the other. */
const mostCards = 8

/** Choices as they are shown. Of many cards only the usual ones are, and those that stand for “another one”. */
export function atHand(
  options: readonly Option[],
  { book, language }: TextContext,
  earlier: string | undefined,
): { shown: readonly Option[]; hidden: readonly Option[] } {
  const special = options.filter(isCard)
  // Cards of a second kind (products next to services) are only found by name.
  const kind = options.find(({ card }) => card !== undefined)?.card?.kind
  const usual = kind === undefined ? [] : (book.general[kind].first?.[language] ?? [])
  const many = special.length > mostCards
  const seldom = (option: Option): boolean =>
    many && special.includes(option) && option.id !== earlier && !usual.includes(option.id)
  const place = ({ id }: Option): number => (usual.includes(id) ? usual.indexOf(id) : usual.length)
  const cards = options.filter((option) => option.card !== undefined && !seldom(option))
  const others = options.filter(({ card }) => card === undefined)
  return {
    shown: [...cards.sort((a, b) => place(a) - place(b)), ...others],
    hidden: options.filter(seldom),
  }
}

/** Whether a choice is a card that has a name of its own, and not “another one”. */
export const isCard = ({ card }: Option): boolean => card !== undefined && !card.card.general

/** So many of those found are shown: the list stays as high as it was, and who types on finds the others. */
const mostFound = 6

/** The choices whose cards have a name like what was typed; else those with the nearest names, as suggestions. */
export function findOptions(
  options: readonly Option[],
  typed: string,
  language: Language,
): { readonly options: readonly Option[]; readonly suggested: boolean } {
  const cards = options.flatMap((option) =>
    option.card === undefined || option.card.card.general ? [] : [[option.id, option.card.card] as const],
  )
  const byId = (ids: readonly string[]): readonly Option[] =>
    ids.flatMap((id) => options.find((option) => option.id === id) ?? [])
  const like = searchCards(cards, typed, language)
  if (like.length > 0) return { options: byId(like.slice(0, mostFound).map(([id]) => id)), suggested: false }
  return { options: byId(findNearCards(cards, typed).map(([id]) => id)), suggested: true }
}
