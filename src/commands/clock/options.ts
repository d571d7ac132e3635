/** Options that `clock` and its commands share: which servers to ask, and from when on a clock counts as wrong. */
import type { Command } from 'commander'
import type { ServerOptions } from '../../tasks/time-servers.ts'
import type { Words } from '../../words/en.ts'
import { collectValues } from '../option-values.ts'

/** What was typed after `clock`. An option whose value may be left out is `true` without one. */
export interface ClockOptions extends ServerOptions {
  readonly warn?: string
  readonly critical?: string
  readonly timeout?: string
  readonly precise?: string | true
  readonly format?: string
  readonly output?: string
  readonly watch?: string | true
  readonly splay?: string
}

/** The short names are those of monitoring plug-ins such as check_ntp_time. */
export function addServerOptions(command: Command, { clock: { options } }: Words): Command {
  return command
    .option('-H, --server <host[:port]>', options.server, collectValues)
    .option('--https [url]', options.https, collectValues)
    .option('-w, --warn <s>', options.warn)
    .option('-c, --critical <s>', options.critical)
    .option('-t, --timeout <s>', options.timeout)
}

/**
 * The options of a command, with those that were typed before its name and belong to `clock` itself. Without a value
 * commander stores `true` for `--https` instead of a list.
 */
export function readClockOptions<Given extends ClockOptions>(command: Command): Given {
  const given = command.optsWithGlobals<Given>()
  const https: unknown = given.https
  return https === true ? { ...given, https: [true] } : given
}
