/** The one way in which this program replaces a file by another. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { RescueError } from '../core/errors.ts'
import { findSystemReason, namedFailure } from './file-errors.ts'

interface ReplaceHow {
  readonly mode?: number
  /** The draft's name, where only one process writes at a time: what a killed run left behind is written over. */
  readonly draft?: string
}

/** A file that is on the disk under another name, ready to take the place of the one that is meant. */
export interface Draft {
  /** Takes the place. Throws `unwritable`, `wrong-owner`. */
  commit(): void
  discard(): void
}

/**
 * Writes a file so that after a loss of power either the old one or the new one is there, whole. Symbolic links are
 * followed: the file they lead to is replaced. Throws `unwritable`, `wrong-owner`.
 */
export function replaceFile(path: string, bytes: Uint8Array, how: ReplaceHow = {}): void {
  const draft = writeDraft(path, bytes, how)
  try {
    draft.commit()
  } catch (error) {
    draft.discard()
    throw error
  }
}

/** Writes a file that takes no other's place. Throws `exists`, `unwritable`. */
export function createFile(path: string, bytes: Uint8Array, mode: number): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFresh(path, bytes, mode)
    syncFolder(dirname(path))
  } catch (error) {
    if (findSystemReason(error) === 'EEXIST') throw new RescueError({ code: 'exists', file: path })
    throw namedFailure('unwritable', path, error)
  }
}

/** The first half of `replaceFile`: everything that a full disk can prevent. Throws `unwritable`, `wrong-owner`. */
export function writeDraft(path: string, bytes: Uint8Array, how: ReplaceHow = {}): Draft {
  const target = linkTarget(path)
  const draft = how.draft ?? `${target}.${randomBytes(6).toString('hex')}.new`
  const runNamed = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      throw namedFailure('unwritable', path, error)
    }
  }
  runNamed(() => {
    refuseDevice(path, target)
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    rmSync(draft, { force: true })
    writeFresh(draft, bytes, how.mode ?? 0o600)
  })
  return {
    commit: () =>
      runNamed(() => {
        renameSync(draft, target)
        syncFolder(dirname(target))
      }),
    discard: () => removeQuietly(draft),
  }
}

/** A pipe or a device is nothing that a file can take the place of. */
function refuseDevice(path: string, target: string): void {
  const stat = lstatSync(target, { throwIfNoEntry: false })
  if (stat !== undefined && !stat.isFile() && !stat.isDirectory())
    throw new RescueError({ code: 'unwritable', file: path, reason: 'no regular file' })
}

/** Writes a file that was not there before. One that could not be written whole does not stay. */
function writeFresh(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    fsyncSync(file)
  } catch (error) {
    removeQuietly(path)
    throw error
  } finally {
    closeSync(file)
  }
}

/** Where a path leads in the end, also where nothing lies there yet. A path that is no link leads to itself. */
export function linkTarget(path: string): string {
  try {
    if (!lstatSync(path).isSymbolicLink()) return path
  } catch {
    return path
  }
  try {
    return realpathSync(path)
  } catch {
    return linkTarget(resolve(dirname(path), readlinkSync(path)))
  }
}

/** A new name is on the disk only when its folder is. Windows knows no such thing. */
export function syncFolder(folder: string): void {
  let opened: number | undefined
  try {
    opened = openSync(folder, 'r')
    fsyncSync(opened)
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP'].includes(findSystemReason(error) ?? ''))
      throw error
  } finally {
    if (opened !== undefined) closeSync(opened)
  }
}

/** What could not be written may not be removable either; the first failure is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The failure that led here is being reported.
  }
}
