/** `backup unlock`: forgets the wrong codes that were presented. */

import { isLocked, secondsToWait, unlocked } from '../../core/backup/consume.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, formatServiceTitle, readAccount } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

export const unlockVerb: Verb = {
  name: 'unlock',
  examples: ['2fa-rescue backup unlock wiki'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.unlock)
      .action((service: string, given: AccountOption) => perform((host) => unlock(service, given, host))),
}

/** Forgets wrong codes. */
async function unlock(service: string, { account }: AccountOption, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account })
  const record = await store.update(async (draft) => {
    const after = unlocked(await readAccount(draft, kept))
    draft.write(kept.key, after)
    return after
  })
  const { throttle } = kept.record
  const was = { wasLocked: isLocked(throttle), hadToWait: secondsToWait(throttle, host.now()) > 0 }
  say(host, record, host.words.backup.unlocked(formatServiceTitle(record)), was)
  return exits.yes
}
