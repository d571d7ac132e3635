/**
 * Sets of backup codes, and what may happen to a code. Pure: every function takes a shelf and gives back the next one,
 * and whoever calls it writes that down before anybody acts on it.
 *
 *     unused → offered → used | refused          any of them → void (kept, can be restored)
 */
import { normaliseCharacters } from './normalise-characters.ts'

/** What is known of a code. Only `unused` ones are ever handed out. */
export type CodeState = 'unused' | 'offered' | 'used' | 'refused' | 'void'

/** A state, and since when (RFC 3339). A code that nothing has happened to has no date. */
export interface Standing {
  readonly state: CodeState
  readonly changed?: string
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
  /** Of a generated set: the format or pattern, so that `rotate` makes the same again. */
  readonly format?: string
  /** Present where only hashes are kept: such codes can be consumed, but never be shown again. */
  readonly hashing?: Hashing
  readonly codes: readonly Code[]
}

/** Failures to present a right code, counted in a row. */
export interface Throttle {
  readonly failures: number
  /** When the last one was (RFC 3339). */
  readonly last: string
}

/** All sets of one account at one service: what one entry of the store holds, so that one write changes them together. */
export interface Shelf {
  /** As the person wrote it, or the id of its card. */
  readonly service: string
  readonly account?: string
  readonly sets: readonly BackupSet[]
  readonly throttle?: Throttle
}

/** Where a code is: its set, and its number in it, counted from 1. A number is no secret. */
export interface Place {
  readonly set: string
  readonly number: number
}

/** A code with its place. */
export interface Placed extends Place {
  readonly code: Code
  readonly of: BackupSet
}

/** How many codes stand how. `left` is what `use` can still hand out, of `total` that are not void. */
export interface Count {
  readonly left: number
  readonly offered: number
  readonly used: number
  readonly refused: number
  readonly void: number
  readonly total: number
}

// --- Looking ---

/** The codes of a shelf in the order in which they are handed out: of the newest set first. */
export function codesOf(shelf: Shelf): readonly Placed[] {
  return [...shelf.sets]
    .sort((a, b) => (a.made === b.made ? 0 : a.made < b.made ? 1 : -1))
    .flatMap((of) => of.codes.map((code, index) => ({ set: of.id, number: index + 1, code, of })))
}

/** Counts codes by state. A void code counts as void alone, and not into the total. */
export function countOf(codes: Iterable<Standing>): Count {
  const count = { left: 0, offered: 0, used: 0, refused: 0, void: 0, total: 0 }
  for (const { state } of codes) {
    count[state === 'unused' ? 'left' : state] += 1
    if (state !== 'void') count.total += 1
  }
  return count
}

/** The codes that can be shown, of all sets together; hashed ones cannot. */
export function showable(shelf: Shelf): readonly Placed[] {
  return codesOf(shelf).filter(({ of }) => of.hashing === undefined)
}

/** Codes that were shown without anybody saying what became of them, the longest ago first. */
export function offeredIn(shelf: Shelf): readonly Placed[] {
  return codesOf(shelf)
    .filter(({ code }) => code.state === 'offered')
    .sort((a, b) => ((a.code.changed ?? '') < (b.code.changed ?? '') ? -1 : 1))
}

/** A set that is not void as a whole. */
export function isLive(set: BackupSet): boolean {
  return set.codes.some(({ state }) => state !== 'void')
}

/** The ids of the sets that are not void. */
export function liveIn(shelf: Shelf): readonly string[] {
  return shelf.sets.filter(isLive).map(({ id }) => id)
}

/** Of these codes those that no set of the shelf holds in the clear. */
export function unknownTo(shelf: Shelf, values: readonly string[]): readonly string[] {
  const known = new Set(showable(shelf).map(({ code }) => normalised(code.value)))
  return values.filter((value) => !known.has(normalised(value)))
}

/** A code as it is compared: case, blanks, hyphens and the width of its letters do not count (people type it). */
export function normalised(value: string): string {
  return normaliseCharacters(value)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\u2212_.]+/gu, '')
}

// --- Changing ---

/** What `use` finds: a code that is now offered, or none. */
export type Offer =
  | { readonly kind: 'offered'; readonly shelf: Shelf; readonly placed: Placed; readonly count: Count }
  | { readonly kind: 'none'; readonly count: Count }

/** Takes the next unused code. It may be shown only once the shelf that comes back is written. */
export function offerNext(shelf: Shelf, now: string): Offer {
  const next = showable(shelf).find(({ code }) => code.state === 'unused')
  if (next === undefined) return { kind: 'none', count: countOfShelf(shelf) }
  const after = standing(shelf, next, { state: 'offered', changed: now })
  return { kind: 'offered', shelf: after, placed: next, count: countOfShelf(after) }
}

