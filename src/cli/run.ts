/** The command tree and the last catch: arguments and a machine in, a status out. Tests call this, as `main.ts` does. */
import { Command, CommanderError, type Help } from 'commander'
import { addBackup } from '../commands/backup/command.ts'
import { addClock } from '../commands/clock/command.ts'
import { addConfig, configFile } from '../commands/config.ts'
import { addDiagnose, diagnosis } from '../commands/diagnose.ts'
import { addFlow } from '../commands/flow/command.ts'
import { addQr } from '../commands/qr/command.ts'
import { addStore } from '../commands/store/command.ts'
import { addTotp } from '../commands/totp/command.ts'
import type { Perform } from '../commands/verb.ts'
import type { Config } from '../core/config.ts'
import { type Misuse, RescueError } from '../core/errors.ts'
import type { Language } from '../core/flow/book.ts'
import { type Exit, exitFor, exits } from '../host/exit.ts'
import type { Host, Machine } from '../host/machine.ts'
import {
  type GlobalOptions,
  type InForce,
  languageInForce,
  type Settings,
  settingsInForce,
} from '../host/settings.ts'
import { nagiosText } from '../ui/clock-formats.ts'
import { visible } from '../ui/visible.ts'
import { widthOf, wrap } from '../ui/wrap.ts'
import { en, type Words } from '../words/en.ts'

/** Runs the program. Never throws. */
export async function run(args: readonly string[], machine: Machine): Promise<Exit> {
  const start = await prepare(args, machine)
  try {
    return await performed(args, machine, start)
  } catch (error) {
    return failed(error, machine, start.words, formOf(args))
  }
}

/** What is known before the command tree is built. */
interface Start {
  readonly config: Config
  readonly language: InForce<Language>
  readonly words: Words
  /** What is wrong with the settings: it stops every command that rests on them, but not help. */
  readonly failure: unknown
}

async function prepare(args: readonly string[], machine: Machine): Promise<Start> {
  const { env, systemLocale } = machine
  let failure: unknown
  const tell = (error: unknown): undefined => {
    failure ??= error
  }
  const config = (await readConfig(machine).catch(tell)) ?? {}
  const language = (() => {
    try {
      return languageInForce(typedLanguage(args), env, config, systemLocale)
    } catch (error) {
      tell(error)
      return languageInForce(undefined, { ...env, TWOFA_RESCUE_LANG: undefined }, config, systemLocale)
    }
  })()
  return { config, language, words: await wordsIn(language.value), failure }
}

async function performed(args: readonly string[], machine: Machine, start: Start): Promise<Exit> {
  const { words } = start
  let status: Exit = exits.yes
  const perform: Perform = async (work, { anyway = false } = {}) => {
    if (start.failure !== undefined && !anyway) throw start.failure
    const options = root.opts<GlobalOptions>()
    const settings = settingsInForce(options, machine.env, start.config, start.language)
    status = await work(await hostFor(machine, settings, words))
  }
  const root = commandTree(args, machine, words, perform)
  try {
    await root.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exits.yes
    // A command that only groups others, or the program alone without a terminal, has shown its help.
    if (error.code === 'commander.help' && formOf(args) === 'text') return exits.misused
    throw new RescueError({ code: 'misused', misuse: misuseOf(error, words) })
  }
}

async function wordsIn(language: Language): Promise<Words> {
  // English is always at hand: a file less to load for most.
  return language === 'ja' ? (await import('../words/ja.ts')).ja : en
}

/** The language has to be known before the command tree, which is worded in it. */
function typedLanguage(args: readonly string[]): string | undefined {
  return typedBehind(args, '--lang')
}

/** What was typed last behind an option. */
function typedBehind(args: readonly string[], option: string): string | undefined {
  const at = args.findLastIndex((arg) => arg === option || arg.startsWith(`${option}=`))
  const arg = args[at]
  return arg === option ? args[at + 1] : arg?.slice(option.length + 1)
}

