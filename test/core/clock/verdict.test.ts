import { describe, expect, it } from 'vitest'
import {
  buildOfflineVerdict,
  type ClockVerdict,
  clockCheckResult,
  computeCertainError,
  computeRejectedShare,
  findSkewClue,
  judgeInterval,
  type MeasuredVerdict,
} from '../../../src/core/clock/verdict.ts'
import { limits, measured } from '../../support/verdicts.ts'

describe('judge', () => {
  it.each<[number, number, MeasuredVerdict['status'], boolean]>([
    [0, 0.01, 'ok', true],
    [4.9, 0.05, 'ok', true],
    [-4.9, 0.05, 'ok', true],
    [4.9, 0.2, 'ok', false],
    [5.1, 0.2, 'warning', false],
    [-5.1, 0.2, 'warning', false],
    [5.2, 0.1, 'warning', true],
    [14.9, 0.05, 'warning', true],
    [14.9, 0.2, 'warning', false],
    [15.1, 0.2, 'critical', false],
    [15.2, 0.1, 'critical', true],
    [-90, 0.1, 'critical', true],
    [0, 20, 'ok', false],
    [10, 20, 'warning', false],
  ])('%d s ± %d s: %s, certain %s', (theta, bound, status, certain) => {
    expect(judgeInterval({ theta, low: theta - bound, high: theta + bound }, limits)).toEqual({
      status,
      certain,
    })
  })

  it('has no warning where both limits are one', () => {
    const one = { warning: 5, critical: 5 }
    expect(judgeInterval({ theta: 6, low: 5.9, high: 6.1 }, one)).toEqual({
      status: 'critical',
      certain: true,
    })
  })
})

describe('clockCheckResult', () => {
  it.each<[string, ClockVerdict, string]>([
    ['right', measured(0.1, 0.01), 'fine'],
    ['probably right', measured(4.9, 0.2), 'fine'],
    ['certainly off', measured(-12, 0.02), 'skewed'],
    ['certainly off, by how much is not', measured(15, 0.2), 'skewed'],
    ['perhaps off', measured(5.1, 0.2), 'unknown'],
    ['not measured', buildOfflineVerdict(limits), 'unknown'],
  ])('%s', (_name, verdict, result) => {
    expect(clockCheckResult(verdict)).toBe(result)
  })
})

describe('certainError', () => {
  it.each([
    [12, 0.02, 11.98],
    [-12, 0.02, 11.98],
    [0.1, 0.2, 0],
  ])('%d s ± %d s: %d s', (offset, bound, error) => {
    expect(computeCertainError(measured(offset, bound))).toBeCloseTo(error, 9)
  })
})

describe('rejectedShare', () => {
  it.each([
    [0, 0, 0],
    [5, 0, 5 / 30],
    [-15, 0, 0.5],
    [30, 0, 1],
    [3600, 0, 1],
    [30, 1, 0],
    [-45, 1, 0.5],
    [60, 1, 1],
  ])('%d s with window %d: %d', (skew, window, share) => {
    expect(computeRejectedShare(skew, 30, window)).toBeCloseTo(share, 12)
  })
})

describe('clueTo', () => {
  const now = new Date('2026-07-01T00:00:00Z')
  it.each([
    [3600, 'time-zone'],
    [-9 * 3600 + 3, 'time-zone'],
    [5.75 * 3600, 'time-zone'],
    [1800, 'time-zone'],
    [900, undefined],
    [3700, undefined],
    [15 * 3600, undefined],
    [12, undefined],
  ])('%d s: %s', (offset, clue) => {
    expect(findSkewClue(measured(offset, 0.02), now, false)).toBe(clue)
  })

  it('knows a clock that began anew', () => {
    expect(findSkewClue(measured(1.78e9, 0.02), new Date('1970-01-01T00:10:00Z'), false)).toBe('dead-battery')
  })

  it('knows a virtual machine that was stopped for a while, which is behind and never ahead', () => {
    expect(findSkewClue(measured(700, 0.02), now, true)).toBe('suspended')
    expect(findSkewClue(measured(-700, 0.02), now, true)).toBeUndefined()
    expect(findSkewClue(measured(3600, 0.02), now, true)).toBe('time-zone')
  })
})
