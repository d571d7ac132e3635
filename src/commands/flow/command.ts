/** `flow`: tools for people who write flows. */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

/** What was typed behind a command that takes a folder as an option. */
export interface FlowOptions {
  readonly flows?: string
}

export function addFlow(root: Command, perform: Perform, words: Words): void {
  const { help, dir, options, list, check, graph, test } = words.flow
  const flow = root.command('flow').description(help)
  flow
    .command('list')
    .description(list.help)
    .option('--flows <dir>', options.flows)
    .action((given: FlowOptions) => perform(async (host) => (await import('./list.ts')).list(given, host)))
  flow
    .command('check')
    .description(check.help)
    .argument('[dir]', dir)
    .action((folder: string | undefined) =>
      perform(async (host) => (await import('./check.ts')).check(folder, host)),
    )
  flow
    .command('graph')
    .description(graph.help)
    .argument('[flow]', graph.flow)
    .option('--flows <dir>', options.flows)
    .action((name: string | undefined, given: FlowOptions) =>
      perform(async (host) => (await import('./graph.ts')).graph(name, given, host)),
    )
  flow
    .command('test')
    .description(test.help)
    .argument('[dir]', dir)
    .action((folder: string | undefined) =>
      perform(async (host) => (await import('./test.ts')).test(folder, host)),
    )
  flow
    .command('new')
    .description(words.flow.new.help)
    .argument('<name>', words.flow.new.name)
    .option('--flows <dir>', options.flows)
    .action((name: string, given: FlowOptions) =>
      perform(async (host) => (await import('./new.ts')).begin(name, given, host)),
    )
}
