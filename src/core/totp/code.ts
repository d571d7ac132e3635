/**
 * Codes from a secret, through otplib (RFC 4226, RFC 6238). The only file that knows it. Its guards are widened: it
 * refuses secrets below 16 bytes, and real ones have 10.
 */
import { createGuardrails } from '@otplib/core'
import { generateSync, type HOTPGenerateOptions } from '@otplib/hotp'
import { crypto } from '@otplib/plugin-crypto-noble'
import { type OtpParameters, steamAlphabet, stepAt } from './parameters.ts'

const guardrails = createGuardrails({ MIN_SECRET_BYTES: 1, MAX_SECRET_BYTES: 4096 })

type Hooks = NonNullable<HOTPGenerateOptions['hooks']>

/** As many of the lowest decimal digits of the 31-bit value as wanted (RFC 4226, section 5.3). */
const decimal: Hooks = { encodeToken: (value, digits) => String(value % 10 ** digits).padStart(digits, '0') }

/** Steam's way: five letters, the least significant first. */
const steam: Hooks = {
  encodeToken: (value, digits) => {
    const size = steamAlphabet.length
    return Array.from(
      { length: digits },
      (_, place) => steamAlphabet[Math.floor(value / size ** place) % size],
    ).join('')
  },
}

/** The code for a counter (0 to 2^53 − 1). The key has 1 to 4096 bytes. */
export function codeAtCounter(
  key: Uint8Array,
  { type, algorithm, digits }: Omit<OtpParameters, 'period'>,
  counter: number,
): string {
  return generateSync({
    secret: key,
    counter,
    algorithm: algorithmNames[algorithm],
    // The package's type names 6 to 8; the hooks take any number.
    digits: digits as 6,
    crypto,
    guardrails,
    hooks: type === 'steam' ? steam : decimal,
  })
}

const algorithmNames = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const

/** A code by time, and for how long it counts. */
export interface TimedCode {
  readonly code: string
  /** The code of the step after it. */
  readonly next: string
  /** Whole seconds until the next one, at least 1. */
  readonly secondsLeft: number
  /** Unix seconds at which it begins and ends. */
  readonly from: number
  readonly to: number
}

/** The code at a time in Unix seconds, from 1970 on. */
export function codeAt(key: Uint8Array, parameters: OtpParameters, at: number): TimedCode {
  const step = stepAt(at, parameters.period)
  const to = (step + 1) * parameters.period
  return {
    code: codeAtCounter(key, parameters, step),
    next: codeAtCounter(key, parameters, step + 1),
    secondsLeft: Math.max(1, Math.ceil(to - at)),
    from: step * parameters.period,
    to,
  }
}
