/**
 * Computes the local clock's offset from the `Date` of an HTTP response. `Date` has a resolution of one
 * second, so one response gives an interval as wide as a second plus the round trip. A request timed to
 * arrive when the server's second changes halves the interval.
 */
import type { RejectCode } from './sample.ts'
import type { ResponseHead } from './web.ts'

/** Bounds of an offset (other clock minus local clock), in seconds. Positive: the local clock is behind. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The result of reading one response. `roundTrip` in seconds. */
type DateResult =
  | { readonly kind: 'interval'; readonly interval: Interval; readonly roundTrip: number }
  | { readonly kind: 'rejected'; readonly code: RejectCode }

/** Seconds by which the wall clock and the monotonic clock may differ during one exchange. */
const maxStep = 0.02

/**
 * Reads one response. Rejects it if it has no valid date, if it comes from a cache (it has an `Age`, RFC
 * 9111, section 5.1), or if the local clock was changed during the exchange.
 */
export function readDate({ date, age, sent, received }: ResponseHead): DateResult {
  if (age !== undefined) return { kind: 'rejected', code: 'CACHED' }
  const second = date === undefined ? undefined : parseImfFixdate(date)
  if (second === undefined) return { kind: 'rejected', code: 'NO_DATE' }
  const roundTrip = received.monotonic - sent.monotonic
  const step = received.wall - sent.wall - roundTrip
  if (!(Math.abs(step) <= maxStep)) return { kind: 'rejected', code: 'LOCAL_STEP' }
  // The server's clock showed a time within [second, second + 1) at some moment between sending and
  // receiving.
  const interval = { low: second - (sent.wall + roundTrip), high: second + 1 - sent.wall }
  return { kind: 'interval', interval, roundTrip }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * Unix seconds of an IMF-fixdate (RFC 9110, section 5.6.7), the only form that servers may still generate.
 */
function parseImfFixdate(date: string): number | undefined {
  const parts = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(date)
  if (parts === null) return undefined
  const [, day = '', name = '', year = '', time = ''] = parts
  const month = String(months.indexOf(name) + 1).padStart(2, '0')
  const text = `${year}-${month}-${day}T${time}.000Z`
  const at = Date.parse(text)
  // `Date.parse` moves a day that does not exist into the next month.
  return Number.isNaN(at) || new Date(at).toISOString() !== text ? undefined : at / 1000
}

/** The intersection of two intervals; undefined if they do not overlap. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return low < high ? { low, high } : undefined
}

/** The middle of an interval, in seconds. */
export const midpoint = ({ low, high }: Interval): number => (low + high) / 2

/**
 * Seconds to wait before the next request so that it reaches the server when the server's second changes,
 * assuming that the offset is the middle of the interval. Whichever second the server then reports, the
 * interval becomes half as wide. `wall` is the local time in Unix seconds, `roundTrip` in seconds.
 */
export function computeWaitForSecond(interval: Interval, roundTrip: number, wall: number): number {
  const arrival = wall + roundTrip / 2 + midpoint(interval)
  return Math.ceil(arrival) - arrival
}
