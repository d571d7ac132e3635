/** What the file system refuses, under our names. */
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { RescueError } from '../core/errors.ts'

/** Whether an error says that there is no such file. */
export const isMissing = (error: unknown): boolean =>
  findSystemReason(error) === 'ENOENT' || findSystemReason(error) === 'ENOTDIR'

/** The system's short name of what went wrong, such as EACCES; its sentences may quote content. */
export function findSystemReason(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined
  return error.code.startsWith('ERR_ENCODING') ? 'not UTF-8' : error.code
}

/** The system's refusal as `unreadable`, `unwritable` or `wrong-owner`; any other error is a bug and stays one. */
export function namedFailure(code: 'unreadable' | 'unwritable', file: string, error: unknown): unknown {
  if (error instanceof RescueError) return error
  const reason = findSystemReason(error)
  if (reason === undefined) return error
  const owner = reason === 'EACCES' || reason === 'EPERM' ? foreignOwner(file) : undefined
  return new RescueError(owner === undefined ? { code, file, reason } : { code: 'wrong-owner', file, owner })
}

/** The number of the other user to whom a file or the nearest folder above it belongs, as after a run with sudo. */
function foreignOwner(path: string): number | undefined {
  const own = userInfo().uid
  if (own < 0) return undefined
  for (let at = path; ; at = dirname(at)) {
    try {
      const { uid } = statSync(at)
      return uid === own ? undefined : uid
    } catch {
      if (dirname(at) === at) return undefined
    }
  }
}
