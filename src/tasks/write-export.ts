/** Writes recovered entries for another app: a file, or QR codes one after the other. */
import type { ImportedEntry } from '../core/import/model.ts'
import { encryptedTargets, writeEntries } from '../core/import/writers/index.ts'
import type { ExportTarget } from '../core/import/writers/model.ts'
import type { Secret } from '../core/secret.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { entryTitle } from '../ui/recover.ts'
import { visible } from '../ui/visible.ts'
import { agreed, isAttended } from './confirm.ts'
import { drawQr } from './draw-qr.ts'
import { newPassphrase } from './open-store.ts'

/**
 * Writes the entries that the format can hold, and names the others. A file is encrypted where the format can be and a
 * person can type a password; a plain one is written only after a warning. Throws `exists`, `unwritable`, `needs-yes`.
 */
export async function writeForApp(
  host: Host,
  entries: readonly ImportedEntry[],
  target: ExportTarget,
  output: string | undefined,
): Promise<Exit> {
  const { words } = host
  const password = await askPassword(host, target)
  const file = output === undefined ? undefined : host.files.resolve(output)
  const isPlain = password === undefined && file !== undefined
  if (isPlain && !(await agreed(host, words.recover.plainWarning(output ?? ''), false))) return exits.no
  const { random } = await host.cryptography()
  const how = { random, at: toUnixSeconds(host.now()), ...(password === undefined ? {} : { password }) }
  const written = await writeEntries(target, entries, how)
  const count = entries.length - written.left.length
  if (file === undefined) await drawAll(host, written.text)
  else {
    await host.files.write(file, written.text.reveal(), { mode: 0o600, fresh: true })
    host.result({
      json: { file, accounts: count, encrypted: written.encrypted, left: written.left.length },
      text: visible(words.recover.written(count, file)),
    })
    if (!written.encrypted) host.hint(words.recover.unencrypted)
  }
  if (written.left.length > 0)
    host.terminal.err(`${visible(words.recover.unfit(written.left.map(entryTitle).join(', ')))}\n`)
  return written.left.length === 0 ? exits.yes : exits.no
}

async function askPassword(host: Host, target: ExportTarget): Promise<Secret<string> | undefined> {
  if (!encryptedTargets.has(target) || !(await isAttended(host))) return undefined
  return newPassphrase(host, host.words.recover.passphrase)
}

async function drawAll(host: Host, links: Secret<string>): Promise<void> {
  const all = links
    .reveal()
    .split('\n')
    .filter((link) => link !== '')
  for (const [index, link] of all.entries()) {
    await drawQr(host, link)
    if (index + 1 === all.length) return
    const prompt = await host.prompt()
    await prompt.press({ message: host.words.recover.qrTurn(index + 1, all.length) })
  }
}
