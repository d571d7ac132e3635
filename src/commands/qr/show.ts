/** A text as a QR code: drawn in the terminal, or written as a picture. */
import { RescueError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { drawQr } from '../../tasks/draw-qr.ts'
import type { Verb } from '../verb.ts'

interface ShowOptions {
  readonly output?: string
}

export const showVerb: Verb = {
  name: 'show',
  examples: ['2fa-rescue qr show < link.txt', '2fa-rescue qr show --output code.png < link.txt'],
  add: (command, perform, words) =>
    command
      .description(words.qr.show.help)
      .option('--output <file>', words.qr.show.options.output)
      .action((given: ShowOptions) => perform((host) => showQr(given, host))),
}

/** `qr show`: the text from stdin, or asked for. */
async function showQr({ output }: ShowOptions, host: Host): Promise<Exit> {
  const text = await textFrom(host)
  await drawQr(host, text, output === undefined ? {} : { png: output })
  return exits.yes
}

async function textFrom(host: Host): Promise<Secret<string>> {
  if (host.input.isTerminal) return (await host.prompt()).secret({ message: host.words.qr.show.ask })
  try {
    const bytes = await host.input.read()
    // The line end is the shell's.
    return new Secret(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, ''))
  } catch (error) {
    if (error instanceof RescueError) throw error
    throw new RescueError({ code: 'unreadable', file: '-', reason: 'not UTF-8' })
  }
}
