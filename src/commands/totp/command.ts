/** `totp`: codes, their accounts, and why one is refused. */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

/** What was typed behind `totp code`. */
export interface CodeOptions {
  readonly secretFile?: string
  readonly watch?: boolean
  readonly at?: string
  readonly copy?: boolean
  readonly fresh?: boolean
}

/** What was typed behind `totp verify`. */
export interface VerifyOptions {
  readonly account?: string
  readonly secretFile?: string
  readonly window?: string
  readonly at?: string
  readonly deep?: boolean
  /** False with `--no-clock`. */
  readonly clock?: boolean
}

/** What was typed behind `totp add`. */
export interface AddOptions {
  readonly secretFile?: string
  readonly picture?: readonly string[]
}

/** What was typed behind `totp show`. */
export interface ShowOptions {
  readonly link?: boolean
  readonly qr?: boolean
  readonly output?: string
}

export function addTotp(root: Command, perform: Perform, words: Words): void {
  const { totp } = words
  const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value]
  const group = root.command('totp').description(totp.help)
  group
    .command('code')
    .description(totp.code.help)
    .argument('[name]', totp.name)
    .option('--secret-file <file>', totp.options.secretFile)
    .option('--watch', totp.code.options.watch)
    .option('--at <time>', totp.options.at)
    .option('--copy', totp.code.options.copy)
    .option('--fresh', totp.code.options.fresh)
    .action((name: string | undefined, given: CodeOptions) =>
      perform(async (host) => (await import('./code.ts')).code(name, given, host)),
    )
  group
    .command('verify')
    .description(totp.verify.help)
    .argument('[code]', totp.verify.code)
    .argument('[next]', totp.verify.next)
    .option('--account <name>', totp.verify.options.account)
    .option('--secret-file <file>', totp.options.secretFile)
    .option('--window <steps>', totp.verify.options.window)
    .option('--at <time>', totp.options.at)
    .option('--deep', totp.verify.options.deep)
    .option('--no-clock', totp.verify.options.noClock)
    .action((code: string | undefined, next: string | undefined, given: VerifyOptions) =>
      perform(async (host) => (await import('./verify.ts')).verify(code, next, given, host)),
    )
  group
    .command('add')
    .description(totp.add.help)
    .argument('[name]', totp.add.name)
    .option('--secret-file <file>', totp.options.secretFile)
    .option('--picture <file>', totp.add.options.picture, collect)
    .action((name: string | undefined, given: AddOptions) =>
      perform(async (host) => (await import('./add.ts')).add(name, given, host)),
    )
  group
    .command('list')
    .description(totp.list.help)
    .action(() => perform(async (host) => (await import('./accounts.ts')).list(host)))
  group
    .command('show')
    .description(totp.show.help)
    .argument('<name>', totp.stored)
    .option('--qr', totp.show.options.qr)
    .option('--output <file>', totp.show.options.output)
    .option('--link', totp.show.options.link)
    .action((name: string, given: ShowOptions) =>
      perform(async (host) => (await import('./accounts.ts')).show(name, given, host)),
    )
  group
    .command('remove')
    .description(totp.remove.help)
    .argument('<name>', totp.stored)
    .action((name: string) => perform(async (host) => (await import('./accounts.ts')).remove(name, host)))
}
