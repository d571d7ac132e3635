/**
 * Codes from a secret, through otplib (RFC 4226, RFC 6238). The only file that knows otplib.
 *
 * otplib is asked for ten decimal digits, which are the whole 31-bit value of RFC 4226, section 5.3. The code is written
 * here: otplib 13.5 does not pass the hook that Steam's letters need on to `generateSync`.
 */
import { createGuardrails, generateSync } from 'otplib'
import { type Algorithm, type OtpParameters, secretRange, steamAlphabet, stepAt } from './parameters.ts'

/** otplib refuses secrets below 16 bytes by default; real ones have 10. */
const guardrails = createGuardrails({
  MIN_SECRET_BYTES: secretRange.least,
  MAX_SECRET_BYTES: secretRange.most,
})

const algorithmNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const

/** As many digits as hold every value of 31 bits. The package's type names 6 to 8. */
const allDigits = 10 as 8

/** How the value behind a code is written: in decimal digits, or in Steam's letters. */
export type CodeForm = 'decimal' | 'steam'

/**
 * The 31-bit value behind a code (RFC 4226, section 5.3), 0 to 2^31 − 1. `secret` has 1 to 1024 bytes, `counter` is a
 * whole number from 0 to 2^53 − 1. Throws otplib's own errors for anything else.
 */
export function codeValue(secret: Uint8Array, algorithm: Algorithm, counter: number): number {
  return Number(
    generateSync({
      strategy: 'hotp',
      secret,
      counter,
      algorithm: algorithmNames[algorithm],
      digits: allDigits,
      guardrails,
    }),
  )
}

/** A value as a code: its last decimal digits, or Steam's letters, the least significant first. */
export function formatCode(value: number, form: CodeForm, digits: number): string {
  if (form === 'decimal') return String(value % 10 ** digits).padStart(digits, '0')
  const size = steamAlphabet.length
  return Array.from(
    { length: digits },
    (_, place) => steamAlphabet[Math.floor(value / size ** place) % size],
  ).join('')
}

/** How codes of a type are written. */
export const codeForm = ({ type }: Pick<OtpParameters, 'type'>): CodeForm =>
  type === 'steam' ? 'steam' : 'decimal'

/**
 * The code for a counter (RFC 4226). `secret` and `counter` as for `codeValue`.
 *
 * @example
 * ```js
 * import { codeAtCounter, parseSecret, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * console.log(codeAtCounter(secret.reveal(), usualParameters, 1)) // 287082
 * ```
 */
export function codeAtCounter(
  secret: Uint8Array,
  { type, algorithm, digits }: Omit<OtpParameters, 'period'>,
  counter: number,
): string {
  return formatCode(codeValue(secret, algorithm, counter), codeForm({ type }), digits)
}

/** A code by time, and how long it is valid. */
export interface TimedCode {
  readonly code: string
  /** The code of the step after it. */
  readonly next: string
  /** Whole seconds until the next one, at least 1. */
  readonly secondsLeft: number
  /** Unix seconds at which the step begins and ends. */
  readonly from: number
  readonly to: number
}

/**
 * The code at a time (RFC 6238, section 4.2). `at` is in Unix seconds, from 0 on.
 *
 * @example
 * ```js
 * import { codeAt, parseSecret, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const { code, secondsLeft } = codeAt(secret.reveal(), usualParameters, 59)
 * console.log(code, secondsLeft) // 287082 1
 * ```
 */
export function codeAt(secret: Uint8Array, parameters: OtpParameters, at: number): TimedCode {
  const step = stepAt(at, parameters.period)
  const to = (step + 1) * parameters.period
  return {
    code: codeAtCounter(secret, parameters, step),
    next: codeAtCounter(secret, parameters, step + 1),
    secondsLeft: Math.max(1, Math.ceil(to - at)),
    from: step * parameters.period,
    to,
  }
}
