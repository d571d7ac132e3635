/** The names of the store's files, apart from what reads them: to see whether they are there costs next to nothing. */
import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { linkTarget } from './replace-file.ts'

export const keyNames = ['key.age', 'key.copy.age'] as const

/** Where the generations of a store lie: beside the file that `store.age` leads to. */
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

export function exists(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
