import type { Shelf } from '../core/backup/set.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { findKept, type Kept, keptIn, ofService } from './backup-accounts.ts'

/** From so few codes on it is time for a new list. */
export const few = 2

interface Looked {
  readonly shelves: readonly Shelf[]
  readonly damaged: readonly string[]
}

/** What is kept, of one service or of all. Throws `nothing-stored` where one was named and there is none. */
export async function look(
  service: string | undefined,
  account: string | undefined,
  host: Host,
): Promise<Looked> {
  const store = await host.store()
  const { kept, damaged } = await keptIn(store)
  const names = damaged.map(({ name }) => name)
  if (service === undefined) return { shelves: inOrder(kept), damaged: names }
  const found = account === undefined ? await ofService(host, kept, service) : []
  if (found.length > 0) return { shelves: inOrder(found), damaged: names }
  const { shelf } = await findKept(host, store, { service, account })
  return { shelves: [shelf], damaged: names }
}

const inOrder = (kept: readonly Kept[]): readonly Shelf[] =>
  kept
    .map(({ key, shelf }) => ({ name: key.name, shelf }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ shelf }) => shelf)

export function tellRest(
  shelves: readonly Shelf[],
  damaged: readonly string[],
  { terminal, words }: Host,
): void {
  for (const name of damaged) terminal.err(`${visible(words.backup.damaged(name))}\n`)
  if (shelves.length + damaged.length === 0) terminal.err(`${words.backup.nothingYet}\n`)
}
