/** `backup consume` and `unlock`: codes that somebody presents. */
import {
  isLocked,
  consume as judged,
  secondsToWait,
  unlocked,
  type Verdict,
} from '../../core/backup/consume.ts'
import { RescueError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { findKept, type Kept, shelfIn, titleOf } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { openStore } from '../../tasks/open-store.ts'
import { visible } from '../../ui/visible.ts'
import type { AccountOption } from './command.ts'

/** Far longer than any code. */
const most = 4096

export async function consume(
  service: string,
  file: string | undefined,
  { account }: AccountOption,
  host: Host,
): Promise<Exit> {
  // A code in the arguments would be seen by everybody: only the sign for standard input may stand there.
  if (file !== undefined && file !== '-')
    throw new RescueError({ code: 'misused', misuse: { kind: 'too-many-arguments' } })
  const presented = await presentedCode(file, host)
  const store = await openStore(host)
  try {
    const kept = await findKept(host, store, { service, account })
    const crypto = await host.cryptography()
    const verdict = await store.update(async (draft) => {
      const found = await judged(await shelfIn(draft, kept), presented.reveal(), crypto, host.now())
      if ('shelf' in found) draft.write(kept.key, found.shelf)
      return found
    })
    tell(verdict, kept, host)
    return verdict.kind === 'accepted' ? exits.yes : exits.no
  } finally {
    store.close()
  }
}

async function presentedCode(file: string | undefined, host: Host): Promise<Secret<string>> {
  if (file === undefined && host.input.isTerminal)
    return (await host.prompt()).secret({ message: host.words.backup.presented })
  const bytes = await host.input.read(most)
  return new Secret(new TextDecoder().decode(bytes).trim())
}

function tell(verdict: Verdict, { shelf }: Kept, host: Host): void {
  const { backup } = host.words
  const title = titleOf(shelf)
  const accepted = verdict.kind === 'accepted'
  const lines: Record<Verdict['kind'], string> = {
    accepted: backup.fits(title),
    refused: backup.fitsNot(title),
    wait: backup.tooSoon('seconds' in verdict ? verdict.seconds : 0),
    locked: backup.isLocked,
  }
  const { left, total } = verdict.count
  if (host.settings.json) {
    const { service, account } = shelf
    const seconds = 'seconds' in verdict ? verdict.seconds : null
    const told = { accepted, reason: accepted ? null : verdict.kind, retry_after_s: seconds, left, total }
    host.terminal.out(`${JSON.stringify({ schema: 1, service, account: account ?? null, ...told })}\n`)
  } else host.terminal.out(`${visible(lines[verdict.kind])}\n`)
  if (accepted) host.hint(backup.leftNow(left))
  if (verdict.kind === 'locked')
    host.hint(backup.unlockWith(`${host.program} backup unlock ${host.words.backup.typed(shelf.service)}`))
}

/** Forgets wrong codes. */
export async function unlock(service: string, { account }: AccountOption, host: Host): Promise<Exit> {
  const store = await openStore(host)
  try {
    const kept = await findKept(host, store, { service, account })
    const shelf = await store.update(async (draft) => {
      const after = unlocked(await shelfIn(draft, kept))
      draft.write(kept.key, after)
      return after
    })
    const { throttle } = kept.shelf
    const was = { wasLocked: isLocked(throttle), hadToWait: secondsToWait(throttle, host.now()) > 0 }
    say(host, shelf, host.words.backup.unlocked(titleOf(shelf)), was)
    return exits.yes
  } finally {
    store.close()
  }
}
