/** What is agreed between a service and an authenticator besides the secret. */

/** The hash functions of RFC 6238, section 1.2. */
export const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const
/** The name of a hash function. */
export type Algorithm = (typeof algorithms)[number]

/** By time (RFC 6238), by counter (RFC 4226), and Steam's five letters by time. */
export type OtpType = 'totp' | 'hotp' | 'steam'

/** How the codes of an account are made. */
export interface OtpParameters {
  readonly type: OtpType
  readonly algorithm: Algorithm
  /** Characters of a code. */
  readonly digits: number
  /** Seconds for which a code counts; without a meaning for `hotp`. */
  readonly period: number
}

/** The default of the key URI format, which nearly every service uses. */
export const usualParameters: OtpParameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 }

/** Steam's own: always the same. */
export const steamParameters: OtpParameters = { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 }

/** The letters of Steam's codes: none that can be mistaken for another. */
export const steamAlphabet = '23456789BCDFGHJKMNPQRTVWXY'

/** Shortest and longest code: five digits are rare, ten are as many as the value behind a code has. */
export const digitRange = { least: 5, most: 10 } as const

/** Longest period in seconds that is taken for one: a day. */
export const longestPeriod = 86_400

/** Bytes of a secret: RFC 4226 has no upper limit, but nothing issues more than some hundred. */
export const secretRange = { least: 1, most: 1024 } as const

/** The largest counter that is read: a search that begins there stays within the integers that a number holds exactly. */
export const largestCounter = Number.MAX_SAFE_INTEGER - 1_000_000

/** The algorithm behind a name as apps write it: SHA1, sha-256, HmacSHA512. Never a guess: an unknown one is undefined. */
export function algorithmNamed(name: string): Algorithm | undefined {
  const size = /^(?:hmac[-_]?)?sha[-_]?(1|256|512)$/i.exec(name.trim())?.[1]
  return algorithms.find((algorithm) => algorithm === `SHA${size}`)
}

/** The step that a time falls into: its number since 1970 (RFC 6238, section 4.2). `at` in Unix seconds. */
export function stepAt(at: number, period: number): number {
  return Math.floor(at / period)
}
