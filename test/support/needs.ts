/** Programs a test needs from the system. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Daemons are often outside a user's PATH. */
const alsoThere = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/usr/lib/nagios/plugins']

/** Where the program is, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...alsoThere]
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * True where the program is there. Where it is missing the tests that need it are skipped with a word, and with
 * `CI=true` they fail: `describe.runIf(needs('chronyd'))`.
 */
export function needs(name: string): boolean {
  if (findProgram(name) !== undefined) return true
  if (process.env.CI === 'true')
    throw new Error(`these tests need the program ${name}, which is missing here`)
  process.stderr.write(`skipped: these tests need the program ${name}, which is missing here\n`)
  return false
}
