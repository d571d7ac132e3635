/** Where a secret comes from: a file, stdin, or a hidden question; never an argument. */
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import { looksLikeLink, type Parsed } from '../core/totp/link.ts'
import { parseAccount } from '../core/totp/links.ts'
import type { Host } from '../host/host.ts'

/** Text that holds a secret or a link is far shorter. */
const maxBytes = 64 * 1024

/** The text as it was given. Throws `no-file`, `unreadable`, `needs-terminal`. */
export async function readText(host: Host, secretFile: string | undefined): Promise<Secret<string>> {
  if (secretFile !== undefined && secretFile !== '-') return fromFile(host, secretFile)
  if (secretFile === '-' || !host.input.isTerminal) return textOf(await host.input.read(maxBytes), '-')
  const prompt = await host.prompt()
  host.hint(host.words.totp.secret.where)
  host.hint(host.words.totp.secret.stays)
  return prompt.secret({ message: host.words.totp.secret.ask })
}

async function fromFile(host: Host, path: string): Promise<Secret<string>> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return textOf(bytes, file)
}

function textOf(bytes: Uint8Array, file: string): Secret<string> {
  try {
    return new Secret(new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim())
  } catch {
    throw new RescueError({ code: 'unreadable', file, reason: 'not UTF-8' })
  }
}

/** The account in a text, with what there is to know about it said. */
export function accountIn(text: Secret<string>, host: Host): Parsed['account'] {
  const { account, notes } = parseAccount(text.reveal())
  for (const note of notes) host.hint(host.words.totp.notes(note))
  return account
}

/** Whether a text is a bare secret, which says nothing about how its codes are made. */
export const isBare = (text: Secret<string>): boolean => !looksLikeLink(text.reveal())
