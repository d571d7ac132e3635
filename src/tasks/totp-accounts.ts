/** Stored accounts, found by what a person calls them. */
import { RescueError } from '../core/errors.ts'
import type { Key, Store } from '../core/store.ts'
import { type Account, formatTitle } from '../core/totp/account.ts'
import { type KeptAccount, keptValue, parseKept, plainly } from '../core/totp/kept.ts'
import type { Host } from '../host/host.ts'
import { isAttended } from './confirm.ts'

export interface Stored extends KeptAccount {
  readonly key: Key
}

/** All accounts in order of their titles, and the names of entries that are damaged. */
export async function readStored(
  store: Pick<Store, 'list'>,
): Promise<{ readonly accounts: readonly Stored[]; readonly damaged: readonly string[] }> {
  const { entries, damaged } = await store.list('totp')
  const read = entries.map(({ kind, name, value }) => ({ key: { kind, name }, kept: parseKept(value) }))
  return {
    accounts: read
      .flatMap(({ key, kept }) => (kept === undefined ? [] : [{ key, ...kept }]))
      .sort((one, other) => (one.key.name < other.key.name ? -1 : 1)),
    damaged: [
      ...damaged.map(({ name }) => name),
      ...read.filter(({ kept }) => kept === undefined).map(({ key }) => key.name),
    ],
  }
}

/**
 * The one account that is meant: by its title, else by its issuer or its name. Throws `no-account`; `which-account`
 * where there are several and nobody can choose; `damaged-entry` where that is what is kept under the name.
 */
export async function findStored(name: string, host: Host): Promise<Stored> {
  const { accounts, damaged } = await readStored(await host.store())
  const wanted = plainly(name)
  const exact = accounts.filter(({ account }) => plainly(formatTitle(account)) === wanted)
  const found =
    exact.length > 0
      ? exact
      : accounts.filter(({ account }) =>
          [account.issuer, account.name].some((part) => plainly(part) === wanted),
        )
  const [first, ...more] = found
  if (first !== undefined) return more.length === 0 ? first : chooseStored(name, [first, ...more], host)
  const broken = damaged.find((one) => one.split('/').includes(wanted))
  if (broken !== undefined) throw new RescueError({ code: 'damaged-entry', name: broken })
  throw new RescueError({
    code: 'no-account',
    name,
    known: accounts.map(({ account }) => formatTitle(account)),
  })
}

async function chooseStored(name: string, found: readonly Stored[], host: Host): Promise<Stored> {
  const titles = found.map(({ account }) => formatTitle(account))
  const { words } = host
  if (!host.welcomesQuestions || !host.readsResults || !(await isAttended(host)))
    throw new RescueError({ code: 'which-account', name, known: titles })
  const prompt = await host.prompt()
  const choices = titles.map((label, index) => ({ value: String(index), label }))
  const index = await prompt.choose({ message: words.totp.which(name), choices })
  return found[Number(index)] ?? chooseStored(name, found, host)
}

/**
 * Uses up the counter that is next, and answers with the account as it was before. That the counter has moved on is on
 * the disk before a code is seen, so that none is shown twice, whatever happens in between.
 */
export async function advanceCounter(stored: Stored, store: Store): Promise<Account> {
  return store.update(async (draft) => {
    const kept = parseKept(await draft.read(stored.key))
    if (kept?.account.counter === undefined)
      throw new RescueError({ code: 'no-account', name: formatTitle(stored.account), known: [] })
    const { account, added } = kept
    draft.write(stored.key, keptValue({ account: { ...account, counter: kept.account.counter + 1 }, added }))
    return account
  })
}
