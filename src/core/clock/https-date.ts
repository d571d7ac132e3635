/**
 * What the `Date` of a response says about the local clock. It is cut to whole seconds, so one response leaves an
 * interval of a second and a round trip; a request timed to arrive where the server's second turns halves it.
 */
import type { RejectCode } from './sample.ts'
import type { ResponseHead } from './web.ts'

/** Bounds of an offset (other clock − local clock), in seconds. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** What one response is worth. */
export type DateResult =
  | { readonly kind: 'interval'; readonly interval: Interval; readonly roundTrip: number }
  | { readonly kind: 'rejected'; readonly code: RejectCode }

const maxStep = 0.02

/**
 * Reads one response. It is refused without a date, when it comes out of a cache (it has an age, RFC 9111, section 5.1), and
 * when the local clock was set meanwhile.
 */
export function readDate({ date, age, sent, received }: ResponseHead): DateResult {
  if (age !== undefined) return { kind: 'rejected', code: 'CACHED' }
  const second = date === undefined ? undefined : parseImfFixdate(date)
  if (second === undefined) return { kind: 'rejected', code: 'NO_DATE' }
  const roundTrip = received.monotonic - sent.monotonic
  const step = received.wall - sent.wall - roundTrip
  if (!(Math.abs(step) <= maxStep)) return { kind: 'rejected', code: 'LOCAL_STEP' }
  // The server's clock showed a time within [second, second + 1) at some moment between sending and receiving.
  const interval = { low: second - (sent.wall + roundTrip), high: second + 1 - sent.wall }
  return { kind: 'interval', interval, roundTrip }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Unix seconds of an IMF-fixdate (RFC 9110, section 5.6.7), the only form a server may send today. */
function parseImfFixdate(date: string): number | undefined {
  const parts = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(date)
  if (parts === null) return undefined
  const [, day = '', name = '', year = '', time = ''] = parts
  const month = String(months.indexOf(name) + 1).padStart(2, '0')
  const text = `${year}-${month}-${day}T${time}.000Z`
  const at = Date.parse(text)
  // A day that does not exist would be moved into the next month.
  return Number.isNaN(at) || new Date(at).toISOString() !== text ? undefined : at / 1000
}

/** What both allow; undefined where they contradict each other. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return low < high ? { low, high } : undefined
}

/** The middle of an interval. */
export const midpoint = ({ low, high }: Interval): number => (low + high) / 2

/**
 * Seconds to wait before the next request, so that it reaches the server when the server's second turns, if its clock is
 * where the middle of the interval says: whichever second comes back halves the interval. `wall` is the local time.
 */
export function computeWaitForSecond(interval: Interval, roundTrip: number, wall: number): number {
  const arrival = wall + roundTrip / 2 + midpoint(interval)
  return Math.ceil(arrival) - arrival
}
