/** How a command describes itself to the command tree (`cli/tree.ts`). */
import type { Command } from 'commander'
import type { Exit } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import type { Words } from '../words/en.ts'

/**
 * Runs a command's work with the host of this run, and keeps its status. Wrong settings stop it first, unless it is to
 * run `anyway`.
 */
export type Perform = (
  work: (host: Host) => Promise<Exit>,
  how?: { readonly anyway?: boolean },
) => Promise<void>

/** One command: its name, examples for its help, and what adds its arguments, options and action to commander. */
export interface Verb {
  readonly name: string
  /** Command lines as they are typed; they are the same in every language. */
  readonly examples: readonly string[]
  readonly add: (command: Command, perform: Perform, words: Words) => void
}

/** A command with commands below it. */
export interface Noun extends Verb {
  readonly verbs: readonly Verb[]
}
