/** Which store is in force, and how a person opens it. */
import { parseShelf, recovered } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import type { Entry, Place, Store } from '../../core/store.ts'
import { recoveredAccount } from '../../core/totp/kept.ts'
import type { Host } from '../../host.ts'
import { visible } from '../../ui/visible.ts'
import { agreed, isAttended, isUnattended } from '../agree.ts'

/** Letters of a new passphrase. */
const shortest = 8

/** The store in force: as it was asked for, else the file where there is one, else the keychain. */
export async function placeInForce(host: Host): Promise<Place> {
  const { store, identity } = host.settings
  if (store !== undefined) return store
  return identity !== undefined || (await host.stores()).hasFile() ? 'file' : 'keychain'
}

/** Opens the store in force. Whether it answers shows at the first look into it. */
export async function openStore(host: Host): Promise<Store> {
  return openAt(host, await placeInForce(host))
}

/** Opens the store for something new. Where no keychain answers and nobody has chosen, the file is offered. */
export async function openStoreForNew(host: Host): Promise<Store> {
  const place = await placeInForce(host)
  const store = await openAt(host, place)
  if (place === 'file' || host.settings.store !== undefined) return store
  try {
    await store.list('backup')
    return store
  } catch (error) {
    store.close()
    if (!isSilent(error) || !(await isAttended(host)) || host.settings.yes) throw error
    const { message } = host.words.errors.say(error.problem)
    if (!(await agreed(host, host.words.store.offerFile(message)))) throw error
    return openAt(host, 'file')
  }
}

const isSilent = (error: unknown): error is RescueError =>
  error instanceof RescueError && error.problem.code === 'no-keychain'

/** Opens a store by its name. */
export async function openAt(host: Host, place: Place): Promise<Store> {
  const stores = await host.stores()
  const { identity } = host.settings
  const waiting = (): void => host.hint(host.words.store.waiting)
  if (place === 'keychain') return stores.keychain({ waiting })
  return stores.file({
    waiting,
    identityFile: identity === undefined ? undefined : host.files.resolve(identity),
    passphrase: (of) => {
      // Not a hint: with --quiet too somebody has to know why they are asked again.
      if (of === 'old-again') host.terminal.err(`${host.words.store.passphrase.wrong}\n`)
      return of === 'new' ? newPassphrase(host, host.words.store.passphrase) : oldPassphrase(host)
    },
    // Not a hint, which --quiet would keep back: a code may have to be asked about.
    tell: ({ kind, file }) => host.terminal.err(`${visible(host.words.store.notices[kind](file))}\n`),
    older: (entry) => olderValue(entry, host.now()),
  })
}

/** An entry from the copy before the newest: codes may have been shown since. */
function olderValue({ kind, value }: Entry, now: Date): unknown {
  if (kind === 'totp') return recoveredAccount(value)
  const shelf = kind === 'backup' ? parseShelf(value) : undefined
  return shelf === undefined ? value : recovered(shelf, now.toISOString())
}

async function oldPassphrase(host: Host): Promise<Secret<string>> {
  return hiddenLine(host, host.words.store.passphrase.old)
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
      host.hint(passphrase.short(shortest))
      continue
    }
    const second = await hiddenLine(host, words.again)
    if (second.reveal() === first.reveal()) return first
    host.hint(passphrase.different)
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
