/** Files of this person: read with our names for what goes wrong, written whole and for their eyes only. */
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { RescueError } from '../core/errors.ts'
import type { Files, WriteHow } from '../host/machine.ts'

/** No file of this program is anywhere near as large; a device or somebody's disk image is. */
const usualMax = 4 * 1024 * 1024

/** Files as seen from the folder the program was started in. */
export function openFiles(cwd: string): Files {
  return {
    async read(path) {
      const bytes = await readWhole(path, usualMax)
      try {
        return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      } catch (error) {
        throw failure('unreadable', path, error)
      }
    },
    readBytes: (path, maxBytes = usualMax) => readWhole(path, maxBytes),
    async write(path, content, { mode = 0o600, fresh = false }: WriteHow = {}) {
      const bytes = Buffer.from(content)
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        if (fresh) return await writeFresh(path, bytes, mode)
        const { default: writeFileAtomic } = await import('write-file-atomic')
        await writeFileAtomic(path, bytes, { mode, fsync: true })
      } catch (error) {
        throw failure('unwritable', path, error)
      }
    },
    async remove(path) {
      try {
        await rm(path, { force: true })
      } catch (error) {
        throw failure('unwritable', path, error)
      }
    },
    async list(folder, endings) {
      try {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        return (
          entries
            // A link may lead to a file; one that does not is told when it is read.
            .filter((entry) => entry.isFile() || entry.isSymbolicLink())
            .filter(({ name }) => endings.some((ending) => name.endsWith(ending)))
            .map((entry) =>
              join(entry.parentPath, entry.name)
                .slice(resolve(folder).length + 1)
                .split(sep)
                .join('/'),
            )
        )
      } catch (error) {
        if (isMissing(error)) return undefined
        throw failure('unreadable', folder, error)
      }
    },
    resolve: (...parts) => resolve(cwd, ...parts),
  }
}

async function readWhole(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path)
    if (size > maxBytes) throw new RescueError({ code: 'unreadable', file: path, reason: 'too large' })
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw failure('unreadable', path, error)
  }
}

/** A file that was not there before; one that could not be written whole does not stay. */
async function writeFresh(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode).catch((error: unknown) => {
    throw reasonOf(error) === 'EEXIST' ? new RescueError({ code: 'exists', file: path }) : error
  })
  try {
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

export const isMissing = (error: unknown): boolean =>
  reasonOf(error) === 'ENOENT' || reasonOf(error) === 'ENOTDIR'

/** The system's refusal under our name; anything else is a bug and stays one. */
function failure(code: 'unreadable' | 'unwritable', file: string, error: unknown): unknown {
  const reason = reasonOf(error)
  return reason === undefined ? error : new RescueError({ code, file, reason })
}

/** The system's short name of what went wrong, such as EACCES; its sentences may quote content. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined
  return error.code.startsWith('ERR_ENCODING') ? 'not UTF-8' : error.code
}
