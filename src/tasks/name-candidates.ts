/** Names that a person may be about to type. Nobody is asked for anything, and nothing fails: then there are no names. */
import { type CardKind, cardKinds } from '../core/flow/lists.ts'
import type { Store } from '../core/store.ts'
import { formatTitle } from '../core/totp/account.ts'
import type { Host } from '../host/host.ts'
import { readKept } from './backup-accounts.ts'
import { readFlows } from './load-flows.ts'
import { placeInForce } from './open-store.ts'
import { readStored } from './totp-accounts.ts'

/** Ids of the flows, the person's own included. */
export function flowNames(host: Host): Promise<readonly string[]> {
  return orNone(async () => Object.keys((await readFlows(host, undefined)).book.flows))
}

/** Ids of the cards of some kinds. */
export function cardNames(host: Host, kinds: readonly CardKind[] = cardKinds): Promise<readonly string[]> {
  return orNone(async () => {
    const { book } = await readFlows(host, undefined)
    return kinds.flatMap((kind) => Object.keys(book.cards[kind]))
  })
}

/** Titles of the stored accounts. */
export function accountNames(host: Host): Promise<readonly string[]> {
  return fromStore(host, async (store) =>
    (await readStored(store)).accounts.map(({ account }) => formatTitle(account)),
  )
}

/** Services of which backup codes are stored. */
export function keptServices(host: Host): Promise<readonly string[]> {
  return fromStore(host, async (store) => (await readKept(store)).kept.map(({ record }) => record.service))
}

/** Accounts at a service of which backup codes are stored. */
export function keptAccounts(host: Host, service: string): Promise<readonly string[]> {
  return fromStore(host, async (store) =>
    (await readKept(store)).kept.flatMap(({ record }) =>
      record.service === service && record.account !== undefined ? [record.account] : [],
    ),
  )
}

/** Looks into the store if it opens without a passphrase, and if there is one at all. */
function fromStore(
  host: Host,
  read: (store: Store) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  return orNone(async () => {
    const stores = await host.stores()
    const opens =
      (await placeInForce(host)) === 'file'
        ? stores.hasFile() && host.settings.identity !== undefined
        : stores.hasUsedKeychain()
    return opens ? read(await host.store()) : []
  })
}

async function orNone(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return [...new Set(await read())]
  } catch {
    return []
  }
}
