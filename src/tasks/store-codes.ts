/** A new set next to the older ones of its account. */

import { addSet, spend, withoutRemoved } from '../core/backup/changes.ts'
import { parseBackupAccount } from '../core/backup/parse-record.ts'
import {
  type BackupAccount,
  type BackupSet,
  type Code,
  countAccount,
  findUnknown,
  isGone,
  listLiveSets,
  listShowable,
  nameCode,
  newestSet,
  normaliseCode,
  type Placed,
} from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Draft, Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { dateText } from '../ui/dates.ts'
import { formatServiceTitle, type Kept } from './backup-accounts.ts'
import { say } from './backup-result.ts'
import type { Ask } from './decide.ts'

/** Letters of a set's id: enough to tell sets apart, short enough to be typed. */
const idLetters = 'abcdefghjkmnpqrstuvwxyz23456789'
const idLength = 8

/** An id for a new set. */
export async function newId(host: Host): Promise<string> {
  const { random } = await host.cryptography()
  const { drawBelow: below } = await import('../core/backup/generate.ts')
  return Array.from({ length: idLength }, () => idLetters[below(idLetters.length, random)]).join('')
}

/**
 * The older sets that a new one puts out of use: asked for, since not every service does that. Throws `needs-yes` where
 * there are some and nobody to ask.
 */
export async function olderSets(
  record: BackupAccount,
  ask: Ask,
  { words }: Host,
): Promise<readonly string[]> {
  const newest = newestSet(record)
  const ids = listLiveSets(record)
  if (newest === undefined || ids.length === 0) return []
  const { left } = countAccount(record)
  const message = words.backup.voidOlder(dateText(newest.made, words.language), left)
  return (await ask({ message, about: ids })) ? ids : []
}

/** Reads what is kept of an account, without what was removed of it, or an empty record for a new one. */
export async function readAccountOrNew(draft: Draft, kept: Kept): Promise<BackupAccount> {
  const now = await readWithRemovedOrNew(draft, kept)
  return isGone(now) ? { ...kept.record, sets: [] } : withoutRemoved(now)
}

/** As `readAccountOrNew`, with what was removed. */
export async function readWithRemovedOrNew(draft: Draft, { key, record }: Kept): Promise<BackupAccount> {
  const value = await draft.read(key)
  const now = parseBackupAccount(value)
  if (value !== undefined && now === undefined)
    throw new RescueError({ code: 'damaged-entry', name: key.name })
  return now ?? { ...record, sets: [] }
}

/**
 * Writes a new set, and what it puts out of use, in one. Throws `already-stored` where a set in the clear holds codes
 * that are known.
 */
export function writeSet(
  draft: Draft,
  { key }: Kept,
  record: BackupAccount,
  set: BackupSet,
  older: readonly string[],
): BackupAccount {
  const values = set.hashing === undefined ? set.codes.map(({ value }) => value) : []
  const known = values.length - findUnknown(record, values).length
  if (known > 0)
    throw new RescueError({
      code: 'already-stored',
      service: formatServiceTitle(record),
      count: values.length,
      known,
    })
  const after = addSet(record, set, older, set.made)
  draft.write(key, after)
  return after
}

/**
 * Marks known codes as used that a newer list marks so; how many they were, and the record as it is then. A code that is
 * used, refused or void already stays as it is.
 */
export function markUsed(
  record: BackupAccount,
  values: readonly string[],
  now: string,
): { readonly record: BackupAccount; readonly count: number } {
  const wanted = new Set(values.map(normaliseCode))
  const places = listShowable(record).filter(
    ({ code }: Placed) =>
      wanted.has(normaliseCode(code.value)) && (code.state === 'unused' || code.state === 'offered'),
  )
  return {
    record: places.reduce((changed, place) => spend(changed, nameCode(place), now), record),
    count: places.length,
  }
}

/** A code of a list that was entered. */
export function newCode(value: string, used: boolean, now: string): Code {
  return used ? { value, state: 'used', changed: now } : { value, state: 'unused' }
}

/** Says what was stored, and which older sets it replaces. */
export function tellStored(
  host: Host,
  store: Store,
  record: BackupAccount,
  set: string,
  count: number,
  older: readonly string[],
): void {
  const { backup } = host.words
  say(host, record, backup.stored(count, formatServiceTitle(record), store.place), {
    store: store.place,
    set,
    stored: count,
    voided: older,
  })
  if (older.length > 0) host.note(backup.voided(older.length))
  host.hint(backup.onPaper(host.words.backup.typed(record.service)))
}