/** Throws `bad-config`, and `no-file` where a file was asked for by name. */
async function readConfig(machine: Machine): Promise<Config> {
  const { env, files } = machine
  const file = configFile(machine)
  const text = await files.read(file)
  if (text === undefined && env.TWOFA_RESCUE_CONFIG) throw new RescueError({ code: 'no-file', file })
  if (text === undefined) return {}
  const { parseConfig } = await import('../core/config.ts')
  const { config, flaws } = parseConfig(text, file)
  if (flaws.length > 0) throw new RescueError({ code: 'bad-config', flaws })
  // A path in the file is meant as seen from the file.
  const seen = (path: string | undefined) =>
    path === undefined ? undefined : files.resolve(file, '..', path)
  return { ...config, flows: seen(config.flows), identity: seen(config.identity) }
}

async function hostFor(machine: Machine, settings: Settings, words: Words): Promise<Host> {
  const [look, aside] = await Promise.all([
    machine.palette('out', settings.colour),
    machine.palette('err', settings.colour),
  ])
  let prompter: ReturnType<Machine['prompter']> | undefined
  return {
    ...machine,
    settings,
    words,
    look,
    aside,
    hint: (text) => {
      if (settings.quiet) return
      const line = `${words.errors.hint}: ${visible(text)}`
      const { columns } = machine.terminal.size()
      const lines = machine.terminal.errIsTerminal ? wrap(line, columns, words.language) : [line]
      machine.terminal.err(lines.map((line) => `${aside.faint(line)}\n`).join(''))
    },
    prompt: () => {
      prompter ??= machine.prompter(words, settings.colour)
      return prompter
    },
    inLanguage: async (language) => hostFor(machine, { ...settings, language }, await wordsIn(language)),
  }
}

/** By command; they are typed alike in both languages. */
const examplesOf: Readonly<Record<string, readonly string[]>> = {
  '': ['2fa-rescue diagnose', '2fa-rescue diagnose --lang ja', '2fa-rescue clock'],
  diagnose: [
    '2fa-rescue diagnose',
    '2fa-rescue diagnose code-refused --service google',
    '2fa-rescue diagnose --resume',
    '2fa-rescue diagnose --answers answers.yaml --json',
  ],
  clock: [
    '2fa-rescue clock',
    '2fa-rescue clock --server ntp.example.org --warn 0.5 --critical 1',
    '2fa-rescue clock --https https://intranet.example.org',
    '2fa-rescue clock --format nagios',
    '2fa-rescue clock --watch --json',
    '2fa-rescue clock phone',
  ],
  backup: [
    '2fa-rescue backup add google codes.txt',
    '2fa-rescue backup use google',
    '2fa-rescue backup status',
  ],
  'backup add': ['2fa-rescue backup add google', 'pbpaste | 2fa-rescue backup add github - --account mika'],
  'backup use': ['2fa-rescue backup use google', '2fa-rescue backup use google | pbcopy'],
  'backup generate': ['2fa-rescue backup generate wiki --format digits --hashed'],
  'backup consume': [
    '2fa-rescue backup consume wiki --account mika',
    'printf %s "$CODE" | 2fa-rescue backup consume wiki -',
  ],
  'backup print': ['2fa-rescue backup print google --output google.html --qr'],
  store: ['2fa-rescue store status', '2fa-rescue store move file'],
  'clock phone': ['2fa-rescue clock phone'],
  'clock server': ['2fa-rescue clock server https://cloud.example.org'],
  totp: ['2fa-rescue totp code github', '2fa-rescue totp verify', '2fa-rescue totp add'],
  'totp code': [
    '2fa-rescue totp code github --copy',
    '2fa-rescue totp code - < secret.txt',
    '2fa-rescue totp code --watch',
  ],
  'totp verify': [
    '2fa-rescue totp verify',
    '2fa-rescue totp verify 123456 --account github',
    '2fa-rescue totp verify 123456 --secret-file secret.txt --window 1 --json',
    '2fa-rescue totp verify 123456 654321 --secret-file secret.txt --deep',
  ],
  'totp add': [
    '2fa-rescue totp add github:mika',
    '2fa-rescue totp add < links.txt',
    '2fa-rescue totp add --picture part1.png --picture part2.png',
  ],
  'totp show': ['2fa-rescue totp show github --qr'],
  flow: ['2fa-rescue flow new helpdesk --flows our-flows', '2fa-rescue flow check our-flows'],
  'flow list': ['2fa-rescue flow list', '2fa-rescue flow list --flows our-flows'],
  'flow check': ['2fa-rescue flow check our-flows', '2fa-rescue flow check our-flows --json'],
  'flow graph': ['2fa-rescue flow graph code-refused', '2fa-rescue flow graph helpdesk --flows our-flows'],
  'flow test': ['2fa-rescue flow test our-flows'],
  'flow new': ['2fa-rescue flow new helpdesk --flows our-flows'],
  'qr read': [
    '2fa-rescue qr read screenshot.png',
    '2fa-rescue qr read screenshot.png | 2fa-rescue totp code -',
  ],
  'qr show': ['2fa-rescue qr show < link.txt', '2fa-rescue qr show --output code.png < link.txt'],
  config: ['2fa-rescue config show'],
}

