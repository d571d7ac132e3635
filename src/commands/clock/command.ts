/** `clock`: is this computer's clock right, and the phone's, and the server's? */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../perform.ts'
import type { WhomOptions } from './servers.ts'

/** What was typed behind `clock`. An option whose value may be left out is `true` without one. */
export interface ClockOptions extends WhomOptions {
  readonly warn?: string
  readonly critical?: string
  readonly timeout?: string
  readonly precise?: string | true
  readonly format?: string
  readonly output?: string
  readonly watch?: string | true
  readonly splay?: string
}

/** What was typed behind `clock phone`. */
export interface PhoneOptions {
  readonly period?: string
  readonly presses?: string
}

/** What was typed behind `clock server`. */
export interface ServerOptions {
  readonly precise?: string | true
}

export function addClock(root: Command, perform: Perform, words: Words): void {
  const { help, options, phone, server } = words.clock
  const collect = (value: string, before: unknown): readonly unknown[] => [
    ...(Array.isArray(before) ? before : []),
    value,
  ]
  const clock = root
    .command('clock')
    .description(help)
    .option('--server <host[:port]>', options.server, collect)
    .option('--https [url]', options.https, collect)
    .option('--precise [n]', options.precise)
    .option('--warn <s>', options.warn)
    .option('--critical <s>', options.critical)
    .option('--timeout <s>', options.timeout)
    .option('--format <form>', options.format)
    .option('--output <file>', options.output)
    .option('--watch [s]', options.watch)
    .option('--splay <s>', options.splay)
    .action((given: ClockOptions) => {
      if (clock.args.length > 0) (clock as CommandWithUnknown).unknownCommand()
      return perform(async (host) => (await import('./run.ts')).clock(withList(given), host))
    })
  clock
    .command('phone')
    .description(phone.help)
    .option('--period <s>', options.period)
    .option('--presses <n>', options.presses)
    .action((given: PhoneOptions) =>
      perform(async (host) => (await import('./phone.ts')).clockPhone(given, host)),
    )
  clock
    .command('server')
    .description(server.help)
    .argument('<url>', server.url)
    .option('--precise [n]', options.precise)
    .action((url: string, given: ServerOptions) =>
      perform(async (host) => (await import('./server.ts')).clockServer(url, given, host)),
    )
}

/** The method by which commander itself refuses a command; it adds what was probably meant. */
type CommandWithUnknown = Command & { unknownCommand(): never }

/** Without a value commander stores `true` in place of the list. */
function withList(given: ClockOptions): ClockOptions {
  const https: unknown = given.https
  return https === true ? { ...given, https: [true] } : given
}
