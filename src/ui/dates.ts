/** Formats dates for people. */
import type { Language } from '../core/flow/lists.ts'
import type { Wait } from '../core/flow/types.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The day of an RFC 3339 date or timestamp, in UTC, such as "1 March 2026". `language` as a BCP 47 tag. */
export function dateText(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
}

/** When a wait is over; undefined if its length is unknown. */
export function findWaitEnd(wait: Wait | undefined, from: Date): { over: Date; length: number } | undefined {
  const length = (wait?.minutes ?? 0) * minute + (wait?.hours ?? 0) * hour + (wait?.days ?? 0) * day
  return length === 0 ? undefined : { over: new Date(from.getTime() + length), length }
}

/** When a wait that begins at `from` is over, in words; undefined if its length is unknown. */
export function formatWaitEnd(wait: Wait | undefined, language: Language, from: Date): string | undefined {
  const end = findWaitEnd(wait, from)
  if (end === undefined) return undefined
  const style =
    end.length < day ? ({ dateStyle: 'long', timeStyle: 'short' } as const) : ({ dateStyle: 'long' } as const)
  return new Intl.DateTimeFormat(language, style).format(end.over)
}
