/** Which store is used, and how a person opens it. */

import { offerNextOfEachSet } from '../core/backup/changes.ts'
import { parseBackupAccount } from '../core/backup/parse-record.ts'
import { isGone } from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import { type Entry, kinds, type Store, type StoreKind } from '../core/store.ts'
import { recoveredAccount } from '../core/totp/kept.ts'
import type { Host, StoreRequest } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { askToConfirm, isAttended, isUnattended } from './confirm.ts'

/** Letters of a new passphrase. */
const shortest = 8

/** The store in force: as it was asked for, else the file where there is one, else the keychain. */
export async function placeInForce(host: Host): Promise<StoreKind> {
  const { store, identity } = host.settings
  if (store !== undefined) return store
  return identity !== undefined || (await host.stores()).hasFile() ? 'file' : 'keychain'
}

/** Whether there is a store that could hold something; nothing is opened to find out. */
export async function hasStore(host: Host): Promise<boolean> {
  const stores = await host.stores()
  return (await placeInForce(host)) === 'file' ? stores.hasFile() : stores.hasUsedKeychain()
}

/** The stores of one run. Each is opened once, so that a passphrase is asked for once. */
export interface RunStores {
  open(host: Host, request: StoreRequest): Promise<Store>
  /** Closes what was opened; waits for what is still opening. */
  close(): Promise<void>
}

export function storesOfRun(): RunStores {
  const opened = new Map<StoreKind, Promise<Store>>()
  let chosen: StoreKind | undefined
  const openOnce = (host: Host, place: StoreKind): Promise<Store> => {
    const there = opened.get(place)
    if (there !== undefined) return there
    const store = openAt(host, place)
    opened.set(place, store)
    // What did not open is tried again when it is asked for again.
    store.catch(() => opened.delete(place))
    return store
  }
  return {
    open: async (host, { place, forNew = false }) => {
      if (place !== undefined) return openOnce(host, place)
      if (chosen !== undefined) return openOnce(host, chosen)
      const { store: named, identity } = host.settings
      const store =
        named !== undefined || identity !== undefined
          ? await openOnce(host, await placeInForce(host))
          : await storeInForce(host, (there) => openOnce(host, there))
      if (!forNew || (await canTakeNew(host, store))) return store
      chosen = 'file'
      return openOnce(host, chosen)
    },
    close: async () => {
      for (const result of await Promise.allSettled(opened.values()))
        if (result.status === 'fulfilled') result.value.close()
    },
  }
}

/**
 * A store that nobody named is the one in force, because a file is there or none is. Where another run moves everything
 * meanwhile, this follows: work is done in the place that is in force under its lock.
 */
async function storeInForce(host: Host, open: (place: StoreKind) => Promise<Store>): Promise<Store> {
  let store = await open(await placeInForce(host))
  const moved = new Error('the store was moved')
  const follow = async (): Promise<boolean> => {
    const place = await placeInForce(host)
    if (place === store.place) return false
    store = await open(place)
    return true
  }
  const look = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await follow()
    const result = await work()
    return (await follow()) ? look(work) : result
  }
  const underLock = async <Result>(
    work: (check: () => Promise<void>) => Promise<Result>,
  ): Promise<Result> => {
    for (;;) {
      await follow()
      const { place } = store
      try {
        return await work(async () => {
          if ((await placeInForce(host)) !== place) throw moved
        })
      } catch (error) {
        if (error !== moved) throw error
      }
    }
  }
  return {
    get place() {
      return store.place
    },
    read: (key) => look(() => store.read(key)),
    list: (kind) => look(() => store.list(kind)),
    update: (work) =>
      underLock((check) =>
        store.update(async (draft) => {
          await check()
          return work(draft)
        }),
      ),
    drain: (work) =>
      underLock((check) =>
        store.drain(async (entries) => {
          await check()
          return work(entries)
        }),
      ),
    close: () => store.close(),
  }
}

/**
 * Whether something new can be stored here. False where no keychain answers, nobody has chosen it, and the person agrees
 * to the file instead. Throws `no-keychain`.
 */
async function canTakeNew(host: Host, store: Store): Promise<boolean> {
  if (store.place === 'file' || host.settings.store !== undefined) return true
  try {
    await store.list('backup')
    return true
  } catch (error) {
    if (!isSilent(error) || !(await isAttended(host)) || host.settings.yes) throw error
    const { message } = host.words.errors.say(error.problem)
    if (await askToConfirm(host, host.words.store.offerFile(message))) return false
    throw error
  }
}

const isSilent = (error: unknown): error is RescueError =>
  error instanceof RescueError && error.problem.code === 'no-keychain'

async function openAt(host: Host, place: StoreKind): Promise<Store> {
  const stores = await host.stores()
  const { identity } = host.settings
  const waiting = (): void => host.note(host.words.store.waiting)
  if (place === 'keychain') return stores.keychain({ waiting })
  return stores.file({
    waiting,
    identityFile: identity === undefined ? undefined : host.files.resolve(identity),
    passphrase: (of) => {
      // Not a hint: with --quiet too somebody has to know why they are asked again.
      if (of === 'old-again') host.terminal.err(`${host.words.store.passphrase.wrong}\n`)
      return of === 'new' ? newPassphrase(host, host.words.store.passphrase) : oldPassphrase(host)
    },
    tried: () => host.input.showTyping(),
    // Not a hint, which --quiet would keep back: a code may have to be asked about.
    tell: ({ kind, file }) => host.terminal.err(`${visible(host.words.store.notices[kind](file))}\n`),
    older: (entry) => olderValue(entry, host.now()),
  })
}

/** An entry from the copy before the newest: codes may have been shown since. */
function olderValue({ kind, value }: Entry, now: Date): unknown {
  if (kind === 'totp') return recoveredAccount(value)
  const record = kind === 'backup' ? parseBackupAccount(value) : undefined
  return record === undefined ? value : offerNextOfEachSet(record, now.toISOString())
}

async function oldPassphrase(host: Host): Promise<Secret<string>> {
  const typed = await hiddenLine(host, host.words.store.passphrase.old)
  // To try it takes a second, and it may be asked for once more.
  host.input.hideTyping()
  return typed
}

/** A passphrase to encrypt something with, typed twice. */
export async function newPassphrase(
  host: Host,
  words: { readonly fresh: string; readonly again: string },
): Promise<Secret<string>> {
  const { passphrase } = host.words.store
  for (;;) {
    const first = await hiddenLine(host, words.fresh)
    if (first.reveal().length < shortest) {
      host.note(passphrase.short(shortest))
      continue
    }
    const second = await hiddenLine(host, words.again)
    if (second.reveal() === first.reveal()) return first
    host.note(passphrase.different)
  }
}

/** A passphrase as it is typed. Throws `needs-passphrase` where nobody can. */
export async function hiddenLine(host: Host, message: string): Promise<Secret<string>> {
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'needs-passphrase' }) : error
  })
  const typed = await prompt.secret({ message })
  // The same letters typed on another system may be composed otherwise.
  return new Secret(typed.reveal().normalize('NFC'))
}

/** Whether an entry counts for a person: not one that is kept for `backup undo` alone. */
export function isInSight({ kind, value }: Entry): boolean {
  const record = kind === 'backup' ? parseBackupAccount(value) : undefined
  return record === undefined || !isGone(record)
}

/** How many entries in sight a store holds, of all kinds, damaged ones included. */
export async function countEntries(store: Store): Promise<number> {
  let count = 0
  for (const kind of kinds) {
    const { entries, damaged } = await store.list(kind)
    count += entries.filter(isInSight).length + damaged.length
  }
  return count
}
