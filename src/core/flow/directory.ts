/**
 * The directory: services of which only the second factors and the official pages are known. The facts are those of two
 * public directories (docs/knowledge.md). An entry becomes a card, so that conditions and links work as with any other.
 */
import type { Book } from './book.ts'
import type { Region } from './lists.ts'
import type { Card } from './types.ts'

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

/**
 * The entry as a card. What is listed is known with medium confidence. What is not listed stays unknown, because the
 * directories may not know it; only passkeys and keys count as not there, with low confidence.
 */
function makeListedCard(service: ListedService): ListedCard {
  const fact = (is: string) => ({ is, confidence: 'medium' as const, source })
  const methods = service.methods.flatMap((method) => {
    const name = factOf[method]
    return name === undefined ? [] : [[name, fact('yes')] as const]
  })
  // Suggesting a key that nobody has is worse than leaving out one that the directories do not know.
  const unlisted = (['passkey', 'security-key'] as const)
    .filter((method) => !service.methods.includes(method))
    .map((method) => [method, { is: 'no', confidence: 'low' as const, source }] as const)
  // Who looks after an account is only guessed from what kind of service it is.
  const account = { is: service.account, confidence: 'low' as const, source }
  const link = (url: string) => ({ url, confidence: 'medium' as const, source })
  const site = { ...link(`https://${service.domain}/`), label: { en: 'Its own site', ja: '公式サイト' } }
  return {
    name: service.ja === undefined ? service.name : { en: service.name, ja: service.ja },
    aliases: [...service.aliases, service.domain],
    region: findRegion(service),
    checked,
    facts: { account, ...Object.fromEntries([...methods, ...unlisted]) },
    links: {
      help: service.help === undefined ? site : link(service.help),
      ...(service.recovery === undefined ? {} : { recovery: link(service.recovery) }),
    },
    sources: {
      '2fa.directory': { at: 'https://2fa.directory', date: checked },
      'passkeys.2fa.directory': { at: 'https://passkeys.2fa.directory', date: checked },
    },
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
  const listed = Object.fromEntries(services.map((service) => [service.id, makeListedCard(service)]))
  const { flows, remedies, warnings, general, atHand, cards } = book
  return {
    ...{ flows, remedies, warnings, general, atHand },
    // Full cards come first, also where names are searched.
    cards: { ...cards, service: { ...cards.service, ...listed, ...cards.service } },
  }
}
