/** `backup export`: all sets in one encrypted file. */

import type { BackupAccount } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { readKept } from '../../tasks/backup-accounts.ts'
import { chooseSeal, format, mostBytes } from '../../tasks/backup-export.ts'
import { newPassphrase } from '../../tasks/open-store.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const exportVerb: Verb = {
  name: 'export',
  examples: ['2fa-rescue backup export codes.age', '2fa-rescue backup export codes.age --identity key.txt'],
  add: (command, perform, words) =>
    command
      .description(words.backup.verbs.export)
      .argument('<file>', words.backup.arguments.exportFile)
      .action((file: string) => perform((host) => exportTo(file, host))),
}

async function exportTo(file: string, host: Host): Promise<Exit> {
  const store = await host.store()
  const { kept, damaged } = await readKept(store)
  for (const { name } of damaged) host.terminal.err(`${visible(host.words.backup.damaged(name))}\n`)
  const records = kept.flatMap(({ record }) => withoutHashed(record))
  const sets = kept.flatMap(({ record }) => record.sets)
  const path = host.files.resolve(file)
  if ((await host.files.readBytes(path, mostBytes)) !== undefined)
    throw new RescueError({ code: 'exists', file: path })
  const by = chooseSeal(host) ?? { passphrase: await newPassphrase(host, host.words.backup.exportPassphrase) }
  const text = `${JSON.stringify({ schema: 1, format, shelves: records })}\n`
  await host.files.write(path, await (await host.sealing()).seal(text, by), { fresh: true })
  tellExported(host, path, records.length, sets.filter(({ hashing }) => hashing !== undefined).length)
  return exits.yes
}

function withoutHashed(record: BackupAccount): readonly BackupAccount[] {
  const sets = record.sets.filter(({ hashing }) => hashing === undefined)
  const { throttle: _, ...rest } = record
  return sets.length === 0 ? [] : [{ ...rest, sets }]
}

function tellExported(host: Host, file: string, accounts: number, hashed: number): void {
  const { backup } = host.words
  host.result({
    json: { file, accounts, leftOut: hashed },
    text: visible(backup.exported(accounts, file)),
  })
  if (hashed > 0) host.hint(backup.hashedLeftOut(hashed))
  host.hint(backup.opensWith(file))
  host.hint(backup.oneCopy)
}
