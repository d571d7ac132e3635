/** QR codes in pictures, as text. */
import { type Problem, RescueError } from '../../core/errors.ts'
import { holdsLink } from '../../core/totp/link-lines.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { readPicture } from '../../tasks/read-picture.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const readVerb: Verb = {
  name: 'read',
  examples: [
    '2fa-rescue qr read screenshot.png',
    '2fa-rescue qr read screenshot.png | 2fa-rescue totp code -',
  ],
  add: (command, perform, words) =>
    command
      .description(words.qr.read.help)
      .argument('<files...>', words.qr.read.files)
      .action((files: readonly string[]) => perform((host) => readPictures(files, host))),
}

/** A picture that could not be read. */
interface Unread {
  readonly file: string
  readonly problem: Problem
}

/** `qr read`: a picture that cannot be read never loses the others. */
async function readPictures(files: readonly string[], host: Host): Promise<Exit> {
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
  host.result({ json: json(found, unread, host), text: found.map(({ text }) => visible(text)) })
  for (const { problem } of unread) tell(problem, host)
  if (found.some(({ text }) => holdsLink(text))) host.hint(host.words.qr.read.secret)
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
