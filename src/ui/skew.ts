/** Formats another clock's error as text and as JSON. */
import type { PhoneClock } from '../core/clock/phone.ts'
import type { ComparedSkew, Skew } from '../core/clock/skew.ts'
import type { Words } from '../words/en.ts'
import { boundText, roundToMicrosecond, sizeText } from './clock.ts'

/**
 * "94 s behind (±0.5 s)", or "right, within 0.5 s"; says so if the reference is only this computer's clock.
 */
export function skewPhrase(
  { estimate, low, high, direction, reference }: ComparedSkew,
  { clock }: Words,
): string {
  const bound = (high - low) / 2
  // If the bounds include zero the clock may be right, so it is not called wrong.
  if (low <= 0 && high >= 0) return clock.right(boundText(Math.max(-low, high), 1, clock.units), reference)
  return clock.skew(
    sizeText(roundToBound(estimate, bound), clock.units),
    direction,
    boundText(bound, estimate, clock.units),
    reference,
  )
}

/** Rounds to a tenth of the bound or coarser; further digits would be meaningless. */
function roundToBound(value: number, bound: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(bound, 1e-6)))
  return Math.round(value / step) * step
}

/** In seconds; positive if the clock is ahead. */
export function skewJson({ estimate, low, high, direction }: Skew) {
  return {
    estimate: roundToMicrosecond(estimate),
    low: roundToMicrosecond(low),
    high: roundToMicrosecond(high),
    direction,
  }
}

/** A phone's clock in one sentence. `skewOf` subtracts this computer's own error. */
export function phonePhrase(
  reading: PhoneClock,
  skewOf: (seen: { readonly low: number; readonly high: number }) => ComparedSkew,
  period: number,
  words: Words,
): string {
  const { phone, units } = words.clock
  switch (reading.kind) {
    case 'measured':
      return phone.is(skewPhrase(skewOf(reading.seen), words))
    case 'either':
      return phone.either(reading.seen.map((seen) => skewPhrase(skewOf(seen), words)))
    case 'within-step':
      return phone.withinStep(skewPhrase(skewOf(reading.seen), words), units.s(String(period)))
    case 'scattered':
      return phone.scattered(units.s(reading.spread.toFixed(1)))
  }
}
