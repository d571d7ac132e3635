/** `backup rotate`: a new set instead of the old one, in one write. */

import { parsePattern, usualCount } from '../../core/backup/generate.ts'
import {
  type BackupAccount,
  type BackupSet,
  countAccount,
  findUnknown,
  listLiveSets,
  newestSet,
} from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, formatServiceTitle, type Kept, readAccount } from '../../tasks/backup-accounts.ts'
import { type Ask, decideAndWrite } from '../../tasks/decide.ts'
import { enterCodes } from '../../tasks/enter-codes.ts'
import { generateSet, type Made, type Request, refuseUnseen, showMade } from '../../tasks/new-set.ts'
import { newCode, newId, tellStored, writeSet } from '../../tasks/store-codes.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface RotateOptions extends AccountOption {
  readonly showCodes?: true
}

export const rotateVerb: Verb = {
  name: 'rotate',
  examples: ['2fa-rescue backup rotate google new-codes.txt', '2fa-rescue backup rotate wiki'],
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
  if (newestSet(kept.record)?.origin !== 'generated') return await rotateIssued(store, kept, file, host)
  if (file !== undefined) refuseTooMany()
  return await rotateGenerated(store, kept, showCodes ?? false, host)
}

/** Asks whether the live sets of an account may be replaced; their ids, or undefined where they may not. */
async function askToReplace(
  record: BackupAccount,
  ask: Ask,
  { words }: Host,
): Promise<readonly string[] | undefined> {
  const older = listLiveSets(record)
  const message = words.backup.replace(formatServiceTitle(record), countAccount(record).left)
  return (await ask({ message, about: older })) ? older : undefined
}

/** Generated codes are made again after the same pattern, and as many. */
async function rotateGenerated(store: Store, kept: Kept, showCodes: boolean, host: Host): Promise<Exit> {
  // Hashing takes its time: codes are made once for the same request, however often the decision is made.
  let last: { readonly request: string; readonly made: Made } | undefined
  const makeOnce = async (request: Request): Promise<Made> => {
    const id = JSON.stringify(request)
    if (last?.request !== id) last = { request: id, made: await generateSet(request, host) }
    return last.made
  }
  const rotated = await decideAndWrite(host, store, async (draft, ask) => {
    const record = await readAccount(draft, kept)
    const request = requestLike(newestSet(record))
    // Somebody has put a list of the service in its place meanwhile, which cannot be made here.
    if (request === undefined)
      throw new RescueError({ code: 'changed-meanwhile', service: formatServiceTitle(record) })
    refuseUnseen(request, showCodes, host)
    const older = await askToReplace(record, ask, host)
    if (older === undefined) return undefined
    const made = await makeOnce(request)
    return { record: writeSet(draft, kept, record, made.set, older), made, older }
  })
  if (rotated === undefined) return leaveAsIs(host)
  showMade(rotated.made, rotated.record, showCodes, host)
  if (rotated.older.length > 0) host.note(host.words.backup.voided(rotated.older.length))
  return exits.yes
}

/** What makes codes like those of a set; undefined where they were not generated here. */
function requestLike(set: BackupSet | undefined): Request | undefined {
  if (set?.origin !== 'generated') return undefined
  const { format = '', codes, hashing } = set
  const count = codes.length || usualCount
  return { format, pattern: parsePattern(format), count, hashed: hashing !== undefined }
}

/** Codes of a service come from there: the new list is asked for. */
async function rotateIssued(store: Store, kept: Kept, file: string | undefined, host: Host): Promise<Exit> {
  const title = formatServiceTitle(kept.record)
  if (file === undefined) host.note(host.words.backup.newList(title))
  const codes = await enterCodes(kept.record.service, file, host)
  if (codes.length === 0) return leaveAsIs(host)
  const made = host.now().toISOString()
  const set: BackupSet = {
    id: await newId(host),
    origin: 'issued',
    made,
    codes: codes.map(({ code, used }) => newCode(code, used, made)),
  }
  const values = codes.map(({ code }) => code)
  const rotated = await decideAndWrite(host, store, async (draft, ask) => {
    const record = await readAccount(draft, kept)
    const known = values.length - findUnknown(record, values).length
    if (known > 0)
      throw new RescueError({ code: 'already-stored', service: title, count: values.length, known })
    const older = await askToReplace(record, ask, host)
    return older === undefined ? undefined : { record: writeSet(draft, kept, record, set, older), older }
  })
  if (rotated === undefined) return leaveAsIs(host)
  tellStored(host, store, rotated.record, set.id, codes.length, rotated.older)
  return exits.yes
}

function refuseTooMany(): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'too-many-arguments' } })
}

function leaveAsIs(host: Host): Exit {
  host.note(host.words.backup.leftAsIs)
  return exits.no
}
