/**
 * Presented codes: does one belong to these sets, and has nobody used it yet? Answers with the record that has to be
 * written before the answer is acted on. Failures in a row are counted, and slow down anyone who guesses (NIST SP 800-63B,
 * 5.2.2: at most 100 of them).
 */

import { spend } from './changes.ts'
import { comparisonForm } from './generate.ts'
import {
  type BackupAccount,
  type BackupSet,
  type Code,
  type CodeName,
  type Count,
  countAccount,
  type Hashing,
  isLive,
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
export async function hashCodes(
  codes: readonly string[],
  format: string | undefined,
  crypto: Cryptography,
): Promise<{ readonly hashing: Hashing; readonly codes: readonly Code[] }> {
  const salt = crypto.random(16)
  const hashing = { salt: encodeBase64(salt), ...cost }
  const values: Code[] = []
  // One after the other: each needs its 32 MiB.
  for (const code of codes)
    values.push({ value: await hashCode(comparisonForm(format)(code), hashing, crypto), state: 'unused' })
  return { hashing, codes: values }
}

/** What a presented code is answered with. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly record: BackupAccount; readonly count: Count }
  | { readonly kind: 'refused'; readonly record: BackupAccount; readonly count: Count }
  /** Not looked at: too soon after failures. The record is another one where the clock was set back since. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly record: BackupAccount; readonly count: Count }
  /** Not looked at: too many failures, until somebody unlocks it. */
  | { readonly kind: 'locked'; readonly count: Count }

/** Failures in a row from which the next try has to wait, and from which there is none. */
const throttling = { delayed: 5, locked: 100, longestSeconds: 900 } as const

/**
 * Judges a presented code. Every code of the sets that are not void is compared with it, whichever of them fits; void
 * sets would only cost the time of their hashing.
 */
export async function consume(
  given: BackupAccount,
  presented: string,
  crypto: Cryptography,
  now: Date,
): Promise<Verdict> {
  const record = withoutFuture(given, now)
  const count = countAccount(record)
  if (isLocked(record.throttle)) return { kind: 'locked', count }
  const seconds = secondsToWait(record.throttle, now)
  if (seconds > 0) return { kind: 'wait', seconds, record, count }

  let found: CodeName | undefined
  for (const set of record.sets.filter(isLive)) {
    const wanted = await comparable(set, presented, crypto)
    for (const code of set.codes) {
      const known = set.hashing === undefined ? comparisonForm(set.format)(code.value) : code.value
      if (crypto.equal(known, wanted) && isOpen(code)) found ??= { set: set.id, value: code.value }
    }
  }
  const { throttle: before, ...rest } = record
  if (found !== undefined) {
    const after = spend(rest, found, now.toISOString())
    return { kind: 'accepted', record: after, count: countAccount(after) }
  }
  const throttle = { failures: (before?.failures ?? 0) + 1, last: now.toISOString() }
  return { kind: 'refused', record: { ...rest, throttle }, count }
}

/** A last failure that lies in the future was counted under a wrong clock: the wait begins anew, now. */
function withoutFuture(record: BackupAccount, now: Date): BackupAccount {
  const { throttle } = record
  if (throttle === undefined || Date.parse(throttle.last) <= now.getTime()) return record
  return { ...record, throttle: { ...throttle, last: now.toISOString() } }
}

/** Forgets the failures. */
export function clearThrottle({ throttle: _, ...record }: BackupAccount): BackupAccount {
  return record
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
const isOpen = ({ state }: Code): boolean => state === 'unused' || state === 'offered'

/** A presented code as it is compared with those of a set. */
async function comparable(set: BackupSet, presented: string, crypto: Cryptography): Promise<string> {
  const plain = comparisonForm(set.format)(presented)
  return set.hashing === undefined ? plain : hashCode(plain, set.hashing, crypto)
}

async function hashCode(plain: string, hashing: Hashing, crypto: Cryptography): Promise<string> {
  return encodeBase64(await crypto.scrypt(plain, decodeSalt(hashing.salt), hashing))
}

const encodeBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const decodeSalt = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
