/** `backup add`: the codes that a service gave out. */

import type { FoundCode } from '../../core/backup/read.ts'
import { unknownTo } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { type Kept, keptIn, keptOrNew, titleOf } from '../../tasks/backup-accounts.ts'
import { isAttended } from '../../tasks/confirm.ts'
import { enteredCodes } from '../../tasks/enter-codes.ts'
import { codeOf, newId, olderSets, storeSet, tellStored } from '../../tasks/store-codes.ts'
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
  const service = titleOf(kept.shelf)
  const values = codes.map(({ code }) => code)
  const fresh = new Set(unknownTo(kept.shelf, values))
  if (fresh.size === 0) throw new RescueError({ code: 'already-stored', service, count: values.length })
  const known = values.length - fresh.size
  if (known > 0) host.hint(backup.someKnown(known, fresh.size))
  if (!(await wanted(fresh.size, service, host))) {
    host.hint(backup.notStored)
    return exits.no
  }
  // A list that holds codes of the older set does not replace it.
  const older = known > 0 ? [] : await olderSets(host, kept.shelf)
  const now = host.now().toISOString()
  const set = {
    id: await newId(host),
    origin: 'issued',
    made: now,
    codes: codes.filter(({ code }) => fresh.has(code)).map(({ code, used }) => codeOf(code, used, now)),
  } as const
  tellStored(host, store, await storeSet(store, kept, set, older), set.id, fresh.size, older)
  return exits.yes
}

/** A person who looks at what was understood has a say; in a script the codes are stored. */
async function wanted(count: number, service: string, host: Host): Promise<boolean> {
  if (host.settings.yes || !host.terminal.errIsTerminal || !(await isAttended(host))) return true
  const prompt = await host.prompt()
  return prompt.confirm({ message: host.words.backup.storeThese(count, service) })
}
