/**
 * The store's content on the disk, three times: `store.age`, `store.copy.age` with the same bytes, and
 * `store.previous.age` with what was there before the last write. Each holds a generation number, one more with every
 * write, which tells whether a copy is as new as the store that cannot be read.
 */
import { copyFileSync, linkSync, renameSync, rmSync } from 'node:fs'
import { RescueError } from '../core/errors.ts'
import { type Entry, kinds } from '../core/store.ts'
import type { Opened } from './age.ts'
import { exists, type StorePaths } from './age-names.ts'
import { findSystemReason, namedFailure } from './file-errors.ts'
import { readLimitedSync } from './read-limited.ts'
import { type Draft, replaceFile, writeDraft } from './replace-file.ts'

const age = () => import('./age.ts')
/** Hundreds of times what a person can have. */
const maxStoreBytes = 64 * 1024 * 1024

export interface Loaded {
  readonly entries: readonly Entry[]
  readonly generation: number
  /** Which file it was read from. */
  readonly from: 'store' | 'copy' | 'previous' | 'nothing'
  /** False where the last write may be missing. */
  readonly isCurrent: boolean
}

/** What one file holds, or why that is not to be had. */
type Content =
  | { readonly kind: 'read'; readonly entries: readonly Entry[]; readonly generation: number }
  | { readonly kind: Exclude<Opened['kind'], 'text'> | 'missing' }

/** Why no file of the store could be read. */
export type LoadFailure = 'other-key' | 'unsupported' | 'damaged'

/** Reads the newest content that can be read. Throws `newer-store`, `missing-store`, `unreadable`. */
export async function loadEntries(paths: StorePaths, identity: string): Promise<Loaded | LoadFailure> {
  const store = await readCopy(paths.store, identity)
  if (store.kind === 'read') return { ...store, from: 'store', isCurrent: true }
  if (store.kind === 'missing' && exists(paths.shown))
    throw new RescueError({ code: 'missing-store', file: paths.shown, target: paths.store })
  const copy = await readCopy(paths.copy, identity)
  const previous = await readCopy(paths.previous, identity)
  if (copy.kind === 'read') return { ...copy, from: 'copy', isCurrent: isCurrent(copy.generation, previous) }
  if (previous.kind === 'read') return { ...previous, from: 'previous', isCurrent: false }
  const failures = [store, copy, previous].map(({ kind }) => kind).filter((kind) => kind !== 'missing')
  if (failures.length === 0) return { entries: [], generation: 0, from: 'nothing', isCurrent: true }
  if (failures.every((kind) => kind === 'other-key')) return 'other-key'
  return failures.includes('unsupported') ? 'unsupported' : 'damaged'
}

/** The copy is written last: it is as new as the store was if it is one generation ahead of the one before. */
function isCurrent(copy: number, previous: Content): boolean {
  return previous.kind === 'read'
    ? copy === previous.generation + 1
    : previous.kind === 'missing' && copy === 1
}

async function readCopy(path: string, identity: string): Promise<Content> {
  const bytes = readLimitedSync(path, maxStoreBytes)
  if (bytes === undefined) return { kind: 'missing' }
  const { openAge } = await age()
  const opened = await openAge(bytes, { identity })
  if (opened.kind !== 'text') return { kind: opened.kind }
  const value = parseJson(opened.text)
  // It is whole, but not ours to judge, and not ours to overwrite.
  if (typeof value?.schema === 'number' && value.schema > 1)
    throw new RescueError({ code: 'newer-store', file: path })
  if (value?.schema !== 1 || !Array.isArray(value.entries) || !value.entries.every(isEntry))
    return { kind: 'damaged' }
  const { entries, generation } = value
  return { kind: 'read', entries, generation: isGeneration(generation) ? generation : 0 }
}

const isGeneration = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0

function parseJson(text: string): Readonly<Record<string, unknown>> | null {
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

/**
 * Writes the next generation. Both files are on the disk as drafts before the first takes its place, so a full disk
 * changes nothing. To be called under the lock. Throws `unwritable`, `wrong-owner`.
 */
export async function saveEntries(
  entries: readonly Entry[],
  loaded: Loaded,
  paths: StorePaths,
  identity: string,
): Promise<void> {
  const { identityToRecipient, sealAge } = await age()
  const recipient = await identityToRecipient(identity)
  const generation = loaded.generation + 1
  const bytes = await sealAge(`${JSON.stringify({ schema: 1, generation, entries })}\n`, { recipient })
  const drafts: Draft[] = []
  try {
    for (const path of [paths.store, paths.copy])
      drafts.push(writeDraft(path, bytes, { draft: `${path}.new` }))
    keepPrevious(paths, loaded)
    drafts[0]?.commit()
  } catch (error) {
    for (const draft of drafts) draft.discard()
    throw namedFailure('unwritable', paths.shown, error)
  }
  // The store is written: a copy that cannot take its place is mended by the next run.
  ignoreUnwritable(() => drafts[1]?.commit())
}

/** What cannot be read is put aside: it must not take the place of what can. */
function keepPrevious(paths: StorePaths, { from }: Loaded): void {
  if (from !== 'store') setAside(paths)
  if (from === 'store') keepAs(paths.store, paths.previous)
  if (from === 'copy') keepAs(paths.copy, paths.previous)
}

function ignoreUnwritable(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RescueError)) throw error
  }
}

/**
 * Writes the copy once more where it is missing or differs, as after a run that was killed, if the disk allows it. To be
 * called under the lock.
 */
export function mendCopy({ store, copy }: StorePaths, { from }: Loaded): void {
  if (from !== 'store') return
  const [wanted, there] = [readLimitedSync(store, maxStoreBytes), readLimitedSync(copy, maxStoreBytes)]
  if (wanted === undefined || (there !== undefined && Buffer.compare(wanted, there) === 0)) return
  ignoreUnwritable(() => replaceFile(copy, wanted, { draft: `${copy}.new` }))
}

/** Removes everything. In this order a store that is half removed is never taken for a damaged one. */
export function removeStore({ previous, copy, store, damaged }: StorePaths): void {
  for (const path of [previous, copy, store]) rmSync(path, { force: true })
  for (let number = 1; exists(damaged(number)); number += 1) rmSync(damaged(number), { force: true })
}

/** Leaves the file where it is, and keeps it under another name as well. */
function keepAs(path: string, copy: string): void {
  const draft = `${copy}.new`
  rmSync(draft, { force: true })
  try {
    linkSync(path, draft)
  } catch (error) {
    if (findSystemReason(error) === 'ENOENT') return
    // A file system without hard links.
    copyFileSync(path, draft)
  }
  renameSync(draft, copy)
}

function setAside({ store, damaged }: StorePaths): void {
  if (!exists(store)) return
  let number = 1
  while (exists(damaged(number))) number += 1
  renameSync(store, damaged(number))
}
