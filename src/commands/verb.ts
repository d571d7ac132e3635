import type { Exit } from '../host/exit.ts'
import type { Host } from '../host/machine.ts'

/**
 * Runs a command's work with the host of this run, and keeps its status. Given by `cli.ts`. Settings that are wrong
 * stop it first, unless it is to run `anyway`.
 */
export type Perform = (
  work: (host: Host) => Promise<Exit>,
  how?: { readonly anyway?: boolean },
) => Promise<void>
