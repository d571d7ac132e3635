/** A new set beside the older ones of its account. */

import {
  addSet,
  type BackupSet,
  type Code,
  countOf,
  isLive,
  liveIn,
  parseShelf,
  type Shelf,
  unknownTo,
} from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { dateText } from '../ui/dates.ts'
import { type Kept, titleOf } from './backup-accounts.ts'
import { say } from './backup-result.ts'
import { agreed } from './confirm.ts'

/** Letters of a set's id: enough to tell sets apart, short enough to be typed. */
const idLetters = 'abcdefghjkmnpqrstuvwxyz23456789'
const idLength = 8

/** An id for a new set. */
export async function newId(host: Host): Promise<string> {
  const { random } = await host.cryptography()
  const { below } = await import('../core/backup/generate.ts')
  return Array.from({ length: idLength }, () => idLetters[below(idLetters.length, random)]).join('')
}

/**
 * The older sets that the new one puts out of use: asked for, since not every service does that. Throws `needs-yes`
 * where there are some and nobody to ask.
 */
export async function olderSets(host: Host, shelf: Shelf): Promise<readonly string[]> {
  const live = shelf.sets.filter(isLive)
  const newest = live.reduce<BackupSet | undefined>(
    (latest, set) => (latest === undefined || set.made > latest.made ? set : latest),
    undefined,
  )
  if (newest === undefined) return []
  const { left } = countOf(live.flatMap(({ codes }) => codes))
  const date = dateText(newest.made, host.words.language)
  return (await agreed(host, host.words.backup.voidOlder(date, left))) ? liveIn(shelf) : []
}

/**
 * Writes a new set, and what it puts out of use, in one. Throws `already-stored` where somebody else has stored the same
 * codes meanwhile.
 */
export async function storeSet(
  store: Store,
  { key, shelf }: Kept,
  set: BackupSet,
  older: readonly string[],
): Promise<Shelf> {
  return store.update(async (draft) => {
    const now = parseShelf(await draft.read(key)) ?? { ...shelf, sets: [] }
    const values = set.hashing === undefined ? set.codes.map(({ value }) => value) : []
    if (unknownTo(now, values).length < values.length)
      throw new RescueError({ code: 'already-stored', service: titleOf(shelf), count: values.length })
    const after = addSet(now, set, older, set.made)
    draft.write(key, after)
    return after
  })
}

/** A code of a list that was entered. */
export function codeOf(value: string, used: boolean, now: string): Code {
  return used ? { value, state: 'used', changed: now } : { value, state: 'unused' }
}

/** Says what was stored, and which older sets it replaces. */
export function tellStored(
  host: Host,
  store: Store,
  shelf: Shelf,
  set: string,
  count: number,
  older: readonly string[],
): void {
  const { backup } = host.words
  say(host, shelf, backup.stored(count, titleOf(shelf), store.place), {
    store: store.place,
    set,
    stored: count,
    voided: older,
  })
  if (older.length > 0) host.hint(backup.voided(older.length))
  host.hint(backup.onPaper(host.words.backup.typed(shelf.service)))
}
