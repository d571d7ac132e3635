/** The arguments that most `backup` commands share: a service, and perhaps one account there. */
import type { Command } from 'commander'
import type { Words } from '../../words/en.ts'

export interface AccountOption {
  readonly account?: string
}

export function addService(command: Command, { backup }: Words): Command {
  return command
    .argument('<service>', backup.arguments.service)
    .option('--account <name>', backup.options.account)
}

export function addOptionalService(command: Command, { backup }: Words): Command {
  return command
    .argument('[service]', backup.arguments.maybeService)
    .option('--account <name>', backup.options.account)
}
