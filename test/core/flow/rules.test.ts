/** The rules across steps and files: a tiny book in which all is well, and each mistake that one change makes of it. */
import { describe, expect, it } from 'vitest'
import { type Reading, readBook } from '../../../src/core/flow/parse.ts'
import { errors } from '../../../src/words/en/errors.ts'

const files: Readonly<Record<string, string>> = {
  'warnings.yaml': `
warnings:
  hurry: { text: Do not hurry., first: true }
  wet: { text: Do not get wet. }
  cold: { text: Do not catch cold., when: { weather: snow } }
`,
  'at-hand.yaml': `
again: { ask: Has anything turned up? }
lines:
  - { id: ladder, label: A ladder, use: climb }
  - { id: rain, label: It rains }
`,
  'general.yaml': `
service:
  name: the shop
  first: { en: [corner] }
  facts: { account: [personal, managed], paper: ['yes', 'no'] }
  labels: { door: the door }
  texts: { wait: some time }
  links: { home: Home }
server: { name: the product, facts: { tokens: ['yes', 'no'] } }
`,
  'services/corner.yaml': `
name: Corner
aliases: [edge]
checked: 2026-01-31
first: { use: [ring], confidence: high, source: [S] }
facts: { account: { is: personal, confidence: high, source: [S] } }
labels: { door: { en: The door, ja: null, confidence: high, source: [S] } }
texts: { wait: { say: a day, confidence: high, source: [S] } }
links: { home: { url: 'https://example.org/', confidence: high, source: [S] } }
waits: { lock: { say: an hour, minutes: 60, confidence: high, source: [S] } }
remedies: { ring: { steps: [Ring twice.], warn: [wet], links: [service.home], confidence: high, source: [S] } }
sources: { S: { at: a page, date: undated } }
`,
  'services/market.yaml': 'name: Market\nchecked: 2026-01-31\nsources: {}\n',
  'services/another.yaml': `
name: Another
general: true
checked: 2026-01-31
facts: { account: { is: managed, confidence: high, source: [none] } }
sources: {}
`,
  'servers/forge.yaml': `
name: Forge
checked: 2026-01-31
facts:
  tokens: { is: 'yes', confidence: high, source: [S] }
  paper: { is: 'yes', confidence: high, source: [S] }
labels: { door: { en: The door, ja: null, confidence: high, source: [S] } }
sources: { S: { at: a page, date: undated } }
`,
  'house.yaml': `
title: House
warn: [wet]
after: [climb]
start: weather
steps:
  weather:
    kind: question
    ask: Which weather?
    fact: weather
    choices:
      - { id: snow, label: Snow, warn: [cold], set: { season: winter }, goto: shop }
      - { id: sun, label: Sun, value: fine, goto: [{ when: { weather: fine }, to: shop }, { to: garden }] }
      - { id: unknown, label: I do not know, goto: shop }
  shop:
    kind: question
    ask: Which shop?
    fact: service
    choices:
      - { cards: service, goto: left }
      - { cards: server, value: another, goto: left }
      - { id: unknown, label: I do not know, goto: left }
  left:
    kind: tick
    ask: What is there?
    items: [ladder, rain, { id: rope, label: A rope }, { id: cord, label: A cord, fact: string }]
    goto: clock
  clock: { kind: check, check: clock, fact: time, on: { fine: details, skewed: details, unknown: details } }
  details:
    kind: collect
    ask: Who are you?
    fields: [{ id: name, label: Name }, { id: year, label: Year }]
    links: [service.home]
    goto: stand
  stand:
    kind: review
    points:
      - { id: tools, label: Tools, when: { ladder: 'yes', rope: 'yes' } }
      - { id: light, label: Light, when: { season: winter } }
    goto: on
  on: { kind: goto, to: ways }
  ways:
    kind: plan
    remedies: [ring, { use: climb, when: { service.account: personal, server.tokens: 'yes' } }]
    goto: [{ when: { string: 'yes' }, to: end }, { to: garden }]
  end: { kind: outcome, result: done, say: The end, after: [ring] }
`,
  'garden.yaml': `
title: Garden
start: look
steps:
  look: { kind: plan, remedies: [wait] }
`,
  'remedies/ring.yaml': 'title: Ring\nsteps: [Ring.]\nwarn: [wet]\nlinks: [service.home]\ndanger: wet\n',
  'remedies/climb.yaml':
    "title: Climb\nsteps: ['Climb {service.label.door}.']\nneeds: { ladder: 'yes' }\nnot: { weather: snow }\nafter: [wait]\n",
  'remedies/wait.yaml': 'title: Wait\nsteps: [Wait.]\ngeneral: ring\n',
}

