/** What a stop tells beside what is asked: what was tried in its list, what opens a plan, and which replies it takes. */
import { describe, expect, it } from 'vitest'
import { enter } from '../../../src/core/flow/moves.ts'
import type { StopReply } from '../../../src/core/flow/reply.ts'
import { findStop, fits } from '../../../src/core/flow/stop.ts'
import { begin, stand } from '../../../src/core/flow/walk.ts'
import { plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const failed = { did: 'failed' } as const
const times = (count: number): readonly StopReply[] => Array.from({ length: count }, () => failed)
const end = '  end: { kind: outcome, result: unsolved, say: Sleep outside. }\n'

/** A flow that begins with these steps. */
const flow = (start: string, steps: string): string => `title: Locked out\nstart: ${start}\nsteps:\n${steps}`

describe('a list of ways', () => {
  const book = tinyBook({
    'house.yaml': flow(
      'doors',
      `
  doors: { kind: plan, remedies: [ring], goto: on }
  on: { kind: goto, to: windows }
  windows: { kind: plan, remedies: [{ use: knock, when: { service: unknown } }, call], goto: floor }
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    choices: [{ id: low, label: Low, goto: last }, { id: unknown, label: I do not know, goto: last }]
  last: { kind: plan, remedies: [shout, wait], goto: end }
${end}`,
    ),
    ...plainRemedies('ring', 'knock', 'call', 'shout', 'wait'),
  })

  it('is one for plans that follow each other, also past a goto', () => {
    expect(remediesAt(walkThrough(book, 'house', []))).toEqual(['ring', 'knock', 'call'])
  })

  it('tells which remedy is the first of its plan', () => {
    const opens = [0, 1, 2, 3].map((count) => {
      const replies = count < 3 ? times(count) : [...times(3), { choice: 'low' }]
      const { stop } = walkThrough(book, 'house', replies)
      return stop.kind === 'remedy' ? [stop.id, stop.opens] : stop.kind
    })
    expect(opens).toEqual([
      ['ring', true],
      ['knock', true],
      ['call', false],
      ['shout', true],
    ])
  })

  it('tells what was tried in it, not what was tried before', () => {
    const tried = (replies: readonly StopReply[]) => {
      const { stop } = walkThrough(book, 'house', replies)
      return stop.kind === 'remedy' ? stop.triedHere : stop.kind
    }
    expect(tried([])).toEqual([])
    expect(tried([failed, { did: 'skipped' }])).toEqual([
      { remedy: 'ring', did: 'failed' },
      { remedy: 'knock', did: 'skipped' },
    ])
    expect(tried([...times(3), { choice: 'low' }])).toEqual([])
    expect(tried([...times(3), { choice: 'low' }, failed])).toEqual([{ remedy: 'shout', did: 'failed' }])
  })

  it('has no other ways to try once one has worked', () => {
    expect(walkThrough(book, 'house', [{ did: 'worked' }]).stop).toEqual({
      kind: 'outcome',
      flow: 'house',
      step: 'doors',
      warnings: [],
      result: 'solved',
      remedy: 'ring',
      after: [],
    })
  })
})

describe('a plan of which everything is wanted', () => {
  const book = tinyBook({
    'house.yaml': flow(
      'doors',
      `
  doors: { kind: plan, remedies: [ring], goto: tidy }
  tidy: { kind: plan, each: true, remedies: [wash, wipe, sweep, send, dust], goto: more }
  more: { kind: plan, remedies: [knock], goto: end }
${end}`,
    ),
    'remedies/send.yaml': 'title: Send\nsteps: [Send it.]\ntakes: days\n',
    ...plainRemedies('ring', 'wash', 'wipe', 'sweep', 'dust', 'knock'),
  })

  it('is a list of its own, in the order of its file', () => {
    expect(remediesAt(walkThrough(book, 'house', []))).toEqual(['ring'])
    expect(remediesAt(walkThrough(book, 'house', times(1)))).toEqual([
      'wash',
      'wipe',
      'sweep',
      'send',
      'dust',
    ])
    expect(remediesAt(walkThrough(book, 'house', times(6)))).toEqual(['knock'])
  })

  it('is not left as a whole', () => {
    expect(fits(walkThrough(book, 'house', []).stop, { pass: true })).toBe(true)
    expect(fits(walkThrough(book, 'house', times(1)).stop, { pass: true })).toBe(false)
  })

  it('ends where one is waited for', () => {
    const { stop } = walkThrough(book, 'house', [failed, { did: 'waiting' }])
    expect(stop).toEqual({
      kind: 'outcome',
      flow: 'house',
      step: 'tidy',
      warnings: [],
      result: 'waiting',
      remedy: 'wash',
      after: [],
    })
  })
})

describe('warnings at a remedy', () => {
  const book = tinyBook({
    'warnings.yaml': `
warnings:
  much: { text: Much., nevers: [a, b, c, d, e, f, g, h, i] }
  glass: { text: Mind the glass. }
  height: { text: Do not fall. }
  leap: { text: Do not leap. }
  winter: { text: Mind the glass in winter., when: { season: winter }, nevers: [glass] }
`,
    'house.yaml': flow(
      'season',
      `
  season:
    kind: question
    ask: Which season?
    fact: season
    warn: [height]
    choices:
      - { id: winter, label: Winter, goto: ways }
      - { id: summer, label: Summer, goto: open }
      - { id: unknown, label: I do not know, goto: bare }
  ways: { kind: plan, remedies: [break, climb], warn: [glass], goto: end }
  open: { kind: plan, remedies: [jump], warn: [glass], goto: end }
  bare: { kind: plan, remedies: [jump], goto: end }
${end}`,
    ),
    'remedies/break.yaml': 'title: Break\nsteps: [Break it.]\nwarn: [much]\n',
    'remedies/climb.yaml': 'title: Climb\nsteps: [Climb.]\nwarn: [much]\n',
    'remedies/jump.yaml': 'title: Jump\nsteps: [Jump.]\nwarn: [height]\ndanger: leap\n',
  })
  const warningsAfter = (...replies: readonly StopReply[]): readonly string[] =>
    walkThrough(book, 'house', replies).stop.warnings

  it('of a question are shown with it', () => {
    expect(warningsAfter()).toEqual(['height'])
  })

  it('are limited to eight things up to the end of the first remedy, not later', () => {
    expect(warningsAfter({ choice: 'winter' })).toEqual(['glass'])
    expect(warningsAfter({ choice: 'winter' }, failed)).toEqual(['much'])
  })

  it('begin with the one before the first step', () => {
    expect(warningsAfter({ choice: 'summer' })).toEqual(['leap', 'glass'])
    expect(warningsAfter({ choice: 'unknown' })).toEqual(['leap'])
  })

  it('are not said again because of the situation', () => {
    expect(warningsAfter({ choice: 'winter' })).not.toContain('winter')
  })
})

describe('after six tries', () => {
  const remedies = [
    'ring',
    'call',
    'knock',
    'shout',
    'wait',
    'dig',
    'climb',
    'swing',
    'unlock',
    'jump',
    'run',
  ]
  const book = tinyBook({
    'warnings.yaml': 'warnings: { fall: { text: Do not fall. } }\n',
    'at-hand.yaml': `
again: { ask: Has anything turned up? }
lines:
  - { id: ladder, label: A ladder, use: climb }
  - { id: rope, label: A rope, use: swing }
  - { id: spare-key, label: A spare key, use: unlock }
`,
    'house.yaml': flow(
      'left',
      `
  left: { kind: tick, ask: What is there?, items: [ladder, rope, spare-key], goto: ways }
  ways: { kind: plan, remedies: [${remedies.join(', ')}], warn: [fall], goto: end }
${end}`,
    ),
    ...plainRemedies(...remedies),
  })
  const replied = (...replies: readonly StopReply[]) => walkThrough(book, 'house', replies)

  it('it is asked what has turned up, without warnings', () => {
    expect(replied({ ticked: [] }).stop.warnings).toEqual(['fall'])
    expect(replied({ ticked: [] }, ...times(6)).stop).toMatchObject({
      kind: 'tick',
      again: true,
      warnings: [],
    })
    expect(replied().stop).toMatchObject({ kind: 'tick', again: false })
  })

  it('it is not asked about what was tried', () => {
    const { stop } = replied({ ticked: [] }, { take: 'swing' }, ...times(6))
    expect(stop).toMatchObject({ again: true, items: [{ id: 'ladder' }, { id: 'spare-key' }] })
  })

  it('it is not asked where nothing can turn up', () => {
    const sure = replied({ ticked: ['ladder'], only: true }, ...times(6))
    expect(sure.stop).toMatchObject({ kind: 'remedy', id: 'dig' })
  })

  it('“none of these” means that they are certainly not there', () => {
    const { facts, stop } = replied({ ticked: ['ladder'] }, ...times(6), { none: true })
    expect(facts).toEqual({ ladder: 'yes', rope: 'no', 'spare-key': 'no' })
    expect(stop).toMatchObject({ kind: 'outcome', step: 'end' })
  })
})

describe('an outcome', () => {
  it('names nothing to do where nothing is', () => {
    const book = tinyBook({ 'house.yaml': flow('end', end) })
    expect(walkThrough(book, 'house', []).stop).toEqual({
      kind: 'outcome',
      flow: 'house',
      step: 'end',
      warnings: [],
      result: 'unsolved',
      say: 'Sleep outside.',
      after: [],
    })
  })
})

describe('a reply from a file', () => {
  const book = tinyBook({
    'house.yaml': flow(
      'left',
      `
  left:
    kind: tick
    ask: What is there?
    items: [{ id: ladder, label: A ladder }, { id: rope, label: A rope }]
    goto: details
  details: { kind: collect, ask: Who are you?, fields: [{ id: name, label: Name }], goto: ways }
  ways: { kind: plan, remedies: [ring, call], goto: end }
${end}`,
    ),
    ...plainRemedies('ring', 'call'),
  })
  const tick = walkThrough(book, 'house', []).stop
  const collect = walkThrough(book, 'house', [{ none: true }]).stop
  const remedy = walkThrough(book, 'house', [{ none: true }, { seen: true }]).stop
  const waiting = walkThrough(book, 'house', [{ none: true }, { seen: true }, { did: 'waiting' }]).stop

  it.each([
    ['ticks', tick, { ticked: ['rope'] }, true],
    ['a word for a list of ticks', tick, { ticked: 'rope' }, false],
    ['none, for sure', tick, { none: true }, true],
    ['none, denied', tick, { none: false }, false],
    ['nothing at a list of ticks', tick, {}, false],
    ['a choice at a list of ticks', tick, { choice: 'rope' }, false],
    ['read', collect, { seen: true }, true],
    ['not read', collect, { seen: false }, false],
    ['nothing to read', collect, {}, false],
    ['passed over', remedy, { pass: true }, true],
    ['not passed over', remedy, { pass: false }, false],
    ['nothing at a remedy', remedy, {}, false],
    ['to try another meanwhile', waiting, { seen: true }, true],
    ['not to try another', waiting, { seen: false }, false],
    ['nothing at the end', waiting, {}, false],
  ])('%s', (_, stop, reply, taken) => {
    expect(fits(stop, reply as StopReply)).toBe(taken)
  })

  it('that says “not only these” leaves the others open', () => {
    const open = { ticked: ['rope'], only: false } as unknown as StopReply
    expect(walkThrough(book, 'house', [open]).facts).toEqual({ ladder: 'unknown', rope: 'yes' })
  })

  it.each([
    ['another choice at a question', [{ choice: 'roof' }]],
    ['ticks at a question', [{ ticked: [] }]],
    ['a choice at a remedy', [{ choice: 'low' }, { choice: 'low' }]],
    ['“read” at a remedy', [{ choice: 'low' }, { seen: true }]],
    ['what came of a remedy that asks for a card', [{ choice: 'low' }, { take: 'ring' }, { did: 'failed' }]],
  ])('is refused in a saved trail: %s', (_, replies) => {
    const strict = tinyBook({
      'general.yaml': 'carrier: { name: the carrier }\n',
      'carriers/red.yaml': 'name: Red\nchecked: 2026-01-01\nsources: {}\n',
      'house.yaml': flow(
        'floor',
        `
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    choices: [{ id: low, label: Low, goto: ways }, { id: unknown, label: I do not know, goto: ways }]
  ways: { kind: plan, remedies: [ring], goto: end }
${end}`,
      ),
      'remedies/ring.yaml':
        'title: Ring\nsteps: [Ring.]\nasks: { cards: carrier, ask: Which carrier?, unknown: I do not know }\n',
    })
    const trail = (replies as StopReply[]).map((reply) => ({ flow: 'house', step: 'any', reply }))
    expect(() => stand(strict, { ...begin('house'), trail })).toThrow(
      new RangeError('this reply does not belong to this stop'),
    )
  })
})

describe('a state that no walk leads to', () => {
  const book = tinyBook({
    'house.yaml': flow(
      'on',
      `
  on: { kind: goto, to: ways }
  ways: { kind: plan, remedies: [ring], goto: end }
${end}`,
    ),
    ...plainRemedies('ring'),
  })
  const { state } = stand(book, begin('house'))

  it('is no stop at a goto', () => {
    expect(() => findStop(book, enter(book, state, 'on'))).toThrow(new RangeError('house/on is no stop'))
  })

  it('has no remedy where all were tried', () => {
    const tried = { ...state, tried: [{ remedy: 'ring', did: 'failed' as const }] }
    expect(() => findStop(book, tried)).toThrow(new RangeError('nothing left in house/ways'))
  })
})
