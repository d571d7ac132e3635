/** The sets of one account at one service, found by what a person calls them. */

import { withoutRemoved } from '../core/backup/changes.ts'
import type { CodeForm } from '../core/backup/code-form.ts'
import { parseBackupAccount } from '../core/backup/parse-record.ts'
import { type BackupAccount, isGone } from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Book } from '../core/flow/book.ts'
import { findCard, plainName } from '../core/flow/cards.ts'
import type { Language } from '../core/flow/lists.ts'
import { type Draft, joinName, type Key, type Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { isAttended } from './confirm.ts'

/** What was typed: a service, and perhaps an account. */
export interface Named {
  readonly service: string
  readonly account?: string | undefined
}

export interface Kept {
  readonly key: Key
  readonly record: BackupAccount
}

/** Everything that is kept, with the names of what is damaged. */
interface AllKept {
  readonly kept: readonly Kept[]
  readonly damaged: readonly Key[]
}

/** Reads all records, without what was removed of them. */
export async function readKept(store: Pick<Store, 'list'>): Promise<AllKept> {
  const { kept, damaged } = await readKeptWithRemoved(store)
  return {
    kept: kept.flatMap(({ key, record }) =>
      isGone(record) ? [] : [{ key, record: withoutRemoved(record) }],
    ),
    damaged,
  }
}

async function readKeptWithRemoved(store: Pick<Store, 'list'>): Promise<AllKept> {
  const { entries, damaged } = await store.list('backup')
  const read = entries.map(({ kind, name, value }) => ({
    key: { kind, name },
    record: parseBackupAccount(value),
  }))
  return {
    kept: read.flatMap(({ key, record }) => (record === undefined ? [] : [{ key, record }])),
    damaged: [...damaged, ...read.filter(({ record }) => record === undefined).map(({ key }) => key)],
  }
}

/**
 * The one record that is meant. A service is known by its name, or as the card that has it among its names. Throws
 * `nothing-stored`; `several-accounts` where nobody can choose; `damaged-entry` where that is what is kept under the name.
 */
export async function findKept(host: Host, store: Pick<Store, 'list'>, named: Named): Promise<Kept> {
  return findAmong(host, await readKept(store), named)
}

/** As `findKept`, also where everything of it was removed: for `undo`. */
export async function findKeptOrRemoved(host: Host, store: Pick<Store, 'list'>, named: Named): Promise<Kept> {
  return findAmong(host, await readKeptWithRemoved(store), named)
}

async function findAmong(host: Host, all: AllKept, named: Named): Promise<Kept> {
  const found = await filterByService(host, all.kept, named.service)
  const fitting =
    named.account === undefined ? found : found.filter((kept) => sameAccount(kept.record, named.account))
  const [first, ...more] = fitting
  if (first !== undefined)
    return more.length === 0 ? first : chooseAccount(host, named.service, [first, ...more])
  const key = accountKey(named)
  if (all.damaged.some(({ name }) => name === key.name))
    throw new RescueError({ code: 'damaged-entry', name: key.name })
  const inSight = all.kept.filter(({ record }) => !isGone(record))
  const known = (found.length > 0 ? found : inSight).map(({ record }) => formatServiceTitle(record))
  throw new RescueError({ code: 'nothing-stored', service: formatServiceTitle(named), known })
}

/** The record to which something new belongs: the one that is there, or an empty one. */
export async function findKeptOrCreate(
  host: Pick<Host, 'shipped' | 'settings'>,
  { kept, damaged }: AllKept,
  named: Named,
): Promise<Kept> {
  const found = await filterByService(host, kept, named.service)
  const there = found.find(({ record }) => sameAccount(record, named.account))
  if (there !== undefined) return there
  const service = (await findCardNamed(host, named.service)) ?? named.service.trim()
  const fresh = { service, ...(named.account === undefined ? {} : { account: named.account.trim() }) }
  const key = accountKey(fresh)
  if (damaged.some(({ name }) => name === key.name))
    throw new RescueError({ code: 'damaged-entry', name: key.name })
  return { key, record: { ...fresh, sets: [] } }
}

/** Those of a service. The cards are looked at only where the name alone finds none: that takes a part of the start. */
export async function filterByService(
  host: Pick<Host, 'shipped'>,
  kept: readonly Kept[],
  service: string,
): Promise<readonly Kept[]> {
  const named = kept.filter(({ record }) => plainName(record.service) === plainName(service))
  if (named.length > 0 || kept.length === 0) return named
  const { book } = await host.shipped()
  const card = findOwnCard(book, service)
  return card === undefined ? [] : kept.filter(({ record }) => findOwnCard(book, record.service) === card)
}

export async function findCardNamed(
  host: Pick<Host, 'shipped' | 'settings'>,
  service: string,
): Promise<string | undefined> {
  const { book } = await host.shipped()
  return findOwnCard(book, service, host.settings.language)
}

/** The id of the card of a service; not of a card that stands for any other service, whose id says nothing about this one. */
function findOwnCard(book: Book, service: string, language?: Language): string | undefined {
  const id = findCard(book, 'service', service, language)
  return id === undefined || book.cards.service[id]?.general ? undefined : id
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** How the codes of a service look, as its card says, and the names by which the service is called. */
export async function findCodeForm(service: string, host: Pick<Host, 'shipped'>): Promise<CodeForm> {
  const { book } = await host.shipped()
  const id = findOwnCard(book, service)
  const card = id === undefined ? undefined : book.cards.service[id]
  if (card === undefined) return { names: [service] }
  const { count, length, alphabet, groups } = card.codes ?? {}
  const names = typeof card.name === 'string' ? [card.name] : Object.values(card.name).filter(isText)
  return { count, length, alphabet, groups, names: [service, ...names, ...(card.aliases ?? [])] }
}

/**
 * Reads a record inside an update, without what was removed of it: anyone who writes it drops that for good. Throws
 * `nothing-stored` where somebody has removed all of it meanwhile.
 */
export async function readAccount(draft: Draft, kept: Kept): Promise<BackupAccount> {
  const now = await readWithRemoved(draft, kept)
  if (isGone(now)) throw nothingStored(kept)
  return withoutRemoved(now)
}

/** Reads a record inside an update, with what was removed of it. Throws `nothing-stored`. */
export async function readWithRemoved(draft: Draft, kept: Kept): Promise<BackupAccount> {
  const now = parseBackupAccount(await draft.read(kept.key))
  if (now === undefined) throw nothingStored(kept)
  return now
}

const nothingStored = ({ record }: Kept): RescueError =>
  new RescueError({ code: 'nothing-stored', service: formatServiceTitle(record), known: [] })

/** A service with its account, in one line. */
export function formatServiceTitle({ service, account }: Named): string {
  return account === undefined ? service : `${service} (${account})`
}

const plainAccount = (account: string): string => account.normalize('NFKC').trim().toLowerCase()

const sameAccount = (record: BackupAccount, account: string | undefined): boolean =>
  record.account === undefined || account === undefined
    ? record.account === account
    : plainAccount(record.account) === plainAccount(account)

function accountKey({ service, account }: Named): Key {
  const parts = account === undefined ? [] : [plainAccount(account)]
  return { kind: 'backup', name: joinName(plainName(service), ...parts) }
}

/** Lets the person choose among accounts. Throws `several-accounts` where there is nobody, or a script wants JSON. */
async function chooseAccount(host: Host, service: string, kept: readonly Kept[]): Promise<Kept> {
  if (!host.welcomesQuestions || !host.readsResults || !(await isAttended(host)))
    throw new RescueError({ code: 'several-accounts', service, accounts: formatAccounts(kept, host) })
  return askWhichAccount(host, service, kept)
}

const formatAccounts = (kept: readonly Kept[], { words }: Host): readonly string[] =>
  kept.map(({ record }) => record.account ?? words.backup.accounts.none)

/** Asks which account is meant. */
export async function askWhichAccount(host: Host, service: string, kept: readonly Kept[]): Promise<Kept> {
  const names = formatAccounts(kept, host)
  const prompt = await host.prompt()
  const choices = kept.map((_, index) => ({ value: String(index), label: names[index] ?? '' }))
  const index = await prompt.choose({ message: host.words.backup.accounts.which(service), choices })
  return kept[Number(index)] ?? askWhichAccount(host, service, kept)
}
