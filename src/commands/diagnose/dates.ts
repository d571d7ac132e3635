/** Dates as a person reads them, in their language and time zone. */
import type { Wait } from '../../core/flow/model.ts'
import type { Host } from '../../host.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A saved date, without the time of day. */
export function dayOf(date: string, host: Host): string {
  return new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long' }).format(new Date(date))
}

/** When a wait that begins now is over; undefined where nobody knows how long it takes. */
export function dateAfter(wait: Wait | undefined, host: Host): string | undefined {
  const length = (wait?.minutes ?? 0) * minute + (wait?.hours ?? 0) * hour + (wait?.days ?? 0) * day
  if (length === 0) return undefined
  const over = new Date(host.now().getTime() + length)
  const style =
    length < day ? ({ dateStyle: 'long', timeStyle: 'short' } as const) : ({ dateStyle: 'long' } as const)
  return new Intl.DateTimeFormat(host.words.language, style).format(over)
}
