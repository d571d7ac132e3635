/** `backup list` and `status`: what is kept, and how much of it is left. */
import { isLocked, secondsToWait } from '../../core/backup/consume.ts'
import { countOf, countOfShelf, isLive, type Shelf } from '../../core/backup/set.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { findKept, type Kept, keptIn, ofService, titleOf } from '../../tasks/backup-accounts.ts'
import { openStore } from '../../tasks/open-store.ts'
import { shelfLines, statusLine } from '../../ui/backup.ts'
import { visible } from '../../ui/visible.ts'
import type { AccountOption, ListOptions } from './command.ts'

/** From so few codes on it is time for a new list. */
export const few = 2

interface Looked {
  readonly shelves: readonly Shelf[]
  readonly damaged: readonly string[]
}

/** What is kept, of one service or of all. Throws `nothing-stored` where one was named and there is none. */
async function look(service: string | undefined, account: string | undefined, host: Host): Promise<Looked> {
  const store = await openStore(host)
  try {
    const { kept, damaged } = await keptIn(store)
    const names = damaged.map(({ name }) => name)
    if (service === undefined) return { shelves: inOrder(kept), damaged: names }
    const found = account === undefined ? await ofService(host, kept, service) : []
    if (found.length > 0) return { shelves: inOrder(found), damaged: names }
    const { shelf } = await findKept(host, store, { service, account })
    return { shelves: [shelf], damaged: names }
  } finally {
    store.close()
  }
}

const inOrder = (kept: readonly Kept[]): readonly Shelf[] =>
  kept
    .map(({ key, shelf }) => ({ name: key.name, shelf }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ shelf }) => shelf)

export async function list(service: string | undefined, given: ListOptions, host: Host): Promise<Exit> {
  const { shelves, damaged } = await look(service, given.account, host)
  const showCodes = given.showCodes ?? false
  if (host.settings.json) {
    const sets = shelves.flatMap((shelf) => setsJson(shelf, showCodes))
    host.terminal.out(`${JSON.stringify({ schema: 1, sets, damaged })}\n`)
  } else
    for (const shelf of shelves)
      host.terminal.out(linesOf(shelfLines(shelf, showCodes, host.words, host.look)))
  tellRest(shelves, damaged, host)
  return exits.yes
}

export async function status(
  service: string | undefined,
  { account }: AccountOption,
  host: Host,
): Promise<Exit> {
  const { shelves, damaged } = await look(service, account, host)
  if (host.settings.json) {
    const found = shelves.map((shelf) => statusJson(shelf, host))
    // One service that was named is the answer itself.
    const [one] = found
    const told = service !== undefined && found.length === 1 ? one : { accounts: found, damaged }
    host.terminal.out(`${JSON.stringify({ schema: 1, ...told })}\n`)
  } else
    for (const shelf of shelves)
      host.terminal.out(linesOf([statusLine(shelf, host.now(), host.words, host.look)]))
  tellRest(shelves, damaged, host)
  for (const shelf of shelves) {
    const { left, total } = countOfShelf(shelf)
    if (left <= few && total > 0) host.hint(host.words.backup.low(titleOf(shelf)))
  }
  const empty = shelves.some((shelf) => countOfShelf(shelf).left === 0)
  return shelves.length === 0 || empty ? exits.no : exits.yes
}

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

function tellRest(shelves: readonly Shelf[], damaged: readonly string[], { terminal, words }: Host): void {
  for (const name of damaged) terminal.err(`${visible(words.backup.damaged(name))}\n`)
  if (shelves.length + damaged.length === 0) terminal.err(`${words.backup.nothingYet}\n`)
}

function setsJson(shelf: Shelf, showCodes: boolean): readonly object[] {
  const { service, account } = shelf
  return shelf.sets.map((set) => ({
    service,
    account: account ?? null,
    set: set.id,
    origin: set.origin,
    made: set.made,
    hashed: set.hashing !== undefined,
    live: isLive(set),
    ...countOf(set.codes),
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

function statusJson(shelf: Shelf, host: Host): object {
  const { service, account, throttle } = shelf
  return {
    service,
    account: account ?? null,
    ...countOfShelf(shelf),
    locked: isLocked(throttle),
    retry_after_s: secondsToWait(throttle, host.now()),
  }
}
