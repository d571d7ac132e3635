/** Two copies of one account's codes, from two stores or from an export, as one. */
import {
  type BackupAccount,
  type BackupSet,
  type Code,
  type CodeState,
  compareAge,
  compareChange,
  compareText,
  pickStanding,
  type Standing,
  type Throttle,
} from './set.ts'

/** How far a code has come: in two copies the further one counts. */
const stages: Readonly<Record<CodeState, number>> = { unused: 0, offered: 1, used: 2, refused: 2, void: 3 }

/**
 * Two copies of a record in one, code by code: unused < offered < used, refused, void. Nothing that either of them knows
 * of a code is lost, and no state goes backwards. It does not matter which copy is named first, or how often. Sets that
 * either of them has removed are dropped; a set in sight stays, but what was known of a removed code still counts.
 */
export function merge(ours: BackupAccount, theirs: BackupAccount): BackupAccount {
  const pruned = [...new Set([...(ours.pruned ?? []), ...(theirs.pruned ?? [])])]
  const all = [...ours.sets, ...withFreeIds(theirs.sets, ours.sets)].filter(({ id }) => !pruned.includes(id))
  const known = new Map<string, Code>()
  for (const set of [...all, ...(ours.removed ?? []), ...(theirs.removed ?? [])]) {
    for (const code of set.codes) {
      const key = codeKey(set, code)
      known.set(key, furthest(known.get(key), code))
    }
  }
  const { throttle: _, pruned: __, removed: ___, ...rest } = ours
  const throttle = stricter(ours.throttle, theirs.throttle)
  return {
    ...rest,
    ...(throttle === undefined ? {} : { throttle }),
    ...(pruned.length === 0 ? {} : { pruned }),
    sets: mergeSets(all).flatMap((set) => {
      const codes = set.codes.flatMap((code) => {
        const key = codeKey(set, code)
        const found = known.get(key)
        // A code stands in one set only: the same list may have been stored twice under two ids.
        known.delete(key)
        return found === undefined ? [] : [found]
      })
      return codes.length === 0 ? [] : [{ ...set, codes }]
    }),
  }
}

/** Sets of the other copy; one whose id belongs to a set of ours that is hashed otherwise gets an id of its own. */
function withFreeIds(sets: readonly BackupSet[], ours: readonly BackupSet[]): readonly BackupSet[] {
  const isTaken = (id: string, set: BackupSet): boolean =>
    [...ours, ...sets].some(
      (other) => other !== set && other.id === id && hashingKey(other) !== hashingKey(set),
    )
  return sets.map((set) => {
    let id = set.id
    for (let number = 2; isTaken(id, set); number += 1) id = `${set.id}-${number}`
    return id === set.id ? set : { ...set, id }
  })
}

/**
 * Each set once, with the codes of all its copies. Those of the first copy come first, so that their numbers stay: a
 * number may stand in a script, or in a hint on the screen.
 */
function mergeSets(sets: readonly BackupSet[]): readonly BackupSet[] {
  const byId = new Map<string, BackupSet>()
  for (const set of sets) {
    const before = byId.get(set.id)
    const older = before !== undefined && compareAge(before, set) <= 0 ? before : set
    const { order: _, ...rest } = { ...set, ...before }
    byId.set(set.id, {
      ...rest,
      made: older.made,
      ...(older.order === undefined ? {} : { order: older.order }),
      codes: [...(before?.codes ?? []), ...set.codes],
    })
  }
  return [...byId.values()]
}

/** How a set is hashed is part of what it is: hashes mean something together with it only. */
const hashingKey = ({ hashing }: BackupSet): string =>
  hashing === undefined ? '' : `${hashing.N} ${hashing.r} ${hashing.p} ${hashing.salt}`

const codeKey = (set: BackupSet, { value }: Code): string => `${hashingKey(set)} ${value}`

function furthest(ours: Code | undefined, theirs: Code): Code {
  if (ours === undefined) return theirs
  const before = further(ours.was ?? ours, theirs.was ?? theirs)
  if (ours.state !== 'void' && theirs.state !== 'void') return { value: ours.value, ...before }
  const voids = [ours, theirs].filter(({ state }) => state === 'void').map(pickStanding)
  const since = voids.reduce((a, b) => further(a, b))
  return { value: ours.value, ...since, was: before }
}

function further(a: Standing, b: Standing): Standing {
  const compared = stages[a.state] - stages[b.state] || compareChange(a, b) || compareText(a.state, b.state)
  return pickStanding(compared < 0 ? b : a)
}

function stricter(a: Throttle | undefined, b: Throttle | undefined): Throttle | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return { failures: Math.max(a.failures, b.failures), last: a.last < b.last ? b.last : a.last }
}
