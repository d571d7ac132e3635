/** What is asked about a code, and the answers that there are. */
import type { Skew } from '../clock/skew.ts'
import type { Secret } from '../secret.ts'
import { readBase32 } from './base32.ts'
import type { CodeSearch } from './counter-search.ts'
import type { OtpParameters } from './parameters.ts'
import type { SecretReading } from './readings.ts'
import type { EntryTime } from './steps.ts'
import type { Codes } from './typed-code.ts'

/** A code that is refused, and what it should fit. */
export interface VerifyRequest extends EntryTime {
  /** The bytes, or the text as it was shown or typed: then it may be one that cannot be read as it stands. */
  readonly secret: Secret | Secret<string>
  /** What service and app are thought to have agreed on; by default what is usual for codes of this length. */
  readonly parameters?: OtpParameters | undefined
  /** The counter of the next code, for `hotp`. */
  readonly counter?: number | undefined
  /** As `readCode` gives them. `at` is when the last of them was entered. */
  readonly codes: Codes
  /** Steps before and after now that still count as now, as `oathtool --window` has it; 0 by default. */
  readonly window?: number
  /** Searches ranges of counters; on this thread by default, which a search of millions blocks for seconds. */
  readonly search?: CodeSearch
}

/** What every answer has that names where the code fits. */
export interface Found {
  /** What the code was made with. */
  readonly parameters: OtpParameters
  /** The probability (0–1) that codes of another secret would have been found by now. */
  readonly chance: number
}

/** The answer of `verifyCode`. */
export type CodeVerdict =
  /** Fits now; `skew` within the window. For `hotp` there is a counter instead of a skew. */
  | (Found & { readonly kind: 'match'; readonly skew?: Skew; readonly counter?: number })
  /** Fits with zeros at its front that were left out; `code` is the last code with them. */
  | (Found & {
      readonly kind: 'lost-zero'
      readonly code: string
      readonly zeros: number
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Fits with a digit that was left out; `code` is the last code with all its digits. */
  | (Found & {
      readonly kind: 'lost-digits'
      readonly code: string
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Has fewer digits than such codes have, and the code that was meant was not found. */
  | { readonly kind: 'incomplete'; readonly parameters: OtpParameters }
  /** Fits at another time. */
  | (Found & { readonly kind: 'drifted'; readonly skew: Skew })
  /** Fits with another algorithm, length, period or kind. */
  | (Found & { readonly kind: 'other-parameters'; readonly skew?: Skew; readonly counter?: number })
  /** Fits when the secret is read differently. */
  | (Found & {
      readonly kind: 'other-reading'
      readonly reading: SecretReading
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Fits by counter, at this one. */
  | (Found & { readonly kind: 'counter'; readonly counter: number })
  /** Fits nowhere within the search: it is another secret. */
  | { readonly kind: 'no-match'; readonly parameters: OtpParameters }

/** The key in a secret as it stands; undefined for a text that is no Base32. */
export function secretBytes({ secret }: Pick<VerifyRequest, 'secret'>): Uint8Array | undefined {
  const value = secret.reveal()
  if (typeof value !== 'string') return value
  const bytes = readBase32(value)
  return bytes instanceof Uint8Array ? bytes : undefined
}
