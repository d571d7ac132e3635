/** `store move`: everything to the other place. What is moved is read back before the old place is emptied. */

import { merge } from '../../core/backup/merge-accounts.ts'
import { parseBackupAccount } from '../../core/backup/parse-record.ts'
import { RescueError } from '../../core/errors.ts'
import { type Entry, type Store, type StoreKind, storeKinds } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import type { Origin } from '../../host/settings.ts'
import { askToConfirm } from '../../tasks/confirm.ts'
import { countEntries, isInSight } from '../../tasks/open-store.ts'
import type { Verb } from '../verb.ts'

export const moveVerb: Verb = {
  name: 'move',
  examples: ['2fa-rescue store move file', '2fa-rescue store move keychain'],
  add: (command, perform, words) =>
    command
      .description(words.store.move)
      .argument('<place>', words.store.place)
      .action((place: string) => perform((host) => move(place, host))),
}

async function move(to: string, host: Host): Promise<Exit> {
  const place = storeKinds.find((known) => known === to)
  if (place === undefined) {
    return refuseValue('<place>', storeKinds.join(', '))
  }
  const source = await host.store({ place: place === 'file' ? 'keychain' : 'file' })
  return moveAll(source, await host.store({ place }), host)
}

async function moveAll(source: Store, target: Store, host: Host): Promise<Exit> {
  const { ask, nothing, moved, notMoved, changedMeanwhile } = host.words.store
  for (;;) {
    const count = await countEntries(source)
    if (count === 0) return tellMoved(host, nothing(source.place), 0, target.place)
    if (!(await askToConfirm(host, ask(count, source.place, target.place)))) {
      host.note(notMoved)
      return exits.no
    }
    // A person who has to be asked for a passphrase is asked now: afterwards nobody else can write.
    await target.update(async () => {})
    const agreedCount = host.settings.yes ? undefined : count
    const waiting = (): void => host.hint(host.words.store.waiting)
    const entries = await (await host.stores()).inTurn({ waiting }, () =>
      moveUnlessChanged(source, target, agreedCount),
    )
    if (entries !== undefined) {
      tellWhatStillPoints(source.place, host)
      return tellMoved(host, moved(entries, target.place), entries, target.place)
    }
    host.note(changedMeanwhile)
  }
}

/** Moves as many entries as was agreed to; undefined, with nothing moved, where there are more or fewer by now. */
async function moveUnlessChanged(
  source: Store,
  target: Store,
  agreedCount: number | undefined,
): Promise<number | undefined> {
  const changed = new Error('changed meanwhile')
  try {
    return await source.drain(async (entries) => {
      const count = entries.filter(isInSight).length
      if (agreedCount !== undefined && count !== agreedCount) throw changed
      await take(target, entries)
      return count
    })
  } catch (error) {
    if (error === changed) return undefined
    throw error
  }
}

/** An environment or a configuration that names the store that is empty now makes the next run look there. */
function tellWhatStillPoints(emptied: StoreKind, { settings, words, hint }: Host): void {
  const { store, identity, origins } = settings
  const names = [
    ...(store === emptied ? [settingName(origins.store, 'TWOFA_RESCUE_STORE', 'store')] : []),
    ...(emptied === 'file' && store === undefined && identity !== undefined
      ? [settingName(origins.identity, 'TWOFA_RESCUE_IDENTITY', 'identity')]
      : []),
  ]
  for (const name of names) if (name !== undefined) hint(words.store.stillPoints(name, emptied))
}

/** What a setting that lasts is called; undefined for an option of this run. */
function settingName({ kind }: Origin, variable: string, key: string): string | undefined {
  if (kind === 'environment') return variable
  return kind === 'file' ? `config.yaml: ${key}` : undefined
}

function tellMoved(host: Host, text: string, entries: number, to: StoreKind): Exit {
  host.result({ json: { to, entries }, text })
  return exits.yes
}

/** Puts entries into a store, together with what it knows of them already, and reads all of them back. */
async function take(target: Store, entries: readonly Entry[]): Promise<void> {
  const written = await target.update(async (draft) => {
    const united = []
    for (const entry of entries) united.push(mergeEntry(await draft.read(entry), entry))
    for (const { kind, name, value } of united) draft.write({ kind, name }, value)
    return united
  })
  for (const entry of written) {
    if (JSON.stringify(await target.read(entry)) !== JSON.stringify(entry.value))
      throw new RescueError({ code: 'damaged-entry', name: entry.name })
  }
}

/** Backup codes are merged code by code. Anything else that both places hold has to be the same. */
function mergeEntry(there: unknown, entry: Entry): Entry & { readonly value: object } {
  const { kind, name, value } = entry
  if (typeof value !== 'object' || value === null) throw new RescueError({ code: 'damaged-entry', name })
  if (there === undefined) return { kind, name, value }
  // What was removed here is no reason to change what is there.
  if (!isInSight(entry) && typeof there === 'object' && there !== null) return { kind, name, value: there }
  const [ours, theirs] = [parseBackupAccount(there), parseBackupAccount(value)]
  if (kind === 'backup' && ours !== undefined && theirs !== undefined)
    return { kind, name, value: merge(ours, theirs) }
  if (JSON.stringify(there) === JSON.stringify(value)) return { kind, name, value }
  throw new RescueError({ code: 'different-entries', name })
}
