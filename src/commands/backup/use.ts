import type { Store } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, type Named } from '../../tasks/backup-accounts.ts'
import {
  confirmCommand,
  offerAfterEarlier,
  settleNow,
  storeOutcome,
  takeNext,
  tellNone,
} from '../../tasks/hand-out-code.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

export const useVerb: Verb = {
  name: 'use',
  examples: ['2fa-rescue backup use google', '2fa-rescue backup use google | pbcopy'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.use)
      .action((service: string, given: AccountOption) => perform((host) => use(service, given, host))),
}

async function use(service: string, { account }: AccountOption, host: Host): Promise<Exit> {
  const named = { service, account }
  // Only somebody who looks at the code can tell its outcome: in a pipe nothing is asked.
  const asks = host.readsResults && host.welcomesQuestions
  const store = await host.store()
  return await (asks ? byPerson(host, store, named) : throughPipe(host, store, named))
}

async function byPerson(host: Host, store: Store, named: Named): Promise<Exit> {
  const kept = await findKept(host, store, named)
  const offer = await offerAfterEarlier(host, store, kept)
  if (offer === undefined) return exits.no
  host.terminal.out(`${visible(offer.placed.code.value)}\n`)
  host.hint(host.words.backup.leftNow(offer.count.left))
  await settleNow(host, store, kept, offer.placed)
  return exits.yes
}

/** Without a person: the code goes to stdout, which ends there; with `--yes` it counts as used once it was written. */
async function throughPipe(host: Host, store: Store, named: Named): Promise<Exit> {
  const { settings, terminal, words } = host
  // An update would make a store where there is none, and ask for its passphrase.
  if (store.place === 'file' && !(await host.stores()).hasFile()) await findKept(host, store, named)
  // Nothing is asked, so the code can be found and taken in one look at the store.
  const { kept, offer } = await store.update(async (draft) => {
    const kept = await findKept(host, draft, named)
    return { kept, offer: takeNext(draft, kept.key, kept.record, host) }
  })
  if (offer.kind === 'none') {
    tellNone(host, kept, offer.count)
    return exits.no
  }
  const { placed, count } = offer
  const { code, set, number } = placed
  const { service, account } = kept.record
  const json = { service, account: account ?? null, code: code.value, set, number, ...count }
  host.result({ json, text: visible(code.value) })
  if (!(await terminal.endOut())) {
    terminal.err(`${words.backup.notSeen}\n`)
    return exits.outside
  }
  if (settings.yes) await storeOutcome(store, kept, placed, 'used', host)
  else host.hint(words.backup.howToSettle(confirmCommand(host, kept, placed)))
  host.hint(words.backup.leftNow(count.left))
  const earlier = count.offered - 1
  if (earlier > 0) host.hint(words.backup.unsettled(earlier))
  return exits.yes
}
