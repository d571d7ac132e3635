/**
 * The store in a file that the plain `age` program opens as well (https://age-encryption.org/v1):
 *
 *     store.age            all entries as JSON, encrypted to an X25519 recipient
 *     store.previous.age   the copy before it
 *     key.age              the recipient's identity, encrypted with the passphrase; key.copy.age is the same once more
 *     lock/                one writer at a time
 *
 * The passphrase's slow key derivation is paid once a run, and never for a write. Where the person names an identity
 * file there is no key.age, and nobody is asked.
 */
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { RescueError } from '../core/errors.ts'
import type { Secret } from '../core/secret.ts'
import { draftOver, type Entry, kinds, type Store, valueIn } from '../core/store.ts'
import { hasAgeFile, previousName, storeName } from './age-names.ts'
import { reasonOf } from './files.ts'
import { identityLines, readBytes as read, readIdentity } from './identity.ts'
import { type Patience, type Processes, underLock } from './lock.ts'

export interface AgeFileHow {
  readonly folder: string
  /** A file with an age identity, in the place of a passphrase. */
  readonly identityFile?: string | undefined
  /** The passphrase of a store that is there, or of one that is being made. Asked again after a wrong one. */
  readonly passphrase: (of: 'old' | 'old-again' | 'new') => Promise<Secret<string>>
  readonly processes: Processes
  readonly patience: Patience
  /** The newest copy cannot be read, and the one before it is used. */
  readonly tellOlder: (damaged: string) => void
  /** What the value of an entry becomes when it comes from the copy before. */
  readonly older: (entry: Entry) => unknown
}

const age = () => import('./age.ts')

/** How often a person may mistype the passphrase in one run. */
const tries = 3

export function ageFileStore(how: AgeFileHow): Store {
  const { folder, processes, patience } = how
  const at = (name: string): string => join(folder, name)
  const file = at(storeName)
  const previous = at(previousName)

  let opened: Promise<string> | undefined
  /** The identity, once a run; a store that is not there yet gets one. */
  const identity = (): Promise<string> => {
    opened ??= how.identityFile === undefined ? byPassphrase() : readIdentity(how.identityFile)
    return opened
  }

  async function byPassphrase(): Promise<string> {
    const there = read(at('key.age'))
    if (there !== undefined) return openKey([there, read(at('key.copy.age'))])
    const passphrase = await how.passphrase('new')
    const { generateIdentity, sealed } = await age()
    const made = await generateIdentity()
    const key = await sealed(`${made}\n`, { passphrase })
    return locked(async () => {
      const theirs = read(at('key.age'))
      // Somebody else has made the store meanwhile, perhaps with another passphrase.
      if (theirs !== undefined) return openKey([theirs], passphrase)
      replace(at('key.copy.age'), key)
      replace(at('key.age'), key)
      return made
    })
  }

  async function openKey(
    copies: readonly (Uint8Array | undefined)[],
    first?: Secret<string>,
  ): Promise<string> {
    let given = first ?? (await how.passphrase('old'))
    for (let left = tries - 1; ; left -= 1) {
      const identity = await identityBehind(copies, given)
      if (identity !== undefined) return identity
      if (left === 0) throw new RescueError({ code: 'wrong-passphrase', file: at('key.age') })
      given = await how.passphrase('old-again')
    }
  }

  const locked = <Result>(work: () => Promise<Result>): Promise<Result> =>
    underLock(at('lock'), processes, patience, work)

  let told = false
  /** All entries, from the copy before where the newest cannot be read. */
  async function load(): Promise<{ entries: readonly Entry[]; damaged: boolean }> {
    const newest = read(file)
    const before = read(previous)
    if (newest === undefined && before === undefined) return { entries: [], damaged: false }
    const key = await identity()
    const opened = newest === undefined ? 'damaged' : await openStore(newest, key, file)
    if (typeof opened === 'object') return { entries: opened, damaged: false }
    const older = before === undefined ? opened : await openStore(before, key, previous)
    if (typeof older === 'string') {
      const wrong = how.identityFile !== undefined && [opened, older].every((why) => why === 'other-key')
      throw new RescueError({ code: wrong ? 'wrong-identity' : 'damaged-store', file })
    }
    if (!told) how.tellOlder(file)
    told = true
    return { entries: older.map((entry) => ({ ...entry, value: how.older(entry) })), damaged: true }
  }

  async function save(entries: readonly Entry[], damaged: boolean): Promise<void> {
    const { identityToRecipient, sealed } = await age()
    const recipient = await identityToRecipient(await identity())
    const bytes = await sealed(`${JSON.stringify({ schema: 1, entries })}\n`, { recipient })
    replace(file, bytes, () => {
      // What could not be read is put aside: it must not take the place of the copy that could.
      if (damaged) setAside(file, at('store.damaged.age'))
      else keepCopy(file, previous)
    })
  }

  return {
    place: 'file',
    read: async (key) => valueIn((await load()).entries, key),
    list: async (kind) => draftOver((await load()).entries).draft.list(kind),
    async update(work) {
      // Whoever is asked for a passphrase may take their time: before the lock.
      await identity()
      return locked(async () => {
        const { entries, damaged } = await load()
        const { draft, after } = draftOver(entries)
        const result = await work(draft)
        if (after() !== entries) await save(after(), damaged)
        return result
      })
    },
    async drain(work) {
      if (!hasAgeFile(folder)) return work([])
      await identity()
      return locked(async () => {
        const result = await work((await load()).entries)
        // In this order a store that is half removed is never taken for a damaged one.
        const names = [previousName, storeName, ...(how.identityFile === undefined ? keyNames : [])]
        for (const name of names) rmSync(at(name), { force: true })
        syncFolder(folder)
        opened = undefined
        return result
      })
    },
    close: () => {
      opened = undefined
    },
  }
}

