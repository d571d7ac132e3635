/** The error of another clock: a phone's, a web server's. In seconds; positive if that clock is ahead. */
import type { Interval } from './https-date.ts'
import {
  type ClockLimits,
  type ClockVerdict,
  type Direction,
  findDirection,
  judgeInterval,
  type MeasuredVerdict,
} from './verdict.ts'

/** A clock's error in seconds, between `low` and `high`; positive if the clock is ahead. */
export interface Skew {
  /** The middle of the bounds. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly direction: Direction
}

/** A skew with its reference: true time, or this computer's clock if that could not be checked. */
export interface ComparedSkew extends Skew {
  readonly reference: 'time' | 'computer'
}

/** Builds a skew from its bounds. */
export function skewFromBounds({ low, high }: Interval): Skew {
  const estimate = (low + high) / 2
  // An offset is reference minus clock, a skew is clock minus reference.
  return { estimate, low, high, direction: findDirection(-estimate) }
}

/**
 * Computes the skew of a clock that was compared with this computer's clock. `seen` bounds (that clock minus
 * this computer's). If `computer` measured this computer's error, the error is subtracted and its bound
 * added.
 */
export function computeSkew(seen: Interval, computer: ClockVerdict | undefined): ComparedSkew {
  const known = computer === undefined || computer.status === 'unknown' ? undefined : computer
  const [low, high] = known?.interval ?? [0, 0]
  // (that − local) − (true − local) = that − true.
  const skew = skewFromBounds({ low: seen.low - high, high: seen.high - low })
  return { ...skew, reference: known === undefined ? 'computer' : 'time' }
}

/** Compares a skew with the limits, in the same way as this computer's clock. */
export function judgeSkew(
  { low, high, estimate }: Skew,
  limits: ClockLimits,
): { readonly status: MeasuredVerdict['status']; readonly certain: boolean } {
  return judgeInterval({ low, high, theta: estimate }, limits)
}
