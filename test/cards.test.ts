/** The cards: their links lead to the service itself, and their names to one card only. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { cardKinds } from '../src/core/flow/book.ts'
import { searchCards } from '../src/core/flow/cards.ts'
import type { Link } from '../src/core/flow/types.ts'
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
