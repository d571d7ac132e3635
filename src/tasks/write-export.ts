/** Writes recovered entries for another app: a file, or QR codes as drawings or pictures. */
import { RescueError } from '../core/errors.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import { encryptedTargets, writeEntries } from '../core/import/writers/index.ts'
import type { ExportTarget, WrittenExport } from '../core/import/writers/model.ts'
import type { Secret } from '../core/secret.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { refuseMissing } from '../host/misuse.ts'
import { entryTitle } from '../ui/recover.ts'
import { visible } from '../ui/visible.ts'
import { agreed, isAttended } from './confirm.ts'
import { drawQr, qrPicture } from './draw-qr.ts'
import { readPassword } from './open-exports.ts'
import { newPassphrase } from './open-store.ts'

/** Where entries go. */
interface ExportRequest {
  readonly target: ExportTarget
  readonly output?: string | undefined
  /** A file whose first line is the password of the new file. */
  readonly outputPasswordFile?: string | undefined
}

/**
 * Writes the entries that the format can hold, and names the others. A file that can be encrypted always is; a plain one
 * is written only after a warning. Where nothing can be written there is no file. Throws `exists`, `unwritable`,
 * `needs-yes`, and `misused` where a password is missing.
 */
export async function writeForApp(
  host: Host,
  entries: readonly ImportedEntry[],
  request: ExportRequest,
): Promise<Exit> {
  const { words } = host
  const { target, output } = request
  if (entries.length === 0) return tellNothing(host)
  const password = encryptedTargets.has(target) ? await askPassword(host, request) : undefined
  const isPlain = password === undefined && output !== undefined
  if (isPlain && !(await agreed(host, words.recover.plainWarning(output), false))) return exits.no
  const { random } = await host.cryptography()
  const how = { random, at: toUnixSeconds(host.now()), ...(password === undefined ? {} : { password }) }
  const written = await writeEntries(target, entries, how)
  const count = entries.length - written.unfit.length
  if (count === 0) {
    tellUnfit(written, host)
    return tellNothing(host)
  }
  if (output === undefined) await drawAll(host, written.text)
  else {
    const files = await writeFiles(host, request, output, written.text)
    const { encrypted, unfit, dropped } = written
    host.result({
      json: {
        files,
        accounts: count,
        encrypted,
        unfit: unfit.map(({ entry, why }) => ({ title: visible(entryTitle(entry)), why })),
        dropped,
      },
      text: visible(words.recover.written(count, files.join(', '))),
    })
    if (!encrypted) host.hint(words.recover.unencrypted)
  }
  for (const property of written.dropped) host.hint(words.recover.dropped(property))
  tellUnfit(written, host)
  return written.unfit.length === 0 ? exits.yes : exits.no
}

function tellNothing({ terminal, words, result }: Host): Exit {
  result({ json: { files: [], accounts: 0 }, text: [] })
  terminal.err(`${words.recover.nothingWritten}\n`)
  return exits.no
}

function tellUnfit({ unfit }: WrittenExport, { terminal, words }: Host): void {
  for (const { entry, why } of unfit)
    terminal.err(`${visible(words.recover.unfit(entryTitle(entry), words.recover.unfitWhy(why, entry)))}\n`)
}

/** The password of the new file. Throws `misused` where nobody can type one. */
async function askPassword(
  host: Host,
  { target, outputPasswordFile }: ExportRequest,
): Promise<Secret<string>> {
  const option = '--output-password-file'
  if (outputPasswordFile !== undefined) {
    const password = await readPassword(host, outputPasswordFile)
    return password.reveal() === '' ? refuseMissing(option) : password
  }
  if (await isAttended(host)) return newPassphrase(host, host.words.recover.passphrase)
  throw new RescueError({ code: 'misused', misuse: { kind: 'needs', name: `--to ${target}`, other: option } })
}

/** Answers with the paths: one file, or a picture of each QR code. Nothing is written where one of them is there. */
async function writeFiles(
  host: Host,
  { target }: ExportRequest,
  output: string,
  text: Secret<string>,
): Promise<readonly string[]> {
  const { files } = host
  const contents =
    target === 'google-qr' ? await Promise.all(splitLines(text).map(qrPicture)) : [text.reveal()]
  const paths = contents.map((_, index) =>
    files.resolve(contents.length === 1 ? output : addPart(output, index + 1)),
  )
  for (const file of paths)
    if ((await files.readBytes(file, 1).catch(() => true)) !== undefined)
      throw new RescueError({ code: 'exists', file })
  for (const [index, content] of contents.entries())
    await files.write(paths[index] ?? output, content, { mode: 0o600, fresh: true })
  return paths
}

/** `codes.png` becomes `codes-2.png`. */
const addPart = (name: string, part: number): string => name.replace(/(\.[^./\\]*)?$/, `-${part}$1`)

const splitLines = (text: Secret<string>): readonly string[] =>
  text
    .reveal()
    .split('\n')
    .filter((line) => line !== '')

async function drawAll(host: Host, links: Secret<string>): Promise<void> {
  const all = splitLines(links)
  for (const [index, link] of all.entries()) {
    await drawQr(host, link)
    if (index + 1 === all.length) return
    const prompt = await host.prompt()
    await prompt.press({ message: host.words.recover.qrTurn(index + 1, all.length) })
  }
}
