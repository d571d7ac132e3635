/** `backup export` and `import`: all sets in one encrypted file, and back, code by code. */
import { merge, parseShelf, type Shelf } from '../../core/backup/set.ts'
import { type ExportFlaw, RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Host, SealedBy, Sealing } from '../../host.ts'
import { visible } from '../../ui/visible.ts'
import { hiddenLine, newPassphrase, openStore, openStoreForNew } from '../store/open.ts'
import { keptIn, keptOrNew } from './shelf.ts'

const format = '2fa-rescue backup codes'

/** More than ten thousand sets. */
const mostBytes = 32 * 1024 * 1024

export async function exportTo(file: string, host: Host): Promise<Exit> {
  const store = await openStore(host)
  try {
    const { kept, damaged } = await keptIn(store)
    for (const { name } of damaged) host.terminal.err(`${visible(host.words.backup.damaged(name))}\n`)
    const shelves = kept.flatMap(({ shelf }) => withoutHashed(shelf))
    const sets = kept.flatMap(({ shelf }) => shelf.sets)
    const path = host.files.resolve(file)
    if ((await host.files.readBytes(path, mostBytes)) !== undefined)
      throw new RescueError({ code: 'exists', file: path })
    const by = sealedBy(host) ?? { passphrase: await newPassphrase(host, host.words.backup.exportPassphrase) }
    const text = `${JSON.stringify({ schema: 1, format, shelves })}\n`
    await host.files.write(path, await (await host.sealing()).seal(text, by), { fresh: true })
    tellExported(host, path, shelves.length, sets.filter(({ hashing }) => hashing !== undefined).length)
    return exits.yes
  } finally {
    store.close()
  }
}

/** With an identity file nobody is asked. */
function sealedBy({ settings, files }: Host): SealedBy | undefined {
  return settings.identity === undefined ? undefined : { identityFile: files.resolve(settings.identity) }
}

function withoutHashed(shelf: Shelf): readonly Shelf[] {
  const sets = shelf.sets.filter(({ hashing }) => hashing === undefined)
  const { throttle: _, ...rest } = shelf
  return sets.length === 0 ? [] : [{ ...rest, sets }]
}

function tellExported(host: Host, file: string, accounts: number, hashed: number): void {
  const { backup } = host.words
  if (host.settings.json)
    host.terminal.out(`${JSON.stringify({ schema: 1, file, accounts, leftOut: hashed })}\n`)
  else host.terminal.out(`${visible(backup.exported(accounts, file))}\n`)
  if (hashed > 0) host.hint(backup.hashedLeftOut(hashed))
  host.hint(backup.opensWith(file))
}

export async function importFrom(file: string, host: Host): Promise<Exit> {
  const path = host.files.resolve(file)
  const bytes = await host.files.readBytes(path, mostBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  const shelves = await shelvesIn(bytes, path, host)
  const store = await openStoreForNew(host)
  try {
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
    if (host.settings.json)
      host.terminal.out(
        `${JSON.stringify({ schema: 1, file: path, store: store.place, accounts: shelves.length })}\n`,
      )
    else host.terminal.out(`${host.words.backup.imported(shelves.length)}\n`)
    return exits.yes
  } finally {
    store.close()
  }
}

/** Throws `wrong-passphrase`, and `bad-export` where what is inside is something else. */
async function shelvesIn(bytes: Uint8Array, file: string, host: Host): Promise<readonly Shelf[]> {
  const sealing = await host.sealing()
  const text = await openExport(bytes, file, sealing, host)
  const value = parsed(text)
  const shelves =
    value?.format === format && value.schema === 1 && Array.isArray(value.shelves) ? value.shelves : []
  const read = shelves.map(parseShelf)
  if (read.length === 0 || read.includes(undefined))
    throw new RescueError({ code: 'bad-export', file, flaw: 'content' })
  return read.filter((shelf) => shelf !== undefined)
}

/** Opens an export with what its header asks for: a person is asked for a passphrase only where one opens it. */
async function openExport(bytes: Uint8Array, file: string, sealing: Sealing, host: Host): Promise<string> {
  const refuse = (flaw: ExportFlaw): never => {
    throw new RescueError({ code: 'bad-export', file, flaw })
  }
  const header = sealing.inspect(bytes)
  if (header.kind !== 'age') return refuse(header.kind)
  const named = sealedBy(host)
  const byPassphrase = header.keys.includes('passphrase')
  if (!byPassphrase && !header.keys.includes('identity'))
    return refuse(header.keys.includes('ssh') ? 'for-ssh' : 'for-other')
  if (!byPassphrase && named === undefined) return refuse('for-identity')
  const by = byPassphrase || named === undefined ? { passphrase: await passphrase(host) } : named
  const opened = await sealing.open(bytes, by)
  switch (opened.kind) {
    case 'text':
      return opened.text
    case 'other-key':
      if (!byPassphrase) return refuse('for-other-identity')
      throw new RescueError({ code: 'wrong-passphrase', file })
    case 'unsupported':
      throw new RescueError({ code: 'cannot-decrypt', file })
    case 'damaged':
    case 'too-hard':
      return refuse(opened.kind)
  }
}

const passphrase = (host: Host): Promise<Secret<string>> =>
  hiddenLine(host, host.words.backup.importPassphrase)

function parsed(text: string): { format?: unknown; schema?: unknown; shelves?: unknown } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
