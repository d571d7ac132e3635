/** Choosing a card among many: the usual ones are shown, the others are found by their name. */
import { cardsLike, fill, type Voice } from '../core/flow/cards.ts'
import type { Option } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'

/** So many cards are still shown one below the other. */
const mostCards = 8

/** Choices as they are shown. Of many cards only the usual ones are, and those that stand for “another one”. */
export function atHand(
  options: readonly Option[],
  { book, language }: Voice,
  earlier: string | undefined,
): { shown: readonly Option[]; hidden: readonly Option[] } {
  const special = options.filter(({ card }) => card !== undefined && !card.card.general)
  // Cards of a second kind (products beside services) are only found by name.
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

/** The card a person means by a name, asked about where several come near. */
export async function cardCalled(
  host: Host,
  options: readonly Option[],
  name: string,
  voice: Voice,
): Promise<string | undefined> {
  const { which, none } = host.words.diagnose.find
  const cards = options.flatMap(({ id, card }) => (card === undefined ? [] : [[id, card.card] as const]))
  const near = cardsLike(cards, name)
  if (near.length === 0) return undefined
  const found = await (await host.prompt()).choose<`=${string}` | 'none'>({
    message: which,
    choices: [
      ...near.map(([id, card]) => ({ value: `=${id}` as const, label: fill(card.name, voice) })),
      { value: 'none', label: none },
    ],
  })
  return found === 'none' ? undefined : found.slice(1)
}
