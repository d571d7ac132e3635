/** Plans and remedies: their order, what is left out, pauses, and how a walk ends. */
import { describe, expect, it } from 'vitest'
import { plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

/** A flow that asks for two facts, and then has these steps. */
const flowWith = (steps: string, head = ''): string => `
title: Ways
start: hammer
${head}
steps:
  hammer:
    kind: question
    ask: Have you a hammer?
    fact: hammer
    choices:
      - { id: 'yes', label: 'Yes', goto: nails }
      - { id: 'no', label: 'No', goto: nails }
      - { id: unknown, label: I do not know, goto: nails }
  nails:
    kind: question
    ask: Have you nails?
    fact: nails
    choices:
      - { id: 'yes', label: 'Yes', goto: plan }
      - { id: 'no', label: 'No', goto: plan }
      - { id: unknown, label: I do not know, goto: plan }
${steps}
`
const failed = { did: 'failed' } as const
const worked = { did: 'worked' } as const
const remedy = (title: string, more: string): string => `title: ${title}\nsteps: [Do it.]\n${more}\n`
const facts = (hammer: string, nails = 'unknown'): Readonly<Record<string, string>> => ({ hammer, nails })

describe('a plan', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(`
  plan:
    kind: plan
    say: One after the other.
    remedies: [glue, hit, { use: paint, when: { nails: 'no' } }, hang]
    goto: more
  more:
    kind: plan
    remedies: [hit, glue, call]
`),
    'remedies/hit.yaml': remedy('Hit it', "needs: { hammer: 'yes' }"),
    'remedies/hang.yaml': remedy('Hang it', "needs: [{ nails: 'yes' }, { hammer: 'yes', nails: 'no' }]"),
    ...plainRemedies('glue', 'paint', 'call'),
  })
  const plan = (known: Readonly<Record<string, string>>, replies = 0): readonly string[] =>
    remediesAt(
      walkThrough(
        book,
        'ways',
        Array.from({ length: replies }, () => failed),
        known,
      ),
    )

  it('goes in the order of its file where every need is met', () => {
    expect(plan(facts('yes', 'no'))).toEqual(['glue', 'hit', 'paint', 'hang', 'call'])
  })

  it('has those whose needs are not known after those whose needs are met', () => {
    expect(plan(facts('unknown', 'no'))).toEqual(['glue', 'paint', 'hit', 'hang', 'call'])
    expect(plan(facts('unknown', 'yes'))).toEqual(['glue', 'hang', 'hit', 'call'])
  })

  it('leaves out those whose needs are not met', () => {
    expect(plan(facts('no', 'yes'))).toEqual(['glue', 'hang', 'call'])
    expect(plan(facts('no', 'no'))).toEqual(['glue', 'paint', 'call'])
  })

  it('leaves a need open that rests on something not known, in any map of its list', () => {
    expect(plan(facts('yes', 'unknown'))).toEqual(['glue', 'hit', 'hang', 'call'])
    expect(plan(facts('no', 'unknown'))).toEqual(['glue', 'hang', 'call'])
  })

  it('leaves out those whose condition does not hold', () => {
    expect(plan(facts('yes', 'yes'))).toEqual(['glue', 'hit', 'hang', 'call'])
  })

  it('shows one after the other, numbered through the walk, and says why with the first', () => {
    expect(walkThrough(book, 'ways', [], facts('yes', 'yes')).stop).toMatchObject({
      kind: 'remedy',
      id: 'glue',
      number: 1,
      opens: true,
      later: ['hit', 'hang', 'call'],
      pause: false,
      plan: { say: 'One after the other.' },
      remedy: { title: 'glue', steps: ['Do it.'] },
    })
    expect(walkThrough(book, 'ways', [failed], facts('yes', 'yes')).stop).toMatchObject({
      id: 'hit',
      number: 2,
      opens: false,
      later: ['hang', 'call'],
    })
  })

  it('is one list with the plans that follow it, and has nothing twice', () => {
    const { stop } = walkThrough(book, 'ways', [failed, failed, failed], facts('yes', 'yes'))
    expect(stop).toMatchObject({ step: 'plan', id: 'call', number: 4, later: [] })
  })

  it('does not try again what was skipped', () => {
    const { stop } = walkThrough(book, 'ways', [{ did: 'skipped' }, failed, failed], facts('yes', 'yes'))
    expect(stop).toMatchObject({ step: 'plan', id: 'call' })
  })

  it('ends unsolved where it leads nowhere and nothing helped', () => {
    const { stop } = walkThrough(book, 'ways', [failed, failed, failed, failed], facts('yes', 'yes'))
    expect(stop).toEqual({
      kind: 'outcome',
      flow: 'ways',
      step: 'plan',
      warnings: [],
      result: 'unsolved',
      after: [],
    })
  })

  it('ends solved with what worked', () => {
    const { stop } = walkThrough(book, 'ways', [failed, worked], facts('yes', 'yes'))
    expect(stop).toMatchObject({ kind: 'outcome', result: 'solved', remedy: 'hit', step: 'plan' })
  })

  it('goes on with the next after one that lets nobody in by itself', () => {
    const safe = tinyBook({
      'ways.yaml': flowWith('  plan: { kind: plan, remedies: [lock, hit] }'),
      'remedies/lock.yaml': remedy('Lock it', 'prepares: true'),
      ...plainRemedies('hit'),
    })
    expect(walkThrough(safe, 'ways', [worked], facts('yes')).stop).toMatchObject({
      kind: 'remedy',
      id: 'hit',
    })
    expect(walkThrough(safe, 'ways', [worked, worked], facts('yes')).stop).toMatchObject({
      result: 'solved',
      remedy: 'hit',
    })
    expect(walkThrough(safe, 'ways', [worked, failed], facts('yes')).stop).toMatchObject({
      result: 'unsolved',
    })
  })

  it('has one in its place, its need not known, where an answer fulfils its condition', () => {
    const likely = tinyBook({
      'ways.yaml': flowWith(
        "  plan: { kind: plan, remedies: [{ use: hit, when: { nails: 'yes' } }, { use: hang, when: { nails: { not: 'no' } } }, glue] }",
      ),
      'remedies/hit.yaml': remedy('Hit it', "needs: { hammer: 'yes' }"),
      'remedies/hang.yaml': remedy('Hang it', "needs: { hammer: 'yes' }"),
      ...plainRemedies('glue'),
    })
    const walk = walkThrough(likely, 'ways', [], facts('unknown', 'yes'))
    expect(remediesAt(walk)).toEqual(['hit', 'glue', 'hang'])
  })

  it('ends waiting with what is waited for', () => {
    const { stop } = walkThrough(book, 'ways', [{ did: 'waiting' }], facts('yes', 'yes'))
    expect(stop).toMatchObject({ kind: 'outcome', result: 'waiting', remedy: 'glue' })
  })

  it('takes no reply but what became of the remedy', () => {
    expect(() => walkThrough(book, 'ways', [{ seen: true }], facts('yes'))).toThrow(RangeError)
    expect(() => walkThrough(book, 'ways', [{ choice: 'glue' }], facts('yes'))).toThrow(RangeError)
  })
})

