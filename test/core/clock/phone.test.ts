import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DigitChanges, readDigitChanges } from '../../../src/core/clock/phone.ts'
import { start } from '../../support/time-source.ts'

/** A person in front of a phone that is `skew` seconds ahead of the computer: three changes, and a look at its clock. */
function watched(
  skew: number,
  { period = 30, begin = start + 7, lags = [0.25, 0.4, 0.2], looks = true, sees = true } = {},
): DigitChanges {
  const firstChange = Math.ceil((begin + skew) / period) * period
  const changes = lags.map((_, index) => firstChange + index * period)
  const last = changes.at(-1) ?? 0
  return {
    presses: lags.map((lag, index) => (changes[index] ?? 0) - skew + lag),
    minute: looks ? Math.floor(last / 60) % 60 : undefined,
    turned: sees ? last % 60 === 0 : undefined,
    period,
  }
}

describe('a phone whose digits were watched', () => {
  it('is measured wherever it stands within a quarter of an hour, and the bounds hold', () => {
    const lag = fc.double({ min: 0, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: -440, max: 440, noNaN: true }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.tuple(lag, lag, lag),
        fc.constantFrom(30, 60),
        (skew, later, lags, period) => {
          const found = readDigitChanges(watched(skew, { begin: start + later, lags: [...lags], period }))
          if (found.kind !== 'measured') throw new Error(found.kind)
          expect(found.seen.low).toBeLessThanOrEqual(skew)
          expect(found.seen.high).toBeGreaterThanOrEqual(skew)
          expect(found.seen.high - found.seen.low).toBeLessThanOrEqual(1.21)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it.each([
    [94, 'ahead'],
    [-94, 'behind'],
    [0, 'right'],
    [29.9, 'nearly a step ahead'],
    [-15, 'half a step behind'],
  ])('%d s: %s', (skew) => {
    const found = readDigitChanges(watched(skew))
    if (found.kind !== 'measured') throw new Error(found.kind)
    expect((found.seen.low + found.seen.high) / 2).toBeCloseTo(skew, 0)
  })

  it('may stand at one of two places where nobody saw whether the minute turned', () => {
    const found = readDigitChanges(watched(40, { sees: false }))
    if (found.kind !== 'either') throw new Error(found.kind)
    const places = found.seen.map(({ low, high }) => Math.round((low + high) / 2)).sort((a, b) => a - b)
    expect(places[1]).toBe((places[0] ?? 0) + 30)
    expect(places).toContain(40)
  })

  it('is known within a step where nobody looked at its clock', () => {
    const found = readDigitChanges(watched(64, { looks: false, sees: false }))
    if (found.kind !== 'within-step') throw new Error(found.kind)
    expect((found.seen.low + found.seen.high) / 2).toBeCloseTo(4, 0)
  })

  it('is not measured by presses that were not meant for a change', () => {
    const found = readDigitChanges(watched(3, { lags: [0.2, 9, 0.3] }))
    expect(found).toMatchObject({ kind: 'scattered' })
  })

  it('has a wider bound with fewer presses', () => {
    const widths = [[0.3], [0.3, 0.3], [0.3, 0.3, 0.3]].map((lags) => {
      const found = readDigitChanges(watched(1, { lags }))
      if (found.kind !== 'measured') throw new Error(found.kind)
      return found.seen.high - found.seen.low
    })
    expect(widths).toEqual([...widths].sort((a, b) => b - a))
    expect(new Set(widths).size).toBe(3)
  })
})

describe('a phone whose code was read as well', () => {
  it('is measured wherever it stands, whole hours off included', () => {
    const lag = fc.double({ min: 0, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.tuple(lag, lag, lag),
        fc.constantFrom(30, 60),
        (skew, later, lags, period) => {
          const flips = watched(skew, { begin: start + later, lags: [...lags], period, looks: false })
          const shownAt = (flips.presses.at(-1) ?? 0) - (lags[2] ?? 0) + skew
          const found = readDigitChanges({ ...flips, counter: Math.round(shownAt / period) })
          if (found.kind !== 'measured') throw new Error(found.kind)
          expect(found.seen.low).toBeLessThanOrEqual(skew)
          expect(found.seen.high).toBeGreaterThanOrEqual(skew)
          expect(found.seen.high - found.seen.low).toBeLessThanOrEqual(1.21)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
