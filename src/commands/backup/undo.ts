/** `backup undo`: brings back what was changed last. */

import {
  type BackupAccount,
  type Last,
  lastChanged,
  nameOfCode,
  undo as undone,
} from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, readAccount, titleOf } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface SetOption extends AccountOption {
  readonly set?: string
}

export const undoVerb: Verb = {
  name: 'undo',
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.undo)
      .option('--set <id>', words.backup.options.set)
      .action((service: string, given: SetOption) => perform((host) => undo(service, given, host))),
}

async function undo(service: string, { account, set }: SetOption, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  const record = await decideAndWrite(host, store, async (draft, ask) => {
    const now = await readAccount(draft, kept)
    const last = lastOf(now, set)
    const about = last.kind === 'set' ? last.set.id : [nameOfCode(last.placed), last.placed.code.state]
    if (!(await ask({ message: question(last, host), about }))) return undefined
    const after = undone(now, last, host.now().toISOString())
    draft.write(kept.key, after)
    return after
  })
  if (record === undefined) {
    host.hint(host.words.backup.leftAsIs)
    return exits.no
  }
  say(host, record, host.words.backup.undone)
  return exits.yes
}

/** What is to be brought back. Throws `nothing-to-undo`, `no-set`. */
function lastOf(record: BackupAccount, id: string | undefined): Last {
  const sets = record.sets.filter(({ codes }) => codes.some(({ state }) => state === 'void'))
  const set = sets.find((one) => one.id === id)
  if (set !== undefined) return { kind: 'set', set }
  if (id !== undefined) throw new RescueError({ code: 'no-set', set: id, known: sets.map((one) => one.id) })
  const last = lastChanged(record)
  if (last === undefined) throw new RescueError({ code: 'nothing-to-undo', service: titleOf(record) })
  return last
}

function question(last: Last, { words }: Host): string {
  const { undoCode, undoSet, states, hashedCode } = words.backup
  if (last.kind === 'set') return undoSet(last.set.id, last.set.codes.length)
  const { code, number, of } = last.placed
  return undoCode(number, of.hashing === undefined ? code.value : hashedCode, states[code.state])
}
