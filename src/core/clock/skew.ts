/** How far another clock than this computer's is off: a phone's, a web server's. Seconds; ahead is positive. */
import type { Interval } from './https-date.ts'
import {
  type ClockVerdict,
  type Direction,
  directionOf,
  judge,
  type Limits,
  type Measured,
} from './verdict.ts'

/** A clock's error, as far as it is known: between `low` and `high`. */
export interface Skew {
  /** The likeliest value: the middle of the bounds. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly direction: Direction
}

/** A skew with what it was measured against: true time, or only this computer's clock, where that could not be checked. */
export interface ComparedSkew extends Skew {
  readonly reference: 'time' | 'computer'
}

/** The skew within these bounds. */
export function skewWithin({ low, high }: Interval): Skew {
  const estimate = (low + high) / 2
  // An offset is reference minus clock, a skew is clock minus reference.
  return { estimate, low, high, direction: directionOf(-estimate) }
}

/**
 * The skew of a clock that was compared with this computer's: `seen` bounds (that clock − this computer's). This computer's own
 * error is taken out, and its bound added, where `computer` measured it.
 */
export function skewOf(seen: Interval, computer: ClockVerdict | undefined): ComparedSkew {
  const known = computer === undefined || computer.status === 'unknown' ? undefined : computer
  const [low, high] = known?.interval ?? [0, 0]
  // (that − local) − (true − local) = that − true.
  const skew = skewWithin({ low: seen.low - high, high: seen.high - low })
  return { ...skew, reference: known === undefined ? 'computer' : 'time' }
}

/** A skew held against the limits, as the clock's verdict is. */
export function judgeSkew(
  { low, high, estimate }: Skew,
  limits: Limits,
): { readonly status: Measured['status']; readonly certain: boolean } {
  return judge({ low, high, theta: estimate }, limits)
}
