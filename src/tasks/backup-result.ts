/** The result of a command on one record: a line, or an object. */
import { type BackupAccount, countAccount } from '../core/backup/set.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'

/** Says what was done, with the count of the record as it is now. */
export function say(
  host: Host,
  record: BackupAccount,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { service, account } = record
  host.result({
    json: { service, account: account ?? null, ...more, ...countAccount(record) },
    text: visible(text),
  })
}
