/** Sets of backup codes: what is kept of each, and what can be read from them. `changes.ts` changes them. */
import { normaliseCharacters } from './normalise-characters.ts'

/** What is known of a code. Only `unused` ones are ever handed out. */
export type CodeState = 'unused' | 'offered' | 'used' | 'refused' | 'void'

/** A state, and since when. A code that nothing has happened to has neither a date nor an order. */
export interface Standing {
  readonly state: CodeState
  /** RFC 3339; for people to read. */
  readonly changed?: string
  /** A counter of the changes of an account, since clocks go wrong and are set back: the last change has the highest. */
  readonly order?: number
}

export interface Code extends Standing {
  /** As the service prints it; in a hashed set its hash, in base64. */
  readonly value: string
  /** Of a void code: how it stood before, which is what `undo` brings back. */
  readonly was?: Standing
}

/** How the codes of a hashed set are hashed: scrypt (RFC 7914), with one salt for the set. */
export interface Hashing {
  /** Base64. */
  readonly salt: string
  readonly N: number
  readonly r: number
  readonly p: number
}

/** The codes of one list. */
export interface BackupSet {
  /** Random, so that two copies of a set can be told from two sets. */
  readonly id: string
  /** By the service, or by this program. */
  readonly origin: 'issued' | 'generated'
  /** When it was stored or made (RFC 3339). */
  readonly made: string
  /** The counter of changes when it was stored. */
  readonly order?: number
  /** Of a generated set: the format or pattern, so that `rotate` makes the same again. */
  readonly format?: string
  /** Present where only hashes are kept: such codes can be consumed, but never be shown again. */
  readonly hashing?: Hashing
  readonly codes: readonly Code[]
}

/** A set that was removed. It is kept out of sight, for `undo`, until something else is written to its account. */
export interface RemovedSet extends BackupSet {
  /** The counter of changes when it was removed: sets that were removed together have the same. */
  readonly removed: number
}

/** Failures to present a right code, counted in a row. */
export interface Throttle {
  readonly failures: number
  /** When the last one was (RFC 3339). */
  readonly last: string
}

/** All sets of one account at one service: what one entry of the store holds, so that one write changes them together. */
export interface BackupAccount {
  /** As the person wrote it, or the id of its card. */
  readonly service: string
  readonly account?: string
  readonly sets: readonly BackupSet[]
  readonly throttle?: Throttle
  /** Ids of void sets that are no longer kept, so that an older copy does not bring them back. */
  readonly pruned?: readonly string[]
  /** Apart from `sets`, so that code that looks at those never meets one. */
  readonly removed?: readonly RemovedSet[]
}

/**
 * Names a code: its set and its value. Its number does not name it, because an import may move it. A code in the clear
 * that has moved to another set is found there.
 */
export interface CodeName {
  readonly set: string
  readonly value: string
}

/** A code with its set, and its number in it, counted from 1. A number is no secret. */
export interface Placed {
  readonly set: string
  readonly number: number
  readonly code: Code
  readonly of: BackupSet
}

/** The name of a code that was found. */
export const nameCode = ({ set, code }: Placed): CodeName => ({ set, value: code.value })

/** How many codes stand how. `left` is what `use` can still hand out, of `total` that are not void. */
export interface Count {
  readonly left: number
  readonly offered: number
  readonly used: number
  readonly refused: number
  readonly void: number
  readonly total: number
}

/** The codes of a record in the order in which they are handed out: of the newest set first. */
export function listCodes(record: BackupAccount): readonly Placed[] {
  return [...record.sets]
    .sort((a, b) => compareAge(b, a))
    .flatMap((of) => of.codes.map((code, index) => ({ set: of.id, number: index + 1, code, of })))
}

/** Negative where the first set is the older one. Sets of earlier versions have no order: they are older, by date. */
export function compareAge(a: BackupSet, b: BackupSet): number {
  return (a.order ?? 0) - (b.order ?? 0) || compareText(a.made, b.made)
}

export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** The newest set that is not void, else the newest of all. */
export function newestSet(record: BackupAccount): BackupSet | undefined {
  const byAge = [...record.sets].sort((a, b) => compareAge(b, a))
  return byAge.find(isLive) ?? byAge[0]
}

/** Counts codes by state. A void code counts as void alone, and not into the total. */
export function countByState(codes: Iterable<Standing>): Count {
  const count = { left: 0, offered: 0, used: 0, refused: 0, void: 0, total: 0 }
  for (const { state } of codes) {
    count[state === 'unused' ? 'left' : state] += 1
    if (state !== 'void') count.total += 1
  }
  return count
}

/** The codes that can be shown, of all sets together; hashed ones cannot. */
export function listShowable(record: BackupAccount): readonly Placed[] {
  return listCodes(record).filter(({ of }) => of.hashing === undefined)
}

/** Codes that were shown of which nobody has told the outcome, the longest ago first. */
export function listOffered(record: BackupAccount): readonly Placed[] {
  return listCodes(record)
    .filter(({ code }) => code.state === 'offered')
    .sort((a, b) => compareChange(a.code, b.code))
}

/** Negative where the first was changed before the second. */
export const compareChange = (a: Standing, b: Standing): number =>
  (a.order ?? 0) - (b.order ?? 0) || compareText(a.changed ?? '', b.changed ?? '')

/** An account of which all sets were removed: it is kept for `undo` alone. */
export function isGone({ sets, removed = [] }: BackupAccount): boolean {
  return sets.length === 0 && removed.length > 0
}

/** A set that is not void as a whole. */
export function isLive(set: BackupSet): boolean {
  return set.codes.some(({ state }) => state !== 'void')
}

/** The ids of the sets that are not void. */
export function listLiveSets(record: BackupAccount): readonly string[] {
  return record.sets.filter(isLive).map(({ id }) => id)
}

/** Of these codes those that no set of the record holds in the clear. */
export function findUnknown(record: BackupAccount, values: readonly string[]): readonly string[] {
  const known = new Set(listShowable(record).map(({ code }) => normaliseCode(code.value)))
  return values.filter((value) => !known.has(normaliseCode(value)))
}

/** A code as it is compared: case, spaces, hyphens and the width of its letters do not count (people type it). */
export function normaliseCode(value: string): string {
  return normaliseCharacters(value)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\u2212_.]+/gu, '')
}

/** Counts the codes of all sets of a record. */
export function countAccount(record: BackupAccount): Count {
  return countByState(record.sets.flatMap(({ codes }) => codes))
}

export const pickStanding = ({ state, changed, order }: Standing): Standing => ({
  state,
  ...(changed === undefined ? {} : { changed }),
  ...(order === undefined ? {} : { order }),
})