/**
 * What became of a code that was offered, or offered and voided since. A code that stands otherwise stays as it is:
 * somebody else has settled it, and then `settled` is false.
 */
export function settle(
  shelf: Shelf,
  place: Place,
  state: 'used' | 'refused',
  now: string,
): { readonly shelf: Shelf; readonly settled: boolean } {
  const code = codeAt(shelf, place)
  const standsNow = code?.state === 'void' ? code.was : code
  if (code === undefined || standsNow?.state !== 'offered') return { shelf, settled: false }
  return { shelf: standing(shelf, place, { state, changed: now }), settled: true }
}

/** Marks a code that was presented as used, however it stood before. */
export function spend(shelf: Shelf, place: Place, now: string): Shelf {
  return standing(shelf, place, { state: 'used', changed: now })
}

/** What `undo` would bring back. */
export type Last =
  | { readonly kind: 'code'; readonly placed: Placed }
  | { readonly kind: 'set'; readonly set: BackupSet }

/** The change that was made last: to a code, or to a set that became void. Undefined where all codes are unused. */
export function lastChanged(shelf: Shelf): Last | undefined {
  const changed = codesOf(shelf)
    .filter(({ code }) => code.state !== 'unused')
    .reduce<Placed | undefined>(
      (latest, placed) =>
        latest === undefined || (placed.code.changed ?? '') > (latest.code.changed ?? '') ? placed : latest,
      undefined,
    )
  if (changed === undefined) return undefined
  return changed.code.state === 'void' ? { kind: 'set', set: changed.of } : { kind: 'code', placed: changed }
}

/** Brings back what was changed last: a code becomes unused, the codes of a void set stand as before. */
export function undo(shelf: Shelf, last: Last, now: string): Shelf {
  return last.kind === 'set'
    ? restore(shelf, last.set.id)
    : standing(shelf, last.placed, { state: 'unused', changed: now })
}

/** Makes the codes of these sets void; each keeps how it stood. */
export function voidSets(shelf: Shelf, ids: readonly string[], now: string): Shelf {
  return inSets(shelf, ids, (code) =>
    code.state === 'void' ? code : { value: code.value, state: 'void', changed: now, was: standingOf(code) },
  )
}

/** The codes of a void set stand again as they did. */
export function restore(shelf: Shelf, id: string): Shelf {
  return inSets(shelf, [id], (code) =>
    code.state === 'void' ? { value: code.value, ...(code.was ?? { state: 'unused' }) } : code,
  )
}

/** Puts a set beside the others; those named become void in the same write. */
export function addSet(shelf: Shelf, set: BackupSet, older: readonly string[], now: string): Shelf {
  const { sets, ...rest } = voidSets(shelf, older, now)
  return { ...rest, sets: [...sets, set] }
}

/** Takes sets away for good. */
export function removeSets(shelf: Shelf, ids: readonly string[]): Shelf {
  return { ...shelf, sets: shelf.sets.filter(({ id }) => !ids.includes(id)) }
}

/**
 * An older copy of a shelf, in the place of one that is lost. The lost one may have handed out one code more: the next
 * unused one of each set becomes offered.
 */
export function recovered(shelf: Shelf, now: string): Shelf {
  const firsts = shelf.sets.flatMap((set) => {
    const index = set.codes.findIndex(({ state }) => state === 'unused')
    return index === -1 ? [] : [{ set: set.id, number: index + 1 }]
  })
  return firsts.reduce((after, place) => standing(after, place, { state: 'offered', changed: now }), shelf)
}

// --- Two copies of one shelf ---

/** How far a code has come: in two copies the further one counts. */
const stages: Readonly<Record<CodeState, number>> = { unused: 0, offered: 1, used: 2, refused: 2, void: 3 }

/**
 * Two copies of a shelf in one, code by code: unused < offered < used, refused, void. Nothing that either of them knows
 * of a code is lost, and no state goes backwards. It does not matter which copy is named first, or how often.
 */
export function merge(ours: Shelf, theirs: Shelf): Shelf {
  const all = [...ours.sets, ...theirs.sets]
  const known = new Map<string, Code>()
  for (const set of all) {
    for (const code of set.codes) {
      const key = keyOf(set, code)
      known.set(key, furthest(known.get(key), code))
    }
  }
  const { throttle: _, ...rest } = ours
  const throttle = stricter(ours.throttle, theirs.throttle)
  return {
    ...rest,
    ...(throttle === undefined ? {} : { throttle }),
    sets: united(all).flatMap((set) => {
      const codes = set.codes.flatMap((code) => {
        const key = keyOf(set, code)
        const found = known.get(key)
        // A code stands in one set only: the same list may have been stored twice under two ids.
        known.delete(key)
        return found === undefined ? [] : [found]
      })
      return codes.length === 0 ? [] : [{ ...set, codes }]
    }),
  }
}

