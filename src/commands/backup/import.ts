/** `backup import`: takes the sets of an export file, merged code by code. */

import { withoutRemoved } from '../../core/backup/changes.ts'
import { merge } from '../../core/backup/merge-accounts.ts'
import { parseBackupAccount } from '../../core/backup/parse-record.ts'
import { type BackupAccount, countAccount } from '../../core/backup/set.ts'
import { type ExportFlaw, RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import type { Sealing } from '../../host/machine.ts'
import { findKeptOrCreate, formatServiceTitle, readKept } from '../../tasks/backup-accounts.ts'
import { chooseSeal, format, mostBytes } from '../../tasks/backup-export.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import { hiddenLine } from '../../tasks/open-store.ts'
import { readWithRemovedOrNew } from '../../tasks/store-codes.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const importVerb: Verb = {
  name: 'import',
  examples: ['2fa-rescue backup import codes.age'],
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
  const records = await readExport(bytes, path, host)
  const { backup } = host.words
  const store = await host.store({ forNew: true })
  const all = await readKept(store)
  const found = await Promise.all(
    records.map(async (record) => ({ record, kept: await findKeptOrCreate(host, all, record) })),
  )
  const taken = await decideAndWrite(host, store, async (draft, ask) => {
    const merged = []
    for (const { record, kept } of found)
      merged.push({ key: kept.key, record: merge(await readWithRemovedOrNew(draft, kept), record) })
    const message = backup.importAll(records.length)
    if (!(await ask({ message, about: null, before: () => showImported(records, host) }))) return false
    for (const { key, record } of merged) draft.write(key, record)
    return true
  })
  if (!taken) {
    host.note(backup.leftAsIs)
    return exits.no
  }
  host.result({
    json: { file: path, store: store.place, accounts: records.length },
    text: backup.imported(records.length),
  })
  host.hint(backup.oneCopy)
  return exits.yes
}

/** What an export brings: foreign codes among them would be handed out and accepted as one's own. */
function showImported(records: readonly BackupAccount[], { words, terminal }: Host): void {
  for (const record of records) {
    const line = words.backup.importLine(formatServiceTitle(record), record.sets.length, countAccount(record))
    terminal.err(`  ${visible(line)}\n`)
  }
}

/** Throws `wrong-passphrase`, and `bad-export` where what is inside is something else. */
async function readExport(bytes: Uint8Array, file: string, host: Host): Promise<readonly BackupAccount[]> {
  const sealing = await host.sealing()
  const text = await openExport(bytes, file, sealing, host)
  if (text.startsWith('AGE-SECRET-KEY-')) throw new RescueError({ code: 'bad-export', file, flaw: 'key' })
  const value = parseExport(text)
  if (value?.schema === 1 && value.format === undefined && Array.isArray(value.entries))
    throw new RescueError({ code: 'bad-export', file, flaw: 'store' })
  const records =
    value?.format === format && value.schema === 1 && Array.isArray(value.shelves) ? value.shelves : []
  const read = records.map(parseBackupAccount)
  if (read.length === 0 || read.includes(undefined))
    throw new RescueError({ code: 'bad-export', file, flaw: 'content' })
  const found = read.filter((record) => record !== undefined).map(withoutRemoved)
  // An export never holds hashes, whose cost and salt somebody else would choose.
  if (found.some(({ sets }) => sets.some(({ hashing }) => hashing !== undefined)))
    throw new RescueError({ code: 'bad-export', file, flaw: 'hashed' })
  // How often wrong codes were presented elsewhere is no matter of this store.
  return found.map(({ throttle: _, ...record }) => record)
}

/** Opens an export with what its header asks for: a person is asked for a passphrase only where one opens it. */
async function openExport(bytes: Uint8Array, file: string, sealing: Sealing, host: Host): Promise<string> {
  const refuse = (flaw: ExportFlaw): never => {
    throw new RescueError({ code: 'bad-export', file, flaw })
  }
  const header = sealing.inspect(bytes)
  if (header.kind !== 'age') return refuse(header.kind)
  const named = chooseSeal(host)
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

function parseExport(
  text: string,
): { format?: unknown; schema?: unknown; shelves?: unknown; entries?: unknown } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
