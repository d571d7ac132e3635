/** `store`: where secrets are kept. */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

export function addStore(root: Command, perform: Perform, words: Words): void {
  const { help, status, move, place } = words.store
  const store = root.command('store').description(help)
  store
    .command('status')
    .description(status)
    .action(() => perform(async (host) => (await import('./status.ts')).status(host)))
  store
    .command('move')
    .description(move)
    .argument('<place>', place)
    .action((to: string) => perform(async (host) => (await import('./move.ts')).move(to, host)))
}
