/** Files with age identities, as age-keygen writes them. */
import { decodeText } from '../core/backup/decode.ts'
import { type IdentityFlaw, RescueError } from '../core/errors.ts'
import { readLimited } from './read-limited.ts'

/** Far more than any such file holds. */
const maxBytes = 64 * 1024

/** The first identity of a file. Throws `no-file`, `unreadable`, `bad-identity`, `cannot-decrypt`. */
export async function readIdentity(path: string): Promise<string> {
  const bytes = await readLimited(path, { maxBytes })
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file: path })
  const text = decodeLeniently(bytes)
  const [identity] = identityLines(text)
  if (identity === undefined)
    throw new RescueError({ code: 'bad-identity', file: path, flaw: findFlaw(text) })
  const { identityToRecipient } = await import('./age.ts')
  return identityToRecipient(identity).then(
    () => identity,
    (error: unknown) => {
      // The library throws plain errors about identities; anything else comes from the system below it.
      const ofLibrary = error instanceof Error && !('code' in error) && !(error instanceof ReferenceError)
      throw new RescueError(
        ofLibrary
          ? { code: 'bad-identity', file: path, flaw: 'mistyped' }
          : { code: 'cannot-decrypt', file: path },
      )
    },
  )
}

/** The lines that are identities; the others are comments. */
export const identityLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-1'))

/** UTF-8, or what PowerShell writes. */
function decodeLeniently(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, '-')
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

function findFlaw(text: string): IdentityFlaw {
  if (/^age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----/.test(text)) return 'encrypted'
  if (text.includes('AGE-PLUGIN-')) return 'plugin'
  if (text.includes('AGE-SECRET-KEY-PQ-1')) return 'post-quantum'
  if (/-----BEGIN (OPENSSH |RSA |EC )?PRIVATE KEY-----|^ssh-/m.test(text)) return 'ssh'
  if (/^\s*age1/m.test(text)) return 'recipient'
  return 'none'
}
