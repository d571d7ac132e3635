/** Everything this program does to commander: its settings, its help texts, and the meaning of its errors. */
import type { Command, CommanderError } from 'commander'
import type { Misuse } from '../core/errors.ts'
import type { Machine } from '../host/machine.ts'
import type { Words } from '../words/en.ts'
import { helpIn } from './help.ts'

/** Settings of the program's own command, which the commands below it take over. */
export function configureProgram(root: Command, { terminal }: Machine, words: Words): void {
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

/** Adds example lines below a command's help. */
export function addExamples(command: Command, lines: readonly string[], { usage }: Words): void {
  if (lines.length === 0) return
  command.addHelpText('after', `\n${usage.titles.examples}\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

/** Refuses a command as commander itself does, which adds the names of similar commands. The method is not public. */
export function refuseUnknownCommand(command: Command): never {
  return (command as Command & { unknownCommand(): never }).unknownCommand()
}

/**
 * What was misused. Commander says so by the code of its error; the names stand only in its message, which is English
 * and is not shown.
 */
export function readMisuse({ code, message }: CommanderError, { usage }: Words): Misuse {
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
      return { kind: 'missing-argument', name: usage.synopsis.command }
    default:
      return { kind: 'too-many-arguments' }
  }
}

/** The name of what was typed, without a value after it; nothing that may be a secret pasted in the wrong place. */
function repeatable(typed: string): string {
  const [name = ''] = typed.split('=')
  return /^-{0,2}[a-z][a-z-]{0,19}$/.test(name) ? name : '…'
}
