/** How a sweep is shared out, told of and stopped; what it finds at the ends of its time. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import type { CounterSearch } from '../../../src/core/totp/counter-search.ts'
import {
  everyParameter,
  everyTime,
  pieceCount,
  type Searcher,
  type SweepRequest,
  searchOnThisThread,
  sweepWith,
} from '../../../src/core/totp/sweep.ts'
import { codeOf, hotpValue } from '../../support/codes.ts'

const key = new TextEncoder().encode('12345678901234567890')
const twoCodes = (counter: number, algorithm: 'SHA1' | 'SHA256' | 'SHA512' = 'SHA1', digits = 6) =>
  [counter, counter + 1].map((at) => codeOf(hotpValue(key, algorithm, at), 'decimal', digits))

/** Everything from 1970 to 2100, for codes that nobody asks about: with searchers of paper. */
const everything: SweepRequest = {
  key,
  codes: ['000000', '000000'],
  form: 'decimal',
  ...everyTime,
  parameters: everyParameter,
}

/** Searchers that find nothing, each in its own time, and note what they were given. */
function noting(size: number, given: CounterSearch[], pause: () => number = () => 0): readonly Searcher[] {
  return Array.from({ length: size }, () => async (search: CounterSearch) => {
    given.push(search)
    for (let turns = pause(); turns > 0; turns -= 1) await new Promise((settle) => setImmediate(settle))
    return []
  })
}

const cancelled = new RescueError({ code: 'cancelled' })

