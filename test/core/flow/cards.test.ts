/** Cards: what can be asked of them, what they say in texts, and how they are found. */
import { describe, expect, it } from 'vitest'
import type { Book, Language } from '../../../src/core/flow/book.ts'
import { factsNamed, findCard, searchCards } from '../../../src/core/flow/cards.ts'
import { fill, fillLinks, findLock } from '../../../src/core/flow/fill.ts'
import { choicesAt, plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const source = 'confidence: high, source: [S]'
const sources = 'sources: { S: { at: a page, date: undated } }'

const general = `
service:
  name: { en: the service, ja: サービス }
  first: { en: [bank], ja: [] }
  facts: { account: [personal, managed, own-server], backup-codes: [set, none], tries: [few, many] }
  labels:
    other-way: { en: another way, ja: 別の方法 }
    help: { en: Help, ja: ヘルプ }
  texts: { wait: { en: some time, ja: しばらく } }
  links: { recovery: { en: the recovery page, ja: 復旧のページ }, support: Support }
app: { name: the app, facts: { sync: ['yes', 'no'] }, labels: { add: the plus sign } }
server: { name: the product, facts: { tokens: ['yes', 'no'] } }
carrier: { name: the carrier, labels: { shop: the shop }, links: { shop: the page of the shop } }
`

const files = {
  'general.yaml': general,
  'find.yaml': `
title: Find
start: which
steps:
  which:
    kind: question
    ask: 'Which service?'
    fact: service
    choices:
      - { cards: service, where: { account: [personal, managed] }, goto: codes }
      - { cards: server, value: own-server, goto: codes }
      - { id: unknown, label: I do not know, goto: codes }
  codes:
    kind: plan
    remedies:
      - { use: use-code, when: { service.backup-codes: { not: none } } }
      - { use: ask-admin, when: { service.account: managed } }
      - { use: many, when: { service.tries: many } }
      - call
    goto: phones
  phones:
    kind: question
    ask: Which app?
    fact: app
    choices:
      - { cards: app, goto: carriers }
      - { id: unknown, label: I do not know, goto: carriers }
  carriers:
    kind: question
    ask: Which carrier?
    fact: carrier
    choices:
      - { cards: carrier, goto: end }
      - { id: unknown, label: I do not know, goto: end }
  end: { kind: outcome, result: unsolved, say: The end }
`,
  'remedies/use-code.yaml': `
title: { en: 'Use a code of {service.name}', ja: '{service.name}のコードを使う' }
steps: ['Press {service.label.other-way}.']
links: [service.recovery, { label: 'The page of {service.name}', url: 'https://example.org/' }]
wait: { say: soon, minutes: 5, card: service.recovery }
`,
  ...plainRemedies('ask-admin', 'call', 'many'),
  'services/bank.yaml': `
name: { en: Bank, ja: 銀行 }
aliases: [the-bank, b-pay]
checked: 2026-01-31
facts:
  account: { is: personal, ${source} }
  backup-codes: { is: set, ${source} }
labels:
  other-way: { en: Try it differently, ja: 別のやり方, ${source} }
  help: { en: null, ja: お困りですか, ${source} }
texts: { wait: { say: { en: two days, ja: 2日 }, ${source} } }
links: { recovery: { url: 'https://bank.example.org/r', label: 'Recovery at {service.name}', ${source} } }
waits:
  lock: { say: an hour, minutes: 60, ${source} }
  recovery: { say: two days, days: 2, ${source} }
remedies: { use-code: { title: Use the bank’s code, why: It is quick., ${source} } }
${sources}
`,
  'services/office.yaml': `
name: Office
checked: 2026-01-31
facts:
  account: { is: managed, ${source} }
  backup-codes: { is: none, ${source} }
labels: { other-way: { en: Other, ja: null, confidence: low, source: [S] } }
links: { recovery: { url: 'https://office.example.org/r', ${source} } }
${sources}
`,
  'services/own-server.yaml': `
name: { en: a server of our own, ja: 自前のサーバー }
general: true
checked: 2026-01-31
facts:
  account: { is: own-server, confidence: high, source: [none] }
  tries: { is: many, confidence: high, source: [none] }
sources: {}
`,
  'services/another.yaml': `
name: { en: another service, ja: ほかのサービス }
general: true
checked: 2026-01-31
facts: { account: { is: personal, confidence: high, source: [none] } }
sources: {}
`,
  'servers/forge.yaml': `
name: Forge
aliases: [gitforge]
checked: 2026-01-31
facts:
  account: { is: own-server, ${source} }
  backup-codes: { is: none, ${source} }
labels: { other-way: { en: Use a token, ja: トークンを使う, ${source} } }
links: { recovery: { url: 'https://forge.example.org/r', ${source} } }
${sources}
`,
  'apps/keys.yaml': `
name: Keys
checked: 2026-01-31
labels: { add: { en: Add, ja: 追加, confidence: medium, source: [S] } }
${sources}
`,
  'carriers/tel.yaml': `
name: Tel
checked: 2026-01-31
labels: { shop: { en: Tel shop, ja: Telショップ, ${source} } }
links: { shop: { url: 'https://tel.example.org/shop', ${source} } }
${sources}
`,
}
const book = tinyBook(files)

/** A text, filled for these facts. */
function filled(
  text: string | { en: string; ja: string },
  facts: Readonly<Record<string, string>>,
  language: Language = 'en',
  from: Book = book,
): string {
  const labels = {
    quote: (label: string) => `“${label}”`,
    such: (label: string) => `such as “${label}”`,
    foreign: (label: string, other: Language) => `“${label}” (${other})`,
  }
  return fill(text, { book: from, facts, language, labels })
}

const linksAt = (links: Parameters<typeof fillLinks>[0], facts: Readonly<Record<string, string>>) =>
  fillLinks(links, {
    book,
    facts,
    language: 'en',
    labels: { quote: (l) => l, such: (l) => l, foreign: (l) => l },
  })

describe('cards among the choices', () => {
  it('stand for one choice each, only those with the properties, and each kind its own', () => {
    expect(choicesAt(walkThrough(book, 'find', []))).toEqual([
      'bank',
      'office',
      'another',
      'forge',
      'unknown',
    ])
  })

  it('carry their names', () => {
    const { stop } = walkThrough(book, 'find', [])
    expect(stop).toMatchObject({
      options: [
        {
          id: 'bank',
          label: { en: 'Bank', ja: '銀行' },
          card: { kind: 'service', card: { checked: '2026-01-31' } },
        },
        { label: 'Office' },
        { label: { en: 'another service' } },
        { label: 'Forge', card: { kind: 'server' } },
        { label: 'I do not know' },
      ],
    })
  })

  it('make their own kind’s fact known', () => {
    expect(walkThrough(book, 'find', [{ choice: 'bank' }]).facts).toEqual({ service: 'bank' })
  })

  it('of another kind make the question’s value known besides', () => {
    expect(walkThrough(book, 'find', [{ choice: 'forge' }]).facts).toEqual({
      service: 'own-server',
      server: 'forge',
    })
  })

  it('with a value leave out those that stand for “another one”', () => {
    const more = tinyBook({
      ...files,
      'servers/another-server.yaml': 'name: another\ngeneral: true\nchecked: 2026-01-31\nsources: {}\n',
    })
    expect(choicesAt(walkThrough(more, 'find', []))).toEqual([
      'bank',
      'office',
      'another',
      'forge',
      'unknown',
    ])
  })
})

describe('a property of a card', () => {
  const planOf = (service: string): readonly string[] =>
    remediesAt(walkThrough(book, 'find', [{ choice: service }]))

  it('can be asked for in conditions', () => {
    expect(planOf('bank')).toEqual(['use-code', 'call'])
    expect(planOf('office')).toEqual(['ask-admin', 'call'])
  })

  it('is unknown where the card is silent or none is chosen', () => {
    expect(planOf('another')).toEqual(['use-code', 'call'])
    expect(planOf('unknown')).toEqual(['use-code', 'call'])
  })

  it('is the product’s where the service is none in particular', () => {
    expect(planOf('forge')).toEqual(['many', 'call'])
  })

  it('is the service’s own where that is a certain one, whatever product was named', () => {
    expect(remediesAt(walkThrough(book, 'find', [], { service: 'bank', server: 'forge' }))).toEqual([
      'use-code',
      'call',
    ])
  })
})

describe('a placeholder', () => {
  it.each([
    ['the name', '{service.name}', { service: 'bank' }, 'Bank', '銀行'],
    ['the name without a card', '{service.name}', {}, 'the service', 'サービス'],
    ['the name of none in particular', '{service.name}', { service: 'another' }, 'the service', 'サービス'],
    ['the product’s name', '{service.name}', { service: 'own-server', server: 'forge' }, 'Forge', 'Forge'],
    ['a label', '{service.label.other-way}', { service: 'bank' }, '“Try it differently”', '“別のやり方”'],
    [
      'a label nobody is sure of',
      '{service.label.other-way}',
      { service: 'office' },
      'such as “Other”',
      '“Other” (en)',
    ],
    [
      'a label known in Japanese only',
      '{service.label.help}',
      { service: 'bank' },
      '“お困りですか” (ja)',
      '“お困りですか”',
    ],
    ['a label of medium confidence', '{app.label.add}', { app: 'keys' }, '“Add”', '“追加”'],
    ['a label the card has not', '{service.label.help}', { service: 'office' }, 'Help', 'ヘルプ'],
    ['a label without a card', '{service.label.other-way}', {}, 'another way', '別の方法'],
    [
      'the product’s label',
      '{service.label.other-way}',
      { service: 'own-server', server: 'forge' },
      '“Use a token”',
      '“トークンを使う”',
    ],
    ['a text', '{service.text.wait}', { service: 'bank' }, 'two days', '2日'],
    ['a text without a card', '{service.text.wait}', {}, 'some time', 'しばらく'],
    [
      'a link',
      '{service.link.recovery}',
      { service: 'bank' },
      'https://bank.example.org/r',
      'https://bank.example.org/r',
    ],
    ['a link without a card', '{service.link.recovery}', {}, 'the recovery page', '復旧のページ'],
    [
      'several',
      'At {service.name}: {service.text.wait}',
      { service: 'bank' },
      'At Bank: two days',
      'At 銀行: 2日',
    ],
  ] as const)('%s', (_, text, facts, en, ja) => {
    expect(filled(text, facts)).toBe(en)
    expect(filled(text, facts, 'ja')).toBe(ja)
  })

  it('stands in either language of a text', () => {
    const text = { en: 'At {service.name}', ja: '{service.name}で' }
    expect(filled(text, { service: 'bank' })).toBe('At Bank')
    expect(filled(text, { service: 'bank' }, 'ja')).toBe('銀行で')
  })

  it('may stand in a text that is folded in its file', () => {
    expect(filled(' one\n  two \n', {})).toBe('one two')
    expect(filled({ en: '', ja: '一つ\n  二つ' }, {}, 'ja')).toBe('一つ二つ')
  })

  it('that is none is left alone', () => {
    expect(filled('{door.name} {service} {service.name', {})).toBe('{door.name} {service} {service.name')
  })
})

describe('links', () => {
  it('are the card’s, named by the card, or as in the general wording', () => {
    expect(linksAt(['service.recovery'], { service: 'bank' })).toEqual([
      { label: 'Recovery at Bank', url: 'https://bank.example.org/r' },
    ])
    expect(linksAt(['service.recovery'], { service: 'office' })).toEqual([
      { label: 'the recovery page', url: 'https://office.example.org/r' },
    ])
  })

  it('are left out where the card does not have them', () => {
    expect(linksAt(['service.support', 'service.recovery'], { service: 'another' })).toEqual([])
  })

  it('of a product stand for a service that is none in particular', () => {
    expect(linksAt(['service.recovery'], { service: 'own-server', server: 'forge' })).toEqual([
      { label: 'the recovery page', url: 'https://forge.example.org/r' },
    ])
  })

  it('of a carrier are found as well', () => {
    expect(linksAt(['carrier.shop'], { carrier: 'tel' })).toEqual([
      { label: 'the page of the shop', url: 'https://tel.example.org/shop' },
    ])
  })

  it('written out stay, with their placeholders filled', () => {
    expect(
      linksAt([{ label: 'Page of {service.name}', url: 'https://example.org/' }], { service: 'bank' }),
    ).toEqual([{ label: 'Page of Bank', url: 'https://example.org/' }])
  })
})

describe('a remedy at a card', () => {
  it('has the card’s wording where there is one, and its own else', () => {
    expect(walkThrough(book, 'find', [{ choice: 'bank' }]).stop).toMatchObject({
      remedy: {
        title: 'Use the bank’s code',
        why: 'It is quick.',
        steps: ['Press {service.label.other-way}.'],
        wait: { say: 'two days', days: 2 },
      },
    })
  })

  it('does not carry what the wording rests on', () => {
    const { stop } = walkThrough(book, 'find', [{ choice: 'bank' }])
    expect(stop).toMatchObject({ kind: 'remedy' })
    expect(stop.kind === 'remedy' && Object.keys(stop.remedy)).not.toContain('confidence')
    expect(stop.kind === 'remedy' && Object.keys(stop.remedy)).not.toContain('source')
  })

  it('has its own wait where the card has none', () => {
    const { stop } = walkThrough(book, 'find', [{ choice: 'another' }])
    expect(stop).toMatchObject({ remedy: { wait: { say: 'soon', minutes: 5 } } })
  })
})

describe('how long a service locks', () => {
  const lock = (facts: Readonly<Record<string, string>>) =>
    findLock({ book, facts, language: 'en', labels: { quote: (l) => l, such: (l) => l, foreign: (l) => l } })

  it('is what its card says', () => {
    expect(lock({ service: 'bank' })).toMatchObject({ say: 'an hour', minutes: 60 })
    expect(lock({ service: 'office' })).toBeUndefined()
    expect(lock({})).toBeUndefined()
  })
})

describe('a card is found', () => {
  it.each([
    ['by its id', 'bank', 'bank'],
    ['by its name in Japanese', '銀行', 'bank'],
    ['by an alias', 'b-pay', 'bank'],
    ['whatever the case, width and spaces', ' Ｂ Pay', 'bank'],
    ['by nothing else', 'ban', undefined],
  ])('%s', (_, named, id) => {
    expect(findCard(book, 'service', named)).toBe(id)
  })

  it.each([
    ['a service', 'Bank', { service: 'bank' }],
    ['a product, as a service of its kind', 'gitforge', { server: 'forge', service: 'own-server' }],
    ['an app, of which the service is not known', 'keys', { app: 'keys' }],
    ['nothing that there is', 'nobody', undefined],
  ])('and stands for facts: %s', (_, named, facts) => {
    expect(factsNamed(book, named)).toEqual(facts)
  })

  it.each([
    ['the one called so, and those that begin so', 'bank', ['bank', 'bank-north']],
    ['those that begin so, before those that hold it', 'se', ['sea-bank', 'north-sea']],
    ['those that are held in what was typed', 'my bank account', ['bank']],
    ['none for too short a part', 'at sea', []],
    ['two signs of Japanese that are held', '私の銀行です', ['bank']],
    ['none for nothing', ' ', []],
  ])('while it is typed: %s', (_, typed, ids) => {
    const card = (en: string, ja: string) => ({ name: { en, ja }, checked: '2026-01-31', sources: {} })
    const cards = [
      ['north-sea', card('North Sea', '北海')],
      ['bank', card('Bank', '銀行')],
      ['bank-north', card('Bank North', '北行')],
      ['sea-bank', card('Sea', '海')],
    ] as const
    expect(searchCards(cards, typed).map(([id]) => id)).toEqual(ids)
  })

  const inRegion = (en: string, ja: string, region: 'japan' | 'abroad', ...aliases: string[]) => ({
    name: { en, ja },
    aliases,
    region,
    checked: '2026-01-31',
    sources: {},
  })
  const banks = {
    'bank-at-home': inRegion('A Japanese bank', '銀行', 'japan', 'bank'),
    'bank-elsewhere': inRegion('A bank', '海外の銀行', 'abroad', 'bank'),
    'great-bank': inRegion('Great Bank', 'グレート銀行', 'japan'),
    'world-bank': { name: { en: 'World Bank', ja: '世界銀行' }, checked: '2026-01-31', sources: {} },
  }

  it.each([
    ['the reader’s own before the other', 'bank', 'en', ['bank-elsewhere', 'bank-at-home']],
    ['the reader’s own before the other, in Japanese', 'bank', 'ja', ['bank-at-home', 'bank-elsewhere']],
    ['another region’s when its name is typed', 'great', 'en', ['great-bank']],
    [
      'another region’s when its name is part of a sentence',
      'my great bank card',
      'en',
      ['great-bank', 'bank-elsewhere', 'bank-at-home'],
    ],
    ['of another region none that only holds what was typed', 'an', 'en', ['bank-elsewhere', 'world-bank']],
  ] as const)('by region: %s', (_, typed, language, ids) => {
    const found = searchCards(Object.entries(banks), typed, language).map(([id]) => id)
    expect(found.slice(0, ids.length)).toEqual(ids)
  })

  it.each([
    ['en', 'bank-elsewhere'],
    ['ja', 'bank-at-home'],
    [undefined, 'bank-at-home'],
  ] as const)('and a name of two regions means the one of %s', (language, id) => {
    const ofBanks: Book = { ...book, cards: { ...book.cards, service: banks } }
    expect(findCard(ofBanks, 'service', 'bank', language)).toBe(id)
    expect(factsNamed(ofBanks, 'bank', language)).toEqual({ service: id })
    expect(findCard(ofBanks, 'service', 'great bank', language)).toBe('great-bank')
  })
})
