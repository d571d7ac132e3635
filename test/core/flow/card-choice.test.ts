/** Choosing a card among many: which are shown at once, and which are found by name. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/core/flow/book.ts'
import { atHand, findOptions, isCard } from '../../../src/core/flow/card-choice.ts'
import { asksForService, needsOverview } from '../../../src/core/flow/overview.ts'
import type { StopReply } from '../../../src/core/flow/reply.ts'
import { plainRemedies, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const labels = { quote: String, such: String, foreign: String }

/** Cards of shops: these, and one that stands for “another one”. */
const shops = (...names: readonly string[]): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    names.map((name) => [
      `services/${name.toLowerCase()}.yaml`,
      `name: ${name}\nchecked: 2026-01-31\nsources: {}\n`,
    ]),
  ),
  'services/another.yaml': 'name: Another shop\ngeneral: true\nchecked: 2026-01-31\nsources: {}\n',
})

/** A flow that asks which shop it is, with these cards. */
const bookOf = (cards: Readonly<Record<string, string>>) =>
  tinyBook({
    'general.yaml': 'service: { name: the shop, first: { en: [market, corner], ja: [bakery] } }\n',
    'house.yaml': `
title: House
start: shop
steps:
  shop:
    kind: question
    ask: Which shop?
    fact: service
    choices:
      - { cards: service, goto: size }
      - { cards: server, value: another, goto: size }
      - { id: unknown, label: I do not know, goto: size }
  size:
    kind: question
    ask: Which size?
    fact: size
    choices: [{ id: big, label: Big, goto: ways }, { id: unknown, label: I do not know, goto: ways }]
  ways: { kind: plan, remedies: [ring, call] }
`,
    'servers/forge.yaml': 'name: Forge\nchecked: 2026-01-31\nsources: {}\n',
    ...plainRemedies('ring', 'call'),
    ...cards,
  })
const few = bookOf(shops('Bakery', 'Corner', 'Market'))
const many = bookOf(shops('Bakery', 'Chemist', 'Corner', 'Deli', 'Florist', 'Grocer', 'Market', 'Tailor'))

const optionsOf = (book: ReturnType<typeof bookOf>, replies: readonly StopReply[] = []) => {
  const { stop } = walkThrough(book, 'house', replies)
  return stop.kind === 'question' ? stop.options : []
}

/** The ids that are shown and those that are hidden. */
function choose(book: ReturnType<typeof bookOf>, language: Language = 'en', earlier?: string) {
  const { shown, hidden } = atHand(optionsOf(book), { book, facts: {}, language, labels }, earlier)
  return [shown.map(({ id }) => id), hidden.map(({ id }) => id)]
}

describe('the cards of a question', () => {
  it('are all shown while they are eight at most, the common ones first', () => {
    expect(choose(few)).toEqual([['market', 'corner', 'bakery', 'another', 'forge', 'unknown'], []])
    expect(choose(few, 'ja')).toEqual([['bakery', 'corner', 'market', 'another', 'forge', 'unknown'], []])
    const eight = bookOf(shops('Bakery', 'Chemist', 'Corner', 'Deli', 'Florist', 'Grocer', 'Market'))
    expect(choose(eight)[1]).toEqual([])
  })

  it('are shown as far as they are common where there are more, with “another one”', () => {
    expect(choose(many)).toEqual([
      ['market', 'corner', 'another', 'unknown'],
      ['bakery', 'chemist', 'deli', 'florist', 'grocer', 'tailor', 'forge'],
    ])
  })

  it('are found by name only where none are said to be common', () => {
    const book = { ...many, general: { ...many.general, service: { name: 'the shop' } } }
    expect(choose(book)[0]).toEqual(['another', 'unknown'])
    const one = {
      ...many,
      general: { ...many.general, service: { name: 'the shop', first: { ja: ['deli'] } } },
    }
    expect(choose(one)[0]).toEqual(['another', 'unknown'])
  })

  it('show what was chosen before as well', () => {
    expect(choose(many, 'en', 'deli')[0]).toEqual(['market', 'corner', 'deli', 'another', 'unknown'])
  })

  it('are none at another question', () => {
    const options = optionsOf(many, [{ choice: 'deli' }])
    expect(atHand(options, { book: many, facts: {}, language: 'en', labels }, undefined)).toEqual({
      shown: [
        expect.objectContaining({ id: 'big', label: 'Big' }),
        expect.objectContaining({ id: 'unknown', label: 'I do not know' }),
      ],
      hidden: [],
    })
  })

  it('are told from other choices, and from “another one”', () => {
    expect(
      optionsOf(few)
        .filter(isCard)
        .map(({ id }) => id),
    ).toEqual(['bakery', 'corner', 'market', 'forge'])
  })
})

