/** Files with age identities, as age-keygen writes them. */
import { readFileSync } from 'node:fs'
import { RescueError } from '../core/errors.ts'
import { reasonOf } from './files.ts'

/** The first identity of a file. Throws `no-file`, `bad-identity`. */
export async function readIdentity(path: string): Promise<string> {
  const bytes = readBytes(path)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file: path })
  const [identity] = identityLines(Buffer.from(bytes).toString())
  if (identity === undefined) throw new RescueError({ code: 'bad-identity', file: path })
  const { identityToRecipient } = await import('./age.ts')
  return identityToRecipient(identity).then(
    () => identity,
    () => {
      throw new RescueError({ code: 'bad-identity', file: path })
    },
  )
}

/** The lines that are identities; the others are comments. */
export const identityLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-1'))

/** A file's bytes; undefined where there is none. */
export function readBytes(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT') return undefined
    throw reason === undefined ? error : new RescueError({ code: 'unreadable', file: path, reason })
  }
}
