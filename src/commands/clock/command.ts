/** `clock`: is this computer's clock right? */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../perform.ts'

/** What was typed behind `clock`. */
export interface ClockOptions {
  readonly server?: readonly string[]
  readonly warn?: string
  readonly critical?: string
  readonly timeout?: string
}

export function addClock(root: Command, perform: Perform, words: Words): void {
  const { help, options } = words.clock
  const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value]
  root
    .command('clock')
    .description(help)
    .option('--server <host[:port]>', options.server, collect)
    .option('--warn <s>', options.warn)
    .option('--critical <s>', options.critical)
    .option('--timeout <s>', options.timeout)
    .action((given: ClockOptions) => perform(async (host) => (await import('./run.ts')).clock(given, host)))
}
