/** The names of the store's files, apart from what reads them: to see whether they are there costs next to nothing. */
import { lstatSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RescueError } from '../core/errors.ts'
import { keyNames } from './key-names.ts'
import { linkTarget } from './replace-file.ts'

/** Where the generations of a store lie: next to the file that `store.age` leads to. */
export interface StorePaths {
  /** As it is called in the store's folder, for messages. */
  readonly shown: string
  readonly store: string
  /** The same as `store`, after every write. */
  readonly copy: string
  /** What the store was before the last write. */
  readonly previous: string
  readonly damaged: (number: number) => string
}

export function storePaths(folder: string): StorePaths {
  const shown = join(folder, 'store.age')
  const store = linkTarget(shown)
  const beside = (name: string): string => join(dirname(store), name)
  return {
    shown,
    store,
    copy: beside('store.copy.age'),
    previous: beside('store.previous.age'),
    damaged: (number) => beside(number === 1 ? 'store.damaged.age' : `store.damaged-${number}.age`),
  }
}

/** Whether there is a store in this folder. A link that leads nowhere at the moment counts as one. */
export function hasAgeFile(folder: string): boolean {
  const { shown, copy, previous } = storePaths(folder)
  return [shown, copy, previous].some(exists)
}

/** The folder of the store's lock. */
export const lockName = 'lock'

/** Lies in the folder of the lock from the first write on, until the store is emptied. */
const markPath = (folder: string): string => join(folder, lockName, 'store')

/** Leaves word that a store was written here, so that it is missed when its files are gone. */
export function markStored(folder: string): void {
  try {
    if (!exists(markPath(folder))) writeFileSync(markPath(folder), '', { mode: 0o600 })
  } catch {
    // The store itself is written; the next write tries again.
  }
}

/** To be called before the files of the store are removed on purpose. */
export function unmarkStored(folder: string): void {
  rmSync(markPath(folder), { force: true })
}

/**
 * Whether the files of a store that was here are gone. A key alone, with the lock under which it was made, is what a run
 * leaves that was killed before the first write; without that lock the folder was restored or copied in part.
 */
export function isStoreLost(folder: string): boolean {
  if (hasAgeFile(folder)) return false
  if (exists(markPath(folder))) return true
  return !exists(join(folder, lockName)) && keyNames.some((name) => exists(join(folder, name)))
}

/** Throws `missing-store` where a store that was here is gone. */
export function refuseLost(folder: string): void {
  if (isStoreLost(folder)) throw new RescueError({ code: 'missing-store', file: storePaths(folder).shown })
}

export function exists(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
