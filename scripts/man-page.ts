/** Writes the manual page (man(7)) from the command tree, so that it says what `--help` says. */
import type { Command } from 'commander'
import { findExamples, type listOptions, type TreeMachine } from '../src/cli/commander.ts'
import { buildTree, commandNames } from '../src/cli/tree.ts'
import { wrap } from '../src/ui/wrap.ts'
import { topics } from '../src/words/en/topics.ts'
import { en } from '../src/words/en.ts'
import type { Topic } from '../src/words/topics.ts'

/** When the page was last changed by more than a word. */
const date = '2026-11-29'

const environment: readonly (readonly [name: string, about: string])[] = [
  ['TWOFA_RESCUE_LANG', 'the language: en or ja'],
  ['TWOFA_RESCUE_SERVERS', 'time servers, separated by blanks or commas'],
  ['TWOFA_RESCUE_STORE', 'where to keep secrets: keychain or file'],
  ['TWOFA_RESCUE_IDENTITY', 'a file with an age identity that opens the encrypted file'],
  ['TWOFA_RESCUE_FLOWS', 'a folder of your own flows'],
  ['TWOFA_RESCUE_CONFIG', 'the configuration file'],
  ['TWOFA_RESCUE_PLAIN', 'as the option --plain, if it is not empty'],
  ['NO_COLOR', 'no colours'],
  ['FORCE_COLOR', 'colours where the output is not a terminal, too; 0 for none'],
]

const files: readonly (readonly [name: string, about: string])[] = [
  ['~/.config/2fa-rescue/config.yaml', 'the configuration'],
  ['~/.local/share/2fa-rescue/store.age', 'the encrypted file with backup codes and accounts'],
  ['~/.local/state/2fa-rescue/walk.json', 'a saved session of the wizard; it holds no secrets'],
]

/** The page as text, for this version. */
export async function formatManPage(version: string): Promise<string> {
  const machine: TreeMachine = { version, program: '2fa-rescue', terminal: mute }
  const root = await buildTree(commandNames, machine, en, async () => {})
  const commands = listCommands(root).filter((command) => command !== root)
  const lines = [
    '.\\" Generated from the command tree; renew it with: npm run man',
    `.TH 2FA\\-RESCUE 1 "${date}" "2fa\\-rescue ${version}" "User Commands"`,
    '.ad l',
    '.nh',
    '.SH NAME',
    `2fa\\-rescue \\- ${escapeText('get back into accounts locked by two-factor authentication')}`,
    '.SH SYNOPSIS',
    '.B 2fa\\-rescue',
    '.RI [ options ]',
    '.RI [ command ]',
    '.SH DESCRIPTION',
    escapeText(en.usage.about),
    escapeText(
      'In a terminal and without a command it starts the wizard, diagnose, which asks a few questions, measures what can be measured, and leads through what helps.',
    ),
    '.SH COMMANDS',
    ...commands.flatMap(formatCommand),
    '.SH OPTIONS',
    'These belong to every command.',
    ...root.options.filter(({ hidden }) => !hidden).flatMap(formatOption),
    ...formatTerm('-h, --help', en.usage.help),
    '.SH "EXIT STATUS"',
    ...formatTopic(topics['exit-codes']),
    '.SH ENVIRONMENT',
    ...environment.flatMap(([name, about]) => formatTerm(name, about)),
    '.SH FILES',
    ...files.flatMap(([name, about]) => formatTerm(name, about)),
    ...formatTopicSections(),
    '.SH EXAMPLES',
    ...formatExamples(root),
    '.SH "SEE ALSO"',
    '.BR age (1),',
    '.BR chronyc (1),',
    '.BR oathtool (1)',
  ]
  return `${lines.join('\n')}\n`
}

const mute: TreeMachine['terminal'] = {
  out: () => {},
  err: () => {},
  endOut: async () => true,
  outIsTerminal: false,
  outClosed: false,
  outFailure: async () => undefined,
  errIsTerminal: false,
  size: () => ({ columns: 80, rows: 24 }),
  unicode: true,
}

/** A command and all below it, without the hidden ones. */
function listCommands(command: Command): readonly Command[] {
  const below = command.commands.filter((each) => !each.name().startsWith('_'))
  return [command, ...below.flatMap(listCommands)]
}

function formatCommand(command: Command): readonly string[] {
  const own = command.options.filter(({ hidden }) => !hidden)
  return [
    `.SS ${quote(synopsis(command))}`,
    escapeText(`${command.description()}.`),
    ...command.registeredArguments.flatMap((argument) => formatTerm(argument.name(), argument.description)),
    ...own.flatMap(formatOption),
    '.PP',
    'Examples:',
    ...formatExamples(command),
  ]
}

function synopsis(command: Command): string {
  const words: string[] = []
  for (let each = command; each.parent !== null; each = each.parent) words.unshift(each.name())
  for (const argument of command.registeredArguments) {
    const name = argument.variadic ? `${argument.name()}...` : argument.name()
    words.push(argument.required ? `<${name}>` : `[${name}]`)
  }
  return words.join(' ')
}

const formatOption = ({ flags, description }: ReturnType<typeof listOptions>[number]): readonly string[] =>
  formatTerm(flags, description)

const formatTerm = (term: string, about: string): readonly string[] => [
  '.TP',
  `.B ${quote(term)}`,
  escapeText(about),
]

function formatTopic({ blocks }: Topic): readonly string[] {
  return blocks.flatMap((block) =>
    typeof block === 'string' ? ['.PP', escapeText(block)] : block.flatMap((row) => formatTerm(...row)),
  )
}

function formatTopicSections(): readonly string[] {
  const { 'exit-codes': _, ...others } = topics
  return Object.entries(others).flatMap(([name, topic]) => {
    const [first, ...rest] = formatTopic(topic)
    // A section does not begin with a paragraph.
    const text = first === '.PP' ? rest : [first ?? '', ...rest]
    return [`.SH ${quote(name.toUpperCase())}`, ...text]
  })
}

function formatExamples(command: Command): readonly string[] {
  const lines = findExamples(command)
  return ['.RS', '.nf', ...lines.map(escapeLine), '.fi', '.RE']
}

/** An argument of a macro. */
const quote = (text: string): string => `"${escapeLine(text).replaceAll('"', '\\(dq')}"`

/** A text as roff takes it, in lines that people can read too: roff fills them again. */
const escapeText = (text: string): string => wrap(text, 56, 'en').map(escapeLine).join('\n')

/** A line as roff takes it: ASCII, and nothing at its beginning that would be a request. */
function escapeLine(text: string): string {
  const plain = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll(
      /[^\n -~]/gu,
      (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
  return plain.replace(/^([.'])/, '\\&$1')
}
