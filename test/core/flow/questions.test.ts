/** Questions, lists of ticks and checks: what is asked, and what is known afterwards. */
import { describe, expect, it } from 'vitest'
import { choicesAt, plainRemedies, remediesAt, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const door = `
title: Doors
start: door
steps:
  door:
    kind: question
    ask: Which door?
    help: The front door is green.
    fact: door
    choices:
      - { id: front, label: The front door, goto: end }
      - { id: cellar, label: The cellar, value: below, goto: end }
      - { id: unknown, label: I do not know, goto: end }
  end: { kind: outcome, result: done, say: The end }
`

describe('a question', () => {
  const book = tinyBook({ 'doors.yaml': door })

  it('asks for one choice', () => {
    const { stop } = walkThrough(book, 'doors', [])
    expect(stop).toMatchObject({
      kind: 'question',
      flow: 'doors',
      step: 'door',
      question: { ask: 'Which door?', help: 'The front door is green.' },
      options: [
        { id: 'front', label: 'The front door' },
        { id: 'cellar', label: 'The cellar' },
        { id: 'unknown', label: 'I do not know' },
      ],
    })
  })

  it('keeps the id of the answer as the fact', () => {
    expect(walkThrough(book, 'doors', [{ choice: 'front' }]).facts).toEqual({ door: 'front' })
  })

  it('keeps another value where the choice names one', () => {
    expect(walkThrough(book, 'doors', [{ choice: 'cellar' }]).facts).toEqual({ door: 'below' })
  })

  it('is not asked where its fact is known', () => {
    const { stop, facts } = walkThrough(book, 'doors', [], { door: 'below' })
    expect(stop).toMatchObject({ kind: 'outcome', step: 'end' })
    expect(facts).toEqual({ door: 'below' })
  })

  it('is asked where the known value is none of its choices', () => {
    expect(walkThrough(book, 'doors', [], { door: 'roof' }).stop.kind).toBe('question')
  })

  it('takes none but its own choices', () => {
    expect(() => walkThrough(book, 'doors', [{ choice: 'below' }])).toThrow(
      new RangeError('doors/door does not take this reply'),
    )
  })
})

describe('a question that a flow before has asked', () => {
  const choices = (goto: string): string => `
      - { id: front, label: Front, goto: ${goto} }
      - { id: unknown, label: I do not know, goto: ${goto} }`
  const book = tinyBook({
    'first.yaml': `
title: First
start: door
steps:
  door:
    kind: question
    ask: Which door?
    fact: door
    choices: ${choices('second')}
`,
    'second.yaml': `
title: Second
start: again
steps:
  again:
    kind: question
    ask: Which door was it?
    fact: door
    choices:
      - { id: front, label: Front, warn: [slippery], goto: floor }
      - { id: unknown, label: I do not know, goto: floor }
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    certain: true
    choices:
      - { id: low, label: Low, goto: end }
      - { id: high, label: High, goto: end }
  end: { kind: outcome, result: done, say: The end }
`,
    'warnings.yaml': 'warnings: { slippery: { text: Mind the step. } }\n',
  })

  it('is passed over, with what its choice warns of', () => {
    const { stop, facts } = walkThrough(book, 'first', [{ choice: 'front' }])
    expect(stop).toMatchObject({ flow: 'second', step: 'floor', warnings: ['slippery'] })
    expect(facts).toEqual({ door: 'front' })
  })

  it('is passed over where the answer was “I do not know”', () => {
    const { stop } = walkThrough(book, 'first', [{ choice: 'unknown' }])
    expect(stop).toMatchObject({ flow: 'second', step: 'floor', warnings: [] })
  })

  it('needs no “I do not know” where it says certain', () => {
    expect(choicesAt(walkThrough(book, 'second', [{ choice: 'front' }]))).toEqual(['low', 'high'])
  })
})

describe('what follows from a choice', () => {
  const book = tinyBook({
    'bags.yaml': `
title: Bags
start: color
steps:
  color:
    kind: question
    ask: Which colour?
    fact: color
    choices:
      - { id: red, label: Red, goto: bag }
      - { id: unknown, label: I do not know, goto: bag }
  bag:
    kind: question
    ask: Which bag?
    fact: bag
    choices:
      - { id: small, label: Small, set: { color: blue, wheels: 'no' }, goto: end }
      - { id: unknown, label: I do not know, goto: end }
  end: { kind: outcome, result: done, say: The end }
`,
  })

  it('is known as well', () => {
    const { facts } = walkThrough(book, 'bags', [{ choice: 'unknown' }, { choice: 'small' }])
    expect(facts).toEqual({ color: 'blue', bag: 'small', wheels: 'no' })
  })

  it('never overrules what was known', () => {
    const { facts } = walkThrough(book, 'bags', [{ choice: 'red' }, { choice: 'small' }])
    expect(facts).toEqual({ color: 'red', bag: 'small', wheels: 'no' })
  })
})

describe('the choice that a known value stands for', () => {
  const book = tinyBook({
    'signs.yaml': `
title: Signs
start: sign
steps:
  sign:
    kind: question
    ask: Which sign?
    fact: sign
    choices:
      - { id: arrow, label: An arrow, value: cross, goto: by-value }
      - { id: cross, label: A cross, goto: by-id }
      - { id: unknown, label: I do not know, goto: by-id }
  by-value: { kind: outcome, result: done, say: By value }
  by-id: { kind: outcome, result: done, say: By id }
`,
  })

  it('is none where the one with this id has another value', () => {
    expect(walkThrough(book, 'signs', [], { sign: 'arrow' }).stop.kind).toBe('question')
  })

  it('is the one with this id, before one that only has the value', () => {
    expect(walkThrough(book, 'signs', [], { sign: 'cross' }).stop.step).toBe('by-id')
  })

  it('can be told apart by hand', () => {
    expect(walkThrough(book, 'signs', [{ choice: 'arrow' }]).stop.step).toBe('by-value')
  })
})

describe('a list of ticks', () => {
  const book = tinyBook({
    'things.yaml': `
title: What is left
start: left
steps:
  left:
    kind: tick
    ask: What do you still have?
    items:
      - { id: old-phone, label: The old phone }
      - { id: paper, label: A paper, fact: backup-codes }
    goto: more
  more:
    kind: tick
    ask: And of these?
    items:
      - { id: backup-codes, label: Backup codes }
      - { id: tablet, label: A tablet }
    goto: [{ when: { tablet: 'yes' }, to: good }, { to: bad }]
  good: { kind: outcome, result: done, say: Good }
  bad: { kind: outcome, result: unsolved, say: Bad }
`,
  })

  it('makes yes of what is ticked, and leaves the rest unknown', () => {
    expect(walkThrough(book, 'things', [{ ticked: ['paper'] }]).facts).toEqual({
      'old-phone': 'unknown',
      'backup-codes': 'yes',
    })
  })

  it('makes no of everything after “none of these”', () => {
    expect(walkThrough(book, 'things', [{ none: true }]).facts).toEqual({
      'old-phone': 'no',
      'backup-codes': 'no',
    })
  })

  it('does not list again what is settled, but what is unknown', () => {
    const settled = walkThrough(book, 'things', [{ ticked: ['paper'] }])
    expect(settled.stop).toMatchObject({ step: 'more', items: [{ id: 'tablet', label: 'A tablet' }] })
    const open = walkThrough(book, 'things', [{ ticked: ['old-phone'] }])
    expect(open.stop).toMatchObject({ step: 'more', items: [{ id: 'backup-codes' }, { id: 'tablet' }] })
  })

  it('does not change what is settled', () => {
    const { facts } = walkThrough(book, 'things', [{ ticked: ['paper'] }, { none: true }])
    expect(facts).toEqual({ 'old-phone': 'unknown', 'backup-codes': 'yes', tablet: 'no' })
  })

  it('leads on with what was ticked', () => {
    expect(walkThrough(book, 'things', [{ ticked: [] }, { ticked: ['tablet'] }]).stop.step).toBe('good')
    expect(walkThrough(book, 'things', [{ ticked: [] }, { none: true }]).stop.step).toBe('bad')
  })

  it('is passed over where all of it was answered before', () => {
    const known = { 'old-phone': 'unknown', 'backup-codes': 'no', tablet: 'yes' }
    expect(walkThrough(book, 'things', [], known).stop.step).toBe('good')
  })

  it('takes only what it lists', () => {
    expect(() => walkThrough(book, 'things', [{ ticked: ['paper', 'boat'] }])).toThrow(RangeError)
    expect(() => walkThrough(book, 'things', [{ ticked: ['paper'] }, { ticked: ['backup-codes'] }])).toThrow(
      RangeError,
    )
  })
})

describe('a check', () => {
  const book = tinyBook({
    'time.yaml': `
title: Time
start: clock
steps:
  clock:
    kind: check
    check: clock
    fact: computer-clock
    on: { fine: again, skewed: skewed, unknown: again }
  again:
    kind: check
    check: clock
    fact: computer-clock
    on: { fine: fine, skewed: skewed, unknown: ways }
  fine: { kind: outcome, result: done, say: Fine }
  skewed: { kind: outcome, result: done, say: Skewed }
  ways:
    kind: plan
    remedies: [wait]
    goto: codes
  codes:
    kind: check
    check: backup
    fact: kept
    on: { stored: fine, none: skewed, unknown: skewed }
`,
    ...plainRemedies('wait'),
  })

  it('waits for a result of the machine', () => {
    expect(walkThrough(book, 'time', []).stop).toEqual({
      kind: 'check',
      flow: 'time',
      step: 'clock',
      warnings: [],
      check: 'clock',
      fact: 'computer-clock',
    })
  })

  it.each([
    ['skewed', 'skewed'],
    ['fine', 'fine'],
  ])('that finds %s leads to its own step', (result, step) => {
    const { stop, facts } = walkThrough(book, 'time', [{ result }])
    expect(stop.step).toBe(step)
    expect(facts).toEqual({ 'computer-clock': result })
  })

  it('is measured once, even where that found nothing', () => {
    expect(walkThrough(book, 'time', [{ result: 'unknown' }]).stop.step).toBe('ways')
  })

  it('has the results of its own kind only', () => {
    expect(() => walkThrough(book, 'time', [{ result: 'stored' }])).toThrow(RangeError)
    const codes = [{ result: 'unknown' }, { did: 'failed' } as const]
    expect(() => walkThrough(book, 'time', [...codes, { result: 'fine' }])).toThrow(RangeError)
    expect(walkThrough(book, 'time', [...codes, { result: 'stored' }]).stop.step).toBe('fine')
    expect(walkThrough(book, 'time', [...codes, { result: 'none' }]).stop.step).toBe('skewed')
  })
})

describe('conditions', () => {
  const leadsTo = (when: string, facts: Readonly<Record<string, string>>): boolean => {
    const book = tinyBook({
      'ask.yaml': `
title: Ask
start: color
steps:
  color:
    kind: question
    ask: Which colour?
    fact: color
    choices:
      - { id: red, label: Red, goto: size }
      - { id: blue, label: Blue, goto: size }
      - { id: unknown, label: I do not know, goto: size }
  size:
    kind: question
    ask: Which size?
    fact: size
    choices:
      - { id: big, label: Big, goto: fork }
      - { id: small, label: Small, goto: fork }
      - { id: unknown, label: I do not know, goto: fork }
  fork:
    kind: goto
    to: [{ when: ${when}, to: held }, { to: else }]
  held: { kind: outcome, result: done, say: It holds }
  else: { kind: outcome, result: done, say: It does not }
`,
    })
    return walkThrough(book, 'ask', [], { color: 'unknown', size: 'unknown', ...facts }).stop.step === 'held'
  }

  it.each([
    ['a word', '{ color: red }', { color: 'red' }, true],
    ['another word', '{ color: red }', { color: 'blue' }, false],
    ['any of a list', '{ color: [red, blue] }', { color: 'blue' }, true],
    ['none of a list', '{ color: [red, blue] }', {}, false],
    ['not a word', '{ color: { not: red } }', { color: 'blue' }, true],
    ['not, where it is', '{ color: { not: red } }', { color: 'red' }, false],
    ['not any of a list', '{ color: { not: [red, blue] } }', { color: 'blue' }, false],
    ['not, where nothing is known', '{ color: { not: red } }', {}, true],
    ['unknown', '{ color: unknown }', {}, true],
    ['all keys', '{ color: red, size: big }', { color: 'red', size: 'big' }, true],
    ['not all keys', '{ color: red, size: big }', { color: 'red', size: 'small' }, false],
    ['one map of a list', '[{ color: red }, { size: big }]', { size: 'big' }, true],
    ['no map of a list', '[{ color: red }, { size: big }]', { color: 'blue', size: 'small' }, false],
  ])('%s: %s', (_, when, facts, held) => {
    expect(leadsTo(when, facts)).toBe(held)
  })
})

describe('a goto', () => {
  const book = tinyBook({
    'here.yaml': `
title: Here
start: asked
steps:
  asked:
    kind: question
    ask: Who are you?
    fact: who
    choices:
      - { id: me, label: Me, goto: there }
      - { id: you, label: You, goto: [{ when: { who: me }, to: never }, { when: { who: you }, to: last }, { to: never }] }
      - { id: unknown, label: I do not know, goto: fork }
  fork: { kind: goto, to: last }
  last: { kind: outcome, result: unsolved, say: The last }
  never: { kind: outcome, result: unsolved, say: Never }
`,
    'there.yaml': `
title: There
start: ways
steps:
  ways:
    kind: plan
    remedies: [{ use: wave, when: { who: me } }, { use: shout, when: { who: you } }]
`,
    'who.yaml': `
title: Who
start: name
steps:
  name:
    kind: question
    ask: Who?
    fact: who
    choices:
      - { id: you, label: You, goto: there }
      - { id: unknown, label: I do not know, goto: there }
`,
    ...plainRemedies('wave', 'shout'),
  })

  it('to another flow begins at its start and keeps the facts', () => {
    const stand = walkThrough(book, 'here', [{ choice: 'me' }])
    expect(stand.stop).toMatchObject({ flow: 'there', step: 'ways' })
    expect(stand.facts).toEqual({ who: 'me' })
    expect(remediesAt(stand)).toEqual(['wave'])
  })

  it('does not come back from another flow', () => {
    const { stop } = walkThrough(book, 'here', [{ choice: 'me' }, { did: 'failed' }])
    expect(stop).toMatchObject({ kind: 'outcome', flow: 'there', result: 'unsolved' })
  })

  it('takes the first of a list that holds', () => {
    expect(walkThrough(book, 'here', [{ choice: 'you' }]).stop.step).toBe('last')
  })

  it('step goes on without asking', () => {
    expect(walkThrough(book, 'here', [{ choice: 'unknown' }]).stop.step).toBe('last')
  })
})
