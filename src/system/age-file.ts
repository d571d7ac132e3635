/**
 * The store in a file that the plain `age` program opens as well (https://age-encryption.org/v1):
 *
 *     store.age            all entries as JSON, encrypted to an X25519 recipient
 *     store.copy.age       the same once more
 *     store.previous.age   what was there before the last write
 *     key.age              the recipient's identity, encrypted with the passphrase; key.copy.age is the same once more
 *     lock/                one writer at a time
 *
 * The passphrase's slow key derivation is paid once a run, and never for a write. Where the person names an identity
 * file there is no key.age, and nobody is asked.
 */
import { rmSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'
import { RescueError } from '../core/errors.ts'
import type { Secret } from '../core/secret.ts'
import { draftOver, type Entry, type Store, valueIn } from '../core/store.ts'
import type { StoreNotice } from '../host/machine.ts'
import {
  type Loaded,
  type LoadFailure,
  loadEntries,
  mendCopy,
  removeStore,
  saveEntries,
} from './age-copies.ts'
import { type StoreKey, storeKey } from './age-keys.ts'
import {
  exists,
  hasAgeFile,
  isStoreLost,
  lockName,
  markStored,
  refuseLost,
  storePaths,
  unmarkStored,
} from './age-names.ts'
import { namedFailure } from './file-errors.ts'
import { keyNames } from './key-names.ts'
import { type Patience, type Processes, underLock } from './lock.ts'
import { syncFolder } from './replace-file.ts'

export interface AgeFileHow {
  readonly folder: string
  /** A file with an age identity, instead of a passphrase. */
  readonly identityFile?: string | undefined
  /** The passphrase of a store that is there, or of one that is being made. Asked again after a wrong one. */
  readonly passphrase: (of: 'old' | 'old-again' | 'new') => Promise<Secret<string>>
  /** Called when the last passphrase was tried, whatever came of it. */
  readonly tried?: () => void
  readonly processes: Processes
  readonly patience: Patience
  /** What the person should know about the files. Each notice is told once. */
  readonly tell: (notice: StoreNotice) => void
  /** What the value of an entry becomes when the last write may be missing. */
  readonly older: (entry: Entry) => unknown
}

export function ageFileStore(how: AgeFileHow): Store {
  const { folder } = how
  const runLocked = <Result>(work: () => Promise<Result>): Promise<Result> =>
    underLock(join(folder, lockName), how.processes, how.patience, work)
  const key = storeKey({ ...how, locked: runLocked })
  const load = createLoader(how, key)

  /** Runs work under the lock, with the key that lies there then: opened before, so that nobody is asked under the lock. */
  async function withKey<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      refuseLost(folder)
      await key.identity(true)
      const done = await runLocked(async () => (key.isCurrent() ? { result: await work() } : undefined))
      if (done !== undefined) return done.result
      // Somebody has moved the store away, or made another one, since the key was opened.
      key.forget()
    }
  }

  return {
    place: 'file',
    read: async (entry) => valueIn((await load()).entries, entry),
    list: async (kind) => draftOver((await load()).entries).draft.list(kind),
    update: (work) =>
      withKey(async () => {
        const loaded = await load()
        const { draft, after } = draftOver(loaded.entries)
        const result = await work(draft)
        const paths = storePaths(folder)
        if (after() === loaded.entries) mendCopy(paths, loaded)
        else {
          await saveEntries(after(), loaded, paths, await key.identity(true))
          markStored(folder)
        }
        return result
      }),
    drain: async (work) => {
      if (!hasAgeFile(folder) && !isStoreLost(folder)) return work([])
      return withKey(async () => {
        const result = await work((await load()).entries)
        removeAll(how)
        key.forget()
        return result
      })
    },
    close: key.forget,
  }
}

/** Reads all entries, and tells once what the person should know about the files. */
function createLoader(how: AgeFileHow, key: StoreKey): () => Promise<Loaded> {
  const told = new Set<string>()
  const tell = (notice: StoreNotice): void => {
    const id = `${notice.kind} ${notice.file}`
    if (!told.has(id)) how.tell(notice)
    told.add(id)
  }
  return async () => {
    const paths = storePaths(how.folder)
    refuseLost(how.folder)
    if (!hasAgeFile(how.folder)) return { entries: [], generation: 0, from: 'nothing', isCurrent: true }
    const identity = await key.identity(false)
    for (const file of openToOthers(how)) tell({ kind: 'open-to-others', file })
    const loaded = await loadEntries(paths, identity)
    if (typeof loaded === 'string') throw loadError(loaded, how)
    if (loaded.from === 'store' || loaded.from === 'nothing') return loaded
    tell({ kind: loaded.isCurrent ? 'copy-used' : 'older-used', file: paths.shown })
    if (loaded.isCurrent) return loaded
    return { ...loaded, entries: loaded.entries.map((entry) => ({ ...entry, value: how.older(entry) })) }
  }
}

function loadError(failure: LoadFailure, { folder, identityFile }: AgeFileHow): RescueError {
  const file = storePaths(folder).shown
  const keyFile = join(folder, keyNames[0])
  switch (failure) {
    case 'damaged':
      return new RescueError({ code: 'damaged-store', file, folder })
    case 'unsupported':
      return new RescueError({ code: 'cannot-decrypt', file })
    case 'other-key':
      return new RescueError(
        identityFile === undefined
          ? { code: 'other-key', file, key: keyFile }
          : { code: 'wrong-identity', file, hasKey: keyNames.some((name) => exists(join(folder, name))) },
      )
  }
}

function removeAll({ folder, identityFile }: AgeFileHow): void {
  const paths = storePaths(folder)
  try {
    unmarkStored(folder)
    removeStore(paths)
    for (const name of identityFile === undefined ? keyNames : []) rmSync(join(folder, name), { force: true })
    if (paths.shown !== paths.store) rmSync(paths.shown, { force: true })
    syncFolder(folder)
  } catch (error) {
    throw namedFailure('unwritable', paths.shown, error)
  }
}

/** Files of the store that other users can read, and its folder where they can write in it. */
function openToOthers({ folder, identityFile }: AgeFileHow): readonly string[] {
  // Windows has other means, and invents these bits.
  if (platform() === 'win32') return []
  const files = [storePaths(folder).shown, ...keyNames.map((name) => join(folder, name))]
  return [
    ...[...files, ...(identityFile === undefined ? [] : [identityFile])].filter((file) =>
      hasMode(file, 0o077),
    ),
    ...[folder].filter((path) => hasMode(path, 0o022)),
  ]
}

function hasMode(path: string, bits: number): boolean {
  try {
    const stat = statSync(path)
    // A pipe that a shell hands over (`<(…)`) is not kept anywhere.
    return (stat.isFile() || stat.isDirectory()) && (stat.mode & bits) !== 0
  } catch {
    return false
  }
}
