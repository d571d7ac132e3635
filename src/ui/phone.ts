/** A phone's clock that was measured by key presses, in words. */
import type { PhoneClock } from '../core/clock/phone.ts'
import { type ComparedSkew, judgeSkew } from '../core/clock/skew.ts'
import type { ClockLimits, MeasuredVerdict } from '../core/clock/verdict.ts'
import type { Words } from '../words/en.ts'
import type { Block } from './screen.ts'
import { phonePhrase } from './skew.ts'

/** What was found out about a phone's clock. */
export interface PhoneFound {
  readonly reading: PhoneClock
  /** Takes this computer's own error out of what was seen next to it. */
  readonly skewOf: (seen: { readonly low: number; readonly high: number }) => ComparedSkew
  readonly period: number
  readonly limits: ClockLimits
  /** Whether errors of whole quarter hours could not be seen. */
  readonly zone: boolean
}

/** How the phone's clock compares with the limits. */
export function judgePhone({ reading, skewOf, limits }: PhoneFound): MeasuredVerdict['status'] | 'unknown' {
  // A person who saw no minutes knows the clock within a step only: a nearly right one may be off by whole steps.
  return reading.kind === 'measured' ? judgeSkew(skewOf(reading.seen), limits).status : 'unknown'
}

/** The phone's clock in one sentence. */
export function phoneSentence({ reading, skewOf, period }: PhoneFound, words: Words): string {
  return phonePhrase(reading, skewOf, period, words)
}

/** What to do about it, and what this way of measuring cannot see. */
export function hintsFor(
  { zone }: PhoneFound,
  status: ReturnType<typeof judgePhone>,
  words: Words,
): readonly string[] {
  const { phone } = words.clock
  return [
    ...(status === 'warning' || status === 'critical' ? [phone.repair] : []),
    ...(zone ? [phone.zone] : []),
  ]
}

/** The blocks of a wizard's screen. */
export function phoneBlocks(found: PhoneFound, words: Words): readonly Block[] {
  const status = judgePhone(found)
  const kind = status === 'ok' ? 'good' : 'caution'
  const hints = hintsFor(found, status, words).map((text): Block => ({ kind: 'note', text }))
  return [{ kind, text: phoneSentence(found, words) }, ...hints]
}
