/** Commander's help in the person's language, wrapped for Japanese too. */
import type { Command, Help } from 'commander'
import { cellWidth, wrap } from '../ui/wrap.ts'
import type { UsageWords } from '../words/en.ts'

export function helpIn(words: UsageWords): Partial<Help> {
  const { usage, language } = words
  return {
    formatHelp: (command, helper) => formatPage(command, helper, words),
    // Options of a group (such as `clock`) are listed among the options of its commands, not as global ones.
    visibleGlobalOptions: (command) => findRoot(command).options.filter(({ hidden }) => !hidden),
    visibleOptions(command) {
      const own = command.parent === null ? [] : command.options.filter(({ hidden }) => !hidden)
      return [...own]
    },
    // Commander breaks lines only at spaces, which Japanese does not have.
    minWidthToWrap: 16,
    displayWidth: cellWidth,
    boxWrap: (text, width) =>
      text
        .split('\n')
        .flatMap((line) => wrap(line, width, language))
        .join('\n'),
    styleUsage: (text) =>
      text.replace('[options]', usage.synopsis.options).replace('[command]', usage.synopsis.command),
    subcommandTerm: (command) =>
      command.name() +
      command.registeredArguments
        .map((argument) => (argument.required ? ` <${argument.name()}>` : ` [${argument.name()}]`))
        .join(''),
    optionDescription: ({ description, defaultValue }) =>
      defaultValue === undefined || typeof defaultValue === 'boolean'
        ? description
        : `${description} ${usage.preset(String(defaultValue))}`,
    argumentDescription: (argument) => argument.description,
  }
}

function findRoot(command: Command): Command {
  return command.parent === null ? command : findRoot(command.parent)
}

/** A term and what it means, in two columns. */
type Row = readonly [term: string, description: string]

/** The page of a command: what it is for, then its commands and its own options, and last those of every command. */
function formatPage(command: Command, helper: Help, { usage }: UsageWords): string {
  const { titles } = usage
  const option = (each: Command['options'][number]): Row => [
    helper.optionTerm(each),
    helper.optionDescription(each),
  ]
  const lists: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    [
      titles.arguments,
      helper
        .visibleArguments(command)
        .map((each) => [helper.argumentTerm(each), helper.argumentDescription(each)]),
    ],
    [
      titles.commands,
      helper
        .visibleCommands(command)
        .map((each) => [helper.subcommandTerm(each), helper.subcommandDescription(each)]),
    ],
    [titles.options, helper.visibleOptions(command).map(option)],
    [
      titles.globalOptions,
      [...helper.visibleGlobalOptions(command).map(option), ['-h, --help', usage.help] as const],
    ],
  ]
  const width = helper.padWidth(command, helper)
  const about = helper.commandDescription(command)
  return [
    `${titles.usage} ${helper.styleUsage(helper.commandUsage(command))}`,
    ...(about === '' ? [] : ['', helper.boxWrap(about, helper.helpWidth ?? 80)]),
    ...lists
      .filter(([, rows]) => rows.length > 0)
      .map(([title, rows]) => formatRows(title, rows, width, helper)),
    '',
  ].join('\n')
}

/** A titled list, below an empty line. */
export function formatRows(title: string, rows: readonly Row[], width: number, helper: Help): string {
  return ['', title, ...rows.map((row) => formatRow(row, width, helper))].join('\n')
}

/** A term and what it means next to it, or below it where the window is too narrow for two columns. */
export function formatRow([term, about]: Row, width: number, helper: Help): string {
  const columns = helper.helpWidth ?? 80
  if (columns - width - 4 >= helper.minWidthToWrap) return helper.formatItem(term, width, about, helper)
  const lines = helper.boxWrap(about, columns - 4).split('\n')
  return [`  ${term}`, ...lines.map((line) => `    ${line}`)].join('\n')
}
