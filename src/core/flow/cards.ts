/** Cards found by the names that people type. */
import { suggestNames } from '../data-file/suggest.ts'
import { type Book, say } from './book.ts'
import type { Facts } from './facts.ts'
import { type CardKind, type Language, languages, regionOfLanguage } from './lists.ts'
import type { Card } from './types.ts'

/** A name as it is compared: without regard to case, width and spaces. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._・-]+/g, '')
    .replace(/[\u3041-\u3096]/g, toKatakana)
}

/** Hiragana and katakana lie in the same order, 96 code points apart. */
const toKatakana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 0x60)

/** Everything a card is called, as it is compared. */
export function listNames(id: string, card: Card): readonly string[] {
  const names = [id, ...languages.map((language) => say(card.name, language)), ...(card.aliases ?? [])]
  return [...new Set(names.map(plainName))]
}

/** Whether a name can be the wanted one, by its first letter: most of some thousand are told apart by that alone. */
function beginsLike(text: string, wanted: string): boolean {
  // An accent of its own makes another letter of the one before it.
  if (!/^[a-z0-9](?!\p{M})/iu.test(text)) return true
  return text.charAt(0).toLowerCase() === wanted.charAt(0)
}

/** Whether a card is called so, of which `wanted` is the plain name: the same as searching its names, without the list. */
function isCalled(wanted: string, id: string, { name, aliases }: Card): boolean {
  const isName = (text: string) => beginsLike(text, wanted) && plainName(text) === wanted
  const isTitle =
    typeof name === 'string' ? isName(name) : languages.some((language) => isName(say(name, language)))
  return isName(id) || isTitle || (aliases?.some(isName) ?? false)
}

/** Whether a card is for people elsewhere, as the reader's language tells; a card without a region is for everybody. */
export const isElsewhere = ({ region }: Card, language: Language | undefined): boolean =>
  region !== undefined && language !== undefined && region !== regionOfLanguage[language]

/**
 * The id of the card a person names by its id, its name or an alias. Where two cards of different regions have the name
 * (“bank”), the one for the language's readers is meant.
 *
 * @example
 * ```js
 * import { findCard, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   {
 *     path: 'office.yaml',
 *     text: `
 * title: Office
 * start: service
 * steps:
 *   service:
 *     kind: question
 *     ask: Which one?
 *     fact: service
 *     choices: [{ cards: service, goto: end }, { id: unknown, label: I do not know, goto: end }]
 *   end: { kind: outcome, result: done, say: Thank you. }
 * `,
 *   },
 *   { path: 'services/example.yaml', text: '{ name: Example Mail, checked: 2026-01-01, sources: {} }' },
 * ])
 * console.log(findCard(book, 'service', 'Example Mail')) // example
 * ```
 */
export function findCard(book: Book, kind: CardKind, named: string, language?: Language): string | undefined {
  const wanted = plainName(named)
  const found = Object.entries(book.cards[kind]).filter(([id, card]) => isCalled(wanted, id, card))
  const own = found.find(([, card]) => !isElsewhere(card, language))
  return (own ?? found[0])?.[0]
}

/**
 * What is known when a person names a service: the card; or a product that people run or manage, as a service of that
 * kind; or an authenticator app, of which the service is not known. Undefined for a name no card has.
 *
 * @example
 * ```js
 * import { factsNamed, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   {
 *     path: 'office.yaml',
 *     text: `
 * title: Office
 * start: service
 * steps:
 *   service:
 *     kind: question
 *     ask: Which one?
 *     fact: service
 *     choices: [{ cards: service, goto: end }, { id: unknown, label: I do not know, goto: end }]
 *   end: { kind: outcome, result: done, say: Thank you. }
 * `,
 *   },
 *   { path: 'services/example.yaml', text: '{ name: Example Mail, checked: 2026-01-01, sources: {} }' },
 * ])
 * console.log(factsNamed(book, 'example mail'), factsNamed(book, 'another')) // { service: 'example' } undefined
 * ```
 */
export function factsNamed(book: Book, named: string, language?: Language): Facts | undefined {
  return listNamesakes(book, named, language)[0]?.known
}

/** One of those that a name may mean. */
export interface Namesake {
  readonly card: Card
  /** What is known once it is chosen. */
  readonly known: Facts
}

