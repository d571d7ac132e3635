/** The cards: their links lead to the service itself, and their names to one card only. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { type CardKind, cardKinds, say } from '../src/core/flow/book.ts'
import { findCard, searchCards } from '../src/core/flow/cards.ts'
import { type Facts, holds, judgeNeed } from '../src/core/flow/facts.ts'
import type { Condition, ConditionMap, Link, Text } from '../src/core/flow/types.ts'
import { shippedBook } from './support/flows.ts'

const book = shippedBook()

/** The domains that are a product's own, kept apart from the cards: by the card's id. */
const domains: Readonly<Record<string, readonly string[]>> = Object.assign(
  {},
  ...readdirSync(new URL('./domains', import.meta.url)).map((file) =>
    parse(readFileSync(new URL(`./domains/${file}`, import.meta.url), 'utf8')),
  ),
)

const cards = cardKinds.flatMap((kind) =>
  Object.entries(book.cards[kind]).map(([id, card]) => ({ kind, id, card })),
)

const written = (links: readonly Link[] | undefined): readonly string[] =>
  (links ?? []).flatMap((link) => (typeof link === 'string' ? [] : [link.url]))

/** Whether an address is on one of the domains, itself or below it. */
function isOn(address: string, own: readonly string[]): boolean {
  const { protocol, hostname, username, port } = new URL(address)
  const there = own.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  return protocol === 'https:' && username === '' && port === '' && there
}

it('every link of a card is on the product’s own domain', () => {
  const strange = cards.flatMap(({ id, card }) => {
    const links = [
      ...Object.values(card.links ?? {}).map(({ url }) => url),
      ...Object.values(card.remedies ?? {}).flatMap((remedy) => written(remedy.links)),
    ]
    return links.filter((url) => !isOn(url, domains[id] ?? [])).map((url) => `${id}: ${url}`)
  })
  expect(strange).toEqual([])
})

it('every link of a remedy is on a domain that is listed', () => {
  const links = Object.entries(book.remedies).flatMap(([id, { links }]) =>
    written(links).map((url) => [id, url] as const),
  )
  expect(links.filter(([, url]) => !isOn(url, domains.remedies ?? []))).toEqual([])
})

/** The language of a page, where its address tells. */
function languageOf(address: string): 'en' | 'ja' | undefined {
  const { hostname, pathname, searchParams } = new URL(address)
  const marks = [...pathname.split('/'), searchParams.get('lang') ?? '', searchParams.get('locale') ?? '']
  if (marks.some((mark) => /^ja([-_]jp)?$/i.test(mark)) || /(^jp\.|\.jp$)/.test(hostname)) return 'ja'
  return marks.some((mark) => /^en([-_][a-z]{2})?$/i.test(mark)) ? 'en' : undefined
}

it('a page in the other language says so in its label', () => {
  const inLanguage = (text: Text | undefined, language: 'en' | 'ja'): string =>
    (typeof text === 'object' ? text[language] : text) ?? ''
  const unsaid = cards.flatMap(({ id, card }) =>
    Object.values(card.links ?? {}).flatMap(({ url, label }) => {
      const language = languageOf(url)
      const isForeign = language === 'ja' ? card.region !== 'japan' : card.region === 'japan'
      if (language === undefined || !isForeign) return []
      const told =
        language === 'ja' ? /Japan/.test(inLanguage(label, 'en')) : /英語/.test(inLanguage(label, 'ja'))
      return told ? [] : [`${id}: ${url}`]
    }),
  )
  expect(unsaid).toEqual([])
})

/** Everything that a card says with its confidence and its sources, by its place in the card. */
const statements = cards.flatMap(({ id, card }) => {
  const said: [string, { confidence: string; source: readonly string[] } | undefined][] = [
    ['codes', card.codes],
    ['first', card.first],
    ...(['facts', 'labels', 'texts', 'links', 'waits', 'remedies'] as const).flatMap((group) =>
      Object.entries(card[group] ?? {}).map(
        ([key, statement]) => [`${group}.${key}`, statement] as [string, typeof statement],
      ),
    ),
  ]
  return said.flatMap(([place, statement]) =>
    statement === undefined ? [] : [{ id, card, place, statement }],
  )
})

