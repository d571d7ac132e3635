/** What is done with the keychain's library, in the process of its own. */
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { KeychainCause } from '../core/errors.ts'

/** Entries of the keychain: all under one service name, each under an account name of its own. */
export type Work =
  | { readonly do: 'get' | 'delete'; readonly account: string }
  | { readonly do: 'set'; readonly account: string; readonly value: string }
  | { readonly do: 'find' | 'forget' }

export type Request = { readonly id: number; readonly work: Work }

export interface Found {
  readonly account: string
  readonly password: string
}

export type Answer =
  | { readonly id: number; readonly value: string | null | readonly Found[] }
  | { readonly id: number; readonly cause: KeychainCause }

/** What the process says once it listens. */
export interface Ready {
  readonly ready: true
}

type Keytar = typeof import('keytar')

/** The names under which the library calls itself: the maintained fork, and what it was forked from. */
const libraryNames = ['@github/keytar', 'keytar']

/** The name under which entries stand in the keychain's own program. */
export const service = '2fa-rescue'
/** An entry that holds nothing: that it can be read back shows that the keychain is open. */
const probe = 'probe'

/** Carries out a request. `packageFolder`: where this program is installed. Never throws. */
export async function answerTo({ id, work }: Request, packageFolder: string): Promise<Answer> {
  try {
    const keytar = await load(packageFolder)
    if (keytar === undefined) return { id, cause: 'library-missing' }
    return { id, value: await carriedOut(work, keytar) }
  } catch (error) {
    return { id, cause: causeOf(error) }
  }
}

/**
 * Where npm puts what this package depends on: below it, or next to it where it lies in a `node_modules` itself. Node would
 * look in every folder above too, which may belong to somebody else.
 */
export function libraryFolders(packageFolder: string): readonly string[] {
  const parent = dirname(packageFolder)
  return [
    join(packageFolder, 'node_modules', 'keytar'),
    ...(basename(parent) === 'node_modules' ? [join(parent, 'keytar')] : []),
  ]
}

async function load(packageFolder: string): Promise<Keytar | undefined> {
  for (const folder of libraryFolders(packageFolder)) {
    try {
      const require = createRequire(join(folder, 'package.json'))
      const { name }: { name?: unknown } = require('./package.json')
      if (libraryNames.includes(String(name))) return require(folder)
    } catch {
      // Not there, or not built for this system.
    }
  }
  return undefined
}

async function carriedOut(work: Work, keytar: Keytar): Promise<string | null | readonly Found[]> {
  switch (work.do) {
    case 'get': {
      const value = await keytar.getPassword(service, work.account)
      // A locked keychain says null as well.
      if (value === null && (await provedAnew(keytar))) await keytar.deletePassword(service, probe)
      return value
    }
    case 'find': {
      // On a locked keychain the next call ends the process.
      await provedAnew(keytar)
      const found = (await keytar.findCredentials(service)).filter(({ account }) => account !== probe)
      if (found.length === 0) await keytar.deletePassword(service, probe)
      return found
    }
    case 'set':
      await written(keytar, work.account, work.value)
      return null
    case 'delete':
      await provedAnew(keytar)
      await keytar.deletePassword(service, work.account)
      return null
    case 'forget':
      await keytar.deletePassword(service, probe)
      return null
  }
}

/** Shows that the keychain is open: the probe is there, or can be written (then true). Throws where neither is so. */
async function provedAnew(keytar: Keytar): Promise<boolean> {
  if ((await keytar.getPassword(service, probe)) !== null) return false
  await written(keytar, probe, 'open')
  return true
}

async function written(keytar: Keytar, account: string, value: string): Promise<void> {
  await keytar.setPassword(service, account, value)
  if ((await keytar.getPassword(service, account)) !== value) throw new Error('locked')
}

/** The library has no codes, only sentences of the systems below it; none of them quotes a value. */
function causeOf(error: unknown): KeychainCause {
  const text = error instanceof Error ? error.message : ''
  if (/lock/i.test(text)) return 'locked'
  if (/ServiceUnknown|not provided by any|StartServiceByName|No such (interface|object path)/i.test(text))
    return 'no-service'
  if (/D-Bus|autolaunch|Could not connect/i.test(text)) return 'no-session-bus'
  return 'refused'
}