describe('a plan of which everything is wanted', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(`
  plan:
    kind: plan
    each: true
    remedies: [lock, light, leave]
    goto: home
  home: { kind: outcome, result: done, say: Home }
`),
    ...plainRemedies('lock', 'light', 'leave'),
  })

  it('goes on after what is done', () => {
    expect(walkThrough(book, 'ways', [worked], facts('yes')).stop).toMatchObject({ id: 'light', number: 2 })
    expect(walkThrough(book, 'ways', [worked, failed, worked], facts('yes')).stop).toMatchObject({
      kind: 'outcome',
      result: 'done',
      say: 'Home',
    })
  })

  it('ends where one has to be waited for', () => {
    expect(walkThrough(book, 'ways', [worked, { did: 'waiting' }], facts('yes')).stop).toMatchObject({
      result: 'waiting',
      remedy: 'light',
    })
  })
})

describe('a remedy that ends in typing a code', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(`
  plan:
    kind: plan
    remedies: [first-code, second-code, open-code, third-code, call]
`),
    'remedies/first-code.yaml': remedy('First', 'attempt: true'),
    'remedies/second-code.yaml': remedy('Second', 'attempt: true'),
    'remedies/third-code.yaml': remedy('Third', 'attempt: true'),
    'remedies/open-code.yaml': remedy('Open', "attempt: true\nneeds: { nails: 'yes' }"),
    ...plainRemedies('call'),
  })
  const replied = (...replies: readonly ('failed' | 'skipped')[]) =>
    walkThrough(
      book,
      'ways',
      replies.map((did) => ({ did })),
      facts('yes'),
    )

  it('keeps its place while one has failed', () => {
    expect(remediesAt(replied('failed'))).toEqual(['second-code', 'third-code', 'call', 'open-code'])
    expect(replied('failed').stop).toMatchObject({ pause: false })
  })

  it('comes last after two that failed, with a pause', () => {
    expect(remediesAt(replied('failed', 'failed'))).toEqual(['call', 'third-code', 'open-code'])
    expect(replied('failed', 'failed').stop).toMatchObject({ id: 'call', pause: false })
    expect(replied('failed', 'failed', 'failed').stop).toMatchObject({ id: 'third-code', pause: true })
  })

  it('counts only what failed', () => {
    expect(replied('failed', 'skipped').stop).toMatchObject({ id: 'third-code', pause: false })
  })
})

