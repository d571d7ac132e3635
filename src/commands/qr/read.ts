/** QR codes in pictures, as text. */
import { type Problem, RescueError } from '../../core/errors.ts'
import { codesIn, maxPictureBytes } from '../../core/qr/picture.ts'
import { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { visible } from '../../ui/visible.ts'

/** A picture that could not be read. */
interface Unread {
  readonly file: string
  readonly problem: Problem
}

/** The texts of all codes in a picture, at least one. Throws `bad-picture`, `no-file`, `unreadable`. */
export async function readPicture(host: Host, path: string): Promise<readonly Secret<string>[]> {
  const texts = await codesIn(await bytesOf(host, path), path, await host.pictures())
  return texts.map((text) => new Secret(text))
}

async function bytesOf(host: Host, path: string): Promise<Uint8Array> {
  if (path === '-') return host.input.read(maxPictureBytes)
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxPictureBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return bytes
}

/** `qr read`: a picture that cannot be read never loses the others. */
export async function readPictures(files: readonly string[], host: Host): Promise<Exit> {
  const found: { file: string; text: string }[] = []
  const unread: Unread[] = []
  for (const file of files) {
    try {
      for (const text of await readPicture(host, file)) found.push({ file, text: text.reveal() })
    } catch (error) {
      // One by itself fails as every command does.
      if (!(error instanceof RescueError) || files.length === 1) throw error
      unread.push({ file, problem: error.problem })
    }
  }
  if (host.settings.json) host.terminal.out(`${JSON.stringify(json(found, unread, host))}\n`)
  else for (const { text } of found) host.terminal.out(`${visible(text)}\n`)
  for (const { problem } of unread) tell(problem, host)
  if (found.some(({ text }) => holdsSecret(text))) host.hint(host.words.qr.read.secret)
  return unread.length === 0 ? exits.yes : exits.broken
}

function json(found: readonly { file: string; text: string }[], unread: readonly Unread[], { words }: Host) {
  return {
    schema: 1,
    codes: found,
    unread: unread.map(({ file, problem }) => ({
      file,
      code: problem.code,
      message: visible(words.errors.say(problem).message),
    })),
  }
}

function tell(problem: Problem, { terminal, words }: Host): void {
  const { message, hint } = words.errors.say(problem)
  terminal.err(`${words.errors.error}: ${visible(message)}\n`)
  if (hint !== undefined) terminal.err(`${words.errors.hint}: ${visible(hint)}\n`)
}

const holdsSecret = (text: string): boolean => /^(?:otpauth|otpauth-migration|steam|motp):/i.test(text.trim())
