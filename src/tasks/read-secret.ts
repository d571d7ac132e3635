/** Reads a secret from a file, from stdin, or from a hidden question; never from an argument. */
import { decodeTextFile } from '../core/decode-text.ts'
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import type { Account } from '../core/totp/account.ts'
import { findMisread, type GivenSecret, toGivenSecret } from '../core/totp/given-secret.ts'
import { distinctAccounts, failureIn, foundNames, readSecrets } from '../core/totp/links.ts'
import type { FoundAccount, SecretList } from '../core/totp/secret-list.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { isAttended } from './confirm.ts'

/** Text that holds a secret or a link is far shorter. */
const maxBytes = 64 * 1024

/** What happens to a secret after it was read: it is stored, or used in this run only. */
type SecretUse = 'store' | 'use'

/** The text as it was given. The notice on the hidden question says what happens to it. Throws `no-file`, `unreadable`, `needs-terminal`. */
export async function readText(
  host: Host,
  secretFile: string | undefined,
  use: SecretUse,
): Promise<Secret<string>> {
  if (secretFile !== undefined && secretFile !== '-') return readFile(host, secretFile)
  if (secretFile === '-' || !host.input.isTerminal) return decode(await host.input.read(maxBytes), '-')
  const prompt = await host.prompt()
  const { secret } = host.words.totp
  host.note(secret.where)
  host.note(use === 'store' ? secret.isStored : secret.stays)
  return prompt.secret({ message: host.words.totp.secret.ask })
}

async function readFile(host: Host, path: string): Promise<Secret<string>> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return decode(bytes, file)
}

function decode(bytes: Uint8Array, file: string): Secret<string> {
  const decoded = decodeTextFile(bytes)
  if (decoded === undefined) throw new RescueError({ code: 'unreadable', file, reason: 'not a text file' })
  return new Secret(decoded.text)
}

// --- One secret ---

/**
 * The one account in a text. What was left out of the text is named. Throws `bad-link` and `bad-secret`, and
 * `several-secrets` where there are several and nobody can choose.
 */
export async function accountIn(text: Secret<string>, host: Host): Promise<Account> {
  return (await findOne(readSecrets(text.reveal()), host)).account
}

/** Like `accountIn`, for a search in which a bare secret may turn out to have been misread. */
export async function secretIn(text: Secret<string>, host: Host): Promise<GivenSecret> {
  const list = readSecrets(text.reveal())
  return findMisread(list) ?? toGivenSecret(await findOne(list, host))
}

async function findOne(list: SecretList, host: Host): Promise<FoundAccount> {
  const [only, ...more] = distinctAccounts(list)
  if (only === undefined) throw failureIn(list)
  reportUnread(list, host)
  const found = more.length === 0 ? only : await chooseOne([only, ...more], host)
  for (const note of found.notes) host.hint(host.words.totp.notes(note))
  return found
}

async function chooseOne(accounts: readonly FoundAccount[], host: Host): Promise<FoundAccount> {
  const { secret } = host.words.totp
  const names = foundNames(accounts)
  if (!host.welcomesQuestions || !(await isAttended(host)))
    throw new RescueError({ code: 'several-secrets', found: names })
  const prompt = await host.prompt()
  const index = await prompt.choose({
    message: secret.which,
    choices: names.map((name, at) => ({ value: String(at), label: secret.name(name) })),
  })
  return accounts[Number(index)] ?? chooseOne(accounts, host)
}

// --- What was left out ---

/** Lines and accounts that could not be read lose none of the others, but they are named on stderr. */
export function reportUnread({ unread, transfers }: SecretList, { terminal, words, hint }: Host): void {
  const { add, secret } = words.totp
  for (const { line, title, flaw, typed } of unread) {
    const problem =
      flaw.kind === 'secret' && typed !== undefined
        ? ({ code: 'bad-secret', flaw: flaw.flaw } as const)
        : ({ code: 'bad-link', flaw } as const)
    const { message } = words.errors.say(problem)
    const text = title === undefined ? secret.unused(line, message) : add.unreadAccount(title, message)
    terminal.err(`${visible(text)}\n`)
  }
  for (const { missing, size } of transfers)
    if (missing.length > 0) terminal.err(`${add.missing(missing, size)}\n`)
  if (transfers.length > 0) hint(add.periodLost)
}
