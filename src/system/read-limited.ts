/**
 * Reads files by taking at most one byte more than is allowed: `stat` says 0 for devices and pipes, and a file can grow.
 * Files are opened without blocking and polled, so a pipe nobody writes to never blocks the thread that handles ctrl-c.
 */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { RescueError } from '../core/errors.ts'
import { findSystemReason, isMissing, namedFailure } from './file-errors.ts'

interface ReadLimit {
  readonly maxBytes: number
  /** Refuses everything but regular files: pipes, devices. */
  readonly regularOnly?: boolean
}

/** Windows knows no such flag. */
const nonBlocking: number = constants.O_NONBLOCK ?? 0
const pollMilliseconds = 20
const chunkBytes = 64 * 1024

/**
 * A file's bytes; undefined where there is no such file. Reads pipes until their writer closes them. Throws
 * `unreadable` with the reason `too large`, `no regular file` or the system's code.
 */
export async function readLimited(path: string, limit: ReadLimit): Promise<Uint8Array | undefined> {
  const file = openForReading(path, limit)
  if (file === undefined) return undefined
  try {
    const chunks: Buffer[] = []
    // A named pipe without a writer reads as empty until somebody opens it.
    let waitsForWriter = isNamedPipe(path, file)
    for (let size = 0; ; ) {
      const chunk = readChunk(path, file, limit.maxBytes + 1 - size)
      if (chunk === 'later') waitsForWriter = false
      else if (chunk.length > 0) {
        waitsForWriter = false
        chunks.push(chunk)
        size += chunk.length
        if (size > limit.maxBytes) throw tooLarge(path, limit.maxBytes)
        continue
      } else if (!waitsForWriter) return new Uint8Array(Buffer.concat(chunks))
      await delay(pollMilliseconds)
    }
  } finally {
    closeSync(file)
  }
}

/** The same at once, for regular files only. */
export function readLimitedSync(path: string, maxBytes: number): Uint8Array | undefined {
  const file = openForReading(path, { maxBytes, regularOnly: true })
  if (file === undefined) return undefined
  try {
    const chunks: Buffer[] = []
    for (let size = 0; ; ) {
      const chunk = readChunk(path, file, maxBytes + 1 - size)
      if (chunk === 'later' || chunk.length === 0) return new Uint8Array(Buffer.concat(chunks))
      chunks.push(chunk)
      size += chunk.length
      if (size > maxBytes) throw tooLarge(path, maxBytes)
    }
  } finally {
    closeSync(file)
  }
}

function openForReading(path: string, { regularOnly }: ReadLimit): number | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | nonBlocking)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw namedFailure('unreadable', path, error)
  }
  const stat = fstatSync(file)
  if (!stat.isDirectory() && (!regularOnly || stat.isFile())) return file
  closeSync(file)
  const reason = stat.isDirectory() ? 'EISDIR' : 'no regular file'
  throw new RescueError({ code: 'unreadable', file: path, reason })
}

/** The next bytes; none at the end; `later` where a pipe has none yet. */
function readChunk(path: string, file: number, most: number): Buffer | 'later' {
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, most))
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null))
  } catch (error) {
    const reason = findSystemReason(error)
    if (reason === 'EAGAIN') return 'later'
    // Windows reports the end of a pipe as an error.
    if (reason === 'EOF') return buffer.subarray(0, 0)
    throw namedFailure('unreadable', path, error)
  }
}

/** A pipe that lies in a folder. One that a shell hands over (`<(…)`) has had its writer from the start. */
function isNamedPipe(path: string, file: number): boolean {
  if (!fstatSync(file).isFIFO() || path.startsWith('/dev/fd/')) return false
  try {
    realpathSync(path)
    return true
  } catch {
    return false
  }
}

const tooLarge = (file: string, most: number): RescueError =>
  new RescueError({ code: 'file-too-large', file, most })
