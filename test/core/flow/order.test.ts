/** The order of the ways: what moves ahead, behind or to the third place, and what is left out. */
import { describe, expect, it } from 'vitest'
import type { StopReply } from '../../../src/core/flow/reply.ts'
import { begin, stand } from '../../../src/core/flow/walk.ts'
import { plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const failed = { did: 'failed' } as const
const end = '  end: { kind: outcome, result: unsolved, say: Sleep outside. }\n'

const lines = `
again: { ask: Has anything turned up? }
lines:
  - { id: ladder, label: A ladder, use: climb }
  - { id: rope, label: A rope, use: swing }
  - { id: spare-key, label: A spare key, use: unlock }
  - { id: stepladder, label: A stepladder, use: climb }
  - { id: rain, label: It rains }
`

/** A book with a list of what is at hand, and these remedies in one plan. */
function bookWith(remedies: string, plan = '', more: Readonly<Record<string, string>> = {}) {
  return tinyBook({
    'at-hand.yaml': lines,
    'house.yaml': `
title: Locked out
start: left
steps:
  left: { kind: tick, ask: What is there?, items: [ladder, rope, spare-key, rain], goto: ways }
  ways: { kind: plan, remedies: [${remedies}], ${plan} goto: end }
${end}`,
    'all.yaml': `
title: All of them, so that each is used
start: ways
steps: { ways: { kind: plan, remedies: [climb, swing, unlock, ring, call, knock, locksmith, builder] } }
`,
    ...plainRemedies('climb', 'swing', 'unlock', 'ring', 'call', 'knock'),
    'remedies/locksmith.yaml': 'title: A locksmith\nsteps: [Call one.]\ntakes: days\n',
    'remedies/builder.yaml': 'title: A builder\nsteps: [Call one.]\ntakes: days\n',
    ...more,
  })
}

/** Each way with what is said of it. */
function waysAfter(book: ReturnType<typeof bookWith>, ...replies: readonly StopReply[]): readonly string[] {
  const { stop } = walkThrough(book, 'house', replies)
  if (stop.kind !== 'remedy') return [stop.kind]
  return stop.ways.map(({ id, ticked, ruledOut, early }) =>
    [id, ticked ? 'ticked' : '', ruledOut ? 'ruled out' : '', early ? 'early' : ''].filter(Boolean).join(' '),
  )
}

describe('each way', () => {
  it('tells whether it was ticked, ruled out or put early', () => {
    const book = bookWith('ring, swing, call, knock, locksmith')
    expect(waysAfter(book, { ticked: [] })).toEqual(['ring', 'swing', 'locksmith early', 'call', 'knock'])
    expect(waysAfter(book, { ticked: ['ladder'], only: true })).toEqual([
      'climb ticked',
      'ring',
      'locksmith early',
      'call',
      'knock',
      'swing ruled out',
    ])
  })
})

describe('the first way that takes days', () => {
  it.each([
    [
      'is moved to the third place from behind',
      'ring, call, knock, locksmith',
      ['ring', 'call', 'locksmith early', 'knock'],
    ],
    ['stays where it is third', 'ring, call, locksmith, knock', ['ring', 'call', 'locksmith', 'knock']],
    ['stays where it is first', 'locksmith, ring, call, knock', ['locksmith', 'ring', 'call', 'knock']],
    [
      'is the only one that is moved',
      'ring, call, knock, locksmith, builder',
      ['ring', 'call', 'locksmith early', 'knock', 'builder'],
    ],
  ])('%s', (_, remedies, ways) => {
    expect(waysAfter(bookWith(remedies), { none: true }).filter((way) => !way.endsWith('ruled out'))).toEqual(
      ways,
    )
  })

  it('is third where two things are ticked, and stays behind where there are more', () => {
    const book = bookWith('ring, locksmith')
    expect(waysAfter(book, { ticked: ['ladder', 'rope'] })).toEqual([
      'climb ticked',
      'swing ticked',
      'locksmith early',
      'ring',
    ])
    expect(waysAfter(book, { ticked: ['ladder', 'rope', 'spare-key'] })).toEqual([
      'climb ticked',
      'swing ticked',
      'unlock ticked',
      'ring',
      'locksmith',
    ])
  })

  it('stays behind where the order is one of safety', () => {
    const book = bookWith('ring, call, knock, locksmith', 'ahead: false,')
    expect(waysAfter(book, { ticked: [] })).toEqual(['ring', 'call', 'knock', 'locksmith'])
  })
})

describe('what the chosen card names first', () => {
  const book = bookWith('ring, call', '', {
    'general.yaml': 'service: { name: the shop }\n',
    'services/corner.yaml': `
name: Corner
checked: 2026-01-31
first: { use: [knock, call], confidence: high, source: [S] }
sources: { S: { at: a page, date: undated } }
`,
    'shops.yaml': `
title: Which
start: which
steps:
  which:
    kind: question
    ask: Which shop?
    fact: service
    choices: [{ cards: service, goto: house }, { id: unknown, label: I do not know, goto: house }]
`,
  })

  it('comes behind what was ticked, and before the plan', () => {
    const { stop } = walkThrough(book, 'shops', [{ choice: 'corner' }, { ticked: ['ladder'] }])
    expect(stop.kind === 'remedy' && stop.ways.map(({ id }) => id)).toEqual([
      'climb',
      'knock',
      'call',
      'ring',
    ])
  })
})

describe('what was left unticked', () => {
  it('does not come back once something was tried', () => {
    expect(waysAfter(bookWith('climb, unlock'), { ticked: ['ladder'] }, failed)).toEqual(['outcome'])
  })

  it('is left out, unless another line for it was not on the list', () => {
    expect(waysAfter(bookWith('unlock, climb, ring'), { ticked: ['rope'] })).toEqual([
      'swing ticked',
      'climb',
      'ring',
    ])
  })

  it('is left out where its condition only says what is not so', () => {
    const book = bookWith("{ use: unlock, when: { rain: { not: 'no' } } }, ring")
    expect(waysAfter(book, { ticked: ['ladder', 'rain'] })).toEqual(['climb ticked', 'ring'])
  })
})

describe('what is certainly not there', () => {
  const needy = (needs: string) =>
    bookWith('ring, swing', '', { 'remedies/swing.yaml': `title: Swing\nsteps: [Do it.]\nneeds: ${needs}\n` })

  it('is still left out where the remedy needs something else that is not so', () => {
    const sure = { ticked: ['ladder'], only: true } as const
    expect(waysAfter(needy("{ rope: 'yes' }"), sure)).toEqual(['climb ticked', 'ring', 'swing ruled out'])
    expect(waysAfter(needy("{ rope: 'yes', rain: 'yes' }"), sure)).toEqual(['climb ticked', 'ring'])
    expect(waysAfter(needy("{ rope: 'yes', ladder: { not: 'yes' } }"), sure)).toEqual([
      'climb ticked',
      'ring',
    ])
  })

  it('is not ruled out where another line for the same remedy was ticked', () => {
    const given = { stepladder: 'no' }
    const { stop } = walkThrough(bookWith('ring, climb'), 'house', [{ ticked: ['ladder'] }], given)
    expect(stop.kind === 'remedy' && stop.ways[0]).toMatchObject({
      id: 'climb',
      ticked: true,
      ruledOut: false,
    })
  })
})

describe('what has turned up', () => {
  it('is not asked of what is known to be missing', () => {
    const more = plainRemedies('one', 'two', 'three', 'four')
    const book = tinyBook({
      'at-hand.yaml': lines,
      'house.yaml': `
title: Locked out
start: left
steps:
  left: { kind: tick, ask: What is there?, items: [ladder, rope], goto: keys }
  keys: { kind: tick, ask: And of these?, items: [spare-key, rain], goto: ways }
  ways: { kind: plan, remedies: [one, two, three, four, ring, call, knock, climb, swing, unlock], goto: end }
${end}`,
      ...plainRemedies('ring', 'call', 'knock', 'climb', 'swing', 'unlock'),
      ...more,
    })
    const replies = [{ none: true } as const, { ticked: [] }, ...Array.from({ length: 6 }, () => failed)]
    expect(walkThrough(book, 'house', replies).stop).toMatchObject({
      again: true,
      items: [{ id: 'spare-key' }],
    })
  })
})

describe('after failed codes', () => {
  it('only those count that end in typing a code', () => {
    const book = bookWith('ring, call, code, knock', '', {
      'remedies/code.yaml': 'title: A code\nsteps: [Type it.]\nattempt: true\n',
    })
    const { stop } = walkThrough(book, 'house', [{ ticked: [] }, failed, failed])
    expect(stop).toMatchObject({ id: 'code', pause: false })
    expect(remediesAt(walkThrough(book, 'house', [{ ticked: [] }, failed, failed]))).toEqual([
      'code',
      'knock',
    ])
  })
})

describe('a question that a remedy asks', () => {
  const book = bookWith('ring, call', '', {
    'general.yaml': 'carrier: { name: the carrier }\n',
    'carriers/red.yaml': 'name: Red\nchecked: 2026-01-01\nsources: {}\n',
    'remedies/ring.yaml':
      'title: Ring\nsteps: [Ring.]\nasks: { cards: carrier, ask: Which carrier?, unknown: I do not know }\n',
  })

  it('is a question like any other', () => {
    expect(walkThrough(book, 'house', [{ ticked: [] }, { take: 'ring' }]).stop).toMatchObject({
      kind: 'question',
      question: { kind: 'question', ask: 'Which carrier?', fact: 'carrier' },
      options: [
        { id: 'red', label: 'Red' },
        { id: 'unknown', label: 'I do not know' },
      ],
    })
  })
})

describe('lines of the shared list', () => {
  it('are listed with their words', () => {
    expect(walkThrough(bookWith('ring'), 'house', []).stop).toMatchObject({
      items: [
        { id: 'ladder', label: 'A ladder' },
        { id: 'rope', label: 'A rope' },
        { id: 'spare-key', label: 'A spare key' },
        { id: 'rain', label: 'It rains' },
      ],
    })
  })
})

describe('a book that never met the rules', () => {
  const sound = bookWith('ring')
  const plan = (remedies: string[], goto: string) => ({ kind: 'plan' as const, remedies, goto })

  it('does not hold the program where plans lead in a circle', () => {
    const flows = { x: { title: 'X', start: 'a', steps: { a: plan(['ring'], 'b'), b: plan(['call'], 'a') } } }
    expect(() => stand({ ...sound, flows }, begin('x'))).toThrow(new RangeError('no end at x/a'))
  })

  it('names a remedy that is missing', () => {
    const flows = { ...sound.flows, x: { title: 'X', start: 'a', steps: { a: plan(['gone'], 'house') } } }
    expect(() => stand({ ...sound, flows }, begin('x'))).toThrow(new RangeError('no remedy gone'))
  })
})
