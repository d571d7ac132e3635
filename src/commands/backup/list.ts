import { type BackupAccount, countByState, isLive } from '../../core/backup/set.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { look, tellRest } from '../../tasks/backup-overview.ts'
import { backupLines } from '../../ui/backup.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addOptionalService } from './account-option.ts'

interface ListOptions extends AccountOption {
  readonly showCodes?: true
}

export const listVerb: Verb = {
  name: 'list',
  examples: ['2fa-rescue backup list', '2fa-rescue backup list google --show-codes'],
  add: (command, perform, words) =>
    addOptionalService(command, words)
      .description(words.backup.verbs.list)
      .option('--show-codes', words.backup.options.showCodes)
      .action((service: string | undefined, given: ListOptions) =>
        perform((host) => list(service, given, host)),
      ),
}

async function list(service: string | undefined, given: ListOptions, host: Host): Promise<Exit> {
  const { records, damaged } = await look(service, given.account, host)
  const showCodes = given.showCodes ?? false
  host.result({
    json: { sets: records.flatMap((record) => setsJson(record, showCodes)), damaged },
    text: records.flatMap((record) => backupLines(record, showCodes, host.words, host.outStyle)),
  })
  tellRest(records, damaged, host)
  return exits.yes
}

function setsJson(record: BackupAccount, showCodes: boolean): readonly object[] {
  const { service, account } = record
  return record.sets.map((set) => ({
    service,
    account: account ?? null,
    set: set.id,
    origin: set.origin,
    made: set.made,
    hashed: set.hashing !== undefined,
    live: isLive(set),
    ...countByState(set.codes),
    ...(showCodes
      ? {
          codes: set.codes.map(({ value, state, changed }, index) => ({
            number: index + 1,
            code: set.hashing === undefined ? value : null,
            state,
            changed: changed ?? null,
          })),
        }
      : {}),
  }))
}
