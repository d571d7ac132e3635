/** What may follow on a command line, for the shell's completion. */
import type { Command } from 'commander'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { findSubcommand, findTypedCommand, listOptions, pathTo } from './commander.ts'
import type { Shell } from './completion-scripts.ts'
import { findArgumentValues, findOptionValues } from './completion-values.ts'

/** A word that may follow, and what it means. */
interface Candidate {
  readonly name: string
  readonly about: string
}

/** What was typed up to the word at the cursor. */
interface Typed {
  readonly command: Command
  /** Arguments of the command, without options and their values. */
  readonly given: readonly string[]
  /** The option whose value the word at the cursor is. */
  readonly option: string | undefined
}

/** Words that begin like the last one, which may be empty. */
export async function completeWords(
  root: Command,
  words: readonly string[],
  host: Host,
): Promise<readonly Candidate[]> {
  const before = words.slice(0, -1)
  const last = words.at(-1) ?? ''
  if (before.includes('--')) return []
  const [, option, start] = /^(--[a-z-]+)=(.*)$/s.exec(last) ?? []
  const typed = readTyped(root, before)
  const found =
    option === undefined || start === undefined
      ? await findCandidates(typed, last, host)
      : prefixed(`${option}=`, await findValues({ ...typed, option }, host))
  return found.filter(({ name }) => name.startsWith(last) && name === visible(name))
}

const prefixed = (prefix: string, found: readonly Candidate[]): readonly Candidate[] =>
  found.map(({ name, about }) => ({ name: prefix + name, about }))

async function findCandidates(typed: Typed, last: string, host: Host): Promise<readonly Candidate[]> {
  const { command, given, option } = typed
  if (option !== undefined) return findValues(typed, host)
  if (last.startsWith('-')) return findOptionNames(command)
  // Behind `help` stand the names of commands.
  const group = command.name() === 'help' ? findTypedCommand(command.parent ?? command, given) : command
  const names = given.length === 0 || group !== command ? subcommands(group) : []
  return [...names, ...(await findValues(typed, host))]
}

function subcommands(command: Command): readonly Candidate[] {
  const group = command.name() === 'help' ? (command.parent ?? command) : command
  return group.commands
    .filter((each) => !each.name().startsWith('_'))
    .map((each) => ({ name: each.name(), about: each.description() }))
}

function findOptionNames(command: Command): readonly Candidate[] {
  return listOptions(command)
    .filter(({ hidden }) => !hidden)
    .flatMap(({ long, description }) => (long ? [{ name: long, about: description }] : []))
    .concat({ name: '--help', about: '' })
}

async function findValues({ command, given, option }: Typed, host: Host): Promise<readonly Candidate[]> {
  const path = pathTo(command)
  const find = option === undefined ? findArgumentValues(path, given.length) : findOptionValues(path, option)
  const names = (await find?.(host, given)) ?? []
  return names.map((name) => ({ name, about: '' }))
}

function readTyped(root: Command, words: readonly string[]): Typed {
  let command = root
  let option: string | undefined
  const given: string[] = []
  for (const word of words) {
    if (option !== undefined) {
      option = undefined
      continue
    }
    if (word.startsWith('-') && word !== '-') {
      const known = listOptions(command).find(({ long, short }) => word === long || word === short)
      option = known?.required ? (known.long ?? undefined) : undefined
      continue
    }
    const next = given.length === 0 ? findSubcommand(command, word) : undefined
    if (next === undefined) given.push(word)
    else command = next
  }
  return { command, given, option }
}

/** The lines that the script of a shell expects. */
export function completionLines(found: readonly Candidate[], shell: Shell): readonly string[] {
  return found.map(({ name, about }) => {
    if (shell === 'bash') return name
    if (shell === 'zsh') {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll(':', '\\:')
      return about === '' ? escaped : `${escaped}:${about}`
    }
    return about === '' ? name : `${name}\t${about}`
  })
}
