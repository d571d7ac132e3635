import type { BackupAccount } from '../core/backup/set.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { filterByService, findKept, type Kept, readKept } from './backup-accounts.ts'

/** From so few codes on it is time for a new list. */
export const few = 2

interface Looked {
  readonly records: readonly BackupAccount[]
  readonly damaged: readonly string[]
}

/** What is kept, of one service or of all. Throws `nothing-stored` where one was named and there is none. */
export async function look(
  service: string | undefined,
  account: string | undefined,
  host: Host,
): Promise<Looked> {
  const store = await host.store()
  const { kept, damaged } = await readKept(store)
  const names = damaged.map(({ name }) => name)
  if (service === undefined) return { records: inOrder(kept), damaged: names }
  const found = account === undefined ? await filterByService(host, kept, service) : []
  if (found.length > 0) return { records: inOrder(found), damaged: names }
  const { record } = await findKept(host, store, { service, account })
  return { records: [record], damaged: names }
}

const inOrder = (kept: readonly Kept[]): readonly BackupAccount[] =>
  kept
    .map(({ key, record }) => ({ name: key.name, record }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ record }) => record)

export function tellRest(
  records: readonly BackupAccount[],
  damaged: readonly string[],
  { terminal, words }: Host,
): void {
  for (const name of damaged) terminal.err(`${visible(words.backup.damaged(name))}\n`)
  if (records.length + damaged.length === 0) terminal.err(`${words.backup.nothingYet}\n`)
}
