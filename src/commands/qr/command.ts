/** `qr`: pictures of codes to text, and text to codes. */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

/** What was typed behind `qr show`. */
export interface ShowOptions {
  readonly output?: string
}

export function addQr(root: Command, perform: Perform, words: Words): void {
  const { qr } = words
  const group = root.command('qr').description(qr.help)
  group
    .command('read')
    .description(qr.read.help)
    .argument('<files...>', qr.read.files)
    .action((files: readonly string[]) =>
      perform(async (host) => (await import('./read.ts')).readPictures(files, host)),
    )
  group
    .command('show')
    .description(qr.show.help)
    .option('--output <file>', qr.show.options.output)
    .action((given: ShowOptions) => perform(async (host) => (await import('./show.ts')).showQr(given, host)))
}
