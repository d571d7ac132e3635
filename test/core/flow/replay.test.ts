/** Walks that are followed again: what was measured when, and saved walks in flows that have changed since. */
import { describe, expect, it } from 'vitest'
import { answer, begin, goBack, listTried, resume, stand } from '../../../src/core/flow/walk.ts'
import { plainRemedies, tinyBook, walkThrough } from '../../support/tiny-book.ts'

const end = (say: string): string => `{ kind: outcome, result: done, say: ${say} }`

describe('what was measured', () => {
  // Whoever comes to the fork by the front door has not had the clock measured yet.
  const book = tinyBook({
    'time.yaml': `
title: Time
start: door
steps:
  door:
    kind: question
    ask: Which door?
    fact: door
    choices:
      - { id: front, label: Front, goto: fork }
      - { id: back, label: Back, goto: first-clock }
      - { id: unknown, label: I do not know, goto: clock }
  first-clock: { kind: check, check: clock, fact: clock, on: { fine: fork, skewed: fork, unknown: fork } }
  fork: { kind: goto, to: [{ when: { clock: skewed }, to: early }, { to: clock }] }
  clock: { kind: check, check: clock, fact: clock, on: { fine: floor, skewed: floor, unknown: floor } }
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    choices: [{ id: low, label: Low, goto: end }, { id: unknown, label: I do not know, goto: end }]
  early: ${end('Too early')}
  end: ${end('The end')}
`,
  })
  const measured = walkThrough(book, 'time', [{ choice: 'front' }, { result: 'skewed' }])

  it('counts from its place in the walk on, not before', () => {
    const { stop } = stand(book, measured.walk)
    expect(stop).toMatchObject({ kind: 'question', step: 'floor' })
    const again = goBack(answer(measured, { choice: 'low' }))
    expect(again.stop).toMatchObject({ kind: 'question', step: 'floor' })
    expect(again.facts).toEqual({ door: 'front', clock: 'skewed' })
  })

  it('is known from the start once the person has gone back before it', () => {
    expect(answer(goBack(measured), { choice: 'front' }).stop).toMatchObject({ step: 'early' })
  })

  it('is no reply of the trail', () => {
    const { walk } = walkThrough(book, 'time', [{ choice: 'front' }, { result: 'skewed' }])
    expect(walk.trail).toStrictEqual([{ flow: 'time', step: 'door', reply: { choice: 'front' } }])
  })
})

describe('a saved walk whose flows have changed', () => {
  const house = (check: string): string => `
title: House
start: door
steps:
  door:
    kind: question
    ask: Which door?
    fact: door
    choices: [{ id: front, label: Front, goto: look }, { id: unknown, label: I do not know, goto: look }]
  look: ${check}
  ways: { kind: plan, remedies: [ring, call] }
`
  const clock = '{ kind: check, check: clock, fact: seen, on: { fine: ways, skewed: ways, unknown: ways } }'
  const book = tinyBook({ 'house.yaml': house(clock), ...plainRemedies('ring', 'call') })
  const replies = [{ choice: 'front' }, { result: 'unknown' }, { did: 'failed' } as const]
  const { walk } = walkThrough(book, 'house', replies)

  it.each([
    [
      'another fact',
      '{ kind: check, check: clock, fact: other, on: { fine: ways, skewed: ways, unknown: ways } }',
    ],
    [
      'another check',
      '{ kind: check, check: backup, fact: seen, on: { stored: ways, none: ways, unknown: ways } }',
    ],
  ])('is measured anew for %s', (_, check) => {
    const changed = tinyBook({ 'house.yaml': house(check), ...plainRemedies('ring', 'call') })
    const { position, whole } = resume(changed, walk)
    expect(position.stop).toMatchObject({ kind: 'check', step: 'look' })
    expect(whole).toBe(false)
  })

  it('ends where a step of the same name belongs to another flow now', () => {
    const changed = tinyBook({
      'house.yaml': house('{ kind: goto, to: garden }').replace(/ {2}ways: .*\n/, ''),
      'garden.yaml': 'title: Garden\nstart: ways\nsteps: { ways: { kind: plan, remedies: [ring, call] } }\n',
      ...plainRemedies('ring', 'call'),
    })
    const { position, whole } = resume(changed, walk)
    expect(position.stop).toMatchObject({ flow: 'garden', step: 'ways', id: 'ring' })
    expect(whole).toBe(false)
  })
})

describe('what was tried', () => {
  const book = tinyBook({
    'house.yaml': `
title: House
start: door
steps:
  door:
    kind: question
    ask: Which door?
    fact: door
    choices: [{ id: front, label: Front, goto: ways }, { id: unknown, label: I do not know, goto: ways }]
  ways: { kind: plan, remedies: [ring, call, knock], goto: end }
  end: ${end('The end')}
`,
    ...plainRemedies('ring', 'call', 'knock'),
  })

  it('is what came of each remedy; to choose one, or to pass all over, is no try', () => {
    const chosen = [{ choice: 'front' }, { take: 'call' }, { did: 'failed' } as const]
    const { walk } = walkThrough(book, 'house', [...chosen, { did: 'skipped' }, { pass: true }])
    expect(listTried(walk)).toEqual([
      { remedy: 'call', did: 'failed' },
      { remedy: 'ring', did: 'skipped' },
    ])
    expect(listTried(begin('house'))).toEqual([])
  })
})
