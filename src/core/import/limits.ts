/** Limits on what a file may demand, checked before any key is derived or anything is unpacked. */
import { refuseFile } from './failure.ts'
import type { OpenOptions } from './model.ts'

const mebibyte = 1024 * 1024

/** Largest file and largest unpacked member, in bytes. */
export const maxFileBytes = 64 * mebibyte
/** Largest text, in bytes: of a table, JSON, XML or a list of links. Thousands of logins with notes have less. */
export const maxTextBytes = 8 * mebibyte
/** Most bytes of an archive that are unpacked, all members together. */
export const maxUnpackedBytes = 4 * maxFileBytes
/** Most objects and lists in a JSON text: each takes far more memory than it has characters. */
export const maxJsonContainers = 1_000_000
/** Largest number of entries in an archive, a table or a tree. */
export const maxItems = 100_000
/** Deepest nesting of an XML document. */
export const maxDepth = 256

/** Most memory of Argon2 and scrypt: 1 GiB, what Ente asks for. */
const maxKdfMemory = 1024 * mebibyte
/** Most memory written over all passes: about a minute of one core. */
const maxKdfWork = 32 * 1024 * mebibyte
/** Most rounds of PBKDF2: one or two seconds, in which it cannot be stopped. Bitwarden allows 2 million. */
const maxPbkdf2Rounds = 4_000_000
/** Most rounds of the AES key derivation of KeePass: about half a minute. */
const maxAesRounds = 500_000_000
/** From so many of these rounds on the caller is told: a few seconds. */
const reportedAesRounds = 50_000_000
/** From this memory on the caller is told before the work starts. */
const reportedMemory = 256 * mebibyte

/** Most rounds of PBKDF2 for all entries of a file, each of which has a key of its own: about twenty seconds. */
const maxAllRounds = 10 * maxPbkdf2Rounds

const isCount = (value: number, least = 1): boolean => Number.isSafeInteger(value) && value >= least

/** Checks a number of rounds. Throws `bad-import`. */
export function checkRounds(file: string, rounds: number, kdf: 'pbkdf2' | 'aes' = 'pbkdf2'): void {
  const most = kdf === 'aes' ? maxAesRounds : maxPbkdf2Rounds
  if (!isCount(rounds) || rounds > most)
    refuseFile(file, { kind: 'too-costly', what: 'rounds', need: rounds, most })
}

/** Checks the rounds of PBKDF2 of entries with keys of their own. Throws `bad-import`. */
export function checkAllRounds(file: string, rounds: readonly number[]): void {
  for (const one of rounds) checkRounds(file, one)
  const need = rounds.reduce((sum, one) => sum + one, 0)
  if (need > maxAllRounds) refuseFile(file, { kind: 'too-costly', what: 'rounds', need, most: maxAllRounds })
}

/** Checks the rounds of the AES key derivation of KeePass, and tells the caller about many. Throws `bad-import`. */
export async function checkAesRounds(file: string, rounds: number, { onCost }: OpenOptions): Promise<void> {
  checkRounds(file, rounds, 'aes')
  if (rounds >= reportedAesRounds) await onCost?.({ name: 'AES', memory: 0 })
}

/** Checks memory in bytes and the number of passes over it, and tells the caller about large ones. */
export async function checkMemory(
  file: string,
  { name, memory, passes }: { readonly name: string; readonly memory: number; readonly passes: number },
  { onCost }: OpenOptions,
): Promise<void> {
  if (!isCount(memory) || memory > maxKdfMemory)
    refuseFile(file, { kind: 'too-costly', what: 'memory', need: memory, most: maxKdfMemory })
  const most = Math.floor(maxKdfWork / memory)
  if (!isCount(passes) || passes > most)
    refuseFile(file, { kind: 'too-costly', what: 'rounds', need: passes, most })
  if (memory >= reportedMemory) await onCost?.({ name, memory })
}
