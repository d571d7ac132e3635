/** `backup remove`: takes codes out of sight; `backup undo` brings them back until something else is written. */

import { removeSets } from '../../core/backup/changes.ts'
import { type BackupAccount, countAccount, countByState, isGone } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, formatServiceTitle, readWithRemoved } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface SetOption extends AccountOption {
  readonly set?: string
}

export const removeVerb: Verb = {
  name: 'remove',
  examples: ['2fa-rescue backup remove google', '2fa-rescue backup remove github --account mika'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.remove)
      .option('--set <id>', words.backup.options.set)
      .action((service: string, given: SetOption) => perform((host) => remove(service, given, host))),
}

async function remove(service: string, { account, set }: SetOption, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  const record = await decideAndWrite(host, store, async (draft, ask) => {
    const now = await readWithRemoved(draft, kept)
    if (isGone(now))
      throw new RescueError({ code: 'nothing-stored', service: formatServiceTitle(now), known: [] })
    const ids = set === undefined ? now.sets.map(({ id }) => id) : [set]
    if (
      !(await ask({
        message: question(now, set, host),
        about: ids,
        names: [now.service, formatServiceTitle(now)],
      }))
    )
      return undefined
    const after = removeSets(now, ids)
    draft.write(kept.key, after)
    return after
  })
  if (record === undefined) {
    host.hint(host.words.backup.leftAsIs)
    return exits.no
  }
  say(host, record, host.words.backup.removed(formatServiceTitle(record)))
  host.hint(host.words.backup.bringBackWith(undoCommand(record, host)))
  return exits.yes
}

function undoCommand({ service, account }: BackupAccount, { program, words }: Host): string {
  const { typed } = words.backup
  const which = account === undefined ? [] : ['--account', typed(account)]
  return [program, 'backup undo', typed(service), ...which].join(' ')
}

function question(record: BackupAccount, id: string | undefined, { words }: Host): string {
  const { removeAll, removeSet } = words.backup
  if (id === undefined) return removeAll(formatServiceTitle(record), countAccount(record).left)
  const set = record.sets.find((one) => one.id === id)
  if (set === undefined)
    throw new RescueError({ code: 'no-set', set: id, known: record.sets.map((one) => one.id) })
  return removeSet(id, countByState(set.codes).left)
}
