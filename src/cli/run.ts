/** Runs the program: arguments and a machine in, an exit status out. Tests call this, as `entries/main.ts` does. */
import { type Command, CommanderError } from 'commander'
import type { Perform } from '../commands/verb.ts'
import type { Config } from '../core/config.ts'
import { RescueError } from '../core/errors.ts'
import type { Language } from '../core/flow/book.ts'
import { type Exit, exits } from '../host/exit.ts'
import { createHost, type HostParts } from '../host/host.ts'
import type { Machine } from '../host/machine.ts'
import { chooseLanguage, collectSettings, type GlobalOptions, type Sourced } from '../host/settings.ts'
import { en, type Words } from '../words/en.ts'
import { typedValue } from './arguments.ts'
import { findTypedCommand, pathTo, readMisuse } from './commander.ts'
import { readConfig } from './config-file.ts'
import { readFailureForm, reportFailure } from './failure.ts'
import { buildTree } from './tree.ts'

/** Runs the program. Never throws. */
export async function run(args: readonly string[], machine: Machine): Promise<Exit> {
  const start = await prepare(args, machine)
  const stores = lazyStores()
  try {
    const status = await perform(args, machine, start, stores.open)
    const reason = await machine.terminal.outFailure()
    if (reason === undefined || status === exits.outside) return status
    throw new RescueError({ code: 'unwritable', file: '/dev/stdout', reason })
  } catch (error) {
    return reportFailure(error, machine, start.words, readFailureForm(args))
  } finally {
    await stores.close()
  }
}

/** What is known before the command tree is built, which is worded in the person's language. */
interface Start {
  readonly config: Config
  readonly language: Sourced<Language>
  readonly words: Words
  /** What is wrong with the settings: it stops every command that needs them, but not help. */
  readonly failure: unknown
}

async function prepare(args: readonly string[], machine: Machine): Promise<Start> {
  const { env, systemLocale } = machine
  let failure: unknown
  const remember = (error: unknown): undefined => {
    failure ??= error
  }
  const config = (await readConfig(machine).catch(remember)) ?? {}
  const language = (() => {
    try {
      return chooseLanguage(typedValue(args, '--lang'), env, config, systemLocale)
    } catch (error) {
      remember(error)
      return chooseLanguage(undefined, { ...env, TWOFA_RESCUE_LANG: undefined }, config, systemLocale)
    }
  })()
  return { config, language, words: await loadWords(language.value), failure }
}

async function perform(
  args: readonly string[],
  machine: Machine,
  { config, language, words, failure }: Start,
  openStore: HostParts['openStore'],
): Promise<Exit> {
  let status: Exit = exits.yes
  const performWork: Perform = async (work, { anyway = false } = {}) => {
    if (failure !== undefined && !anyway) throw failure
    const settings = collectSettings(root.opts<GlobalOptions>(), machine.env, config, language)
    status = await work(await createHost({ machine, settings, words, loadWords, openStore }))
  }
  const root = await buildTree(args, machine, words, performWork)
  try {
    await root.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) throw addCommand(error, findTypedCommand(root, args))
    if (error.exitCode === 0) return exits.yes
    // A command that only groups others, or the program alone without a terminal, has printed its help.
    if (error.code === 'commander.help' && readFailureForm(args) === 'text') return exits.misused
    const command = findTypedCommand(root, args)
    const misuse = readMisuse(error, command, words)
    throw new RescueError({ code: 'misused', misuse, command: pathTo(command) })
  }
}

/** A refusal of what was typed, with the command whose help explains it; any other error as it is. */
function addCommand(error: unknown, command: Command): unknown {
  if (!(error instanceof RescueError) || error.problem.code !== 'misused') return error
  return new RescueError({ ...error.problem, command: pathTo(command) })
}

/** English is part of the first file: most runs need it, and it is the type of all others. */
async function loadWords(language: Language): Promise<Words> {
  return language === 'ja' ? (await import('../words/ja.ts')).ja : en
}

/** The stores of a run; the code behind them loads when one is opened. */
function lazyStores(): { readonly open: HostParts['openStore']; close(): Promise<void> } {
  const loadOnce = async () => (await import('../tasks/open-store.ts')).storesOfRun()
  let stores: ReturnType<typeof loadOnce> | undefined
  return {
    open: async (host, request) => {
      stores ??= loadOnce()
      return (await stores).open(host, request)
    },
    close: async () => (await stores)?.close(),
  }
}
