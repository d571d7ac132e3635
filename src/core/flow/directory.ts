/**
 * The directory: services of which only the second factors and the official pages are known. The facts are those of two
 * public directories (docs/knowledge.md). An entry becomes a card, so that conditions and links work as with any other.
 */
import type { Book } from './book.ts'
import type { Region } from './lists.ts'
import type { Card } from './types.ts'

type Fact = NonNullable<Card['facts']>[string]

/** Second factors that a service can offer, by the names of the directory. */
export const listedMethods = [
  'authenticator',
  'own-app',
  'passkey',
  'security-key',
  'own-device',
  'sms',
  'voice',
  'email',
] as const
/** A second factor, by the name of the directory. */
export type ListedMethod = (typeof listedMethods)[number]

/** One service of the directory. */
export interface ListedService {
  readonly id: string
  readonly name: string
  /** The name that Japanese readers know, where it differs. */
  readonly ja?: string
  readonly aliases: readonly string[]
  readonly domain: string
  readonly methods: readonly ListedMethod[]
  /** Countries by their two letters; none where it is used everywhere. */
  readonly regions: readonly string[]
  /** Who looks after the accounts. */
  readonly account: 'personal' | 'managed'
  /** Official pages on its own domain. */
  readonly help?: string
  readonly recovery?: string
}

/** A card made from an entry of the directory. */
interface ListedCard extends Card {
  readonly listed: ListedService
}

/** The day of the data. */
const checked = '2026-08-05'
const source = ['2fa.directory', 'passkeys.2fa.directory']

/** The fact of a card that a method stands for. An app or a device of the service's own has none: it may be of any kind. */
const factOf: Partial<Record<ListedMethod, string>> = {
  authenticator: 'app-code',
  passkey: 'passkey',
  'security-key': 'security-key',
  sms: 'sms',
  voice: 'voice',
  email: 'email',
}

// Cards of the directory share what they have in common: well over a thousand are made at once, before a name is known.
const listedFact = { is: 'yes', confidence: 'medium' as const, source }
// Suggesting a key that nobody has is worse than leaving out one that the directories do not know.
const unlistedFact = { is: 'no', confidence: 'low' as const, source }
// Who looks after an account is only guessed from what kind of service it is.
const accounts = {
  personal: { is: 'personal', confidence: 'low' as const, source },
  managed: { is: 'managed', confidence: 'low' as const, source },
}
const siteLabel = { en: 'Its own site', ja: '公式サイト' }
const sources = {
  '2fa.directory': { at: 'https://2fa.directory', date: checked },
  'passkeys.2fa.directory': { at: 'https://passkeys.2fa.directory', date: checked },
}

const makeLink = (url: string) => ({ url, confidence: 'medium' as const, source })

/**
 * The entry as a card. What is listed is known with medium confidence. What is not listed stays unknown, because the
 * directories may not know it; only passkeys and keys count as not there, with low confidence.
 */
function makeListedCard(service: ListedService): ListedCard {
  const { name, ja, domain, help, recovery } = service
  const facts: Record<string, Fact> = { account: accounts[service.account] }
  facts.passkey = unlistedFact
  facts['security-key'] = unlistedFact
  for (const method of service.methods) {
    const fact = factOf[method]
    if (fact !== undefined) facts[fact] = listedFact
  }
  const site = () => ({ ...makeLink(`https://${domain}/`), label: siteLabel })
  const own = { help: help === undefined ? site() : makeLink(help) }
  return {
    name: ja === undefined ? name : { en: name, ja },
    aliases: [...service.aliases, domain],
    region: findRegion(service),
    checked,
    facts,
    links: recovery === undefined ? own : { ...own, recovery: makeLink(recovery) },
    sources,
    listed: service,
  }
}

/** The region of a service that is listed for Japan alone, or for other countries alone. */
function findRegion({ regions }: ListedService): Region | undefined {
  if (regions.length === 0) return undefined
  if (!regions.includes('jp')) return 'abroad'
  return regions.length === 1 ? 'japan' : undefined
}

/** Whether a card was made from the directory. */
export const isListed = (card: Card): card is ListedCard => 'listed' in card

/** The second factors that a card knows: as listed by the directory, or those that a full card says there are. */
export function listMethods(card: Card): readonly ListedMethod[] {
  if (isListed(card)) return card.listed.methods
  const facts = { ...factOf, 'own-app': 'push' }
  return listedMethods.filter((method) => {
    const name = facts[method]
    return name !== undefined && card.facts?.[name]?.is === 'yes'
  })
}

/**
 * The book with the services of the directory behind its cards: a full card always wins.
 *
 * @example
 * ```js
 * import { addDirectory, findCard, parseBook, parseDirectory } from '2fa-rescue/flow'
 *
 * const table = [
 *   'name\tja\taliases\tdomain\tmethods\tregion\taccount\thelp\trecovery',
 *   'Example Bank\t\t\texample.org\tsms\t\tpersonal\thttps://example.org/help\t',
 * ]
 * const { services } = parseDirectory('banking.tsv', table.join('\n'))
 * const book = addDirectory(parseBook([]), services)
 * console.log(findCard(book, 'service', 'example bank')) // example-bank
 * ```
 */
export function addDirectory(book: Book, services: readonly ListedService[]): Book {
  const { flows, remedies, warnings, general, atHand, cards } = book
  // Full cards come first, also where names are searched.
  const service: Record<string, Card> = { ...cards.service }
  for (const entry of services)
    if (!Object.hasOwn(cards.service, entry.id)) service[entry.id] = makeListedCard(entry)
  return { ...{ flows, remedies, warnings, general, atHand }, cards: { ...cards, service } }
}
