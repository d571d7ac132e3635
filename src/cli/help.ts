/** Commander's help in the person's language, wrapped for Japanese too. */
import type { Command, Help } from 'commander'
import { cellWidth, wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'

export function helpIn({ usage, language }: Words): Partial<Help> {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': usage.titles.usage,
    'Arguments:': usage.titles.arguments,
    'Options:': usage.titles.options,
    'Global Options:': usage.titles.globalOptions,
    'Commands:': usage.titles.commands,
  }
  return {
    showGlobalOptions: true,
    // Options of a group (such as `clock`) are listed among the options of its commands, not as global ones.
    visibleGlobalOptions: (command) => (command.parent === null ? [] : [...findRoot(command).options]),
    // Commander breaks lines only at spaces, which Japanese does not have.
    minWidthToWrap: 16,
    displayWidth: cellWidth,
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
