import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeWaitForSecond,
  type Interval,
  intersect,
  midpoint,
  readDate,
} from '../../../src/core/clock/https-date.ts'
import type { ResponseHead } from '../../../src/core/clock/web.ts'
import { start } from '../../support/time-source.ts'

/** A response of a server that is `offset` seconds ahead of the local clock. */
function headFrom(offset: number, { at = start, out = 0.02, back = 0.02, step = 0 } = {}): ResponseHead {
  const date = new Date(Math.floor(at + out + offset) * 1000).toUTCString()
  const sent = { wall: at, monotonic: 7 }
  const received = { wall: at + out + back + step, monotonic: 7 + out + back }
  return { kind: 'head', date, age: undefined, sent, received }
}

function intervalFrom(head: ResponseHead): Interval {
  const found = readDate(head)
  if (found.kind === 'rejected') throw new Error(found.code)
  return found.interval
}

const span = fc.double({ min: 0, max: 2, noNaN: true })
const offsets = fc.double({ min: -1e8, max: 1e8, noNaN: true })

describe('one response', () => {
  it('leaves an interval of a second and a round trip that holds the true offset', () => {
    fc.assert(
      fc.property(
        offsets,
        fc.double({ min: 0, max: 1, noNaN: true }),
        span,
        span,
        (offset, part, out, back) => {
          const { low, high } = intervalFrom(headFrom(offset, { at: start + part, out, back }))
          expect(low).toBeLessThanOrEqual(offset + 1e-6)
          expect(high).toBeGreaterThanOrEqual(offset - 1e-6)
          expect(high - low).toBeCloseTo(1 + out + back, 5)
        },
      ),
    )
  })

  it.each<[string, Partial<ResponseHead>, string]>([
    ['no date', { date: undefined }, 'NO_DATE'],
    ['an empty date', { date: '' }, 'NO_DATE'],
    ['a date of an old form', { date: 'Sunday, 06-Nov-94 08:49:37 GMT' }, 'NO_DATE'],
    ['a date in another zone', { date: 'Sun, 06 Nov 1994 08:49:37 +0900' }, 'NO_DATE'],
    ['a day that does not exist', { date: 'Sun, 31 Feb 2026 08:49:37 GMT' }, 'NO_DATE'],
    ['an hour that does not exist', { date: 'Sun, 06 Nov 1994 25:49:37 GMT' }, 'NO_DATE'],
    ['a date in Unix seconds', { date: '784111777' }, 'NO_DATE'],
    ['an age', { age: '0' }, 'CACHED'],
    ['a clock that was set meanwhile', { received: { wall: start + 3, monotonic: 7.04 } }, 'LOCAL_STEP'],
    ['a clock that shows nothing', { received: { wall: Number.NaN, monotonic: 7.04 } }, 'LOCAL_STEP'],
  ])('with %s is refused: %s', (_name, change, code) => {
    expect(readDate({ ...headFrom(0), ...change })).toEqual({ kind: 'rejected', code })
  })

  it('never yields anything but a named rejection or finite bounds', () => {
    const anything = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY))
    const reading = fc.record({ wall: anything, monotonic: anything })
    const text = fc.option(fc.oneof(fc.string(), fc.constant(new Date(0).toUTCString())), { nil: undefined })
    fc.assert(
      fc.property(text, text, reading, reading, (date, age, sent, received) => {
        const found = readDate({ kind: 'head', date, age, sent, received })
        if (found.kind === 'interval')
          expect([found.interval.low, found.interval.high].every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

describe('several responses', () => {
  it('halve the interval each time, and always hold the true offset', () => {
    fc.assert(
      fc.property(offsets, fc.double({ min: 0, max: 1, noNaN: true }), (offset, part) => {
        const [out, back] = [0.02, 0.02]
        let at = start + part
        let interval = intervalFrom(headFrom(offset, { at, out, back }))
        for (let request = 2; request <= 5; request += 1) {
          at += 0.05
          at += computeWaitForSecond(interval, out + back, at)
          const both = intersect(interval, intervalFrom(headFrom(offset, { at, out, back })))
          if (both === undefined) throw new Error('they contradict each other')
          expect(both.low - 1e-6).toBeLessThanOrEqual(offset)
          expect(both.high + 1e-6).toBeGreaterThanOrEqual(offset)
          interval = both
        }
        // 1 s / 2^4 and a round trip, for reckoning with numbers as large as dates.
        expect(interval.high - interval.low).toBeLessThan(1 / 16 + out + back + 0.02)
      }),
    )
  })

  it('that contradict each other leave nothing', () => {
    expect(intersect({ low: 0, high: 1 }, { low: 1, high: 2 })).toBeUndefined()
    expect(midpoint({ low: 1, high: 2 })).toBe(1.5)
  })
})