/**
 * All that a name may mean, the likeliest first: an account of one's own, then the same product at work or on a server of
 * one's own (“GitLab”). An app counts only where nothing else has the name, and a product that only repeats the service's
 * card for administrators does not.
 */
export function listNamesakes(book: Book, named: string, language?: Language): readonly Namesake[] {
  const wanted = plainName(named)
  const called = (kind: CardKind): readonly (readonly [string, Card])[] => {
    const all = Object.entries(book.cards[kind]).filter(([id, card]) => isCalled(wanted, id, card))
    const near = all.filter(([, card]) => !isElsewhere(card, language))
    const found = near.length > 0 ? near : all
    const special = found.filter(([, card]) => !card.general)
    return special.length > 0 ? special : found.slice(0, 1)
  }
  const services = called('service')
  const products = called('server').filter(
    ([, card]) => services.length === 0 || card.facts?.twin?.is !== 'yes',
  )
  const isGeneral = services.every(([, card]) => card.general)
  const own = services.map(([service, card]): Namesake => ({ card, known: { service } }))
  const others = products.map(([server, card]): Namesake => {
    const general = Object.entries(book.cards.service).find(
      ([, service]) => service.general && accountFact(service) === accountFact(card),
    )
    return { card, known: { server, ...(general === undefined ? {} : { service: general[0] }) } }
  })
  // A product says more than a general card of the same name.
  const found = isGeneral && others.length > 0 ? others : [...own, ...others]
  return found.length > 0 ? found : called('app').map(([app, card]) => ({ card, known: { app } }))
}

/** The cards with the names that are spelled most like what was typed; none where none is near. */
export function findNearCards(
  cards: readonly (readonly [string, Card])[],
  typed: string,
): readonly (readonly [string, Card])[] {
  const near = suggestNames(
    plainName(typed),
    cards.flatMap(([id, card]) => listNames(id, card)),
  )
  return cards.filter(([id, card]) => listNames(id, card).some((name) => near.includes(name)))
}

/** The names of the services and products that are spelled most like this; none where none is near. */
export function suggestServices(book: Book, named: string, language: Language): readonly string[] {
  const cards = [...Object.entries(book.cards.service), ...Object.entries(book.cards.server)].filter(
    ([, card]) => !card.general,
  )
  const meant = findNearCards(cards, named)
  return [...new Set(meant.map(([, card]) => say(card.name, language)))].slice(0, mostSuggested)
}

/** More than this is no help. */
const mostSuggested = 3

const accountFact = (card: Card | undefined): string | undefined => card?.facts?.account?.is

/** Minimum length of a name that counts where it is a part of what was typed: two Japanese characters are distinctive enough. */
const leastHeld = (name: string): number => (/^[a-z0-9]+$/.test(name) ? 4 : 2)

/**
 * Which of the cards a person may mean who types this: those called so, then those with a name that begins so; else also
 * those with a name that holds it, or that is held in what was typed (“my Gmail account”). Cards for the reader's own
 * region stand first; another region's are found only by the beginning of a name, or by one that was typed as a whole.
 */
export function searchCards(
  cards: readonly (readonly [string, Card])[],
  typed: string,
  language?: Language,
): readonly (readonly [string, Card])[] {
  const wanted = plainName(typed)
  if (wanted === '') return []
  const rank = ([id, card]: readonly [string, Card]): number => {
    const names = listNames(id, card)
    if (names.includes(wanted)) return 0
    if (names.some((name) => name.startsWith(wanted))) return 1
    if (names.some((name) => name.includes(wanted))) return 2
    const held = names.filter((name) => name.length >= leastHeld(name) && wanted.includes(name))
    // Of several names that are held, the longest says most: “my Rakuten Bank account” is no bank in general.
    return held.length === 0 ? 4 : 3 - Math.max(...held.map((name) => name.length)) / 1000
  }
  const ranked = cards
    .map((entry) => ({ entry, rank: rank(entry), elsewhere: isElsewhere(entry[1], language) }))
    .filter(({ rank, elsewhere }) => !elsewhere || rank !== 2)
  // On an exact match, names that begin with it stay as well: “WordPress” may mean one of its plug-ins.
  const most = ranked.some(({ rank }) => rank === 0) ? 1 : 3
  const near = ranked.filter(({ rank }) => rank <= most)
  return near
    .sort((a, b) => a.rank - b.rank || Number(a.elsewhere) - Number(b.elsewhere))
    .map(({ entry }) => entry)
}
