/** An account of an authenticator: what makes its codes, and the names a person knows it by. */
import type { Secret } from '../secret.ts'
import { formatBase32 } from './base32.ts'
import type { OtpParameters } from './parameters.ts'

/** What an authenticator app stores for one account. */
export interface Account {
  /** Who asks for the code; empty where nobody says. */
  readonly issuer: string
  /** Whose account it is there, such as a mail address; may be empty. */
  readonly name: string
  /** What stood before the name in the link, where it was another word than the issuer: shown, but not relied on. */
  readonly prefix?: string
  readonly parameters: OtpParameters
  /** The counter of the next code, for `hotp`. */
  readonly counter?: number
  readonly secret: Secret
}

/** Something to know about an account that is no fault. */
export type AccountNote =
  /** Shorter than ten bytes: easy to guess, and often a sign that something is missing. */
  | { readonly kind: 'short-secret'; readonly bytes: number }
  /** A counter-based account whose counter is not known; zero is taken. */
  | { readonly kind: 'no-counter' }
  /** Parameters of the link that are not known here and may be important; `…` for a name that cannot be shown. */
  | { readonly kind: 'unknown-parameters'; readonly names: readonly string[] }
  /** Words after the secret were left out. */
  | { readonly kind: 'text-after' }
  /** The link went over several lines, which were put together. */
  | { readonly kind: 'joined-lines'; readonly from: number; readonly to: number }

/** The least size of a secret about which nothing is said, in bytes: what old set-ups of Google have. */
export const usualLeastBytes = 10

/** What there is to say about a secret. */
export function secretNotes(secret: Secret): readonly AccountNote[] {
  const bytes = secret.reveal().length
  return bytes < usualLeastBytes ? [{ kind: 'short-secret', bytes }] : []
}

/**
 * The name by which an account is shown and found: `issuer:name`, or the one of them there is.
 *
 * @example
 * ```js
 * import { formatTitle } from '2fa-rescue/totp'
 *
 * console.log(formatTitle({ issuer: 'Example', name: 'alice' })) // Example:alice
 * ```
 */
export function formatTitle({ issuer, name }: Pick<Account, 'issuer' | 'name'>): string {
  return issuer === '' || name === '' ? issuer + name : `${issuer}:${name}`
}

/** Whether two entries make the same codes. */
export function sameCodes(one: Account, other: Account): boolean {
  const { type, algorithm, digits, period } = one.parameters
  const like = other.parameters
  return (
    formatBase32(one.secret.reveal()) === formatBase32(other.secret.reveal()) &&
    type === like.type &&
    algorithm === like.algorithm &&
    digits === like.digits &&
    (type === 'hotp' || period === like.period)
  )
}