describe('a name that is typed', () => {
  const found = (typed: string, language: Language = 'en', book = many) => {
    const { options, suggested } = findOptions(optionsOf(book), typed, language)
    return [options.map(({ id }) => id), suggested]
  }

  it('finds the cards that are called so or like it', () => {
    expect(found('deli')).toEqual([['deli'], false])
    expect(found('r')).toEqual([['bakery', 'corner', 'florist', 'grocer', 'market', 'tailor'], false])
  })

  it('suggests the nearest names where none is called so', () => {
    expect(found('tailro')).toEqual([['tailor'], true])
    expect(found('zzzzzz')).toEqual([[], true])
  })

  it('finds neither “another one” nor what is no card', () => {
    expect(found('another shop')).toEqual([[], true])
    expect(found('I do not know')).toEqual([[], true])
  })

  it('finds six at most', () => {
    const streets = bookOf(
      shops(
        ...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `Street${letter}`),
        'Corner',
        'Market',
        'Bakery',
      ),
    )
    expect(found('street', 'en', streets)).toEqual([
      ['streeta', 'streetb', 'streetc', 'streetd', 'streete', 'streetf'],
      false,
    ])
  })
})

describe('a question about the service', () => {
  it('is told from others', () => {
    const at = (...replies: readonly StopReply[]) => asksForService(walkThrough(few, 'house', replies).stop)
    expect(at()).toBe(true)
    expect(at({ choice: 'corner' })).toBe(false)
    expect(at({ choice: 'corner' }, { choice: 'big' })).toBe(false)
  })

  it('is not one about products alone', () => {
    const book = tinyBook({
      'general.yaml': 'server: { name: the product }\n',
      'servers/forge.yaml': 'name: Forge\nchecked: 2026-01-31\nsources: {}\n',
      'house.yaml': `
title: House
start: product
steps:
  product:
    kind: question
    ask: Which product?
    fact: server
    choices: [{ cards: server, goto: end }, { id: unknown, label: I do not know, goto: end }]
  end: { kind: outcome, result: done, say: The end }
`,
    })
    expect(asksForService(walkThrough(book, 'house', []).stop)).toBe(false)
  })
})

describe('the overview of the ways', () => {
  const book = tinyBook({
    'general.yaml': 'carrier: { name: the carrier }\n',
    'carriers/red.yaml': 'name: Red\nchecked: 2026-01-01\nsources: {}\n',
    'two.yaml': 'title: Two\nstart: ways\nsteps: { ways: { kind: plan, remedies: [call, ring] } }\n',
    'one.yaml': 'title: One\nstart: ways\nsteps: { ways: { kind: plan, remedies: [call] } }\n',
    'asks.yaml': 'title: Asks\nstart: ways\nsteps: { ways: { kind: plan, remedies: [ring] } }\n',
    'each.yaml':
      'title: Each\nstart: ways\nsteps: { ways: { kind: plan, each: true, remedies: [call, ring] } }\n',
    ...plainRemedies('call'),
    'remedies/ring.yaml':
      'title: Ring\nsteps: [Ring.]\nasks: { cards: carrier, ask: Which carrier?, unknown: I do not know }\n',
  })

  it.each([
    ['is shown where there are several', 'two', [], true],
    ['is not shown once one was chosen', 'two', [{ take: 'call' }], false],
    ['is not shown where there is only one', 'one', [], false],
    ['is shown where the only one asks something first', 'asks', [], true],
    ['is not shown in a list of which everything is wanted', 'each', [], false],
  ])('%s', (_, flow, replies, shown) => {
    const { stop } = walkThrough(book, flow, replies)
    expect(stop.kind === 'remedy' && needsOverview(stop)).toBe(shown)
  })
})
