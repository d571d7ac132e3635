/** Dates as a person reads them, in their language and time zone. */
import type { TextContext } from '../core/flow/cards.ts'
import { findRemedy } from '../core/flow/plan.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Wait } from '../core/flow/types.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A saved date, without the time of day. */
export function formatDay(date: string, host: Host): string {
  return new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long' }).format(new Date(date))
}

/** When a wait is over; undefined if its length is unknown. */
function findWaitEnd(wait: Wait | undefined, from: Date): { over: Date; length: number } | undefined {
  const length = (wait?.minutes ?? 0) * minute + (wait?.hours ?? 0) * hour + (wait?.days ?? 0) * day
  return length === 0 ? undefined : { over: new Date(from.getTime() + length), length }
}

/** When a wait that begins now is over, in words; undefined if its length is unknown. */
function formatWaitEnd(wait: Wait | undefined, host: Host, from: Date = host.now()): string | undefined {
  const end = findWaitEnd(wait, from)
  if (end === undefined) return undefined
  const style =
    end.length < day ? ({ dateStyle: 'long', timeStyle: 'short' } as const) : ({ dateStyle: 'long' } as const)
  return new Intl.DateTimeFormat(host.words.language, style).format(end.over)
}

/** The date on which to come back to what a walk ended with. */
export function formatComeBackDate(
  stop: Stop & { kind: 'outcome' },
  texts: TextContext,
  host: Host,
): string | undefined {
  if (stop.remedy === undefined) return undefined
  return formatWaitEnd(findRemedy(texts.book, texts.facts, stop.remedy).wait, host)
}

/** Since when the person has been waiting, and how much longer it usually takes. */
export function waitBlocks(wait: Wait | undefined, since: string, host: Host): readonly Block[] {
  const { since: sinceText, until } = host.words.diagnose.waited
  const begun = new Date(since)
  const end = findWaitEnd(wait, begun)
  const over = end === undefined || end.over <= host.now() ? undefined : formatWaitEnd(wait, host, begun)
  return [
    { kind: 'text', text: sinceText(formatDay(since, host)) },
    ...(over === undefined ? [] : [{ kind: 'caution', text: until(over) } as const]),
    { kind: 'gap' },
  ]
}
