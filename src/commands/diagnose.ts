/** `diagnose`: the wizard. */
import type { Exit } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import type { Noun } from './verb.ts'

interface DiagnoseOptions {
  readonly service?: string
  readonly answers?: string
  readonly resume?: true
  readonly report?: string
  readonly flows?: string
}

/** The verb; `lead` is the wizard, which the command tree hands in. */
export function diagnoseVerb(
  lead: (request: DiagnoseOptions & { readonly flow?: string }, host: Host) => Promise<Exit>,
): Noun {
  return {
    name: 'diagnose',
    examples: [
      '2fa-rescue diagnose',
      '2fa-rescue diagnose code-refused --service google',
      '2fa-rescue diagnose --resume',
      '2fa-rescue diagnose --answers answers.yaml --json',
    ],
    add: (command, perform, { diagnose }) =>
      command
        .argument('[flow]', diagnose.flow)
        .option('--service <name>', diagnose.options.service)
        .option('--answers <file>', diagnose.options.answers)
        .option('--resume', diagnose.options.resume)
        .option('--report <file>', diagnose.options.report)
        .option('--flows <dir>', diagnose.options.flows)
        .action((flow: string | undefined, given: DiagnoseOptions) =>
          perform((host) => lead(flow === undefined ? given : { ...given, flow }, host)),
        ),
    verbs: [],
  }
}