const keyNames = ['key.age', 'key.copy.age']

// --- What the files hold ---

/** Entries, or why there are none to be had. Throws `newer-store`. */
async function openStore(
  bytes: Uint8Array,
  identity: string,
  file: string,
): Promise<readonly Entry[] | 'other-key' | 'damaged'> {
  const { opened } = await age()
  const found = await opened(bytes, { identity })
  if (found.kind !== 'text') return found.kind
  const store = parsed(found.text)
  // It is whole, but not ours to judge, and not ours to overwrite.
  if (typeof store?.schema === 'number' && store.schema > 1)
    throw new RescueError({ code: 'newer-store', file })
  return store?.schema === 1 && Array.isArray(store.entries) && store.entries.every(isEntry)
    ? store.entries
    : 'damaged'
}

function parsed(text: string): { schema?: unknown; entries?: unknown } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isEntry = (value: unknown): value is Entry => {
  const entry = value as Partial<Entry> | null
  return (
    typeof entry?.name === 'string' && kinds.some((kind) => kind === entry.kind) && entry.value !== undefined
  )
}

/** The identity that a passphrase opens. Copies that are alike are tried once: each try takes its time. */
async function identityBehind(
  copies: readonly (Uint8Array | undefined)[],
  passphrase: Secret<string>,
): Promise<string | undefined> {
  const { opened } = await age()
  const different = new Map(copies.flatMap((copy) => (copy === undefined ? [] : [[String(copy), copy]])))
  for (const copy of different.values()) {
    const found = await opened(copy, { passphrase })
    const [identity] = found.kind === 'text' ? identityLines(found.text) : []
    if (identity !== undefined) return identity
  }
  return undefined
}

// --- Files ---

/**
 * Puts a file in the place of another so that after a loss of power either is there, whole. Only whoever holds the lock
 * writes, so the draft has one name, and one that a killed run left behind is simply written over.
 */
function replace(path: string, bytes: Uint8Array, before = (): void => {}): void {
  const draft = `${path}.new`
  const folder = join(path, '..')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeWhole(draft, bytes)
    before()
    renameSync(draft, path)
    syncFolder(folder)
  } catch (error) {
    rmSync(draft, { force: true })
    const reason = reasonOf(error)
    throw reason === undefined ? error : new RescueError({ code: 'unwritable', file: path, reason })
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  rmSync(path, { force: true })
  const to = openSync(path, 'wx', 0o600)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(to, bytes, done)
    fsyncSync(to)
  } finally {
    closeSync(to)
  }
}

/** Leaves the file where it is, and makes it the copy as well. */
function keepCopy(path: string, copy: string): void {
  const draft = `${copy}.new`
  rmSync(draft, { force: true })
  try {
    linkSync(path, draft)
  } catch (error) {
    // The first write; or a file system without links.
    if (reasonOf(error) === 'ENOENT') return
    copyFileSync(path, draft)
  }
  renameSync(draft, copy)
}

function setAside(path: string, to: string): void {
  try {
    renameSync(path, to)
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT') throw error
  }
}

/** A new name is on the disk only when its folder is. Windows knows no such thing. */
function syncFolder(folder: string): void {
  let opened: number | undefined
  try {
    opened = openSync(folder, 'r')
    fsyncSync(opened)
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EISDIR', 'EINVAL'].includes(reasonOf(error) ?? '')) throw error
  } finally {
    if (opened !== undefined) closeSync(opened)
  }
}