describe('what to do later', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(
      `
  plan:
    kind: plan
    remedies: [glue, hit]
    after: [clean, tidy]
    goto: end
  end: { kind: outcome, result: unsolved, say: The end, after: [call, glue] }
`,
      'after: [rest, tidy]',
    ),
    'remedies/hit.yaml': remedy('Hit it', 'after: [tidy, sweep, glue]'),
    ...plainRemedies('glue', 'clean', 'tidy', 'rest', 'sweep', 'call'),
  })

  it('is named by the remedy that worked, the plan and the flow, each thing once', () => {
    const { stop } = walkThrough(book, 'ways', [{ did: 'skipped' }, worked], facts('yes'))
    expect(stop).toMatchObject({ result: 'solved', after: ['tidy', 'sweep', 'clean', 'rest'] })
  })

  it('does not name what another remedy would have', () => {
    const { stop } = walkThrough(book, 'ways', [worked], facts('yes'))
    expect(stop).toMatchObject({ result: 'solved', remedy: 'glue', after: ['clean', 'tidy', 'rest'] })
  })

  it('is named by an outcome and its flow, without what was tried', () => {
    const { stop } = walkThrough(book, 'ways', [failed, failed], facts('yes'))
    expect(stop).toEqual({
      kind: 'outcome',
      flow: 'ways',
      step: 'end',
      warnings: [],
      result: 'unsolved',
      say: 'The end',
      after: ['call', 'rest', 'tidy'],
    })
  })
})

describe('an outcome', () => {
  it.each(['solved', 'waiting', 'unsolved', 'done'])('may be %s', (result) => {
    const book = tinyBook({
      'ways.yaml': flowWith(`  plan: { kind: outcome, result: ${result}, say: So it is }`),
    })
    expect(walkThrough(book, 'ways', [], facts('yes')).stop).toMatchObject({
      kind: 'outcome',
      result,
      say: 'So it is',
    })
    expect(() => walkThrough(book, 'ways', [{ seen: true }], facts('yes'))).toThrow(RangeError)
  })
})

describe('details for support', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(`
  plan:
    kind: collect
    ask: What support asks for
    help: Leave empty what you do not know.
    fields:
      - { id: address, label: Email address }
      - { id: year, label: Made in, help: The year is enough. }
    bring: [A paper with a photo]
    links: [{ label: Support, url: 'https://example.org/support' }]
    goto: [{ when: { hammer: 'yes' }, to: right }, { to: wrong }]
  right: { kind: outcome, result: done, say: Right }
  wrong: { kind: outcome, result: done, say: Wrong }
`),
  })

  it('are asked for field by field, with what to bring', () => {
    expect(walkThrough(book, 'ways', [], facts('yes')).stop).toMatchObject({
      kind: 'collect',
      collect: {
        ask: 'What support asks for',
        fields: [
          { id: 'address', label: 'Email address' },
          { id: 'year', label: 'Made in', help: 'The year is enough.' },
        ],
        bring: ['A paper with a photo'],
        links: [{ label: 'Support', url: 'https://example.org/support' }],
      },
    })
  })

  it('leave nothing in the walk', () => {
    const { stop, facts: known, walk } = walkThrough(book, 'ways', [{ seen: true }], facts('yes'))
    expect(stop.step).toBe('right')
    expect(known).toEqual({ hammer: 'yes', nails: 'unknown' })
    expect(walk.trail).toEqual([{ flow: 'ways', step: 'plan', reply: { seen: true } }])
  })

  it('take no other reply', () => {
    expect(() => walkThrough(book, 'ways', [{ choice: 'address' }], facts('yes'))).toThrow(RangeError)
  })
})

describe('the result of a check-up', () => {
  const book = tinyBook({
    'ways.yaml': flowWith(`
  plan:
    kind: review
    say: So it stands.
    points:
      - { id: tools, label: Tools, when: { hammer: 'yes' } }
      - { id: supplies, label: Supplies, when: { nails: 'yes' } }
    goto: end
  end: { kind: outcome, result: done, say: The end }
`),
  })

  it('says of each point whether it is in place, to do, or not known', () => {
    expect(walkThrough(book, 'ways', [], facts('yes', 'unknown')).stop).toMatchObject({
      kind: 'review',
      review: { say: 'So it stands.' },
      points: [
        { id: 'tools', label: 'Tools', need: 'met' },
        { id: 'supplies', label: 'Supplies', need: 'unknown' },
      ],
    })
    expect(walkThrough(book, 'ways', [], facts('no', 'yes')).stop).toMatchObject({
      points: [{ need: 'unmet' }, { need: 'met' }],
    })
  })

  it('goes on when it was read', () => {
    expect(walkThrough(book, 'ways', [{ seen: true }], facts('yes')).stop.step).toBe('end')
  })
})
