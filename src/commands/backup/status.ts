/** `backup status`: how many codes are left. */

import { isLocked, secondsToWait } from '../../core/backup/consume.ts'
import { countOfShelf, type Shelf } from '../../core/backup/set.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { titleOf } from '../../tasks/backup-accounts.ts'
import { few, look, tellRest } from '../../tasks/backup-overview.ts'
import { statusLine } from '../../ui/backup.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addOptionalService } from './account-option.ts'

export const statusVerb: Verb = {
  name: 'status',
  add: (command, perform, words) =>
    addOptionalService(command, words)
      .description(words.backup.verbs.status)
      .action((service: string | undefined, given: AccountOption) =>
        perform((host) => status(service, given, host)),
      ),
}

async function status(service: string | undefined, { account }: AccountOption, host: Host): Promise<Exit> {
  const { shelves, damaged } = await look(service, account, host)
  const accounts = shelves.map((shelf) => statusJson(shelf, host))
  const [only] = accounts
  host.result({
    // One service that was named is the answer itself.
    json: service !== undefined && only !== undefined && accounts.length === 1 ? only : { accounts, damaged },
    text: shelves.map((shelf) => statusLine(shelf, host.now(), host.words, host.outStyle)),
  })
  tellRest(shelves, damaged, host)
  for (const shelf of shelves) {
    const { left, total } = countOfShelf(shelf)
    if (left <= few && total > 0) host.hint(host.words.backup.low(titleOf(shelf)))
  }
  const empty = shelves.some((shelf) => countOfShelf(shelf).left === 0)
  return shelves.length === 0 || empty ? exits.no : exits.yes
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
