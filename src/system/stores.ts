/** The stores of this machine, each loaded when it is opened. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Stores } from '../host/machine.ts'
import { hasAgeFile, isStoreLost } from './age-names.ts'
import type { Processes } from './lock.ts'

export interface Surroundings {
  /** Where the file lies, and the locks. */
  readonly folder: string
  /** The built file of the process that talks to the keychain. */
  readonly child: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly processes: Processes
  /** Whether somebody may be there, whom the keychain may ask for its password. */
  readonly attended: boolean
}

/** The folder of the lock of the keychain. */
const keychainLock = 'keychain-lock'

/** The folder of the lock for runs that need both places. */
const moveLock = 'move-lock'

/** Milliseconds. */
const lockLimit = 60_000
const keychainLimit = { attended: 30_000, alone: 10_000 }

export function openStores(around: Surroundings): Stores {
  const { folder, child, env, platform, processes, attended } = around
  return {
    folder,
    // One whose files are gone counts: nothing else may take its place unasked.
    hasFile: () => hasAgeFile(folder) || isStoreLost(folder),
    // Every write takes the lock, and its newest claim is never removed.
    hasUsedKeychain: () => existsSync(join(folder, keychainLock)),
    inTurn: async ({ waiting }, work) => {
      const { underLock } = await import('./lock.ts')
      return underLock(join(folder, moveLock), processes, { limit: lockLimit, waiting }, work)
    },
    keychain: async ({ waiting }) => {
      const { keychainStore } = await import('./keychain.ts')
      return keychainStore({
        child,
        env,
        folder: join(folder, keychainLock),
        platform,
        processes,
        patience: { limit: lockLimit, waiting },
        limit: attended ? keychainLimit.attended : keychainLimit.alone,
      })
    },
    file: async ({ waiting, ...how }) => {
      const { ageFileStore } = await import('./age-file.ts')
      return ageFileStore({ folder, processes, patience: { limit: lockLimit, waiting }, ...how })
    },
  }
}
