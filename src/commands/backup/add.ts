/** `backup add`: the codes that a service gave out. */

import type { FoundCode } from '../../core/backup/read.ts'
import { type BackupSet, unknownTo } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { type Kept, keptIn, keptOrNew, titleOf } from '../../tasks/backup-accounts.ts'
import { type Ask, decideAndWrite } from '../../tasks/decide.ts'
import { enteredCodes } from '../../tasks/enter-codes.ts'
import { codeOf, newId, olderSets, readAccountOrNew, tellStored, writeSet } from '../../tasks/store-codes.ts'
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
  const codes = await enteredCodes(service, file, host)
  const store = await host.store({ forNew: true })
  const kept = await keptOrNew(host, await keptIn(store), { service, account })
  return await addTo(kept, codes, store, host)
}

/** Stores the codes of a list that are not there yet, once the person has agreed. */
async function addTo(kept: Kept, codes: readonly FoundCode[], store: Store, host: Host): Promise<Exit> {
  const { backup } = host.words
  const service = titleOf(kept.record)
  const values = codes.map(({ code }) => code)
  const id = await newId(host)
  const made = host.now().toISOString()
  let toldKnown = false
  const tellKnown = (known: number, fresh: number): void => {
    if (known > 0 && !toldKnown) host.hint(backup.someKnown(known, fresh))
    toldKnown = true
  }
  const stored = await decideAndWrite(host, store, async (draft, ask) => {
    const record = await readAccountOrNew(draft, kept)
    const fresh = new Set(unknownTo(record, values))
    if (fresh.size === 0) throw new RescueError({ code: 'already-stored', service, count: values.length })
    const known = values.length - fresh.size
    const before = (): void => tellKnown(known, fresh.size)
    if (!(await askToStore([...fresh], service, before, ask, host))) return undefined
    // A list that holds codes of the older set does not replace it.
    const older = known > 0 ? [] : await olderSets(record, ask, host)
    const added = codes.filter(({ code }) => fresh.has(code))
    const set: BackupSet = {
      id,
      origin: 'issued',
      made,
      codes: added.map(({ code, used }) => codeOf(code, used, made)),
    }
    return { record: writeSet(draft, kept, record, set, older), count: fresh.size, known, older }
  })
  if (stored === undefined) {
    host.hint(backup.notStored)
    return exits.no
  }
  tellKnown(stored.known, stored.count)
  tellStored(host, store, stored.record, id, stored.count, stored.older)
  return exits.yes
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
