/** `backup add`: the codes that a service gave out. */

import type { FoundCode } from '../../core/backup/listed-code.ts'
import { type BackupAccount, type BackupSet, findUnknown } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKeptOrCreate, formatServiceTitle, type Kept, readKept } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { type Ask, decideAndWrite } from '../../tasks/decide.ts'
import { enterCodes } from '../../tasks/enter-codes.ts'
import {
  markUsed,
  newCode,
  newId,
  olderSets,
  readAccountOrNew,
  tellStored,
  writeSet,
} from '../../tasks/store-codes.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

export const addVerb: Verb = {
  name: 'add',
  examples: ['2fa-rescue backup add google', 'pbpaste | 2fa-rescue backup add github - --account mika'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.add)
      .argument('[file]', words.backup.arguments.list)
      .action((service: string, file: string | undefined, given: AccountOption) =>
        perform((host) => add(service, file, given, host)),
      ),
}

async function add(
  service: string,
  file: string | undefined,
  { account }: AccountOption,
  host: Host,
): Promise<Exit> {
  const codes = await enterCodes(service, file, host)
  const store = await host.store({ forNew: true })
  const kept = await findKeptOrCreate(host, await readKept(store), { service, account })
  const exit = await addTo(kept, codes, store, host)
  if (exit === exits.yes && file !== undefined && file !== '-')
    host.hint(host.words.backup.fileRemains(visible(file)))
  return exit
}

/** What a list came to in the store. */
interface Added {
  readonly record: BackupAccount
  readonly count: number
  /** Codes of the list that were stored before. */
  readonly known: number
  /** Those of them that the list marks as used, and that were not used before. */
  readonly marked: number
  readonly older: readonly string[]
}

/** Stores the codes of a list that are not there yet, once the person has agreed; what it marks as used becomes used. */
async function addTo(kept: Kept, codes: readonly FoundCode[], store: Store, host: Host): Promise<Exit> {
  const { backup } = host.words
  if (codes.length === 0) return notStored(host)
  const service = formatServiceTitle(kept.record)
  const values = codes.map(({ code }) => code)
  const used = codes.flatMap(({ code, used }) => (used ? [code] : []))
  const id = await newId(host)
  const made = host.now().toISOString()
  let toldKnown = false
  const tellKnown = (known: number, fresh: number): void => {
    if (known > 0 && fresh > 0 && !toldKnown) host.note(backup.someKnown(known, fresh))
    toldKnown = true
  }
  const added = await decideAndWrite(host, store, async (draft, ask): Promise<Added | undefined> => {
    const before = await readAccountOrNew(draft, kept)
    const fresh = new Set(findUnknown(before, values))
    const known = values.length - fresh.size
    const { record, count: marked } = markUsed(before, used, made)
    if (fresh.size === 0) {
      if (marked === 0) throw new RescueError({ code: 'already-stored', service, count: known })
      draft.write(kept.key, record)
      return { record, count: 0, known, marked, older: [] }
    }
    const beforeAsking = (): void => tellKnown(known, fresh.size)
    if (!(await askToStore([...fresh], service, beforeAsking, ask, host))) return undefined
    // A list that holds codes of the older set does not replace it.
    const older = known > 0 ? [] : await olderSets(record, ask, host)
    const set: BackupSet = {
      id,
      origin: 'issued',
      made,
      codes: codes.filter(({ code }) => fresh.has(code)).map(({ code, used }) => newCode(code, used, made)),
    }
    return { record: writeSet(draft, kept, record, set, older), count: fresh.size, known, marked, older }
  })
  if (added === undefined) return notStored(host)
  tellKnown(added.known, added.count)
  tellAdded(added, id, service, store, host)
  return exits.yes
}

function tellAdded(
  { record, count, marked, older }: Added,
  id: string,
  service: string,
  store: Store,
  host: Host,
): void {
  const nowUsed = host.words.backup.nowUsed(marked, service)
  if (count === 0) {
    say(host, record, nowUsed, { store: store.place, stored: 0, marked })
    return
  }
  if (marked > 0) host.note(nowUsed)
  tellStored(host, store, record, id, count, older)
}

function notStored(host: Host): Exit {
  host.note(host.words.backup.notStored)
  return exits.no
}

/** A person who looks at what was understood has a say; in a script the codes are stored. */
async function askToStore(
  fresh: readonly string[],
  service: string,
  before: () => void,
  ask: Ask,
  host: Host,
): Promise<boolean> {
  if (!host.terminal.errIsTerminal) return true
  const message = host.words.backup.storeThese(fresh.length, service)
  return ask({ message, about: fresh, before, unattended: 'go-on' })
}