/** The method by which commander itself refuses a command; it adds what was probably meant. */
type CommandWithUnknown = Command & { unknownCommand(): never }

function commandTree(args: readonly string[], machine: Machine, words: Words, perform: Perform): Command {
  const { usage } = words
  const root = new Command('2fa-rescue')
    .description(usage.about)
    .version(machine.version, '-V, --version', usage.version)
    .option('--lang <en|ja>', usage.options.lang)
    .option('--json', usage.options.json)
    .option('--no-color', usage.options.noColor)
    .option('--quiet', usage.options.quiet)
    .option('--offline', usage.options.offline)
    .option('--yes', usage.options.yes)
    .option('--store <place>', usage.options.store)
    .option('--identity <file>', usage.options.identity)
    .action(() => {
      if (root.args.length > 0) (root as CommandWithUnknown).unknownCommand()
      if (!machine.terminal.outIsTerminal || !machine.terminal.errIsTerminal) root.help({ error: true })
      return perform(diagnosis(undefined, {}))
    })
  // Settings that commands made from this one take over.
  root
    .exitOverride()
    .helpOption('-h, --help', usage.help)
    .helpCommand(false)
    .allowExcessArguments(true)
    .configureHelp(helpIn(words))
    .configureOutput({
      writeOut: (text) => machine.terminal.out(text),
      writeErr: (text) => machine.terminal.err(text),
      outputError: () => {},
      getOutHelpWidth: () => machine.terminal.size().columns,
      getErrHelpWidth: () => machine.terminal.size().columns,
    })
  addDiagnose(root, perform, words)
  for (const [name, help, add] of nouns(words)) {
    // What is not called is only named: to build all of it would cost a part of every start.
    if (args.includes(name)) add(root, perform, words)
    else root.command(name).description(help)
  }
  for (const command of everyCommand(root)) {
    if (command !== root) command.helpCommand(false).allowExcessArguments(false)
    const examples = examplesOf[nameOf(command)]
    if (examples !== undefined)
      command.addHelpText(
        'after',
        `\n${usage.titles.examples}\n${examples.map((line) => `  ${line}`).join('\n')}`,
      )
  }
  root.addHelpText(
    'after',
    `\n${wrap(usage.exits, machine.terminal.size().columns, words.language).join('\n')}`,
  )
  return root
}

/** The commands beside the wizard: what each is for, and what adds it with all that is below. */
function nouns({
  clock,
  backup,
  totp,
  qr,
  store,
  flow,
  config,
}: Words): readonly (readonly [name: string, help: string, add: typeof addClock])[] {
  return [
    ['clock', clock.help, addClock],
    ['backup', backup.help, addBackup],
    ['totp', totp.help, addTotp],
    ['qr', qr.help, addQr],
    ['store', store.help, addStore],
    ['flow', flow.help, addFlow],
    ['config', config.help, addConfig],
  ]
}

function* everyCommand(command: Command): Generator<Command> {
  yield command
  for (const inner of command.commands) yield* everyCommand(inner)
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent)
}

/** A command's words after the program's name; empty for the program itself. */
function nameOf(command: Command): string {
  return command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim()
}

