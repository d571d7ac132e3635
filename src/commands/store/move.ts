/** `store move`: everything to the other place. What is moved is read back before the old place is emptied. */

import { merge, parseShelf } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Entry, type Place, places, type Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import { agreed } from '../../tasks/confirm.ts'
import { countEntries } from '../../tasks/open-store.ts'
import type { Verb } from '../verb.ts'

export const moveVerb: Verb = {
  name: 'move',
  add: (command, perform, words) =>
    command
      .description(words.store.move)
      .argument('<place>', words.store.place)
      .action((place: string) => perform((host) => move(place, host))),
}

async function move(to: string, host: Host): Promise<Exit> {
  const place = places.find((known) => known === to)
  if (place === undefined) {
    return refuseValue('<place>', places.join(', '))
  }
  const source = await host.store({ place: place === 'file' ? 'keychain' : 'file' })
  return moveAll(source, await host.store({ place }), host)
}

async function moveAll(source: Store, target: Store, host: Host): Promise<Exit> {
  const { ask, nothing, moved, notMoved } = host.words.store
  const count = await countEntries(source)
  if (count === 0) return tellMoved(host, nothing(source.place), 0, target.place)
  if (!(await agreed(host, ask(count, source.place, target.place)))) {
    host.hint(notMoved)
    return exits.no
  }
  // Whoever has to be asked for a passphrase is asked now: afterwards nobody else can write.
  await target.update(async () => {})
  const entries = await source.drain(async (entries) => {
    await take(target, entries)
    return entries.length
  })
  return tellMoved(host, moved(entries, target.place), entries, target.place)
}

function tellMoved(host: Host, text: string, entries: number, to: Place): Exit {
  host.result({ json: { to, entries }, text })
  return exits.yes
}

/** Puts entries into a store, together with what it knows of them already, and reads all of them back. */
async function take(target: Store, entries: readonly Entry[]): Promise<void> {
  const written = await target.update(async (draft) => {
    const united = []
    for (const entry of entries) united.push(unitedWith(await draft.read(entry), entry))
    for (const { kind, name, value } of united) draft.write({ kind, name }, value)
    return united
  })
  for (const entry of written) {
    if (JSON.stringify(await target.read(entry)) !== JSON.stringify(entry.value))
      throw new RescueError({ code: 'damaged-entry', name: entry.name })
  }
}

/** Backup codes are merged code by code. Anything else that both places hold has to be the same. */
function unitedWith(there: unknown, entry: Entry): Entry & { readonly value: object } {
  const { kind, name, value } = entry
  if (typeof value !== 'object' || value === null) throw new RescueError({ code: 'damaged-entry', name })
  if (there === undefined) return { kind, name, value }
  const [ours, theirs] = [parseShelf(there), parseShelf(value)]
  if (kind === 'backup' && ours !== undefined && theirs !== undefined)
    return { kind, name, value: merge(ours, theirs) }
  if (JSON.stringify(there) === JSON.stringify(value)) return { kind, name, value }
  throw new RescueError({ code: 'different-entries', name })
}
