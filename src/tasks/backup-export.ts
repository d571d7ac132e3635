/** The export file: all sets in one encrypted file in the age format. */

import type { Host } from '../host/host.ts'
import type { SealedBy } from '../host/machine.ts'

export const format = '2fa-rescue backup codes'

/** More than ten thousand sets. */
export const mostBytes = 32 * 1024 * 1024

/** With an identity file nobody is asked. */
export function chooseSeal({ settings, files }: Host): SealedBy | undefined {
  return settings.identity === undefined ? undefined : { identityFile: files.resolve(settings.identity) }
}
