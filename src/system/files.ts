/** Files of this person: read with our names for what goes wrong, written whole and for their eyes only. */
import { readdir, rm } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Files, WriteHow } from '../host/machine.ts'
import { isMissing, namedFailure } from './file-errors.ts'
import { readLimited } from './read-limited.ts'

/** No file of this program is anywhere near as large; a device or somebody's disk image is. */
const defaultMaxBytes = 4 * 1024 * 1024

/** Files as seen from the folder the program was started in. */
export function openFiles(cwd: string): Files {
  return {
    async read(path, { regularOnly = false } = {}) {
      const bytes = await readLimited(path, { maxBytes: defaultMaxBytes, regularOnly })
      try {
        return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      } catch (error) {
        throw namedFailure('unreadable', path, error)
      }
    },
    readBytes: (path, maxBytes = defaultMaxBytes) => readLimited(path, { maxBytes }),
    async write(path, content, { mode = 0o600, fresh = false }: WriteHow = {}) {
      // It loads Node's cryptography, which most commands do not need.
      const { createFile, replaceFile } = await import('./replace-file.ts')
      const bytes = Buffer.from(content)
      if (fresh) createFile(path, bytes, mode)
      else replaceFile(path, bytes, { mode })
    },
    async remove(path) {
      try {
        await rm(path, { force: true })
      } catch (error) {
        throw namedFailure('unwritable', path, error)
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
        throw namedFailure('unreadable', folder, error)
      }
    },
    resolve: (...parts) => resolve(cwd, ...parts),
  }
}