it('every statement of a card names sources that the card lists, and every listed source is used', () => {
  const own = statements.filter(({ card }) => !card.general)
  const missing = own.flatMap(({ id, card, place, statement }) =>
    statement.source.filter((name) => !(name in card.sources)).map((name) => `${id} ${place}: ${name}`),
  )
  expect(missing).toEqual([])
  const used = new Set(own.flatMap(({ id, statement }) => statement.source.map((name) => `${id}: ${name}`)))
  const unused = cards.flatMap(({ id, card }) =>
    Object.keys(card.sources)
      .map((name) => `${id}: ${name}`)
      .filter((name) => !used.has(name)),
  )
  expect(unused).toEqual([])
})

it('every statement of a card says how sure it is, and by which source', () => {
  const bare = statements
    .filter(({ card }) => !card.general)
    .filter(
      ({ statement: { confidence, source } }) =>
        !/^(high|medium|low)$/.test(confidence) || source.length === 0,
    )
  expect(bare.map(({ id, place }) => `${id} ${place}`)).toEqual([])
  expect(statements.length).toBeGreaterThan(1_500)
})

/** Words of both languages that make no promise. */
const careful = {
  en: /\b(may|might|perhaps|some|sometimes|often|mostly|seems?|likely|about|such as|not published|names no)\b/i,
  ja: /ことがあ|こともあ|かもしれ|場合があ|よう(です|に)|ほど|多い|らしい|とは限|など|公表されていません|見つかって/,
}

/** The texts of a statement in a language. */
function textsIn(statement: unknown, language: 'en' | 'ja'): string {
  if (typeof statement !== 'object' || statement === null) return ''
  const text = language in statement ? (statement as Record<string, unknown>)[language] : undefined
  if (typeof text === 'string') return text
  return Object.values(statement)
    .map((part) => textsIn(part, language))
    .join(' ')
}

it.each(['en', 'ja'] as const)('what one weak source says is worded as “may”, in %s', (language) => {
  const firm = statements
    .filter(({ place, statement }) => statement.confidence === 'low' && /^(texts|waits|remedies)/.test(place))
    .filter(({ statement }) => !careful[language].test(textsIn(statement, language)))
  expect(firm.map(({ id, place }) => `${id} ${place}`)).toEqual([])
})

it.each([
  ['bank', 'en', 'bank-abroad'],
  ['bank', 'ja', 'another-bank'],
  ['yahoo', 'en', 'yahoo-com'],
  ['yahoo', 'ja', 'yahoo-japan'],
  ['au', 'ja', 'au-id'],
  ['gitlab', 'en', 'gitlab-com'],
  ['coinbase wallet', 'en', 'crypto-wallet'],
  ['1Password', 'ja', 'onepassword-account'],
  ['大学', 'ja', 'school'],
] as const)('%s means, in %s, %s', (typed, language, id) => {
  expect(findCard(book, 'service', typed, language)).toBe(id)
})

it('a reader is not offered the banks and carriers of elsewhere for a word that they only hold', () => {
  const found = (kind: 'service' | 'carrier', typed: string, language: 'en' | 'ja') =>
    searchCards(Object.entries(book.cards[kind]), typed, language).filter(
      ([, { region }]) => region === (language === 'en' ? 'japan' : 'abroad'),
    )
  expect(found('service', 'ank', 'en')).toEqual([])
  expect(found('carrier', 'mobile', 'en')).toEqual([])
  expect(found('service', '銀', 'ja')).toEqual([])
  expect(found('service', 'mufg', 'en').map(([id]) => id)).toEqual(['mufg'])
})

it('no domain is listed for a card that does not exist', () => {
  const ids = new Set([...cards.map(({ id }) => id), 'remedies'])
  expect(Object.keys(domains).filter((id) => !ids.has(id))).toEqual([])
})

it('every card but the general ones has sources, and was checked', () => {
  const bare = cards.filter(({ card }) => !card.general && Object.keys(card.sources).length === 0)
  expect(bare.map(({ id }) => id)).toEqual([])
  expect(cards.filter(({ card }) => card.checked < '2026-01-01').map(({ id }) => id)).toEqual([])
})

it('an address that only looks like the product’s is refused', () => {
  expect(isOn('https://accounts.google.com/x', ['google.com'])).toBe(true)
  expect(isOn('https://google.com.example.org/x', ['google.com'])).toBe(false)
  expect(isOn('https://notgoogle.com/x', ['google.com'])).toBe(false)
  expect(isOn('https://google.com@example.org/x', ['google.com'])).toBe(false)
  expect(isOn('http://google.com/x', ['google.com'])).toBe(false)
})

