/** Answers from a file: what is wrong with them, and the reply they give at each kind of stop. */
import { describe, expect, it } from 'vitest'
import { parseAnswers, replyFrom } from '../../../src/core/flow/answers.ts'
import type { StopReply } from '../../../src/core/flow/reply.ts'
import { findScriptedFlow, parseScripts } from '../../../src/core/flow/script.ts'
import { errors } from '../../../src/words/en/errors.ts'
import { plainRemedies, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const book = tinyBook({
  'general.yaml': 'service: { name: the shop }\n',
  'services/corner.yaml': 'name: Corner\nchecked: 2026-01-31\nsources: {}\n',
  'at-hand.yaml': `
again: { ask: Has anything turned up? }
lines: [{ id: ladder, label: A ladder, use: climb }]
`,
  'house.yaml': `
title: Locked out
start: shop
steps:
  shop:
    kind: question
    ask: Which shop?
    fact: service
    choices: [{ cards: service, goto: left }, { id: unknown, label: I do not know, goto: left }]
  left: { kind: tick, ask: What is there?, items: [ladder, { id: rope, label: A rope }], goto: floor }
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    certain: true
    choices: [{ id: low, label: Low, goto: clock }, { id: high, label: High, goto: clock }]
  clock: { kind: check, check: clock, fact: clock, on: { fine: who, skewed: who, unknown: who } }
  who: { kind: collect, ask: Who are you?, fields: [{ id: name, label: Name }], goto: stand }
  stand: { kind: review, points: [{ id: low, label: Low, when: { floor: low } }], goto: ways }
  ways: { kind: plan, remedies: [ring, climb, call], goto: end }
  end: { kind: outcome, result: unsolved, say: Sleep outside. }
`,
  ...plainRemedies('ring', 'climb', 'call'),
})

/** What is wrong with answers, as a person reads it. */
const flawsOf = (text: string): readonly string[] =>
  parseAnswers(text, 'answers.yaml', book).flaws.map(
    ({ file, line, column, fault }) => `${file}:${line}:${column} ${errors.fault(fault)}`,
  )

describe('answers', () => {
  it.each([
    'house/shop: corner',
    'house/shop: unknown',
    'house/left: ladder',
    'house/left: none',
    'house/left: [ladder, rope]',
    'house/left: []',
    'house/floor: low',
    'checks: { clock: skewed, backup: stored }',
    'remedies: { ring: failed, climb: waiting }',
  ])('may say %s', (text) => {
    expect(flawsOf(text)).toEqual([])
  })

  it.each([
    ['house/flor: low', '1:1 the key house/flor is not known here; did you mean house/floor?'],
    [
      'house/shop: corner\nhut/floor: low',
      '2:1 the key hut/floor is not known here; did you mean house/floor?',
    ],
    ['hut/floor: low', '1:1 the key hut/floor is not known here; did you mean house/floor?'],
    ['house/floor/x: low', '1:1 the key house/floor/x is not known here; did you mean house/floor?'],
    [
      'house/ways: low',
      '1:1 the key house/ways is not known here; known: house/shop, house/left, house/floor',
    ],
    ['nothing: low', '1:1 the key nothing is not known here; known: house/shop, house/left, house/floor'],
    [
      'house/constructor: low',
      '1:1 the key house/constructor is not known here; known: house/shop, house/left, house/floor',
    ],
    ['house/shop: market', '1:13 house/shop: expected one of: corner, unknown'],
    ['house/shop: [corner]', '1:13 house/shop: expected one of: corner, unknown'],
    ['house/floor: unknown', '1:14 house/floor: expected one of: low, high'],
    ['house/left: boat', '1:13 house/left: expected one of: none, ladder, rope'],
    ['house/left: [rope, boat]', '1:13 house/left: expected one of: none, ladder, rope'],
    ['house/left: [rope, none]', '1:13 house/left: expected one of: none, ladder, rope'],
    ['house/left: 7', '1:13 house/left: expected a list'],
    ['checks: { clock: late }', '1:18 clock: expected one of: fine, skewed, unknown'],
    ['checks: { door: fine }', '1:11 the key door is not known here; known: clock, backup'],
    ['remedies: { ring: maybe }', '1:19 ring: expected one of: worked, failed, skipped, waiting'],
    ['remedies: { rung: failed }', '1:13 there is no remedy called rung; did you mean ring?'],
    ['house/shop: [', '1:13 this bracket is never closed; write ] or } where it ends'],
  ])('may not say %s', (text, said) => {
    expect(flawsOf(text)).toEqual([`answers.yaml:${said}`])
  })

  it('with a flaw in their shape answer nothing', () => {
    for (const text of ['house/floor: [', '- low', 'checks: { clock: late }\nhouse/floor: low'])
      expect(parseAnswers(text, 'answers.yaml', book).answers).toEqual({
        steps: {},
        checks: {},
        remedies: {},
      })
  })
})

describe('the reply of answers', () => {
  const before: readonly StopReply[] = [
    { choice: 'corner' },
    { none: true },
    { choice: 'low' },
    { result: 'fine' },
    { seen: true },
    { seen: true },
    { pass: true },
  ]
  const replyAt = (count: number, text: string): StopReply | undefined =>
    replyFrom(
      parseAnswers(text, 'answers.yaml', book).answers,
      walkThrough(book, 'house', before.slice(0, count)).stop,
    )

  it.each([
    ['the choice of a question', 0, 'house/shop: corner', { choice: 'corner' }],
    ['“I do not know” where the question is not answered', 0, 'house/floor: low', { choice: 'unknown' }],
    ['the ticks of a list', 1, 'house/left: [rope, ladder]', { ticked: ['rope', 'ladder'] }],
    ['one tick', 1, 'house/left: rope', { ticked: ['rope'] }],
    ['no tick', 1, 'house/floor: low', { ticked: [] }],
    ['none of a list', 1, 'house/left: none', { none: true }],
    ['nothing where “I do not know” is no answer', 2, 'house/shop: corner', undefined],
    ['nothing where the answer is none of the choices', 2, 'house/floor: unknown', undefined],
    ['the result of a check', 3, 'checks: { clock: skewed }', { result: 'skewed' }],
    ['nothing where a check has no result', 3, 'checks: { backup: none }', undefined],
    ['that details are seen', 4, 'house/floor: low', { seen: true }],
    ['that a review is seen', 5, 'house/floor: low', { seen: true }],
    ['what came of the remedy', 6, 'remedies: { ring: worked, call: failed }', { did: 'worked' }],
    ['another way, where only that one has an answer', 6, 'remedies: { call: failed }', { take: 'call' }],
    ['nothing where no way has one', 6, 'house/floor: low', undefined],
    ['nothing at the end', 7, 'house/floor: low', undefined],
  ])('is %s', (_, count, text, reply) => {
    expect(replyAt(count, text)).toEqual(reply)
  })

  it('leaves out what is settled already', () => {
    const { answers } = parseAnswers('house/left: [rope, ladder]', 'answers.yaml', book)
    const { stop } = walkThrough(book, 'house', [{ choice: 'corner' }], { ladder: 'no' })
    expect(replyFrom(answers, stop)).toEqual({ ticked: ['rope'] })
  })
})

describe('the name of a file of scripts', () => {
  it.each([
    ['house.test.yaml', 'house'],
    ['my-2-houses.test.yml', 'my-2-houses'],
    ['house.yaml', undefined],
    ['houseXtest.yaml', undefined],
    ['house.testXyaml', undefined],
    ['House.test.yaml', undefined],
    ['house-.test.yaml', undefined],
    ['-house.test.yaml', undefined],
    ['remedies/house.test.yaml', undefined],
    ['house.test.yaml.bak', undefined],
  ])('%s', (path, flow) => {
    expect(findScriptedFlow(path)).toBe(flow)
  })
})

describe('scripts', () => {
  const read = (text: string) => {
    const { scripts, flaws } = parseScripts(text, 'house.test.yaml', book)
    return {
      scripts,
      said: flaws.map(({ line, column, fault }) => `${line}:${column} ${errors.fault(fault)}`),
    }
  }

  it('have answers, and what must come of them', () => {
    const text = `
- name: In the corner
  service: corner
  answers: { house/floor: low, checks: { clock: fine }, remedies: { ring: failed } }
  expect:
    asked: [house/left]
    remedies: [ring, climb]
    without: [call]
    warnings: [stop]
    outcome: unsolved
- name: Nothing is said
  expect: {}
`
    expect(read(text)).toEqual({
      scripts: [
        {
          name: 'In the corner',
          service: 'corner',
          answers: {
            steps: { 'house/floor': 'low' },
            checks: { clock: 'fine' },
            remedies: { ring: 'failed' },
          },
          expect: {
            asked: ['house/left'],
            remedies: ['ring', 'climb'],
            without: ['call'],
            warnings: ['stop'],
            outcome: 'unsolved',
          },
        },
        {
          name: 'Nothing is said',
          service: undefined,
          answers: { steps: {}, checks: {}, remedies: {} },
          expect: {},
        },
      ],
      said: [],
    })
    expect(read('[{ name: x, expect: { outcome: plan } }]').said).toEqual([])
  })

  it.each([
    ['[', '1:1 this bracket is never closed; write ] or } where it ends'],
    ['- name: [', '1:9 this bracket is never closed; write ] or } where it ends'],
    ['{ name: x', '1:1 this bracket is never closed; write ] or } where it ends'],
    ['"x', '1:1 this quotation mark is never closed; write it at the end of the text as well'],
    ['- [{ name: "x', '1:12 this quotation mark is never closed; write it at the end of the text as well'],
    ['[]', '1:1 house.test.yaml: expected more of them'],
    ['[{ name: "", expect: {} }]', '1:10 name: expected a text'],
    ['[{ name: x }]', '1:2 the key expect is missing; write expect: …'],
    ['[{ name: x, expect: {}, more: y }]', '1:25 the key more is not known here'],
    ['[{ name: x, service: "", expect: {} }]', '1:22 service: '],
    ['[{ name: x, expect: { asked: [""] } }]', '1:31 '],
    ['[{ name: x, expect: { wants: [a] } }]', '1:23 the key wants is not known here'],
    [
      '[{ name: x, expect: { outcome: fine } }]',
      '1:32 outcome: expected one of: plan, solved, waiting, unsolved, done',
    ],
    [
      '[{ name: x, answers: { house/floor: roof }, expect: {} }]',
      '1:37 house/floor: expected one of: low, high',
    ],
    [
      '[{ name: x, expect: { remedies: [rung] } }]',
      '1:21 there is no remedy called rung; did you mean ring?',
    ],
    ['[{ name: x, expect: { without: [rung] } }]', '1:21 there is no remedy called rung; did you mean ring?'],
  ])('may not say %s', (text, said) => {
    const found = read(text)
    expect(found.said).toHaveLength(1)
    expect(found.said[0]).toContain(said)
  })

  it('with a flaw in their shape are none', () => {
    expect(read('- name: [').scripts).toEqual([])
    expect(read('[{ name: x }]').scripts).toEqual([])
  })
})
