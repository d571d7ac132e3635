/** `backup import`: takes the sets of an export file, merged code by code. */

import { merge, parseShelf, type Shelf } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { keptIn, keptOrNew } from '../../tasks/backup-accounts.ts'
import { format, mostBytes, sealedBy } from '../../tasks/backup-export.ts'
import { hiddenLine } from '../../tasks/open-store.ts'
import type { Verb } from '../verb.ts'

export const importVerb: Verb = {
  name: 'import',
  add: (command, perform, words) =>
    command
      .description(words.backup.verbs.import)
      .argument('<file>', words.backup.arguments.importFile)
      .action((file: string) => perform((host) => importFrom(file, host))),
}

async function importFrom(file: string, host: Host): Promise<Exit> {
  const path = host.files.resolve(file)
  const bytes = await host.files.readBytes(path, mostBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  const shelves = await shelvesIn(bytes, path, host)
  const store = await host.store({ forNew: true })
  const all = await keptIn(store)
  const found = await Promise.all(
    shelves.map(async (shelf) => ({ shelf, kept: await keptOrNew(host, all, shelf) })),
  )
  await store.update(async (draft) => {
    for (const { shelf, kept } of found) {
      const ours = parseShelf(await draft.read(kept.key)) ?? { ...kept.shelf, sets: [] }
      draft.write(kept.key, merge(ours, shelf))
    }
  })
  host.result({
    json: { file: path, store: store.place, accounts: shelves.length },
    text: host.words.backup.imported(shelves.length),
  })
  return exits.yes
}

/** Throws `wrong-passphrase`, and `bad-export` where what is inside is something else. */
async function shelvesIn(bytes: Uint8Array, file: string, host: Host): Promise<readonly Shelf[]> {
  const sealing = await host.sealing()
  if (!sealing.isSealed(bytes)) throw new RescueError({ code: 'bad-export', file })
  const named = sealedBy(host)
  const byIdentity = named === undefined ? undefined : await sealing.open(bytes, named)
  const text = byIdentity ?? (await sealing.open(bytes, { passphrase: await passphrase(host) }))
  if (text === undefined) throw new RescueError({ code: 'wrong-passphrase', file })
  const value = parsed(text)
  const shelves =
    value?.format === format && value.schema === 1 && Array.isArray(value.shelves) ? value.shelves : []
  const read = shelves.map(parseShelf)
  if (read.length === 0 || read.includes(undefined)) throw new RescueError({ code: 'bad-export', file })
  return read.filter((shelf) => shelf !== undefined)
}

export const passphrase = (host: Host): Promise<Secret<string>> =>
  hiddenLine(host, host.words.backup.importPassphrase)

function parsed(text: string): { format?: unknown; schema?: unknown; shelves?: unknown } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
