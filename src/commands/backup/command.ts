/** `backup`: codes for the day when the phone cannot help. */
import type { Command } from 'commander'
import type { Exit } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import type { Words } from '../../words/en.ts'
import type { Perform } from '../verb.ts'

export interface AccountOption {
  readonly account?: string
}
export interface ListOptions extends AccountOption {
  readonly showCodes?: true
}
export interface GenerateOptions extends AccountOption {
  readonly count?: string
  readonly format?: string
  readonly hashed?: true
  readonly showCodes?: true
}
export interface RotateOptions extends AccountOption {
  readonly showCodes?: true
}
export interface ConfirmOptions extends AccountOption {
  readonly used?: true
  readonly refused?: true
  readonly number?: string
  readonly set?: string
}
export interface SetOption extends AccountOption {
  readonly set?: string
}
export interface PrintOptions extends AccountOption {
  readonly output?: string
  readonly qr?: true
}

type Verb = keyof Words['backup']['verbs']

export function addBackup(root: Command, perform: Perform, words: Words): void {
  const { help, verbs, arguments: args, options } = words.backup
  const backup = root.command('backup').description(help)
  const verb = (name: Verb): Command => backup.command(name).description(verbs[name])
  const ofService = (name: Verb): Command =>
    verb(name).argument('<service>', args.service).option('--account <name>', options.account)
  /** The work is loaded when it is done. */
  const does =
    <Given>(load: () => Promise<(service: string, given: Given, host: Host) => Promise<Exit>>) =>
    (service: string, given: Given) =>
      perform(async (host) => (await load())(service, given, host))

  ofService('add')
    .argument('[file]', args.list)
    .action((service: string, file: string | undefined, given: AccountOption) =>
      perform(async (host) => (await import('./add.ts')).add(service, file, given, host)),
    )
  ofService('generate')
    .option('--count <n>', options.count)
    .option('--format <format>', options.format)
    .option('--hashed', options.hashed)
    .option('--show-codes', options.showCodes)
    .action(does<GenerateOptions>(async () => (await import('./generate.ts')).generate))
  verb('list')
    .argument('[service]', args.maybeService)
    .option('--account <name>', options.account)
    .option('--show-codes', options.showCodes)
    .action((service: string | undefined, given: ListOptions) =>
      perform(async (host) => (await import('./list.ts')).list(service, given, host)),
    )
  verb('status')
    .argument('[service]', args.maybeService)
    .option('--account <name>', options.account)
    .action((service: string | undefined, given: AccountOption) =>
      perform(async (host) => (await import('./list.ts')).status(service, given, host)),
    )
  ofService('use').action(does<AccountOption>(async () => (await import('./use.ts')).use))
  ofService('confirm')
    .option('--used', options.used)
    .option('--refused', options.refused)
    .option('--number <n>', options.number)
    .option('--set <id>', options.set)
    .action(does<ConfirmOptions>(async () => (await import('./confirm.ts')).confirm))
  ofService('consume')
    .argument('[-]', args.code)
    .action((service: string, file: string | undefined, given: AccountOption) =>
      perform(async (host) => (await import('./consume.ts')).consume(service, file, given, host)),
    )
  ofService('undo')
    .option('--set <id>', options.set)
    .action(does<SetOption>(async () => (await import('./undo.ts')).undo))
  ofService('rotate')
    .argument('[file]', args.list)
    .option('--show-codes', options.showCodes)
    .action((service: string, file: string | undefined, given: RotateOptions) =>
      perform(async (host) => (await import('./rotate.ts')).rotate(service, file, given, host)),
    )
  ofService('unlock').action(does<AccountOption>(async () => (await import('./consume.ts')).unlock))
  ofService('remove')
    .option('--set <id>', options.set)
    .action(does<SetOption>(async () => (await import('./remove.ts')).remove))
  ofService('print')
    .option('--output <file>', options.output)
    .option('--qr', options.qr)
    .action(does<PrintOptions>(async () => (await import('./print.ts')).print))
  verb('advise').action(() => perform(async (host) => (await import('./print.ts')).advise(host)))
  verb('export')
    .argument('<file>', args.exportFile)
    .action((file: string) => perform(async (host) => (await import('./portable.ts')).exportTo(file, host)))
  verb('import')
    .argument('<file>', args.importFile)
    .action((file: string) => perform(async (host) => (await import('./portable.ts')).importFrom(file, host)))
}
