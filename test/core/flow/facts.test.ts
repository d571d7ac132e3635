/** Facts: what conditions ask of cards, which card speaks, and what a list of conditions means. */
import { describe, expect, it } from 'vitest'
import { holdsByFact, judgeNeed, parseProperty } from '../../../src/core/flow/facts.ts'
import { pick } from '../../../src/core/flow/moves.ts'
import { findRemedy } from '../../../src/core/flow/plan.ts'
import { listItems } from '../../../src/core/flow/state.ts'
import type { Tick } from '../../../src/core/flow/types.ts'
import { choicesAt, plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const card = (name: string, more: string): string => `name: ${name}\nchecked: 2026-01-31\n${more}\n`
const sourced = 'sources: { S: { at: a page, date: undated } }'
const fact = (is: string): string => `{ is: ${is}, confidence: high, source: [S] }`

const book = tinyBook({
  'general.yaml': `
service: { name: the shop, facts: { account: [personal, managed], paper: ['yes', 'no'] } }
app: { name: the app, facts: { tokens: ['yes', 'no'] } }
server: { name: the product, facts: { tokens: ['yes', 'no'] } }
`,
  'shops.yaml': `
title: Shops
start: which
steps:
  which:
    kind: question
    ask: Which shop?
    fact: service
    choices:
      - { cards: service, where: { account: unknown }, goto: app }
      - { id: unknown, label: I do not know, goto: app }
  app:
    kind: question
    ask: Which app?
    fact: app
    choices: [{ cards: app, goto: product }, { id: unknown, label: I do not know, goto: product }]
  product:
    kind: question
    ask: Which product?
    fact: server
    choices: [{ cards: server, goto: ways }, { id: unknown, label: I do not know, goto: ways }]
  ways:
    kind: plan
    remedies:
      - { use: ask, when: { service.paper: unknown } }
      - { use: wave, when: { app.tokens: 'yes' } }
      - post
`,
  'services/corner.yaml': card('Corner', `facts: { paper: ${fact("'yes'")} }\n${sourced}`),
  'services/market.yaml': card('Market', `facts: { account: ${fact('personal')} }\n${sourced}`),
  'services/our-own.yaml': card(
    'one of our own',
    'general: true\nwaits: { post: { say: some days, days: 3, confidence: high, source: [none] } }\nsources: {}',
  ),
  'apps/some-app.yaml': card('another app', 'general: true\nsources: {}'),
  'servers/forge.yaml': card('Forge', `facts: { tokens: ${fact("'yes'")} }\n${sourced}`),
  ...plainRemedies('ask', 'wave'),
  'remedies/post.yaml': 'title: Write\nsteps: [Write.]\nwait: { card: service.post, say: soon, hours: 1 }\n',
})

describe('the name of a fact', () => {
  it.each([
    ['service.paper', { kind: 'service', property: 'paper' }],
    ['carrier.paper', { kind: 'carrier', property: 'paper' }],
    ['service', undefined],
    ['shop.paper', undefined],
    ['paper', undefined],
  ])('%s', (name, property) => {
    expect(parseProperty(name)).toEqual(property)
  })
})

describe('a property that the card does not have', () => {
  it('has the value “unknown”, in a choice of cards', () => {
    expect(choicesAt(walkThrough(book, 'shops', []))).toEqual(['corner', 'our-own', 'unknown'])
  })

  it('has the value “unknown”, in a condition', () => {
    const given = { app: 'unknown', server: 'unknown' }
    expect(remediesAt(walkThrough(book, 'shops', [{ choice: 'our-own' }], given))).toEqual(['ask', 'post'])
    expect(remediesAt(walkThrough(book, 'shops', [{ choice: 'corner' }], given))).toEqual(['post'])
  })
})

describe('a product', () => {
  it('speaks for a service that is none in particular, but not for an app', () => {
    const given = { service: 'unknown', app: 'some-app', server: 'forge' }
    expect(remediesAt(walkThrough(book, 'shops', [], given))).toEqual(['ask', 'post'])
  })

  it('that tells no wait leaves it to the card', () => {
    expect(findRemedy(book, { service: 'our-own', server: 'forge' }, 'post').wait).toMatchObject({ days: 3 })
  })
})

describe('a choice of a card', () => {
  it('warns of nothing', () => {
    expect(walkThrough(book, 'shops', [{ choice: 'corner' }]).stop.warnings).toEqual([])
  })
})

describe('a need', () => {
  it('is met where there is none', () => {
    expect(judgeNeed(book, {}, undefined)).toBe('met')
  })

  it('is open where one map of its list is, and unmet where all are', () => {
    const needs = [{ rain: 'no' }, { roof: 'yes' }]
    expect(judgeNeed(book, { rain: 'yes' }, needs)).toBe('unknown')
    expect(judgeNeed(book, { rain: 'yes', roof: 'no' }, needs)).toBe('unmet')
    expect(judgeNeed(book, { rain: 'yes', roof: 'yes' }, needs)).toBe('met')
  })
})

describe('a condition holds by a fact', () => {
  it.each([
    ['a word', { rain: 'yes' }, { rain: 'yes' }, true],
    ['a list', { rain: ['yes', 'some'] }, { rain: 'some' }, true],
    ['not a word', { rain: { not: 'no' } }, { rain: 'yes' }, false],
    ['a word and not a word', { rain: 'yes', wind: { not: 'no' } }, { rain: 'yes' }, true],
    ['one map of a list', [{ rain: 'no' }, { rain: 'yes' }], { rain: 'yes' }, true],
    ['a word that is not so', { rain: 'yes' }, { rain: 'no' }, false],
    ['no condition', undefined, { rain: 'yes' }, false],
  ])('%s', (_, condition, facts, held) => {
    expect(holdsByFact(book, facts, condition)).toBe(held)
  })
})

describe('a book that never met the rules', () => {
  it('names a list of targets of which none holds', () => {
    const targets = [{ when: { rain: 'yes' }, to: 'inside' }]
    expect(() => pick(book, {}, targets)).toThrow(new RangeError('a list of targets without a last one'))
  })

  it('names a remedy that is missing', () => {
    expect(() => findRemedy(book, {}, 'gone')).toThrow(new RangeError('no remedy gone'))
  })

  it('leaves out a line that the shared list does not have', () => {
    const tick = { kind: 'tick' as const, ask: 'What is there?', items: ['rope'], goto: 'end' } satisfies Tick
    const lines = [{ id: 'ladder', label: 'A ladder' }]
    expect(listItems({ atHand: { again: { ask: 'Has anything turned up?' }, lines } }, tick)).toEqual([])
  })
})
