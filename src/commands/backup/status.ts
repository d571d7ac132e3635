/** `backup status`: how many codes are left. */

import { isLocked, secondsToWait } from '../../core/backup/consume.ts'
import { type BackupAccount, countAccount } from '../../core/backup/set.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { formatServiceTitle } from '../../tasks/backup-accounts.ts'
import { few, look, tellRest } from '../../tasks/backup-overview.ts'
import { statusLine } from '../../ui/backup.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addOptionalService } from './account-option.ts'

export const statusVerb: Verb = {
  name: 'status',
  examples: ['2fa-rescue backup status', '2fa-rescue backup status google --json'],
  add: (command, perform, words) =>
    addOptionalService(command, words)
      .description(words.backup.verbs.status)
      .action((service: string | undefined, given: AccountOption) =>
        perform((host) => status(service, given, host)),
      ),
}

async function status(service: string | undefined, { account }: AccountOption, host: Host): Promise<Exit> {
  const { records, damaged } = await look(service, account, host)
  const accounts = records.map((record) => statusJson(record, host))
  const [only] = accounts
  host.result({
    // One service that was named is the answer itself.
    json: service !== undefined && only !== undefined && accounts.length === 1 ? only : { accounts, damaged },
    text: records.map((record) => statusLine(record, host.now(), host.words, host.outStyle)),
  })
  tellRest(records, damaged, host)
  for (const record of records) {
    const { left, total } = countAccount(record)
    if (left <= few && total > 0) host.hint(host.words.backup.low(formatServiceTitle(record)))
  }
  const empty = records.some((record) => countAccount(record).left === 0)
  return records.length === 0 || empty ? exits.no : exits.yes
}

function statusJson(record: BackupAccount, host: Host): object {
  const { service, account, throttle } = record
  return {
    service,
    account: account ?? null,
    ...countAccount(record),
    locked: isLocked(throttle),
    retry_after_s: secondsToWait(throttle, host.now()),
  }
}
