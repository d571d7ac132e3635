/** Everything this program does to commander: its settings, its help texts, and the meaning of its errors. */
import type { Command, CommanderError } from 'commander'
import { suggestNames } from '../core/data-file/suggest.ts'
import type { Misuse } from '../core/errors.ts'
import type { Machine } from '../host/machine.ts'
import { asStarted } from '../ui/as-started.ts'
import type { Words } from '../words/en.ts'
import { helpIn } from './help.ts'

/** What of the machine the command tree depends on. */
export type TreeMachine = Pick<Machine, 'version' | 'program' | 'terminal'>

/** Settings of the program's own command, which the commands below it take over. */
export function configureProgram(root: Command, { terminal }: TreeMachine, words: Words): void {
  const columns = (): number => terminal.size().columns
  root
    .exitOverride()
    .helpOption('-h, --help', words.usage.help)
    .helpCommand(false)
    .allowExcessArguments(true)
    .configureHelp(helpIn(words))
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // Errors are worded in failure.ts.
      outputError: () => {},
      getOutHelpWidth: columns,
      getErrHelpWidth: columns,
    })
    .hook('preAction', (_, command) => {
      // A command with an action of its own would take the name of a command that does not exist for an argument.
      if (command.commands.length > 0 && command.args.length > 0) refuseUnknownCommand(command)
    })
}

/** Lets `-v`, `-V` and `--version` print the version; help names the small letter only. */
export function addVersionOptions(root: Command, version: string, about: string): void {
  root.version(version, '-V').version(version, '-v, --version', about)
  for (const option of root.options) option.hidden = option.short === '-V'
}

const examples = new WeakMap<Command, readonly string[]>()

/** The example lines of a command. */
export const findExamples = (command: Command): readonly string[] => examples.get(command) ?? []

/** Adds example lines below a command's help. */
export function addExamples(
  command: Command,
  lines: readonly string[],
  { program }: TreeMachine,
  { usage }: Words,
): void {
  examples.set(command, lines)
  const shown = lines.map((line) => `  ${asStarted(line, program)}`)
  command.addHelpText('after', `\n${usage.titles.examples}\n${shown.join('\n')}`)
}

/** Refuses a command as commander itself does. The method is not public. */
export function refuseUnknownCommand(command: Command): never {
  return (command as Command & { unknownCommand(): never }).unknownCommand()
}

/** The command that the arguments name, as far as its names are known: what `--help` after them would explain. */
export function findTypedCommand(root: Command, args: readonly string[]): Command {
  let command = root
  let skips = false
  for (const arg of args) {
    if (arg === '--') break
    const isValue = skips
    skips = takesNext(command, arg)
    if (isValue || arg.startsWith('-')) continue
    const next = findSubcommand(command, arg)
    if (next === undefined) break
    command = next
  }
  return command
}

/** Whether the argument after this one is the value of an option. */
function takesNext(command: Command, arg: string): boolean {
  const option = listOptions(command).find(({ long, short }) => arg === long || arg === short)
  return option?.required ?? false
}

/** The command of this name below another one. */
export const findSubcommand = (command: Command, name: string): Command | undefined =>
  command.commands.find((each) => each.name() === name)

/** The words behind the program's name that call a command: `clock phone`. */
export function pathTo(command: Command): string {
  const names: string[] = []
  for (let each = command; each.parent !== null; each = each.parent) names.unshift(each.name())
  return names.join(' ')
}

/** A command's options, and those of the commands above it. */
export function listOptions(command: Command): readonly Command['options'][number][] {
  const above = command.parent === null ? [] : listOptions(command.parent)
  return [...command.options, ...above]
}

/** What may have been meant by a name: those that begin so, else those that differ by few letters. */
export function suggestTyped(typed: string, known: readonly string[]): readonly string[] {
  const letters = typed.replace(/^-+/, '')
  const longer = known.filter((name) => letters.length > 1 && name.startsWith(typed))
  return longer.length > 0 ? longer : suggestNames(typed, known)
}

/**
 * What was misused. Commander says so by the code of its error; the names stand only in its message, which is English
 * and is not shown. `command`: the one whose arguments they were.
 */
export function readMisuse({ code, message }: CommanderError, command: Command, { usage }: Words): Misuse {
  const [quoted = ''] = /'([^']*)'/.exec(message)?.slice(1) ?? []
  const name = repeatable(quoted)
  const names = command.commands.map((each) => each.name())
  switch (code) {
    case 'commander.unknownCommand':
      return { kind: 'unknown-command', name, near: suggestTyped(name, names) }
    case 'commander.unknownOption': {
      const known = listOptions(command).flatMap(({ long }) => (long === undefined ? [] : [long]))
      return { kind: 'unknown-option', name, near: suggestTyped(name, known) }
    }
    case 'commander.optionMissingArgument':
      return { kind: 'missing-value', name: quoted }
    case 'commander.missingArgument':
      return { kind: 'missing-argument', name: quoted }
    case 'commander.help':
      return { kind: 'missing-argument', name: usage.synopsis.command }
    default: {
      // A command that works alone, such as `clock`, takes the name of a command that does not exist for an argument.
      const typed = repeatable(command.args[0] ?? '')
      return names.length === 0
        ? { kind: 'too-many-arguments' }
        : { kind: 'unknown-command', name: typed, near: suggestTyped(typed, names) }
    }
  }
}

/** The name of what was typed, without a value after it; nothing that may be a secret pasted in the wrong place. */
export function repeatable(typed: string): string {
  const [name = ''] = typed.split('=')
  return /^-{0,2}[a-z][a-z-]{0,19}$/.test(name) ? name : '…'
}
