/** Dates as a person reads them, in their language and time zone. */
import type { TextContext } from '../core/flow/fill.ts'
import { findRemedy } from '../core/flow/plan.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Wait } from '../core/flow/types.ts'
import type { Host } from '../host/host.ts'
import { findWaitEnd, formatWaitEnd } from '../ui/dates.ts'
import type { Block } from '../ui/screen.ts'

/** A saved date, without the time of day. */
export function formatDay(date: string, host: Host): string {
  return new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long' }).format(new Date(date))
}

/** The date on which to come back to what a walk ended with. */
export function formatComeBackDate(
  stop: Stop & { kind: 'outcome' },
  texts: TextContext,
  host: Host,
): string | undefined {
  if (stop.remedy === undefined) return undefined
  return formatWaitEnd(findRemedy(texts.book, texts.facts, stop.remedy).wait, host.words.language, host.now())
}

/** Since when the person has been waiting, and how much longer it usually takes. */
export function waitBlocks(wait: Wait | undefined, since: string, host: Host): readonly Block[] {
  const { since: sinceText, until } = host.words.diagnose.waited
  const begun = new Date(since)
  const end = findWaitEnd(wait, begun)
  const over =
    end === undefined || end.over <= host.now() ? undefined : formatWaitEnd(wait, host.words.language, begun)
  return [
    { kind: 'text', text: sinceText(formatDay(since, host)) },
    ...(over === undefined ? [] : [{ kind: 'caution', text: until(over) } as const]),
    { kind: 'gap' },
  ]
}
