/** `backup rotate`: a new set in the place of the old one, in one write. */

import { parsePattern, usualCount } from '../../core/backup/generate.ts'
import { type BackupSet, countOfShelf, isLive, liveIn, type Shelf, unknownTo } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, type Kept, titleOf } from '../../tasks/backup-accounts.ts'
import { agreed } from '../../tasks/confirm.ts'
import { enteredCodes } from '../../tasks/enter-codes.ts'
import { madeSet, refuseUnseen, showMade } from '../../tasks/new-set.ts'
import { codeOf, newId, storeSet, tellStored } from '../../tasks/store-codes.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface RotateOptions extends AccountOption {
  readonly showCodes?: true
}

export const rotateVerb: Verb = {
  name: 'rotate',
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.rotate)
      .argument('[file]', words.backup.arguments.list)
      .option('--show-codes', words.backup.options.showCodes)
      .action((service: string, file: string | undefined, given: RotateOptions) =>
        perform((host) => rotate(service, file, given, host)),
      ),
}

async function rotate(
  service: string,
  file: string | undefined,
  { account, showCodes }: RotateOptions,
  host: Host,
): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  const newest = newestIn(kept.shelf)
  if (newest?.origin !== 'generated') return await withNewList(store, kept, file, host)
  if (file !== undefined) throw new RescueError({ code: 'misused', misuse: { kind: 'too-many-arguments' } })
  return await withNewCodes(store, kept, newest, showCodes ?? false, host)
}

/** The set in use, else the last one there was. */
function newestIn({ sets }: Shelf): BackupSet | undefined {
  const byAge = [...sets].sort((a, b) => (a.made < b.made ? 1 : -1))
  return byAge.find(isLive) ?? byAge[0]
}

const agreedTo = (kept: Kept, host: Host): Promise<boolean> =>
  agreed(host, host.words.backup.replace(titleOf(kept.shelf), countOfShelf(kept.shelf).left))

/** Generated codes are made again after the same pattern, and as many. */
async function withNewCodes(
  store: Store,
  kept: Kept,
  { format = '', codes, hashing }: BackupSet,
  showCodes: boolean,
  host: Host,
): Promise<Exit> {
  if (hashing !== undefined && host.settings.json && !showCodes) refuseUnseen()
  if (!(await agreedTo(kept, host))) return unchanged(host)
  const request = {
    format,
    pattern: parsePattern(format),
    count: codes.length || usualCount,
    hashed: hashing !== undefined,
  }
  const made = await madeSet(request, host)
  const older = liveIn(kept.shelf)
  showMade(made, await storeSet(store, kept, made.set, older), showCodes, host)
  if (older.length > 0) host.hint(host.words.backup.voided(older.length))
  return exits.yes
}

/** Codes of a service come from there: the new list is asked for. */
async function withNewList(store: Store, kept: Kept, file: string | undefined, host: Host): Promise<Exit> {
  const { shelf } = kept
  if (file === undefined) host.hint(host.words.backup.newList(titleOf(shelf)))
  const codes = await enteredCodes(shelf.service, file, host)
  const values = codes.map(({ code }) => code)
  if (unknownTo(shelf, values).length < values.length)
    throw new RescueError({ code: 'already-stored', service: titleOf(shelf), count: values.length })
  if (!(await agreedTo(kept, host))) return unchanged(host)
  const now = host.now().toISOString()
  const set = {
    id: await newId(host),
    origin: 'issued',
    made: now,
    codes: codes.map(({ code, used }) => codeOf(code, used, now)),
  } as const
  const older = liveIn(shelf)
  tellStored(host, store, await storeSet(store, kept, set, older), set.id, codes.length, older)
  return exits.yes
}

function unchanged(host: Host): Exit {
  host.hint(host.words.backup.leftAsIs)
  return exits.no
}
