/**
 * Presented codes: does one belong to these sets, and has nobody used it yet? Answers with the shelf that has to be
 * written before the answer is acted on. Failures in a row are counted, and slow down whoever guesses (NIST SP 800-63B,
 * 5.2.2: at most 100 of them).
 */
import { comparedAs } from './generate.ts'
import {
  type BackupSet,
  type Code,
  type Count,
  codeAt,
  countOfShelf,
  type Hashing,
  type Place,
  type Shelf,
  spend,
  type Throttle,
} from './set.ts'

/** Cryptography, as the system gives it. */
export interface Cryptography {
  /** So many random bytes. */
  random(count: number): Uint8Array
  /** scrypt (RFC 7914), 32 bytes long. */
  scrypt(text: string, salt: Uint8Array, cost: Pick<Hashing, 'N' | 'r' | 'p'>): Promise<Uint8Array>
  /** Whether two texts are the same, in a time that does not tell where they differ. */
  equal(a: string, b: string): boolean
}

/** Costs about a tenth of a second and 32 MiB for each guess. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const

/** Codes of which only hashes are to be kept, and the salt they share. */
export async function hashed(
  codes: readonly string[],
  format: string | undefined,
  crypto: Cryptography,
): Promise<{ readonly hashing: Hashing; readonly codes: readonly Code[] }> {
  const salt = crypto.random(16)
  const hashing = { salt: base64(salt), ...cost }
  const values: Code[] = []
  // One after the other: each needs its 32 MiB.
  for (const code of codes)
    values.push({ value: await hashOf(comparedAs(format)(code), hashing, crypto), state: 'unused' })
  return { hashing, codes: values }
}

/** What a presented code is answered with. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly shelf: Shelf; readonly count: Count }
  | { readonly kind: 'refused'; readonly shelf: Shelf; readonly count: Count }
  /** Not looked at: too soon after failures. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly count: Count }
  /** Not looked at: too many failures, until somebody unlocks it. */
  | { readonly kind: 'locked'; readonly count: Count }

/** Failures in a row from which the next try has to wait, and from which there is none. */
export const throttling = { delayed: 5, locked: 100, longestSeconds: 900 } as const

/** Judges a presented code. Every code is compared with it, whichever of them fits. */
export async function consume(
  shelf: Shelf,
  presented: string,
  crypto: Cryptography,
  now: Date,
): Promise<Verdict> {
  const count = countOfShelf(shelf)
  if (isLocked(shelf.throttle)) return { kind: 'locked', count }
  const seconds = secondsToWait(shelf.throttle, now)
  if (seconds > 0) return { kind: 'wait', seconds, count }

  let found: Place | undefined
  for (const set of shelf.sets) {
    const wanted = await comparable(set, presented, crypto)
    for (const [index, { value }] of set.codes.entries()) {
      const known = set.hashing === undefined ? comparedAs(set.format)(value) : value
      const place = { set: set.id, number: index + 1 }
      if (crypto.equal(known, wanted) && isOpen(codeAt(shelf, place))) found ??= place
    }
  }
  const { throttle: before, ...rest } = shelf
  if (found !== undefined) {
    const after = spend(rest, found, now.toISOString())
    return { kind: 'accepted', shelf: after, count: countOfShelf(after) }
  }
  const throttle = { failures: (before?.failures ?? 0) + 1, last: now.toISOString() }
  return { kind: 'refused', shelf: { ...rest, throttle }, count }
}

/** Forgets the failures. */
export function unlocked({ throttle: _, ...shelf }: Shelf): Shelf {
  return shelf
}

export const isLocked = (throttle: Throttle | undefined): boolean =>
  (throttle?.failures ?? 0) >= throttling.locked

/** Seconds until a code may be presented again: 1, 2, 4, … up to a quarter of an hour. */
export function secondsToWait(throttle: Throttle | undefined, now: Date): number {
  if (throttle === undefined || throttle.failures < throttling.delayed) return 0
  const delay = Math.min(2 ** (throttle.failures - throttling.delayed), throttling.longestSeconds)
  // A clock that was set back must not make the wait longer than it is.
  const past = Math.max(0, (now.getTime() - Date.parse(throttle.last)) / 1000)
  return Math.max(0, Math.ceil(delay - past))
}

/** Shown or not, a code can be presented once. */
const isOpen = (code: Code | undefined): boolean => code?.state === 'unused' || code?.state === 'offered'

/** A presented code as it is compared with those of a set. */
async function comparable(set: BackupSet, presented: string, crypto: Cryptography): Promise<string> {
  const plain = comparedAs(set.format)(presented)
  return set.hashing === undefined ? plain : hashOf(plain, set.hashing, crypto)
}

async function hashOf(plain: string, hashing: Hashing, crypto: Cryptography): Promise<string> {
  return base64(await crypto.scrypt(plain, bytesOf(hashing.salt), hashing))
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
