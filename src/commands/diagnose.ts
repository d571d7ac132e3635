/** `diagnose`: the wizard. */
import type { Command } from 'commander'
import type { Exit } from '../host/exit.ts'
import type { Host } from '../host/machine.ts'
import type { Words } from '../words/en.ts'
import type { Perform } from './verb.ts'

/** What was typed behind `diagnose`. */
export interface DiagnoseOptions {
  readonly service?: string
  readonly answers?: string
  readonly resume?: true
  readonly report?: string
  readonly flows?: string
}

export function addDiagnose(root: Command, perform: Perform, words: Words): void {
  const { help, flow, options } = words.diagnose
  root
    .command('diagnose')
    .description(help)
    .argument('[flow]', flow)
    .option('--service <name>', options.service)
    .option('--answers <file>', options.answers)
    .option('--resume', options.resume)
    .option('--report <file>', options.report)
    .option('--flows <dir>', options.flows)
    .action((flow: string | undefined, given: DiagnoseOptions) => perform(diagnosis(flow, given)))
}

/** The work itself, loaded when it is done. */
export function diagnosis(flow: string | undefined, given: DiagnoseOptions): (host: Host) => Promise<Exit> {
  return async (host) => (await import('../wizard/start.ts')).diagnose(flow, given, host)
}
