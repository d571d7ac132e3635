/** Another clock's error, in words and as JSON. */
import type { PhoneReading } from '../core/clock/phone.ts'
import type { ComparedSkew, Skew } from '../core/clock/skew.ts'
import type { Words } from '../words/en.ts'
import { boundText, rounded, sizeText } from './clock.ts'

/** "94 s behind (±0.5 s)", or "right, within 0.5 s"; with a word where it is measured against this computer only. */
export function skewPhrase(
  { estimate, low, high, direction, reference }: ComparedSkew,
  { clock }: Words,
): string {
  const bound = (high - low) / 2
  // A clock that may be right is not called wrong by a number smaller than its own doubt.
  if (low <= 0 && high >= 0) return clock.right(boundText(Math.max(-low, high), 1, clock.units), reference)
  return clock.skew(
    sizeText(roundToBound(estimate, bound), clock.units),
    direction,
    boundText(bound, estimate, clock.units),
    reference,
  )
}

/** Digits finer than a tenth of the bound would only pretend. */
function roundToBound(value: number, bound: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(bound, 1e-6)))
  return Math.round(value / step) * step
}

/** Seconds; positive where the clock is ahead, with the direction beside it. */
export function skewJson({ estimate, low, high, direction }: Skew) {
  return { estimate: rounded(estimate), low: rounded(low), high: rounded(high), direction }
}

/** A phone's clock in one sentence. `skewOf` takes this computer's own error out. */
export function phonePhrase(
  reading: PhoneReading,
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
