/** `clock`: is this computer's clock right, and the phone's, and the server's? */
import type { Command } from 'commander'
import type { WhomOptions } from '../../tasks/time-servers.ts'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

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

/** What was typed behind `clock phone`, besides what `clock` itself takes. */
export interface PhoneOptions extends ClockOptions {
  readonly period?: string
  readonly presses?: string
  /** The secret is at hand, so that the digits themselves say where the phone stands. */
  readonly code?: true
  readonly secretFile?: string
}

export function addClock(root: Command, perform: Perform, words: Words): void {
  const { help, options, phone, server } = words.clock
  const clock = withWhom(root.command('clock'), words)
    .description(help)
    .option('--precise [n]', options.precise)
    .option('--format <form>', options.format)
    .option('--output <file>', options.output)
    .option('--watch [s]', options.watch)
    .option('--splay <s>', options.splay)
    .action((given: ClockOptions) => {
      if (clock.args.length > 0) (clock as CommandWithUnknown).unknownCommand()
      return perform(async (host) => (await import('./run.ts')).clock(withList(given), host))
    })
  /** Commander hands over what a command shares with the one above it there. */
  const all = <Given extends ClockOptions>(given: Given): Given =>
    withList({ ...given, ...clock.opts<ClockOptions>() })
  withWhom(clock.command('phone'), words)
    .description(phone.help)
    .option('--period <s>', options.period)
    .option('--presses <n>', options.presses)
    .option('--code', options.code)
    .option('--secret-file <file>', options.secretFile)
    .action((given: PhoneOptions) =>
      perform(async (host) => (await import('./phone.ts')).clockPhone(all(given), host)),
    )
  withWhom(clock.command('server'), words)
    .description(server.help)
    .argument('<url>', server.url)
    .option('--precise [n]', options.precise)
    .action((url: string, given: ClockOptions) =>
      perform(async (host) => (await import('./server.ts')).clockServer(url, all(given), host)),
    )
}

/** Whom to ask, and what counts as off: the same for every clock. */
function withWhom(command: Command, { clock: { options } }: Words): Command {
  const collect = (value: string, before: unknown): readonly unknown[] => [
    ...(Array.isArray(before) ? before : []),
    value,
  ]
  return command
    .option('--server <host[:port]>', options.server, collect)
    .option('--https [url]', options.https, collect)
    .option('--warn <s>', options.warn)
    .option('--critical <s>', options.critical)
    .option('--timeout <s>', options.timeout)
}

/** The method by which commander itself refuses a command; it adds what was probably meant. */
type CommandWithUnknown = Command & { unknownCommand(): never }

/** Without a value commander stores `true` in place of the list. */
function withList<Given extends ClockOptions>(given: Given): Given {
  const https: unknown = given.https
  return https === true ? { ...given, https: [true] } : given
}
