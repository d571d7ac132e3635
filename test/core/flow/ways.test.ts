/** The ways of a walk: what is at hand first, what must not be shown, slow ways early, and what turns up later. */
import { describe, expect, it } from 'vitest'
import { fits } from '../../../src/core/flow/stop.ts'
import { answer, resume } from '../../../src/core/flow/walk.ts'
import { plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const failed = { did: 'failed' } as const

/** A book with a list of what is at hand, and these remedies in one plan. */
function bookWith(remedies: string, more: Readonly<Record<string, string>> = {}, plan = '') {
  return tinyBook({
    'at-hand.yaml': `
again: { ask: Has anything turned up? }
lines:
  - { id: ladder, label: A ladder, use: climb }
  - { id: rope, label: A rope, use: swing, not: { rain: 'yes' } }
  - { id: spare-key, label: A spare key, use: unlock }
  - { id: rain, label: It rains }
`,
    'house.yaml': `
title: Locked out
start: left
steps:
  left: { kind: tick, ask: What is there?, items: [ladder, rope, spare-key, rain], goto: ways }
  ways: { kind: plan, remedies: [${remedies}], ${plan} goto: end }
  end: { kind: outcome, result: unsolved, say: Sleep outside. }
`,
    ...plainRemedies('climb', 'swing', 'unlock', 'ring', 'call', 'knock', 'shout', 'wait', 'dig'),
    'remedies/locksmith.yaml': 'title: A locksmith\nsteps: [Call one.]\ntakes: days\n',
    ...more,
  })
}
const all = 'ring, call, knock, shout, wait, dig, locksmith, climb, swing, unlock'

describe('while one way is waited for', () => {
  const book = tinyBook({
    'house.yaml':
      'title: Locked out\nstart: ways\nsteps: { ways: { kind: plan, remedies: [ring, call, locksmith] } }\n',
    ...plainRemedies('ring', 'call'),
    'remedies/locksmith.yaml': 'title: A locksmith\nsteps: [Call one.]\ntakes: days\n',
  })
  const waiting = walkThrough(book, 'house', [{ take: 'locksmith' }, { did: 'waiting' }])

  it('the others can be tried', () => {
    expect(waiting.stop).toMatchObject({ kind: 'outcome', result: 'waiting', more: true })
    expect(remediesAt(answer(waiting, { seen: true }))).toEqual(['ring', 'call'])
  })

  it('it is asked about again when the walk goes on later, unless another was tried meanwhile', () => {
    expect(resume(book, waiting.walk).position.stop).toMatchObject({ kind: 'remedy', id: 'locksmith' })
    const meanwhile = answer(answer(waiting, { seen: true }), failed)
    const { position, whole } = resume(book, meanwhile.walk)
    expect(whole).toBe(true)
    expect(remediesAt(position)).toEqual(['call'])
  })

  it('there is nothing more to try where it was the last', () => {
    const last = walkThrough(book, 'house', [failed, failed, { did: 'waiting' }])
    expect(fits(last.stop, { seen: true })).toBe(false)
  })
})

describe('the ways', () => {
  const book = bookWith(all)
  const walkTicked = (...ticked: readonly string[]) => walkThrough(book, 'house', [{ ticked }])

  it('begin with what is at hand, in the order of the shared list', () => {
    expect(remediesAt(walkTicked('spare-key', 'ladder')).slice(0, 3)).toEqual([
      'climb',
      'unlock',
      'locksmith',
    ])
  })

  it('leave a line out whose condition says that it does not help', () => {
    expect(remediesAt(walkTicked('rope'))[0]).toBe('swing')
    expect(remediesAt(walkTicked('rope', 'rain'))[0]).toBe('ring')
  })

  it('have a slow one third, to be started early', () => {
    const { stop } = walkTicked()
    expect(remediesAt(walkTicked()).slice(0, 4)).toEqual(['ring', 'call', 'locksmith', 'knock'])
    expect(stop.kind === 'remedy' && stop.ways[2]).toMatchObject({ id: 'locksmith', early: true })
  })

  it('have what is certainly not there at the end', () => {
    const ways = remediesAt(walkThrough(book, 'house', [{ ticked: ['ladder'], only: true }]))
    expect(ways.slice(-2)).toEqual(['swing', 'unlock'])
  })

  it('have it there as well where the remedy needs it', () => {
    const needy = bookWith(all, {
      'remedies/swing.yaml': "title: Swing\nsteps: [Do it.]\nneeds: { rope: 'yes' }\n",
    })
    const { stop } = walkThrough(needy, 'house', [{ ticked: ['ladder'], only: true }])
    expect(stop.kind === 'remedy' && stop.ways.find(({ id }) => id === 'swing')).toMatchObject({
      ruledOut: true,
    })
  })

  it('leave out what was left unticked while another thing was ticked, unless a fact speaks for it', () => {
    expect(remediesAt(walkTicked())).toEqual(expect.arrayContaining(['climb', 'swing', 'unlock']))
    expect(remediesAt(walkTicked('ladder'))).not.toContain('swing')
    // Rain is a state, and nothing to get in with.
    expect(remediesAt(walkTicked('rain'))).toContain('unlock')
    const wet = bookWith(`${all}, { use: unlock, when: { rain: 'yes' } }`.replace(', unlock,', ','))
    expect(remediesAt(walkThrough(wet, 'house', [{ ticked: ['ladder', 'rain'] }]))).toContain('unlock')
  })

  it('are not left out where nothing else would be left', () => {
    const few = bookWith('unlock', {
      'more.yaml': `{ title: More, start: a, steps: { a: { kind: plan, remedies: [${all}] } } }`,
      'at-hand.yaml': `
again: { ask: Has anything turned up? }
lines:
  - { id: ladder, label: A ladder, use: climb, not: { rain: 'yes' } }
  - { id: rope, label: A rope, use: swing }
  - { id: spare-key, label: A spare key, use: unlock }
  - { id: rain, label: It rains }
`,
    })
    expect(remediesAt(walkThrough(few, 'house', [{ ticked: ['ladder', 'rain'] }]))).toEqual(['unlock'])
  })

  it('begin with what was ticked, not with what follows from another answer', () => {
    const set = tinyBook({
      'at-hand.yaml':
        'again: { ask: Has anything turned up? }\nlines: [{ id: ladder, label: A ladder, use: climb }]\n',
      'house.yaml': `
title: Locked out
start: why
steps:
  why:
    kind: question
    ask: What happens?
    fact: why
    choices: [{ id: short, label: The ladder is too short, set: { ladder: 'yes' }, goto: ways }, { id: unknown, label: Unknown, goto: ways }]
  ways: { kind: plan, remedies: [ring, climb], goto: end }
  end: { kind: outcome, result: unsolved, say: Sleep outside. }
`,
      ...plainRemedies('climb', 'ring'),
    })
    expect(remediesAt(walkThrough(set, 'house', [{ choice: 'short' }]))).toEqual(['ring', 'climb'])
  })

  it('keep the order of a plan where that is safety', () => {
    const safe = bookWith(
      'ring, climb, locksmith',
      {
        'more.yaml': `{ title: More, start: a, steps: { a: { kind: plan, remedies: [${all}] } } }`,
      },
      'ahead: false,',
    )
    expect(remediesAt(walkThrough(safe, 'house', [{ ticked: ['ladder'] }]))).toEqual([
      'ring',
      'climb',
      'locksmith',
    ])
  })

  it('never have a remedy where its own condition forbids it', () => {
    const wet = bookWith(all, {
      'remedies/climb.yaml': "title: Climb\nsteps: [Climb.]\nnot: { rain: 'yes' }\n",
    })
    expect(remediesAt(walkThrough(wet, 'house', [{ ticked: ['ladder', 'rain'] }]))).not.toContain('climb')
  })

  it('can be taken in any order; one that was taken cannot be taken again', () => {
    const taken = walkThrough(book, 'house', [{ ticked: [] }, { take: 'dig' }])
    expect(taken.stop).toMatchObject({ kind: 'remedy', id: 'dig', taken: true, number: 1 })
    expect(fits(taken.stop, { take: 'dig' })).toBe(false)
    expect(fits(walkTicked().stop, { take: 'fly' })).toBe(false)
    const next = walkThrough(book, 'house', [{ ticked: [] }, { take: 'dig' }, failed])
    expect(next.stop).toMatchObject({ id: 'ring', taken: false, number: 2 })
  })

  it('can all be passed over', () => {
    expect(walkThrough(book, 'house', [{ ticked: [] }, { pass: true }]).stop).toMatchObject({
      kind: 'outcome',
      step: 'end',
    })
  })
})

describe('after six tries', () => {
  const book = bookWith(all)
  const six = Array.from({ length: 6 }, () => failed)

  it('it is asked what has turned up, with the open lines only', () => {
    expect(walkThrough(book, 'house', [{ ticked: ['ladder'] }, ...six]).stop).toMatchObject({
      kind: 'tick',
      again: true,
      tick: { ask: 'Has anything turned up?' },
      items: [{ id: 'rope' }, { id: 'spare-key' }],
    })
  })

  it('only that and what takes days is left', () => {
    const found = walkThrough(book, 'house', [{ ticked: [] }, ...six, { ticked: ['spare-key'] }])
    expect(remediesAt(found)).toEqual(['unlock', 'locksmith'])
    const nothing = walkThrough(book, 'house', [{ ticked: [] }, ...six, { ticked: [] }])
    expect(remediesAt(nothing)).toEqual(['locksmith'])
  })
})

describe('a remedy that asks for a card', () => {
  const book = bookWith('ring, call', {
    'general.yaml': 'carrier: { name: the carrier }\n',
    'carriers/red.yaml':
      'name: Red\nchecked: 2026-01-01\nremedies: { ring: { steps: [Ring red.], confidence: high, source: [A] } }\nsources: { A: { at: "https://example.org", date: 2026-01-01 } }\n',
    'remedies/ring.yaml':
      'title: Ring\nsteps: [Ring.]\nasks: { cards: carrier, ask: Which carrier?, unknown: I do not know }\n',
    'more.yaml': `{ title: More, start: a, steps: { a: { kind: plan, remedies: [${all}] } } }`,
  })

  it('asks once it is taken, and shows the words of the card', () => {
    const asked = walkThrough(book, 'house', [{ ticked: [] }, { take: 'ring' }])
    expect(asked.stop).toMatchObject({ kind: 'question', question: { ask: 'Which carrier?' } })
    expect(
      walkThrough(book, 'house', [{ ticked: [] }, { take: 'ring' }, { choice: 'red' }]).stop,
    ).toMatchObject({ kind: 'remedy', id: 'ring', remedy: { steps: ['Ring red.'] } })
  })

  it('shows its own words where the card is not known', () => {
    expect(
      walkThrough(book, 'house', [{ ticked: [] }, { take: 'ring' }, { choice: 'unknown' }]).stop,
    ).toMatchObject({ id: 'ring', remedy: { steps: ['Ring.'] } })
  })
})