describe('a sweep', () => {
  it('covers 1970 to 2100 with every algorithm, both periods at once', async () => {
    const given: CounterSearch[] = []
    await sweepWith(noting(2, given), everything)
    for (const algorithm of ['SHA1', 'SHA256', 'SHA512']) {
      const pieces = given.filter((piece) => piece.algorithm === algorithm)
      expect(pieces.at(0)?.from).toBe(0)
      expect(pieces.at(-1)?.to).toBe(Date.parse('2100-12-31T23:59:30Z') / 30_000)
    }
    expect(given.length).toBe(pieceCount(everything))
    expect(given.map(({ algorithm }) => algorithm)).toEqual(given.map(({ algorithm }) => algorithm).sort())
  })

  it('gives every counter that is asked for to exactly one search', async () => {
    const times = fc.integer({ min: 0, max: 2 ** 33 })
    const algorithm = fc.constantFrom('SHA1', 'SHA256', 'SHA512')
    const parameters = fc.array(fc.record({ algorithm, period: fc.integer({ min: 1, max: 86_400 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    const length = fc.integer({ min: 0, max: 2 ** 25 })
    await fc.assert(
      fc.asyncProperty(
        times,
        length,
        parameters,
        fc.integer({ min: 1, max: 5 }),
        async (from, more, list, size) => {
          const given: CounterSearch[] = []
          const request: SweepRequest = { ...everything, from, to: from + more, parameters: list }
          await sweepWith(noting(size, given), request)
          const pieces = given.toSorted((a, b) => a.from - b.from)
          for (const [index, { algorithm, from, to }] of pieces.entries()) {
            expect(from).toBeLessThanOrEqual(to)
            const next = pieces.slice(index + 1).find((other) => other.algorithm === algorithm)
            if (next !== undefined) expect(next.from).toBeGreaterThan(to)
          }
          for (const { algorithm, period } of list) {
            const own = pieces.filter((piece) => piece.algorithm === algorithm)
            const [first, last] = [Math.floor(from / period), Math.floor((from + more) / period)]
            const counted = own.reduce((sum, piece) => {
              return sum + Math.max(0, Math.min(last, piece.to) - Math.max(first, piece.from) + 1)
            }, 0)
            expect(counted).toBe(last - first + 1)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each([1, 2, 5])('tells how far %i searchers are, never going back, to the end', async (size) => {
    const shares: number[] = []
    let turn = 0
    const pause = () => (turn++ * 7) % 5
    await sweepWith(noting(size, [], pause), everything, { progress: (share) => shares.push(share) })
    expect(shares).toHaveLength(pieceCount(everything))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares[0]).toBeGreaterThan(0)
    expect(shares.at(-1)).toBe(1)
  })

  it('finds the same however many search', async () => {
    const at = 60_000_000
    const request: SweepRequest = {
      key,
      codes: twoCodes(at, 'SHA256'),
      form: 'decimal',
      from: (at - 300_000) * 30,
      to: (at + 300_000) * 30,
      parameters: everyParameter.filter(({ period }) => period === 30),
    }
    for (const size of [1, 3]) {
      const searchers = Array.from({ length: size }, () => searchOnThisThread)
      expect(await sweepWith(searchers, request)).toEqual([{ algorithm: 'SHA256', period: 30, counter: at }])
    }
  })

  it('finds the first and the last step of its time, and none beside them', async () => {
    const from = 1_700_000_010
    const to = from + 3600
    const [first, last] = [Math.floor(from / 30), Math.floor(to / 30)]
    for (const [counter, found] of [
      [first - 1, false],
      [first, true],
      [last, true],
      [last + 1, false],
    ] as const) {
      const parameters = [{ algorithm: 'SHA1', period: 30 }] as const
      const request = { key, codes: twoCodes(counter), form: 'decimal', from, to, parameters } as const
      expect(await sweepWith([searchOnThisThread], request)).toEqual(
        found ? [{ algorithm: 'SHA1', period: 30, counter }] : [],
      )
    }
  })

  it('finds both ends of 1970 to 2100', async () => {
    const end = Math.floor(everyTime.to / 30)
    for (const counter of [0, end]) {
      const near = { from: Math.max(0, (counter - 5) * 30), to: Math.min(everyTime.to, (counter + 5) * 30) }
      const request = { ...everything, codes: twoCodes(counter, 'SHA512', 8), ...near }
      const hits = await sweepWith([searchOnThisThread], request)
      expect(hits).toContainEqual({ algorithm: 'SHA512', period: 30, counter })
    }
  })

  it('says of a counter what it means with every period whose time it falls into', async () => {
    const counter = 1000
    const request = { ...everything, codes: twoCodes(counter), from: 0, to: 70_000 }
    expect(await sweepWith([searchOnThisThread], request)).toEqual([
      { algorithm: 'SHA1', period: 30, counter },
      { algorithm: 'SHA1', period: 60, counter },
    ])
    // With 60 s it would be at 60,000 s, later than asked for.
    expect(await sweepWith([searchOnThisThread], { ...request, to: 40_000 })).toEqual([
      { algorithm: 'SHA1', period: 30, counter },
    ])
  })

  it('gives the hits in the order of the parameters, then of time', async () => {
    const codes = ['0']
    const parameters = everyParameter.slice(0, 2).toReversed()
    const request = { ...everything, codes, from: 0, to: 6000, parameters }
    const hits = await sweepWith([searchOnThisThread, searchOnThisThread], request)
    const counters = (period: number) => hits.filter((hit) => hit.period === period).map((hit) => hit.counter)
    expect(hits.map(({ period }) => period)).toEqual(
      hits
        .map(({ period }) => period)
        .sort()
        .reverse(),
    )
    expect(counters(30)).toEqual(counters(30).toSorted((a, b) => a - b))
    expect(counters(60).length).toBeGreaterThan(3)
    expect(counters(30).length).toBeGreaterThan(counters(60).length)
  })

  it('stops at once, even in the middle of a search that never ends', async () => {
    const controller = new AbortController()
    const given: CounterSearch[] = []
    const never: Searcher = (search) => {
      given.push(search)
      return new Promise(() => {})
    }
    const sweep = sweepWith([never, never], everything, { signal: controller.signal })
    controller.abort()
    await expect(sweep).rejects.toEqual(cancelled)
    expect(given).toHaveLength(2)
  })

  it('takes no further piece once it is stopped', async () => {
    const controller = new AbortController()
    const given: CounterSearch[] = []
    const progress = (share: number) => {
      if (share > 0.01) controller.abort()
    }
    const sweep = sweepWith(noting(1, given), everything, { progress, signal: controller.signal })
    await expect(sweep).rejects.toEqual(cancelled)
    const taken = given.length
    await new Promise((settle) => setImmediate(settle))
    expect(given.length).toBe(taken)
    expect(taken).toBeLessThan(pieceCount(everything) / 2)
  })

  it('does not begin when it is stopped before', async () => {
    const given: CounterSearch[] = []
    const sweep = sweepWith(noting(2, given), everything, { signal: AbortSignal.abort() })
    await expect(sweep).rejects.toEqual(cancelled)
    expect(given).toEqual([])
  })

  it('passes on what breaks in a search', async () => {
    const broken: Searcher = () => Promise.reject(new Error('broken'))
    const given: CounterSearch[] = []
    await expect(sweepWith([...noting(1, given), broken], everything)).rejects.toThrow('broken')
    expect(given.length).toBeLessThan(pieceCount(everything) / 2)
  })
})
