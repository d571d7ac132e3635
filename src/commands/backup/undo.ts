/** `backup undo`: brings back what was changed last. */

import { type Last, lastChanged, undo as undone } from '../../core/backup/changes.ts'
import { type BackupAccount, nameCode } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKeptOrRemoved, formatServiceTitle, readWithRemoved } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface SetOption extends AccountOption {
  readonly set?: string
}

export const undoVerb: Verb = {
  name: 'undo',
  examples: ['2fa-rescue backup undo google'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.undo)
      .option('--set <id>', words.backup.options.set)
      .action((service: string, given: SetOption) => perform((host) => undo(service, given, host))),
}

async function undo(service: string, { account, set }: SetOption, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKeptOrRemoved(host, store, { service, account })
  const record = await decideAndWrite(host, store, async (draft, ask) => {
    const now = await readWithRemoved(draft, kept)
    const last = findLast(now, set)
    refuseUnasked(last, now, host)
    const isShown = last.kind === 'code' && last.placed.code.state === 'offered'
    if (!(await ask({ message: question(last, now, host), about: identifyChange(last), preset: !isShown })))
      return undefined
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
function findLast(record: BackupAccount, id: string | undefined): Last {
  const { removed = [] } = record
  const voided = record.sets.filter(({ codes }) => codes.some(({ state }) => state === 'void'))
  const set = voided.find((one) => one.id === id)
  if (set !== undefined) return { kind: 'set', set }
  const gone = removed.find((one) => one.id === id)
  if (gone !== undefined) return { kind: 'removal', sets: [gone] }
  if (id !== undefined)
    throw new RescueError({ code: 'no-set', set: id, known: [...voided, ...removed].map((one) => one.id) })
  const last = lastChanged(record)
  if (last === undefined)
    throw new RescueError({ code: 'nothing-to-undo', service: formatServiceTitle(record) })
  return last
}

/**
 * A code whose outcome is not known may be on the screen of another run, whose site takes it at this moment: unused
 * again, it would be handed out twice. `--yes` does not answer for that. Throws `still-offered`.
 */
function refuseUnasked(last: Last, record: BackupAccount, { settings }: Host): void {
  if (last.kind !== 'code' || last.placed.code.state !== 'offered' || !settings.yes) return
  const { number } = last.placed
  throw new RescueError({ code: 'still-offered', service: formatServiceTitle(record), number })
}

/** What an answer is about, as data. */
function identifyChange(last: Last): unknown {
  switch (last.kind) {
    case 'set':
      return last.set.id
    case 'code':
      return [nameCode(last.placed), last.placed.code.state]
    case 'removal':
      return last.sets.map(({ id, removed }) => [id, removed])
  }
}

function question(last: Last, record: BackupAccount, { words }: Host): string {
  const { undoCode, undoOffered, undoSet, undoRemoval, states, hashedCode } = words.backup
  switch (last.kind) {
    case 'set':
      return undoSet(last.set.id, last.set.codes.length)
    case 'removal':
      return undoRemoval(formatServiceTitle(record), last.sets.flatMap(({ codes }) => codes).length)
    case 'code': {
      const { code, number, of } = last.placed
      if (code.state === 'offered') return undoOffered(number, code.value)
      return undoCode(number, of.hashing === undefined ? code.value : hashedCode, states[code.state])
    }
  }
}
