/** How far another clock than this computer's is off: a phone's, a web server's. Seconds; ahead is positive. */
import type { Interval } from './https-date.ts'
import { type ClockVerdict, type Direction, judge, type Limits, type Measured } from './verdict.ts'

/** A clock's error, as far as it is known. */
export interface Skew {
  /** The likeliest value: the middle of the bounds. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly direction: Direction
  /** What it is measured against: true time, or only this computer's clock, where that could not be checked. */
  readonly reference: 'time' | 'computer'
}

/**
 * The skew of a clock that was compared with this computer's: `seen` bounds (that clock − this computer's). This computer's own
 * error is taken out, and its bound added, where `computer` measured it.
 */
export function skewOf(seen: Interval, computer: ClockVerdict | undefined): Skew {
  const known = computer === undefined || computer.status === 'unknown' ? undefined : computer
  const [low, high] = known?.interval ?? [0, 0]
  // (that − local) − (true − local) = that − true.
  const bounds = { low: seen.low - high, high: seen.high - low }
  const estimate = (bounds.low + bounds.high) / 2
  return {
    estimate,
    ...bounds,
    direction: estimate > 0 ? 'ahead' : 'behind',
    reference: known === undefined ? 'computer' : 'time',
  }
}

/** A skew held against the limits, as the clock's verdict is. */
export function judgeSkew(
  { low, high, estimate }: Skew,
  limits: Limits,
): { readonly status: Measured['status']; readonly certain: boolean } {
  return judge({ low, high, theta: estimate }, limits)
}
