/** `backup remove`: takes codes away for good. */

import { countOf, countOfShelf, removeSets, type Shelf } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, shelfIn, titleOf } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { agreed } from '../../tasks/confirm.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface SetOption extends AccountOption {
  readonly set?: string
}

export const removeVerb: Verb = {
  name: 'remove',
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.remove)
      .option('--set <id>', words.backup.options.set)
      .action((service: string, given: SetOption) => perform((host) => remove(service, given, host))),
}

async function remove(service: string, { account, set }: SetOption, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  if (!(await agreed(host, question(kept.shelf, set, host), false))) {
    host.hint(host.words.backup.leftAsIs)
    return exits.no
  }
  const shelf = await store.update(async (draft) => {
    const now = await shelfIn(draft, kept)
    const after = removeSets(now, set === undefined ? now.sets.map(({ id }) => id) : [set])
    if (after.sets.length === 0) draft.remove(kept.key)
    else draft.write(kept.key, after)
    return after
  })
  say(host, shelf, host.words.backup.removed(titleOf(shelf)))
  return exits.yes
}

function question(shelf: Shelf, id: string | undefined, { words }: Host): string {
  const { removeAll, removeSet } = words.backup
  if (id === undefined) return removeAll(titleOf(shelf), countOfShelf(shelf).left)
  const set = shelf.sets.find((one) => one.id === id)
  if (set === undefined)
    throw new RescueError({ code: 'no-set', set: id, known: shelf.sets.map((one) => one.id) })
  return removeSet(id, countOf(set.codes).left)
}