/** The sets by age, each id once, with the codes of all its copies. */
function united(sets: readonly BackupSet[]): readonly BackupSet[] {
  const byId = new Map<string, BackupSet>()
  for (const set of sets) {
    const before = byId.get(set.id)
    const made = before !== undefined && before.made < set.made ? before.made : set.made
    byId.set(set.id, { ...set, made, codes: [...(before?.codes ?? []), ...set.codes] })
  }
  return [...byId.values()].sort((a, b) => (`${a.made} ${a.id}` < `${b.made} ${b.id}` ? -1 : 1))
}

/** Hashes mean something together with their salt only. */
const keyOf = ({ hashing }: BackupSet, { value }: Code): string => `${hashing?.salt ?? ''} ${value}`

function furthest(ours: Code | undefined, theirs: Code): Code {
  if (ours === undefined) return theirs
  const before = further(ours.was ?? ours, theirs.was ?? theirs)
  if (ours.state !== 'void' && theirs.state !== 'void') return { value: ours.value, ...before }
  const voids = [ours, theirs].filter(({ state }) => state === 'void').map(standingOf)
  const since = voids.reduce((a, b) => further(a, b))
  return { value: ours.value, ...since, was: before }
}

function further(a: Standing, b: Standing): Standing {
  const rank = ({ state, changed }: Standing): string => `${stages[state]} ${changed ?? ''} ${state}`
  return standingOf(rank(a) < rank(b) ? b : a)
}

function stricter(a: Throttle | undefined, b: Throttle | undefined): Throttle | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return { failures: Math.max(a.failures, b.failures), last: a.last < b.last ? b.last : a.last }
}

// --- Helpers ---

/** Counts the codes of all sets of a shelf. */
export function countOfShelf(shelf: Shelf): Count {
  return countOf(shelf.sets.flatMap(({ codes }) => codes))
}

/** The code at a place, if there is one. */
export function codeAt(shelf: Shelf, { set, number }: Place): Code | undefined {
  return shelf.sets.find(({ id }) => id === set)?.codes[number - 1]
}

const standingOf = ({ state, changed }: Standing): Standing => ({
  state,
  ...(changed === undefined ? {} : { changed }),
})

/** Puts a code into a state; a void one stays void and remembers it. */
function standing(shelf: Shelf, { set, number }: Place, now: Standing): Shelf {
  return inSets(shelf, [set], (code, index) => {
    if (index !== number - 1) return code
    if (code.state === 'void' && now.state !== 'unused') return { ...code, was: now }
    return { value: code.value, ...now }
  })
}

function inSets(shelf: Shelf, ids: readonly string[], change: (code: Code, index: number) => Code): Shelf {
  return {
    ...shelf,
    sets: shelf.sets.map((set) => (ids.includes(set.id) ? { ...set, codes: set.codes.map(change) } : set)),
  }
}

// --- As data ---

/** Reads a shelf from a store's entry; undefined where the value is none. */
export function parseShelf(value: unknown): Shelf | undefined {
  return isShelf(value) ? value : undefined
}

type Loose = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isMaybe = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value)
const isDate = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value))

const isStanding = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.state) &&
  Object.hasOwn(stages, value.state) &&
  isMaybe(value.changed, isDate)

const isCode = (value: unknown): boolean =>
  isStanding(value) && isRecord(value) && isText(value.value) && isMaybe(value.was, isStanding)

const isHashing = (value: unknown): boolean =>
  isRecord(value) && isText(value.salt) && [value.N, value.r, value.p].every(Number.isSafeInteger)

const isSet = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.id) &&
  (value.origin === 'issued' || value.origin === 'generated') &&
  isDate(value.made) &&
  isMaybe(value.format, isText) &&
  isMaybe(value.hashing, isHashing) &&
  Array.isArray(value.codes) &&
  value.codes.every(isCode)

const isThrottle = (value: unknown): boolean =>
  isRecord(value) && Number.isSafeInteger(value.failures) && isDate(value.last)

const isShelf = (value: unknown): value is Shelf =>
  isRecord(value) &&
  isText(value.service) &&
  isMaybe(value.account, isText) &&
  Array.isArray(value.sets) &&
  value.sets.every(isSet) &&
  isMaybe(value.throttle, isThrottle)
