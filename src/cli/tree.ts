/** The command tree: the program's own options, and every command with what is below it. */
import { Command } from 'commander'
import { diagnoseVerb } from '../commands/diagnose.ts'
import type { Noun, Perform, Verb } from '../commands/verb.ts'
import { wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'
import {
  addExamples,
  addVersionOptions,
  configureProgram,
  refuseUnknownCommand,
  type TreeMachine,
} from './commander.ts'
import { addCompleteWork, addCompletionWork, completionExamples } from './completion-command.ts'
import { completeCommand } from './completion-scripts.ts'
import { addHelpWork, helpExamples, topicRows } from './help-command.ts'

/** A command of the top level, as its own help lists it; the rest is loaded when it is called. */
interface TopLevel {
  readonly name: string
  readonly about: (words: Words) => string
  readonly argument?: string
  readonly load: () => Promise<Noun>
}

const topLevel: readonly TopLevel[] = [
  {
    name: 'diagnose',
    about: (words) => words.diagnose.help,
    argument: '[flow]',
    load: async () => diagnoseVerb(async (request, host) => (await loadWizard()).diagnose(request, host)),
  },
  {
    name: 'clock',
    about: (words) => words.clock.help,
    load: async () => (await import('../commands/clock/index.ts')).clockNoun,
  },
  {
    name: 'backup',
    about: (words) => words.backup.help,
    load: async () => (await import('../commands/backup/index.ts')).backupNoun,
  },
  {
    name: 'totp',
    about: (words) => words.totp.help,
    load: async () => (await import('../commands/totp/index.ts')).totpNoun,
  },
  {
    name: 'recover',
    about: (words) => words.recover.help,
    argument: '<files...>',
    load: async () => (await import('../commands/recover.ts')).recoverNoun,
  },
  {
    name: 'qr',
    about: (words) => words.qr.help,
    load: async () => (await import('../commands/qr/index.ts')).qrNoun,
  },
  {
    name: 'store',
    about: (words) => words.store.help,
    load: async () => (await import('../commands/store/index.ts')).storeNoun,
  },
  {
    name: 'services',
    about: (words) => words.services.help,
    argument: '[word]',
    load: async () => (await import('../commands/services.ts')).servicesNoun,
  },
  {
    name: 'flow',
    about: (words) => words.flow.help,
    load: async () => (await import('../commands/flow/index.ts')).flowNoun,
  },
  {
    name: 'config',
    about: (words) => words.config.help,
    load: async () => (await import('../commands/config.ts')).configNoun,
  },
  {
    name: 'doctor',
    about: (words) => words.doctor.help,
    argument: '[check...]',
    load: async () => (await import('../commands/doctor/index.ts')).doctorNoun,
  },
  {
    name: 'version',
    about: (words) => words.usage.versionCommand,
    load: async () => (await import('../commands/version.ts')).versionNoun,
  },
]

/** The names of the commands of the top level that are built when they are called. */
export const commandNames: readonly string[] = topLevel.map(({ name }) => name)

const loadWizard = () => import('../wizard/start.ts')

const examples = ['2fa-rescue diagnose', '2fa-rescue diagnose --lang ja', '2fa-rescue clock']

/** Builds the tree. Only commands that the arguments name are built whole; the others are listed. */
export async function buildTree(
  args: readonly string[],
  machine: TreeMachine,
  words: Words,
  perform: Perform,
): Promise<Command> {
  const { usage } = words
  const root = buildRoot(machine, words, perform)
  for (const { name, about, argument, load } of topLevel) {
    const command = root.command(name).description(about(words)).helpCommand(false)
    // The words that PowerShell wants completed stand behind a sign.
    if (args.includes(name) || args.includes(`=${name}`))
      addNoun(command, await load(), { machine, words, perform })
    else if (argument !== undefined) command.argument(argument)
  }
  const help = root.command('help').description(usage.helpCommand.about).helpCommand(false)
  addHelpWork(help, machine, words)
  addExamples(help, helpExamples, machine, words)
  const completion = root.command('completion').description(usage.completion.about).helpCommand(false)
  addCompletionWork(completion.allowExcessArguments(false), perform, words)
  addExamples(completion, completionExamples, machine, words)
  addCompleteWork(root.command(completeCommand, { hidden: true }), root, perform)
  addExamples(root, examples, machine, words)
  root.addHelpText('after', () => {
    const { columns } = machine.terminal.size()
    const helper = Object.assign(root.createHelp(), { helpWidth: columns })
    return [topicRows(helper, words), '', ...wrap(usage.exits, columns, words.language)].join('\n')
  })
  return root
}

function buildRoot(machine: TreeMachine, words: Words, perform: Perform): Command {
  const { options, version, about } = words.usage
  const root = new Command('2fa-rescue')
  // Before any command is added: a command takes these settings over from the one above it.
  configureProgram(root, machine, words)
  addVersionOptions(root, machine.version, version)
  return root
    .description(about)
    .option('--lang <en|ja>', options.lang)
    .option('--json', options.json)
    .option('--no-color', options.noColor)
    .option('--plain', options.plain)
    .option('--quiet', options.quiet)
    .option('--offline', options.offline)
    .option('--yes', options.yes)
    .option('--store <place>', options.store)
    .option('--identity <file>', options.identity)
    .action(() => {
      if (root.args.length > 0) refuseUnknownCommand(root)
      const { outIsTerminal, errIsTerminal } = machine.terminal
      if (!outIsTerminal || !errIsTerminal) root.help({ error: true })
      return perform(async (host) => (await loadWizard()).diagnose({}, host))
    })
}

/** What a command is built with. */
interface Build {
  readonly machine: TreeMachine
  readonly words: Words
  readonly perform: Perform
}

function addNoun(command: Command, noun: Noun, build: Build): void {
  addVerb(command, noun, build)
  for (const verb of noun.verbs) addVerb(command.command(verb.name), verb, build)
}

function addVerb(command: Command, verb: Verb, { machine, words, perform }: Build): void {
  command.helpCommand(false).allowExcessArguments(false)
  verb.add(command, perform, words)
  addExamples(command, verb.examples, machine, words)
}