/** Commander's own words in the person's language. */
function helpIn({ usage, language }: Words): Partial<Help> {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': usage.titles.usage,
    'Arguments:': usage.titles.arguments,
    'Options:': usage.titles.options,
    'Global Options:': usage.titles.globalOptions,
    'Commands:': usage.titles.commands,
  }
  return {
    showGlobalOptions: true,
    // What a command shares with the one between it and the program stands among its own options.
    visibleGlobalOptions: (command) => (command.parent === null ? [] : [...rootOf(command).options]),
    // Commander breaks at blanks alone, which Japanese does not have.
    minWidthToWrap: 16,
    displayWidth: widthOf,
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => wrap(line, width, language))
        .join('\n'),
    styleTitle: (title) => titles[title] ?? title,
    styleUsage: (text) =>
      text.replace('[options]', usage.synopsis.options).replace('[command]', usage.synopsis.command),
    subcommandTerm: (command) =>
      command.name() +
      command.registeredArguments
        .map((argument) => (argument.required ? ` <${argument.name()}>` : ` [${argument.name()}]`))
        .join(''),
    optionDescription: (option) => {
      const { description, defaultValue } = option
      return defaultValue === undefined || typeof defaultValue === 'boolean'
        ? description
        : `${description} ${usage.preset(String(defaultValue))}`
    },
    argumentDescription: (argument) => argument.description,
  }
}

/** Commander tells what was misused by its code; the names stand in its message, which is English and not shown. */
function misuseOf({ code, message }: CommanderError, words: Words): Misuse {
  const [quoted = ''] = /'([^']*)'/.exec(message)?.slice(1) ?? []
  const near = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]?.split(', ') ?? []
  switch (code) {
    case 'commander.unknownCommand':
      return { kind: 'unknown-command', name: repeatable(quoted), near }
    case 'commander.unknownOption':
      return { kind: 'unknown-option', name: repeatable(quoted), near }
    case 'commander.optionMissingArgument':
      return { kind: 'missing-value', name: quoted }
    case 'commander.missingArgument':
      return { kind: 'missing-argument', name: quoted }
    case 'commander.help':
      return { kind: 'missing-argument', name: words.usage.synopsis.command }
    default:
      return { kind: 'too-many-arguments' }
  }
}

/** What was typed, without a value behind it; nothing that may be a key somebody pasted in the wrong place. */
function repeatable(typed: string): string {
  const [name = ''] = typed.split('=')
  return /^-{0,2}[a-z][a-z-]{0,19}$/.test(name) ? name : '…'
}

/** Lines of flaws that are printed: more of them help nobody. */
const mostFlaws = 50

/** The form in which a failure is told besides stderr: it is asked for before anything could be understood. */
function formOf(args: readonly string[]): 'text' | 'json' | 'nagios' {
  if (args.includes('--json')) return 'json'
  const format = typedBehind(args, '--format')
  return format === 'json' || format === 'nagios' ? format : 'text'
}

/**
 * The last catch: a failure in words, on stderr, and on stdout in the form that was asked for. A monitor must not take a failure
 * of ours for a wrong clock: to it everything is unknown (3).
 */
function failed(error: unknown, { terminal }: Machine, words: Words, form: ReturnType<typeof formOf>): Exit {
  const { errors } = words
  const problem = error instanceof RescueError ? error.problem : undefined
  const { message, hint } =
    problem === undefined ? { message: errors.bug, hint: errors.bugHint } : errors.say(problem)
  const flaws = (problem !== undefined && 'flaws' in problem ? problem.flaws : [])
    .slice(0, mostFlaws)
    .map((flaw) => ({
      file: flaw.file,
      line: flaw.line,
      column: flaw.column,
      message: visible(errors.fault(flaw.fault)),
    }))
  for (const flaw of flaws)
    terminal.err(`${visible(flaw.file)}:${flaw.line}:${flaw.column}: ${flaw.message}\n`)
  // Who stops on purpose has made no error.
  terminal.err(problem?.code === 'cancelled' ? `${message}\n` : `${errors.error}: ${visible(message)}\n`)
  if (hint !== undefined) terminal.err(`${errors.hint}: ${visible(hint)}\n`)
  if (problem === undefined) terminal.err(`${traceOf(error)}\n`)
  if (form === 'nagios') {
    terminal.out(`${nagiosText('unknown', message)}\n`)
    return 3
  }
  if (form === 'json') {
    const code = problem?.code ?? 'bug'
    const told = { code, message: visible(message), hint: hint === undefined ? null : visible(hint) }
    terminal.out(`${JSON.stringify({ schema: 1, error: flaws.length > 0 ? { ...told, flaws } : told })}\n`)
  }
  return problem === undefined ? exits.bug : exitFor[problem.code]
}

/** Where a bug struck, without its message: that may quote what somebody typed. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return '  (not an error object)'
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`  ${error.name}`, ...places].join('\n')
}
