/** `backup consume`: checks a code that somebody presents, and marks it as used. */

import { consume as judged, type Verdict } from '../../core/backup/consume.ts'
import { RescueError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, formatServiceTitle, type Kept, readAccount } from '../../tasks/backup-accounts.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

export const consumeVerb: Verb = {
  name: 'consume',
  examples: [
    '2fa-rescue backup consume wiki --account mika',
    'printf %s "$CODE" | 2fa-rescue backup consume wiki -',
  ],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.consume)
      .argument('[-]', words.backup.arguments.code)
      .action((service: string, file: string | undefined, given: AccountOption) =>
        perform((host) => consume(service, file, given, host)),
      ),
}

/** Far longer than any code. */
const most = 4096

async function consume(
  service: string,
  file: string | undefined,
  { account }: AccountOption,
  host: Host,
): Promise<Exit> {
  // A code in the arguments would be seen by everybody: only the `-` for standard input may stand there.
  if (file !== undefined && file !== '-')
    throw new RescueError({ code: 'misused', misuse: { kind: 'too-many-arguments' } })
  const presented = await readPresentedCode(file, host)
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  const crypto = await host.cryptography()
  const verdict = await store.update(async (draft) => {
    const record = await readAccount(draft, kept)
    const found = await judged(record, presented.reveal(), crypto, host.now())
    if ('record' in found && found.record !== record) draft.write(kept.key, found.record)
    return found
  })
  tell(verdict, kept, host)
  return verdict.kind === 'accepted' ? exits.yes : exits.no
}

async function readPresentedCode(file: string | undefined, host: Host): Promise<Secret<string>> {
  if (file === undefined && host.input.isTerminal)
    return (await host.prompt()).secret({ message: host.words.backup.presented })
  const bytes = await host.input.read(most)
  return new Secret(new TextDecoder().decode(bytes).trim())
}

function tell(verdict: Verdict, { record }: Kept, host: Host): void {
  const { backup } = host.words
  const title = formatServiceTitle(record)
  const accepted = verdict.kind === 'accepted'
  const lines: Record<Verdict['kind'], string> = {
    accepted: backup.fits(title),
    refused: backup.fitsNot(title),
    wait: backup.tooSoon('seconds' in verdict ? verdict.seconds : 0),
    locked: backup.isLocked,
  }
  const { left, total } = verdict.count
  const { service, account } = record
  host.result({
    json: {
      service,
      account: account ?? null,
      accepted,
      reason: accepted ? null : verdict.kind,
      retry_after_s: 'seconds' in verdict ? verdict.seconds : null,
      left,
      total,
    },
    text: visible(lines[verdict.kind]),
  })
  if (accepted) host.note(backup.leftNow(left))
  if (verdict.kind === 'locked')
    host.hint(backup.unlockWith(`${host.program} backup unlock ${host.words.backup.typed(record.service)}`))
}