it.each([
  ['Gmail', 'google'],
  ['ｇｏｏｇｌｅ', 'google'],
  ['my gmail account', 'google'],
  ['ジーメール', 'google'],
  ['microsoft 365', 'microsoft-work'],
  ['横浜銀行', 'another-bank'],
  ['ラインのアカウント', 'line'],
])('a person who types %s means %s', (typed, id) => {
  const services = Object.entries(book.cards.service)
  expect(searchCards(services, typed)[0]?.[0]).toBe(id)
})

const mapsOf = (condition: Condition | undefined): readonly ConditionMap[] =>
  condition === undefined ? [{}] : Array.isArray(condition) ? condition : [condition]

/** What a person may say so that a condition holds; what a card says is not theirs to choose. */
function favourable(map: ConditionMap): Facts {
  const said = Object.entries(map).flatMap(([fact, wanted]) => {
    const value = typeof wanted === 'string' ? wanted : Array.isArray(wanted) ? wanted[0] : undefined
    return fact.includes('.') || value === undefined ? [] : [[fact, value] as const]
  })
  return Object.fromEntries(said)
}

/** Every place that can show a remedy: a line of what is at hand, or an entry of a plan with its condition. */
const places = [
  ...book.atHand.lines.flatMap(({ use, not }) => (use === undefined ? [] : [{ use, when: undefined, not }])),
  ...Object.values(book.flows).flatMap(({ steps }) =>
    Object.values(steps).flatMap((step) =>
      step.kind === 'plan'
        ? step.remedies.map((entry) =>
            typeof entry === 'string'
              ? { use: entry, when: undefined, not: undefined }
              : { use: entry.use, when: entry.when, not: undefined },
          )
        : [],
    ),
  ),
]

/** Whether a remedy is listed for somebody with this card, whatever else they say. */
function canShow(own: Facts, remedy: string): boolean {
  const { needs, not } = book.remedies[remedy] ?? {}
  const isShown = (facts: Facts, when: Condition | undefined, unless: Condition | undefined): boolean =>
    holds(book, facts, when) &&
    !(unless !== undefined && holds(book, facts, unless)) &&
    !(not !== undefined && holds(book, facts, not)) &&
    judgeNeed(book, facts, needs) !== 'unmet'
  return places
    .filter(({ use }) => use === remedy)
    .some(({ when, not: unless }) =>
      mapsOf(when).some((wanted) =>
        mapsOf(needs).some((need) =>
          isShown({ ...favourable(wanted), ...favourable(need), ...own }, when, unless),
        ),
      ),
    )
}

/** What is known once a card is chosen. */
function factsOf(kind: CardKind, id: string): Facts {
  if (kind !== 'server') return { [kind]: id }
  const account = book.cards.server[id]?.facts?.account?.is
  const general = Object.entries(book.cards.service).find(
    ([, service]) => service.general && service.facts?.account?.is === account,
  )
  // A product is chosen together with the general card for its kind of account.
  return { server: id, ...(general === undefined ? {} : { service: general[0] }) }
}

it('every remedy that a card words anew is shown to somebody with that card', () => {
  const hidden = cards.flatMap(({ kind, id, card }) =>
    Object.keys(card.remedies ?? {})
      .filter((remedy) => !canShow(factsOf(kind, id), remedy))
      .map((remedy) => `${kind} ${id}: ${remedy}`),
  )
  expect(hidden).toEqual([])
})

it.each([
  ['app-code', ['no'], /authenticator|QR code|entry|app’s code/i],
  ['sms', ['no'], /\btext\b|SMS/i],
  ['passkey', ['no'], /^Use .*passkey/i],
  ['email', ['no'], /by email/i],
] as const)('nobody is sent to a way that their service does not have (%s)', (fact, without, about) => {
  const wrong = cards.flatMap(({ kind, id, card }) => {
    const { is } = card.facts?.[fact] ?? {}
    if (kind !== 'service' || is === undefined || !without.some((value) => value === is)) return []
    return Object.entries(book.remedies)
      .filter(([remedy, { title }]) => about.test(say(title, 'en')) && card.remedies?.[remedy] === undefined)
      .filter(([remedy]) => canShow({ service: id }, remedy))
      .map(([remedy]) => `${id}: ${remedy}`)
  })
  expect(wrong).toEqual([])
})
