/** Walks: warnings on the way, going back, and going on from a saved walk. */
import { describe, expect, it } from 'vitest'
import { fits } from '../../../src/core/flow/stop.ts'
import { begin, goBack, resume, stand } from '../../../src/core/flow/walk.ts'
import { listNevers } from '../../../src/core/flow/warnings.ts'
import { plainRemedies, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const failed = { did: 'failed' } as const

const files = {
  'warnings.yaml': `
warnings:
  stop: { first: true, text: Stop and keep everything., nevers: [hurry, throw-away] }
  hurry: { text: Do not hurry. }
  wet: { text: Do not get wet. }
  cold: { text: Do not catch cold. }
  both: { text: Neither., nevers: [wet, dark] }
  loud: { text: Do not shout. }
`,
  'trip.yaml': `
title: Trip
start: weather
warn: [hurry, wet]
steps:
  weather:
    kind: question
    ask: What is the weather?
    fact: weather
    warn: [wet]
    choices:
      - { id: rain, label: Rain, warn: [wet, both], goto: clock }
      - { id: sun, label: Sun, goto: clock }
      - { id: unknown, label: I do not know, warn: [cold], goto: clock }
  clock:
    kind: check
    check: clock
    fact: clock
    on: { fine: ways, skewed: ways, unknown: ways }
  ways:
    kind: plan
    warn: [cold]
    remedies: [wait, walk]
    goto: last
  last:
    kind: plan
    remedies: [call]
`,
  'remedies/walk.yaml': 'title: Walk\nsteps: [Walk.]\nwarn: [loud, both]\n',
  ...plainRemedies('wait', 'call'),
}
const book = tinyBook(files)

describe('warnings', () => {
  it('of a flow and its step are shown when it is entered, each once', () => {
    const { stop, warnings } = walkThrough(book, 'trip', [])
    expect(stop.warnings).toEqual(['wet'])
    expect(warnings).toEqual(['stop', 'wet'])
  })

  it('of a choice are shown at the next stop', () => {
    expect(walkThrough(book, 'trip', [{ choice: 'unknown' }]).stop.warnings).toEqual(['cold'])
  })

  it('are shown again only where they say something new', () => {
    const { stop, warnings } = walkThrough(book, 'trip', [{ choice: 'rain' }])
    expect(stop.warnings).toEqual(['both'])
    expect(warnings).toEqual(['stop', 'wet', 'both'])
  })

  it('of a step on the way wait for the stop, and come before those of the remedy', () => {
    const plan = [{ choice: 'sun' }, { result: 'fine' }]
    expect(walkThrough(book, 'trip', plan).stop.warnings).toEqual(['cold'])
    const later = walkThrough(book, 'trip', [...plan, failed])
    expect(later.stop.warnings).toEqual(['loud', 'both'])
    expect(later.warnings).toEqual(['stop', 'wet', 'cold', 'loud', 'both'])
  })

  it('are told at the end as well', () => {
    const end = walkThrough(book, 'trip', [{ choice: 'sun' }, { result: 'fine' }, { did: 'worked' }])
    expect(end.warnings).toEqual(['stop', 'wet', 'cold'])
  })

  it('say what never to do: what they name, or themselves, each thing once', () => {
    expect(listNevers(book, ['stop', 'hurry', 'both', 'wet'])).toEqual(['hurry', 'throw-away', 'wet', 'dark'])
    expect(listNevers(book, ['gone'])).toEqual(['gone'])
  })
})

describe('warnings for a situation', () => {
  const sunny = {
    'outing.yaml': `
title: Outing
start: weather
steps:
  weather:
    kind: question
    ask: What is the weather?
    fact: weather
    choices:
      - { id: sun, label: Sun, goto: ways }
      - { id: rain, label: Rain, goto: ways }
      - { id: unknown, label: I do not know, goto: ways }
  ways: { kind: plan, remedies: [one] }
`,
    ...plainRemedies('one'),
  }
  const warningsOf = (lines: readonly string[], choice: string): readonly string[] =>
    walkThrough(tinyBook({ ...sunny, 'warnings.yaml': ['warnings:', ...lines].join('\n') }), 'outing', [
      { choice },
    ]).stop.warnings

  it('are said with the first remedy where their condition holds, those of a lower rank first', () => {
    const lines = [
      '  last: { text: Last., when: { weather: sun }, rank: 6 }',
      '  middle: { text: Middle., when: { weather: sun } }',
      '  first: { text: First., when: { weather: sun }, rank: 4 }',
      '  elsewhere: { text: Elsewhere., when: { weather: rain } }',
    ]
    expect(warningsOf(lines, 'sun')).toEqual(['first', 'middle', 'last'])
    expect(warningsOf(lines, 'unknown')).toEqual([])
  })

  it('say at most eight things', () => {
    const lines = [
      '  seven: { text: Seven., when: { weather: sun }, rank: 1, nevers: [a, b, c, d, e, f, g] }',
      '  two: { text: Two., when: { weather: sun }, rank: 2, nevers: [x, y] }',
      '  eighth: { text: Eighth., when: { weather: sun }, rank: 3, nevers: [h] }',
      '  ninth: { text: Ninth., when: { weather: sun }, rank: 4, nevers: [i] }',
    ]
    expect(warningsOf(lines, 'sun')).toEqual(['seven', 'eighth'])
  })

  it('count as said only where there was room for them', () => {
    const lines = [
      '  seven: { text: Seven., when: { weather: sun }, rank: 1, nevers: [a, b, c, d, e, f, g] }',
      '  two: { text: Two., when: { weather: sun }, rank: 2, nevers: [x, y] }',
      '  half: { text: Half., when: { weather: sun }, rank: 3, nevers: [x] }',
    ]
    expect(warningsOf(lines, 'sun')).toEqual(['seven', 'half'])
  })
})

describe('going back', () => {
  it('leads to the question before, and keeps what was measured', () => {
    const { walk } = walkThrough(book, 'trip', [{ choice: 'rain' }, { result: 'skewed' }])
    const before = goBack(stand(book, walk))
    expect(before.stop).toMatchObject({ kind: 'question', step: 'weather' })
    expect(before.walk.checks).toEqual([{ check: 'clock', fact: 'clock', result: 'skewed', after: 0 }])
    expect(before.facts).toEqual({ clock: 'skewed' })
    expect(walkThrough(book, 'trip', [{ choice: 'rain' }, { result: 'skewed' }]).stop).toMatchObject({
      step: 'ways',
    })
  })

  it('leads to the remedy before', () => {
    const replies = [{ choice: 'sun' }, { result: 'fine' }, failed, failed]
    const { walk, stop } = walkThrough(book, 'trip', replies)
    expect(stop).toMatchObject({ id: 'call' })
    expect(goBack(stand(book, walk)).stop).toMatchObject({ id: 'walk', number: 2, opens: false })
    expect(goBack(goBack(stand(book, walk))).stop).toMatchObject({ id: 'wait', number: 1, opens: true })
  })

  it('leads from an end into its plan', () => {
    const { walk } = walkThrough(book, 'trip', [{ choice: 'sun' }, { result: 'fine' }, { did: 'worked' }])
    expect(goBack(stand(book, walk)).stop).toMatchObject({ kind: 'remedy', id: 'wait' })
  })

  it('changes nothing at the first question', () => {
    expect(goBack(stand(book, begin('trip', { x: 'y' }))).walk).toEqual({
      start: 'trip',
      given: { x: 'y' },
      checks: [],
      trail: [],
    })
  })

  it('forgets what the answer made known', () => {
    const { walk } = walkThrough(book, 'trip', [{ choice: 'rain' }, { result: 'fine' }])
    const sun = goBack(stand(book, walk))
    expect(sun.facts).toEqual({ clock: 'fine' })
    expect(sun.warnings).toEqual(['stop', 'wet'])
  })
})

describe('a saved walk', () => {
  const replies = [{ choice: 'rain' }, { result: 'skewed' }, failed]
  const saved = (more: readonly { did: 'failed' | 'waiting' }[] = []) =>
    JSON.parse(JSON.stringify(walkThrough(book, 'trip', [...replies, ...more], { car: 'none' }).walk))

  it('is plain data', () => {
    expect(saved()).toEqual({
      start: 'trip',
      given: { car: 'none' },
      checks: [{ check: 'clock', fact: 'clock', result: 'skewed', after: 1 }],
      trail: [
        { flow: 'trip', step: 'weather', reply: { choice: 'rain' } },
        { flow: 'trip', step: 'ways', remedy: 'wait', reply: { did: 'failed' } },
      ],
    })
  })

  it('goes on where it was', () => {
    const { position, whole } = resume(book, saved())
    expect(whole).toBe(true)
    expect(position.walk).toEqual(saved())
    expect(position.stop).toMatchObject({ id: 'walk' })
  })

  it('asks again about what was waited for', () => {
    const { position, whole } = resume(book, saved([{ did: 'waiting' }]))
    expect(whole).toBe(true)
    expect(position.stop).toMatchObject({ kind: 'remedy', id: 'walk' })
  })

  it('does not measure again what was measured', () => {
    const { position } = resume(book, { ...saved(), trail: saved().trail.slice(0, 1) })
    expect(position.stop).toMatchObject({ id: 'wait' })
    expect(position.walk.checks).toEqual([{ check: 'clock', fact: 'clock', result: 'skewed', after: 1 }])
  })

  it('measures again what has no such result any more', () => {
    const { position } = resume(book, {
      ...saved(),
      checks: [{ check: 'clock', fact: 'clock', result: 'broken', after: 1 }],
    })
    expect(position.stop).toMatchObject({ kind: 'check' })
  })

  it.each([
    [
      'a choice is gone',
      '{ id: rain, label: Rain, warn: [wet, both]',
      '{ id: snow, label: Snow, warn: [both]',
      'weather',
    ],
    ['a remedy is gone', 'remedies: [wait, walk]', 'remedies: [walk, wait]', 'ways'],
    ['a step has another name', '  ways:', '  paths:', 'paths'],
  ])('goes as far as the flows still lead: %s', (_, from, to, step) => {
    const changed = tinyBook({
      ...files,
      'trip.yaml': files['trip.yaml']
        .replace(from, to)
        .replaceAll(': ways', step === 'paths' ? ': paths' : ': ways'),
    })
    const { position, whole } = resume(changed, saved())
    expect(whole).toBe(false)
    expect(position.stop.step).toBe(step)
  })

  it('begins with the first question of all where its flow is gone', () => {
    const first = tinyBook({
      'diagnose.yaml':
        'title: First\nstart: end\nsteps:\n  end: { kind: outcome, result: done, say: The end }\n',
    })
    const { position, whole } = resume(first, saved())
    expect(whole).toBe(false)
    expect(position.walk).toEqual({ start: 'diagnose', given: { car: 'none' }, checks: [], trail: [] })
  })
})

describe('a reply', () => {
  const question = walkThrough(book, 'trip', []).stop
  const check = walkThrough(book, 'trip', [{ choice: 'sun' }]).stop
  const remedy = walkThrough(book, 'trip', [{ choice: 'sun' }, { result: 'fine' }]).stop
  const end = walkThrough(book, 'trip', [{ choice: 'sun' }, { result: 'fine' }, { did: 'worked' }]).stop

  it.each([
    ['a choice at a question', question, { choice: 'rain' }, true],
    ['no such choice', question, { choice: 'snow' }, false],
    ['a result at a question', question, { result: 'fine' }, false],
    ['a result at a check', check, { result: 'fine' }, true],
    ['another check’s result', check, { result: 'stored' }, false],
    ['what became of a remedy', remedy, { did: 'skipped' }, true],
    ['nothing that becomes of remedies', remedy, { did: 'exploded' as 'failed' }, false],
    ['anything at the end', end, { seen: true }, false],
  ] as const)('%s', (_, stop, reply, taken) => {
    expect(fits(stop, reply)).toBe(taken)
  })
})

describe('a book that never met the rules', () => {
  it('does not hold the program for ever', () => {
    const circle = {
      ...book,
      flows: {
        x: { title: 'X', start: 'a', steps: { a: { kind: 'goto', to: 'b' }, b: { kind: 'goto', to: 'a' } } },
      },
    } as const
    expect(() => stand(circle, begin('x'))).toThrow(/no end at x\/[ab]/)
  })

  it('names a flow or step that is missing', () => {
    expect(() => stand(book, begin('nowhere'))).toThrow(new RangeError('no flow nowhere'))
    const gap = { ...book, flows: { x: { title: 'X', start: 'a', steps: {} } } }
    expect(() => stand(gap, begin('x'))).toThrow(new RangeError('no step x/a'))
  })
})
