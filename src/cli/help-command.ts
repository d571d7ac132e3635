/** `help [COMMAND]`: the page of a command, or a text on a subject that concerns many of them. */
import type { Command, Help } from 'commander'
import { RescueError } from '../core/errors.ts'
import { asStarted } from '../ui/as-started.ts'
import { wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'
import { type Topic, type TopicName, type Topics, topicNames } from '../words/topics.ts'
import { findSubcommand, repeatable, suggestTyped, type TreeMachine } from './commander.ts'
import { formatRow, formatRows } from './help.ts'

export const helpExamples = ['2fa-rescue help', '2fa-rescue help clock phone', '2fa-rescue help exit-codes']

/** Adds the argument and the work of `help` to its command. Wrong settings do not stop it. */
export function addHelpWork(command: Command, machine: TreeMachine, words: Words): void {
  command
    .argument('[command...]', words.usage.helpCommand.argument)
    .action((names: readonly string[]) => showHelp(names, command.parent ?? command, machine, words))
}

async function showHelp(
  names: readonly string[],
  root: Command,
  machine: TreeMachine,
  words: Words,
): Promise<void> {
  const [first = ''] = names
  const topic = names.length === 1 ? topicNames.find((name) => name === first) : undefined
  // `store` is both a command and a subject.
  const isCommand = topic === undefined || findSubcommand(root, first) !== undefined
  if (isCommand) findNamed(root, names).outputHelp()
  if (topic === undefined) return
  if (isCommand) machine.terminal.out('\n')
  const text = (await loadTopics(words))[topic]
  const lines = formatTopic(topic, text, helperFor(root, machine), words)
  machine.terminal.out(asStarted(`${lines.join('\n')}\n`, machine.program))
}

const helperFor = (root: Command, { terminal }: TreeMachine): Help =>
  Object.assign(root.createHelp(), { helpWidth: terminal.size().columns })

/** The command of these names. Throws `misused` for one that does not exist. */
function findNamed(root: Command, names: readonly string[]): Command {
  let command = root
  for (const typed of names) {
    const next = findSubcommand(command, typed)
    if (next === undefined) {
      const topics = command === root ? topicNames : []
      const near = suggestTyped(typed, [...command.commands.map((each) => each.name()), ...topics])
      const misuse = { kind: 'unknown-command', name: repeatable(typed), near } as const
      throw new RescueError({ code: 'misused', misuse })
    }
    command = next
  }
  return command
}

async function loadTopics({ language }: Words): Promise<Topics> {
  return language === 'ja'
    ? (await import('../words/ja/topics.ts')).topics
    : (await import('../words/en/topics.ts')).topics
}

function formatTopic(name: TopicName, topic: Topic, helper: Help, { language }: Words): readonly string[] {
  const columns = helper.helpWidth ?? 80
  const blocks = topic.blocks.flatMap((block) => {
    if (typeof block === 'string') return ['', ...wrap(block, columns, language)]
    const width = Math.max(...block.map(([term]) => helper.displayWidth(term)))
    return ['', ...block.map((row) => formatRow(row, width, helper))]
  })
  return [...wrap(`${name}: ${topic.title}`, columns, language), ...blocks]
}

/** The subjects of `help`, for the program's own page. */
export function topicRows(helper: Help, { usage }: Words): string {
  const rows = topicNames.map((name) => [name, usage.topics[name]] as const)
  return formatRows(usage.titles.topics, rows, Math.max(...topicNames.map((name) => name.length)), helper)
}