/** What is said of the files, some of them changed, removed or added, without the place of each file. */
function saidOf(
  changes: Readonly<Record<string, string | undefined>>,
  reading: Reading = {},
): readonly string[] {
  const all = Object.entries({ ...files, ...changes })
  const given = all.flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]))
  return readBook(given, reading).flaws.map(
    ({ file, line, column, fault }) => `${file}:${line}:${column} ${errors.fault(fault)}`,
  )
}

/** What is said where one part of a file is another. */
function saidWith(path: string, from: string, to: string): readonly string[] {
  const text = files[path] ?? ''
  expect(text).toContain(from)
  return saidOf({ [path]: text.replace(from, () => to) })
}

describe('a book in which all is well', () => {
  it('has no flaw', () => {
    expect(saidOf({})).toEqual([])
  })
})

/** A mistake: a part of one file is another, and what is said of it; another file than that one is named. */
const mistakes: readonly (readonly [
  name: string,
  path: string,
  from: string,
  to: string,
  said: readonly string[],
])[] = [
  [
    'a start that is not there',
    'house.yaml',
    'start: weather',
    'start: whether',
    ['5:8 there is no step and no flow called whether; did you mean weather?'],
  ],
  [
    'a warning of a flow',
    'house.yaml',
    'warn: [wet]',
    'warn: [wet, wed]',
    ['3:13 there is no warning called wed; did you mean wet?'],
  ],
  [
    'a later remedy of a flow',
    'house.yaml',
    'after: [climb]',
    'after: [clime]',
    ['4:9 there is no remedy called clime; did you mean climb?'],
  ],
  [
    'a warning of a choice',
    'house.yaml',
    'warn: [cold]',
    'warn: [wet, cool]',
    ['12:46 there is no warning called cool; write it in warnings.yaml'],
  ],
  [
    'a later remedy of an outcome',
    'house.yaml',
    'after: [ring]',
    'after: [ring, rings]',
    ['46:67 there is no remedy called rings; did you mean ring?'],
  ],
  [
    'a step that nobody meets',
    'house.yaml',
    '  on: {',
    '  off: { kind: goto, to: ways }\n  on: {',
    ['41:3 no path leads to the step off; name it in a goto, or remove it'],
  ],
  [
    'a step with the name of a flow',
    'garden.yaml',
    'start: look\nsteps:\n  look',
    'start: house\nsteps:\n  house',
    ['5:3 house is the name of a step and of a flow; rename the step'],
  ],
  [
    'a step with the name of its own flow',
    'house.yaml',
    '  on: { kind: goto, to: ways }',
    '  on: { kind: goto, to: house }\n  house: { kind: goto, to: ways }',
    ['42:3 house is the name of a step and of a flow; rename the step'],
  ],
  [
    'a line that the shared list does not have',
    'house.yaml',
    'items: [ladder',
    'items: [lader, ladder',
    ['26:13 at-hand.yaml has no line called lader; did you mean ladder?'],
  ],
  [
    'an item twice',
    'house.yaml',
    'items: [ladder',
    'items: [ladder, ladder',
    ['26:21 the id ladder appears twice in this list; give one of them another id'],
  ],
  [
    'an item twice, once with its own words',
    'house.yaml',
    '{ id: rope, label: A rope }',
    '{ id: rope, label: A rope }, { id: rain, label: Rain }',
    ['26:62 the id rain appears twice in this list; give one of them another id'],
  ],
  [
    'no “I do not know”',
    'house.yaml',
    '{ id: unknown, label: I do not know, goto: shop }',
    '{ id: wind, label: Wind, goto: shop }',
    [
      '11:5 a choice with the id unknown (“I do not know”) is missing; if everybody can answer this, write certain: true',
    ],
  ],
  [
    'a choice twice',
    'house.yaml',
    'id: sun,',
    'id: snow,',
    ['13:15 the id snow appears twice in this list; give one of them another id'],
  ],
  [
    'cards of another kind than the fact',
    'house.yaml',
    'fact: service',
    'fact: shop',
    ['18:11 fact: expected one of: service'],
  ],
  [
    'cards that do not exist',
    'house.yaml',
    '{ cards: service, goto',
    '{ cards: service, where: { account: [none] }, goto',
    ['20:18 there is no card of the kind service; write one'],
  ],
  [
    'cards that stand twice',
    'house.yaml',
    '      - { cards: service, goto: left }',
    '      - { cards: service, goto: left }\n      - { cards: service, goto: left }',
    [
      '21:18 the id corner appears twice in this list; give one of them another id',
      '21:18 the id market appears twice in this list; give one of them another id',
      '21:18 the id another appears twice in this list; give one of them another id',
    ],
  ],
  [
    'a choice with the id of a card',
    'house.yaml',
    '      - { cards: service, goto: left }',
    '      - { cards: service, goto: left }\n      - { id: forge, label: Forge, goto: left }',
    ['22:18 the id forge appears twice in this list; give one of them another id'],
  ],
  [
    'a check without one of its results',
    'house.yaml',
    'skewed: details, ',
    '',
    ['28:51 on: has no entry for the result skewed; write skewed: and a step'],
  ],
  [
    'a check with another result',
    'house.yaml',
    'skewed: details, ',
    'skewed: details, late: details, ',
    ['28:89 late: expected one of: fine, skewed, unknown'],
  ],
  [
    'a remedy of a plan',
    'house.yaml',
    '[ring, {',
    '[ringg, ring, {',
    ['44:16 there is no remedy called ringg; did you mean ring?'],
  ],
  [
    'a remedy with a condition',
    'house.yaml',
    'use: climb',
    'use: climbs',
    ['44:22 there is no remedy called climbs; did you mean climb?'],
  ],
  [
    'a field twice',
    'house.yaml',
    'id: year',
    'id: name',
    ['32:47 the id name appears twice in this list; give one of them another id'],
  ],
  [
    'a field for a secret',
    'house.yaml',
    'id: year',
    'id: my-pin',
    ['32:47 my-pin: a sheet must not ask for a password, code or key; remove this field'],
  ],
  [
    'a link of details',
    'house.yaml',
    'links: [service.home]',
    'links: [service.house]',
    ['33:13 {service.house} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a link of a kind that does not exist',
    'house.yaml',
    'links: [service.home]',
    'links: [shop.home]',
    ['33:13 {shop.home} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a point twice',
    'house.yaml',
    'id: light',
    'id: tools',
    ['39:15 the id tools appears twice in this list; give one of them another id'],
  ],
  [
    'a target that is not there, with all that is not met then',
    'house.yaml',
    'on: { kind: goto, to: ways }',
    'on: { kind: goto, to: way }',
    [
      '41:25 there is no step and no flow called way; did you mean ways?',
      '42:3 no path leads to the step ways; name it in a goto, or remove it',
      '44:44 the fact service.account cannot be known at this point; ask for it in an earlier step (fact: service.account)',
      '44:71 the fact server.tokens cannot be known at this point; ask for it in an earlier step (fact: server.tokens)',
      '45:22 the fact string cannot be known at this point; ask for it in an earlier step (fact: string)',
      '46:3 no path leads to the step end; name it in a goto, or remove it',
    ],
  ],
  [
    'a target of a list',
    'house.yaml',
    '{ to: garden }] }',
    '{ to: gardens }] }',
    ['13:97 there is no step and no flow called gardens; did you mean garden?'],
  ],
  [
    'a list of targets without a last one',
    'house.yaml',
    ', { to: garden }]\n',
    ']\n',
    ['45:12 the last entry of the list must not have a when, so that there is always a next step'],
  ],
  [
    'a target behind the last one',
    'house.yaml',
    '{ to: garden }]\n',
    '{ to: garden }, { to: end }]\n',
    ['45:66 entries after one without when are never reached; move that one to the end'],
  ],
  [
    'a condition of a list of targets',
    'house.yaml',
    "when: { string: 'yes' }",
    "when: { cord: 'yes' }",
    ['45:22 the fact cord cannot be known at this point; ask for it in an earlier step (fact: cord)'],
  ],
  [
    'a condition of a choice',
    'house.yaml',
    'when: { weather: fine }',
    'when: { weather: sun }',
    ['13:71 weather never has the value sun; its values are: snow, fine, unknown'],
  ],
  [
    'a condition of a point',
    'house.yaml',
    "{ ladder: 'yes', rope: 'yes' }",
    "{ ladder: 'yes', rope: 'maybe' }",
    ['38:65 rope never has the value maybe; its values are: yes, no'],
  ],
  [
    'a condition that something follows from a choice',
    'house.yaml',
    'when: { season: winter }',
    'when: { season: summer }',
    ['39:52 season never has the value summer; its values are: winter'],
  ],
  [
    'a condition of a remedy of a plan',
    'house.yaml',
    'service.account: personal',
    'service.account: shared',
    ['44:61 service.account never has the value shared; its values are: personal, managed'],
  ],
  [
    'a condition about a property that does not exist',
    'house.yaml',
    "server.tokens: 'yes'",
    "server.token: 'yes'",
    [
      '44:71 the fact server.token cannot be known at this point; ask for it in an earlier step (fact: server.token)',
    ],
  ],
  [
    'a condition about a card that nobody asks for',
    'house.yaml',
    "server.tokens: 'yes'",
    'carrier: red',
    ['44:71 the fact carrier cannot be known at this point; ask for it in an earlier step (fact: carrier)'],
  ],
  [
    'a list of conditions',
    'house.yaml',
    "when: { ladder: 'yes', rope: 'yes' }",
    "when: [{ ladder: 'yes' }, { rope: 'maybe' }]",
    ['38:42 rope never has the value maybe; its values are: yes, no'],
  ],
  [
    'a condition with “not” and a list',
    'house.yaml',
    "when: { string: 'yes' }",
    "when: { string: { not: ['yes', maybe, unknown] } }",
    ['45:30 string never has the value maybe; its values are: yes, no'],
  ],
  [
    'a condition about what is known later',
    'house.yaml',
    'when: { weather: fine }',
    "when: { rope: 'yes' }",
    ['13:62 the fact rope cannot be known at this point; ask for it in an earlier step (fact: rope)'],
  ],
  [
    'a need of a remedy',
    'remedies/climb.yaml',
    "needs: { ladder: 'yes' }",
    "needs: { lader: 'yes' }",
    ['3:10 the fact lader cannot be known at this point; did you mean ladder?'],
  ],
  [
    'what forbids a remedy',
    'remedies/climb.yaml',
    'not: { weather: snow }',
    'not: { weather: rain }',
    ['4:17 weather never has the value rain; its values are: snow, fine, unknown'],
  ],
  [
    'a later remedy of a remedy',
    'remedies/climb.yaml',
    'after: [wait]',
    'after: [weight]',
    ['5:9 there is no remedy called weight; write remedies/weight.yaml'],
  ],
  [
    'a placeholder',
    'remedies/climb.yaml',
    'label.door',
    'label.window',
    ['2:9 {service.label.window} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a warning of a remedy',
    'remedies/ring.yaml',
    'warn: [wet]',
    'warn: [wett]',
    ['3:8 there is no warning called wett; did you mean wet?'],
  ],
  [
    'the danger of a remedy',
    'remedies/ring.yaml',
    'danger: wet',
    'danger: wett',
    ['5:9 there is no warning called wett; did you mean wet?'],
  ],
  [
    'a link of a remedy',
    'remedies/ring.yaml',
    'service.home',
    'service.hoe',
    ['4:9 {service.hoe} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'what a remedy is a kind of',
    'remedies/wait.yaml',
    'general: ring',
    'general: rings',
    ['3:10 there is no remedy called rings; did you mean ring?'],
  ],
  [
    'a kind of a kind',
    'remedies/ring.yaml',
    'danger: wet',
    'danger: wet\ngeneral: wait',
    [
      '6:10 general: wait is itself a kind of another remedy; only one level is allowed',
      'remedies/wait.yaml:3:10 general: ring is itself a kind of another remedy; only one level is allowed',
    ],
  ],
  [
    'the remedy of a line',
    'at-hand.yaml',
    'use: climb',
    'use: climp',
    ['4:41 there is no remedy called climp; did you mean climb?'],
  ],
  [
    'a line twice',
    'at-hand.yaml',
    'id: rain',
    'id: ladder',
    [
      '5:11 the id ladder appears twice in this list; give one of them another id',
      'house.yaml:26:21 at-hand.yaml has no line called rain; add it there',
    ],
  ],
  [
    'the situation of a warning',
    'warnings.yaml',
    'weather: snow',
    'weather: hail',
    ['5:54 weather never has the value hail; its values are: snow, fine, unknown'],
  ],
  [
    'a warning that nothing uses',
    'warnings.yaml',
    '  wet:',
    '  dry: { text: Do not dry. }\n  wet:',
    ['4:3 nothing uses dry; use it somewhere, or remove it'],
  ],
  [
    'a common card that is not there',
    'general.yaml',
    'en: [corner]',
    'en: [corner, edge]',
    ['4:25 there is no card of the kind edge; write one'],
  ],
  [
    'a label of a card',
    'services/corner.yaml',
    'labels: { door',
    'labels: { window',
    ['7:11 {service.label.window} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a text of a card',
    'services/corner.yaml',
    'texts: { wait',
    'texts: { weight',
    ['8:10 {service.text.weight} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a link of a card',
    'services/corner.yaml',
    'links: { home',
    'links: { house',
    ['9:10 {service.link.house} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a property of a card',
    'services/corner.yaml',
    'facts: { account',
    'facts: { acount',
    ['6:10 the key acount is not known here; did you mean account?'],
  ],
  [
    'a property of products, at a service',
    'services/corner.yaml',
    'facts: { account: { is: personal',
    "facts: { tokens: { is: 'yes'",
    ['6:10 the key tokens is not known here; known: account, paper'],
  ],
  [
    'the value of a property',
    'services/corner.yaml',
    'is: personal',
    'is: own',
    ['6:25 account: expected one of: personal, managed'],
  ],
  [
    'the source of a first remedy',
    'services/corner.yaml',
    'first: { use: [ring]',
    'first: { use: [ringg]',
    ['5:16 there is no remedy called ringg; did you mean ring?'],
  ],
  [
    'the source of a fact',
    'services/corner.yaml',
    'is: personal, confidence: high, source: [S]',
    'is: personal, confidence: high, source: [S, T]',
    ['6:65 the source T is not among the card’s sources; add it there'],
  ],
  [
    'the source of a label',
    'services/corner.yaml',
    'ja: null, confidence: high, source: [S]',
    'ja: null, confidence: high, source: [T]',
    ['7:70 the source T is not among the card’s sources; add it there'],
  ],
  [
    'the source of a text',
    'services/corner.yaml',
    'say: a day, confidence: high, source: [S]',
    'say: a day, confidence: high, source: [T]',
    ['8:57 the source T is not among the card’s sources; add it there'],
  ],
  [
    'the source of a link',
    'services/corner.yaml',
    "/', confidence: high, source: [S]",
    "/', confidence: high, source: [T]",
    ['9:74 the source T is not among the card’s sources; add it there'],
  ],
  [
    'the source of a wait',
    'services/corner.yaml',
    'minutes: 60, confidence: high, source: [S]',
    'minutes: 60, confidence: high, source: [T]',
    ['10:72 the source T is not among the card’s sources; add it there'],
  ],
  [
    'the source of a remedy’s words',
    'services/corner.yaml',
    '[service.home], confidence: high, source: [S]',
    '[service.home], confidence: high, source: [T]',
    ['11:106 the source T is not among the card’s sources; add it there'],
  ],
  [
    'a remedy that a card words',
    'services/corner.yaml',
    'remedies: { ring',
    'remedies: { rings',
    ['11:13 there is no remedy called rings; did you mean ring?'],
  ],
  [
    'a warning that a card adds',
    'services/corner.yaml',
    'warn: [wet]',
    'warn: [wett]',
    ['11:50 there is no warning called wett; did you mean wet?'],
  ],
  [
    'a link that a card adds',
    'services/corner.yaml',
    'links: [service.home]',
    'links: [service.hoe]',
    ['11:64 {service.hoe} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a name that is taken',
    'services/market.yaml',
    'name: Market',
    'name: Corner',
    ['1:1 “corner” already leads to corner; a name can lead to one card only'],
  ],
  [
    'an alias that is taken',
    'services/market.yaml',
    'name: Market',
    'name: Market\naliases: [Edge]',
    ['2:1 “edge” already leads to corner; a name can lead to one card only'],
  ],
  [
    'a name that is the id of another card',
    'services/market.yaml',
    'name: Market',
    'name: Market\naliases: [another]\nregion: japan',
    ['services/another.yaml:2:1 “another” already leads to market; a name can lead to one card only'],
  ],
]

describe('a mistake', () => {
  it.each(mistakes)('%s', (_, path, from, to, said) => {
    const lines = said.map((line) => (/^\d/.test(line) ? `${path}:${line}` : line))
    expect(saidWith(path, from, to)).toEqual(lines)
  })
})

describe('what a person may say', () => {
  it.each([
    [
      'no “I do not know” where everybody can answer',
      'house.yaml',
      '    fact: weather\n',
      '    fact: weather\n    certain: true\n',
    ],
    [
      'a target that is a flow',
      'house.yaml',
      'on: { kind: goto, to: ways }',
      'on: { kind: goto, to: [{ when: { rope: unknown }, to: garden }, { to: ways }] }',
    ],
    [
      'cards of a property that none has, as long as they say so',
      'house.yaml',
      '{ cards: service, goto',
      '{ cards: service, where: { account: unknown }, goto',
    ],
    ['a field whose name only begins like a secret', 'house.yaml', 'id: year', 'id: keyboard'],
  ])('%s', (_, path, from, to) => {
    expect(saidWith(path, from, to)).toEqual([])
  })

  it('one name for two cards, where they are for different regions', () => {
    const [corner = '', market = ''] = [files['services/corner.yaml'], files['services/market.yaml']]
    const named = (region: string): string =>
      market.replace('name: Market', `name: Market\naliases: [edge]${region}`)
    const at = (here: string, there: string) =>
      saidOf({
        'services/corner.yaml': corner.replace('name: Corner', `name: Corner${here}`),
        'services/market.yaml': named(there),
      })
    const taken = [
      'services/market.yaml:2:1 “edge” already leads to corner; a name can lead to one card only',
    ]
    expect(at('\nregion: abroad', '\nregion: japan')).toEqual([])
    expect(at('\nregion: japan', '\nregion: japan')).toEqual(taken)
    expect(at('', '\nregion: japan')).toEqual(taken)
    expect(at('\nregion: japan', '')).toEqual(taken)
  })

  it.each([
    'password',
    'my-passwords',
    'passcode',
    'passphrase',
    'pin',
    'secret',
    'key',
    'codes',
    'otp',
    'totp',
    'token-of-mine',
  ])('but no field %s', (id) => {
    expect(saidWith('house.yaml', 'id: year', `id: ${id}`)).toEqual([
      `house.yaml:32:47 ${id}: a sheet must not ask for a password, code or key; remove this field`,
    ])
  })
})

describe('what nothing uses', () => {
  it('is told of a remedy', () => {
    expect(saidOf({ 'remedies/shout.yaml': 'title: Shout\nsteps: [Shout.]\n' })).toEqual([
      'remedies/shout.yaml:1:1 nothing uses shout; use it somewhere, or remove it',
    ])
  })

  it('is told of a card whose kind no question asks for', () => {
    const red = { 'carriers/red.yaml': 'name: Red\nchecked: 2026-01-31\nsources: {}\n' }
    expect(saidOf(red)).toEqual(['carriers/red.yaml:1:1 nothing uses red; use it somewhere, or remove it'])
    const ring = `${files['remedies/ring.yaml']}asks: { cards: carrier, ask: Which carrier?, unknown: I do not know }\n`
    expect(saidOf({ ...red, 'remedies/ring.yaml': ring })).toEqual([])
  })

  it('is not told while a file that may use it cannot be read', () => {
    const shout = { 'remedies/shout.yaml': 'title: Shout\nsteps: [Shout.]\n' }
    const open = 'this bracket is never closed; write ] or } where it ends'
    expect(saidOf({ ...shout, 'x.yaml': 'a: [' })).toEqual([`x.yaml:1:4 ${open}`])
    expect(saidOf({ ...shout, 'remedies/x.yaml': 'a: [' })).toEqual([`remedies/x.yaml:1:4 ${open}`])
    const dry = { 'warnings.yaml': `${files['warnings.yaml']}  dry: { text: Do not dry. }\n` }
    expect(saidOf({ ...dry, 'apps/x.yaml': 'a: [' })).toEqual([`apps/x.yaml:1:4 ${open}`])
  })
})

describe('a circle', () => {
  it.each([
    [
      'of one step',
      'on: { kind: goto, to: ways }',
      'on: { kind: goto, to: [{ when: { rope: unknown }, to: on }, { to: ways }] }',
      ['house.yaml:41:25 this path is a loop: house/on → house/on; let it lead to another step'],
    ],
    [
      'of some steps',
      '{ to: garden }]\n  end',
      '{ to: stand }]\n  end',
      [
        'house.yaml:45:11 this path is a loop: house/stand → house/on → house/ways → house/stand; let it lead to another step',
      ],
    ],
    ['none where two paths meet again', 'skewed: details', 'skewed: stand', []],
  ])('%s', (_, from, to, said) => {
    expect(saidWith('house.yaml', from, to)).toEqual(said)
  })

  it('is none where two paths lead into the same flow, the longer one later', () => {
    const steps = [
      '  a: { kind: goto, to: [{ when: { service: unknown }, to: garden }, { to: b }] }',
      '  b: { kind: goto, to: garden }',
    ]
    expect(saidOf({ 'both.yaml': ['title: Both', 'start: a', 'steps:', ...steps, ''].join('\n') })).toEqual(
      [],
    )
  })

  it('of flows', () => {
    const back = '{ kind: plan, remedies: [wait], goto: house }'
    expect(saidWith('garden.yaml', '{ kind: plan, remedies: [wait] }', back)).toEqual([
      'house.yaml:13:51 this path is a loop: garden/look → house/weather → garden/look; let it lead to another step',
      'house.yaml:45:11 this path is a loop: garden/look → house/weather → house/shop → house/left → house/clock → house/details → house/stand → house/on → house/ways → garden/look; let it lead to another step',
    ])
  })
})

describe('shipped files', () => {
  const both = (text: string): string => `{ en: ${text}, ja: ${text} }`
  const shipped: Readonly<Record<string, string>> = {
    'general.yaml': ['service', 'app', 'server', 'carrier']
      .map((kind) => `${kind}: { name: ${both('It')} }\n`)
      .join(''),
    'x.yaml': `title: ${both('X')}\nstart: a\nsteps: { a: { kind: plan, remedies: [r] } }\n`,
    'remedies/r.yaml': `title: ${both('R')}\nsteps: [${both('Do it')}]\n`,
  }
  const saidShipped = (changes: Readonly<Record<string, string>> = {}): readonly string[] =>
    readBook(
      Object.entries({ ...shipped, ...changes }).map(([path, text]) => ({ path, text })),
      { shipped: true },
    ).flaws.map(({ file, line, column, fault }) => `${file}:${line}:${column} ${errors.fault(fault)}`)
  const lacks = (language: string): string =>
    `the text has no version in this language: ${language}; write { en: …, ja: … }`

  it('are complete and in all languages', () => {
    expect(saidShipped()).toEqual([])
  })

  it.each([
    ['a text in one language', 'x.yaml', both('X'), '{ en: X }', [`x.yaml:1:8 ${lacks('ja')}`]],
    ['a text in the other language', 'x.yaml', both('X'), '{ ja: X }', [`x.yaml:1:8 ${lacks('en')}`]],
    [
      'a text for all languages',
      'x.yaml',
      both('X'),
      'X',
      [`x.yaml:1:8 ${lacks('en')}`, `x.yaml:1:8 ${lacks('ja')}`],
    ],
    [
      'an action',
      'remedies/r.yaml',
      both('Do it'),
      'Do it',
      [`remedies/r.yaml:2:9 ${lacks('en')}`, `remedies/r.yaml:2:9 ${lacks('ja')}`],
    ],
    [
      'a name in general',
      'general.yaml',
      `app: { name: ${both('It')} }`,
      'app: { name: It }',
      [`general.yaml:2:14 ${lacks('en')}`, `general.yaml:2:14 ${lacks('ja')}`],
    ],
  ])('are not with %s', (_, path, from, to, said) => {
    const text = shipped[path] ?? ''
    expect(text).toContain(from)
    expect(saidShipped({ [path]: text.replace(from, to) })).toEqual(said)
  })

  it('have the wording of every kind of card', () => {
    const text = shipped['general.yaml'] ?? ''
    expect(saidShipped({ 'general.yaml': text.replace(/^app: .*\n/m, '') })).toEqual([
      'general.yaml:1:1 the key app is missing; write app: …',
    ])
    expect(saidShipped({ 'general.yaml': text.replace(/^app: .*\n/m, 'app: {}\n') })).toEqual([
      'general.yaml:2:6 the key name is missing; write name: …',
    ])
  })

  it('may have ids and properties in no language', () => {
    const text = `${shipped['general.yaml']}`.replace(
      'service: { ',
      "service: { facts: { paper: ['yes'] }, first: { en: [], ja: [] }, ",
    )
    expect(saidShipped({ 'general.yaml': text })).toEqual([])
  })
})

describe('a book onto another', () => {
  it('keeps what it does not replace, and is told of its own files only', () => {
    const all = Object.entries(files).map(([path, text]) => ({ path, text }))
    const { book: below } = readBook(all)
    const own = 'title: Mine\nstart: a\nsteps: { a: { kind: plan, remedies: [ring], goto: garden } }\n'
    const { book, flaws } = readBook([{ path: 'mine.yaml', text: own }], { onto: below })
    expect(flaws).toEqual([])
    expect(Object.keys(book.flows)).toEqual(['garden', 'house', 'mine'])
    expect(Object.keys(book.remedies)).toEqual(['climb', 'ring', 'wait'])
    expect(Object.keys(book.warnings)).toEqual(['hurry', 'wet', 'cold'])
    expect(book.atHand.lines.map(({ id }) => id)).toEqual(['ladder', 'rain'])
    expect(Object.keys(below.flows)).toEqual(['garden', 'house'])
  })

  it('has its own wording before that below, part by part', () => {
    const { book: below } = readBook(Object.entries(files).map(([path, text]) => ({ path, text })))
    const text = 'service: { name: the place, labels: { window: the window }, texts: { wait: no time } }\n'
    const { general } = readBook([{ path: 'general.yaml', text }], { onto: below }).book
    expect(general.service).toMatchObject({
      name: 'the place',
      labels: { door: 'the door', window: 'the window' },
      texts: { wait: 'no time' },
      links: { home: 'Home' },
      facts: { account: ['personal', 'managed'], paper: ['yes', 'no'] },
      first: { en: ['corner'] },
    })
    expect(general.server).toMatchObject({ name: 'the product', facts: { tokens: ['yes', 'no'] } })
    expect(general.app.name).toBe('the app')
  })

  it('has the cards that stand for “another one” last', () => {
    const { book } = readBook(Object.entries(files).map(([path, text]) => ({ path, text })))
    expect(Object.keys(book.cards.service)).toEqual(['corner', 'market', 'another'])
  })
})

describe('a file in no place of its own', () => {
  it.each([
    'House.yaml',
    'a/b/c.yaml',
    'house.json',
    'flows/house.yaml',
    '-house.yaml',
    'house.yaml.bak',
    'remedies/.yaml',
  ])('%s', (path) => {
    expect(saidOf({ [path]: 'a: 1' })).toEqual([
      `${path}:1:1 no file belongs here: flows go in the folder itself, the others in remedies/, services/, apps/, servers/ or carriers/`,
    ])
  })
})
