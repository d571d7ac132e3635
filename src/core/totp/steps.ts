/** Ranges of time steps around now, and what a step says about the clock that showed it. */
import { type Skew, skewFromBounds } from '../clock/skew.ts'
import { stepAt } from './parameters.ts'

/** Steps or counters, both inclusive. */
export interface StepRange {
  readonly from: number
  readonly to: number
}

/** When a code was entered. */
export interface EntryTime {
  /** Unix seconds by a clock that is right. */
  readonly at: number
  /** For how many seconds before that the code may have been read off; 0 by default. */
  readonly typing?: number
  /** How far `at` may be from the truth, in seconds; 0 by default. */
  readonly uncertainty?: number
}

/** A drift of so many steps is likelier than any other cause. */
export const nearSteps = 20
/** Steps on either side within which other parameters and readings are tried. */
export const looseSteps = 2
/** Seconds within which one code is searched step by step, and by whole hours. */
const hours = { each: 3600, all: 2 * 3600, most: 14 * 3600 } as const
const year = 366 * 86_400

/** The steps of each rank for one code, as ranges that do not overlap: now, near, and as far as time zones go. */
export function rangesByRank({ at, typing = 0 }: EntryTime, window: number, period: number) {
  const [first, last] = [stepAt(at - typing, period), stepAt(at, period)]
  const widen = (steps: number): StepRange => ({ from: first - steps, to: last + steps })
  const now = widen(window)
  const near = widen(Math.max(nearSteps, window))
  const all = widen(Math.max(nearSteps, window, Math.ceil(hours.all / period)))
  const wholeHours = Array.from(
    { length: hours.most / hours.each - 2 },
    (_, index) => (index + 3) * hours.each,
  )
  const loose = wholeHours
    .flatMap((seconds) => [seconds, -seconds])
    .map((seconds) => ({
      from: stepAt(at - typing + seconds, period) - looseSteps,
      to: stepAt(at + seconds, period) + looseSteps,
    }))
    .filter(({ from, to }) => from > all.to || to < all.from)
  return { now: [now], near: excludeInner(now, near), far: [...excludeInner(near, all), ...loose] }
}

/** The steps within a year of now. */
export function yearRange({ at }: EntryTime, period: number): StepRange {
  return { from: stepAt(at - year, period), to: stepAt(at + year, period) }
}

/** A few steps around now. */
export function looseRange({ at, typing = 0 }: EntryTime, period: number): StepRange {
  return { from: stepAt(at - typing, period) - looseSteps, to: stepAt(at, period) + looseSteps }
}

/** What the outer range has besides the inner one. */
function excludeInner(inner: StepRange, outer: StepRange): readonly StepRange[] {
  return [
    { from: outer.from, to: inner.from - 1 },
    { from: inner.to + 1, to: outer.to },
  ].filter(({ from, to }) => from <= to)
}

export const countSteps = (ranges: readonly StepRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)

/** The step nearest to one; of two equally near the earlier in the list. */
export function nearestStep(steps: readonly number[], to: number): number | undefined {
  return steps.reduce<number | undefined>(
    (best, step) => (best !== undefined && Math.abs(best - to) <= Math.abs(step - to) ? best : step),
    undefined,
  )
}

/** The skew of a clock that showed a step at some moment from `typing` seconds before `at` until then. */
export function skewAtStep(
  step: number,
  period: number,
  { at, typing = 0, uncertainty = 0 }: EntryTime,
): Skew {
  const low = step * period - at - uncertainty
  const high = (step + 1) * period - (at - typing) + uncertainty
  return skewFromBounds({ low, high })
}
