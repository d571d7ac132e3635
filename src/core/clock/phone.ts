/**
 * A phone's clock, measured without its secret: the person presses a key whenever the digits change, which tells the phone's
 * time within a step, and says what time the phone showed, which tells the step. Times are local wall time in seconds.
 *
 * What neither tells is a whole quarter of an hour: time zones differ by those, and the digits look the same. Only the digits
 * themselves do, beside the secret they are made from.
 */
import type { Interval } from './https-date.ts'

/** What the person did and saw. */
export interface Flips {
  /** When the key was pressed, one after the other. */
  readonly presses: readonly number[]
  /** The minutes past the hour (0–59) that the phone showed at the last press; undefined where nobody looked. */
  readonly minute: number | undefined
  /** Whether the shown minute turned together with the digits at the last press; undefined where nobody looked. */
  readonly turned: boolean | undefined
  /** Seconds a code lasts. */
  readonly period: number
  /**
   * The time step (RFC 6238, section 4.2) of the digits that appeared at the last press, where their secret is at hand: with it
   * nothing is left open, and the minutes need not be known.
   */
  readonly counter?: number | undefined
}

export type PhoneReading =
  /** Bounds of (phone − computer). */
  | { readonly kind: 'measured'; readonly seen: Interval }
  /** The phone's clock stands at one of these places. */
  | { readonly kind: 'either'; readonly seen: readonly Interval[] }
  /** Known but for whole steps: the one nearest to this computer's clock. */
  | { readonly kind: 'within-step'; readonly seen: Interval }
  /** The presses lie too far apart: `spread` seconds. */
  | { readonly kind: 'scattered'; readonly spread: number }

/** A person presses this long after a change that nobody announced; with a countdown in sight it is nearly nothing. */
const reaction = 0.28
/** Presses that lie further apart were not all meant for a change. */
const maxSpread = 2.5
const quarter = 900

/** How far the estimate may be off: what single presses scatter, and the reaction that may have been none. */
const computeBound = (presses: number): number => (presses >= 3 ? 0.45 : presses === 2 ? 0.55 : 0.6)

/** Answers with the phone's clock beside this computer's. At least one press is needed. */
export function readFlips(flips: Flips): PhoneReading {
  const { presses, minute, period } = flips
  const [first = 0] = presses
  const last = presses.at(-1) ?? 0
  // On the phone a change is a whole number of periods: what is missing to one is where the phone stands.
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
    // At that change the phone's clock stood at the beginning of the step; the other presses say so more closely.
    const standing = flips.counter * period - (last - reaction)
    return { kind: 'measured', seen: at(standing + reduceToNearest(middle - standing, period)) }
  }
  if (minute === undefined) return { kind: 'within-step', seen: at(reduceToNearest(middle, period)) }
  // By the phone's own clock the digits change at whole periods.
  const change = (standing: number): number => Math.round((last - reaction + standing) / period) * period
  const fitting = listCandidates(middle, period).filter((standing) => matchesMinute(change(standing), flips))
  const [only, ...others] = fitting
  if (only === undefined) return { kind: 'within-step', seen: at(reduceToNearest(middle, period)) }
  return others.length === 0
    ? { kind: 'measured', seen: at(only) }
    : { kind: 'either', seen: fitting.map(at) }
}

/** Where the phone may stand: whole periods apart, within half a quarter of an hour of this computer. */
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

/** Whether at this change of the digits the phone showed this minute of a quarter of an hour, and had just turned to it or not. */
function matchesMinute(change: number, { minute = 0, turned, period }: Flips): boolean {
  const into = modulo(change - (minute % 15) * 60, quarter)
  // Where every change is a new minute there is nothing to tell apart.
  const told = turned !== undefined && period % 60 !== 0
  return into < 60 && (!told || turned === (into === 0))
}

/** The representative of a number that is known but for whole steps, nearest to zero: in (−step/2, step/2]. */
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
