/**
 * Measures a phone's clock without its secret. The person presses a key whenever the digits of a code change,
 * which gives the phone's time within one time step, and types the time of day that the phone showed, which
 * identifies the step. Times are local wall time in Unix seconds.
 *
 * Errors of whole quarter hours stay invisible, because time zones differ by multiples of 15 minutes and only
 * the minutes are used. With the secret at hand the digits themselves identify the step, and nothing stays
 * invisible.
 */
import type { Interval } from './https-date.ts'

/** The key presses and what the phone showed. */
export interface DigitChanges {
  /** When the key was pressed, in order. */
  readonly presses: readonly number[]
  /** The minutes (0–59) that the phone showed at the last press; undefined if the person did not look. */
  readonly minute: number | undefined
  /** Whether the shown minute changed together with the digits at the last press; undefined if unknown. */
  readonly turned: boolean | undefined
  /** The time step in seconds (RFC 6238, section 4.1). */
  readonly period: number
  /**
   * The counter T (RFC 6238, section 4.2) of the digits that appeared at the last press, if the secret is at
   * hand. Then `minute` and `turned` are not needed.
   */
  readonly counter?: number | undefined
}

/**
 * The phone's clock compared with this computer's. Intervals are bounds of (phone minus computer) in seconds.
 */
export type PhoneClock =
  /** One interval. */
  | { readonly kind: 'measured'; readonly seen: Interval }
  /** Two or more intervals are possible. */
  | { readonly kind: 'either'; readonly seen: readonly Interval[] }
  /** Known except for a multiple of the time step: the candidate nearest to this computer's clock. */
  | { readonly kind: 'within-step'; readonly seen: Interval }
  /** The presses do not fit one moment of the time step: they are `spread` seconds apart. */
  | { readonly kind: 'scattered'; readonly spread: number }

/** Seconds from an unexpected change to the key press. With a countdown in view the person is faster. */
const reaction = 0.28
/** Presses that differ by more seconds did not all follow a change of the digits. */
const maxSpread = 2.5
const quarter = 900

/** Bound of the error in seconds: the scatter of presses, and a reaction time that may have been zero. */
const computeBound = (presses: number): number => (presses >= 3 ? 0.45 : presses === 2 ? 0.55 : 0.6)

/** Seconds by which a press may come early after another: two reactions that differ, and a late first press. */
const pressTolerance = 2.5

/**
 * Whether a press comes too soon after the one before: within less than a time step, minus a tolerance, the digits cannot
 * have changed again. Times and period in seconds.
 */
export function isTooSoon(before: number | undefined, press: number, period: number): boolean {
  return before !== undefined && press - before < period - pressTolerance
}

/** Longer than any time of day; the pattern below takes long for thousands of spaces. */
const longestTime = 40

/** The minutes of a time of day as people type it: 14:05, 2.05 pm, 1405, １４：０５, 14時5分. The hours do not matter. */
export function parseMinute(text: string): number | undefined {
  if (text.length > longestTime) return undefined
  const plain = text.normalize('NFKC').trim()
  const parts = /^(\d{1,2})(?:\s*[:.時]\s*(\d{1,2})\s*分?|(\d{2}))\s*([ap]\.?m\.?)?$/i.exec(plain)
  const hour = Number(parts?.[1])
  const minute = Number(parts?.[2] ?? parts?.[3])
  return hour < 24 && minute < 60 ? minute : undefined
}

/** Computes the phone's clock error relative to this computer's clock. Needs at least one press. */
export function readDigitChanges(flips: DigitChanges): PhoneClock {
  const { presses, minute, period } = flips
  const [first = 0] = presses
  const last = presses.at(-1) ?? 0
  // The digits change at multiples of the period by the phone's clock, so each press gives the phone's offset
  // modulo the period.
  const standings = presses.map((at) => reduceToNearest(-(at - reaction), period))
  const around = standings.map((standing) =>
    reduceToNearest(standing - reduceToNearest(-(first - reaction), period), period),
  )
  const spread = Math.max(...around) - Math.min(...around)
  if (spread > maxSpread) return { kind: 'scattered', spread }
  const middle = reduceToNearest(-(first - reaction), period) + median(around)
  const bound = Math.max(computeBound(presses.length), spread / 2)
  const at = (standing: number): Interval => ({ low: standing - bound, high: standing + bound })

  if (flips.counter !== undefined) {
    // The counter identifies the step; the median of all presses gives the offset within it more precisely.
    const standing = flips.counter * period - (last - reaction)
    return { kind: 'measured', seen: at(standing + reduceToNearest(middle - standing, period)) }
  }
  if (minute === undefined) return { kind: 'within-step', seen: at(reduceToNearest(middle, period)) }
  // The moment of the last change by the phone's clock: a multiple of the period.
  const change = (standing: number): number => Math.round((last - reaction + standing) / period) * period
  const fitting = listCandidates(middle, period).filter((standing) => matchesMinute(change(standing), flips))
  const [only, ...others] = fitting
  if (only === undefined) return { kind: 'within-step', seen: at(reduceToNearest(middle, period)) }
  return others.length === 0
    ? { kind: 'measured', seen: at(only) }
    : { kind: 'either', seen: fitting.map(at) }
}

/** Possible offsets of the phone: a period apart, within 7.5 minutes of this computer, the smallest first. */
function listCandidates(standing: number, period: number): readonly number[] {
  const count = Math.ceil(quarter / period / 2)
  const places = Array.from(
    { length: 2 * count + 1 },
    (_, index) => reduceToNearest(standing, period) + (index - count) * period,
  )
  return places
    .filter((place) => place > -quarter / 2 && place <= quarter / 2)
    .sort((a, b) => Math.abs(a) - Math.abs(b))
}

/**
 * Whether at this change (phone time) the phone showed the given minute, modulo 15, and whether it had just
 * changed.
 */
function matchesMinute(change: number, { minute = 0, turned, period }: DigitChanges): boolean {
  const into = modulo(change - (minute % 15) * 60, quarter)
  // With periods of whole minutes every change comes with a new minute, so `turned` says nothing.
  const told = turned !== undefined && period % 60 !== 0
  return into < 60 && (!told || turned === (into === 0))
}

/** The value modulo `step` that is nearest to zero: in (−step/2, step/2]. */
function reduceToNearest(value: number, step: number): number {
  const rest = modulo(value, step)
  return rest > step / 2 ? rest - step : rest
}

const modulo = (value: number, step: number): number => ((value % step) + step) % step

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return (upper + lower) / 2
}
