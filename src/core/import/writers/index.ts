/** Writes entries for another app. */
import type { ImportedEntry } from '../model.ts'
import { writeAegis } from './aegis.ts'
import { writeGoogleTransfer, writeLinks } from './links.ts'
import type { ExportTarget, WriteOptions, WrittenExport } from './model.ts'
import { writeTwoFas } from './two-fas.ts'

/** Targets whose files can be encrypted. */
export const encryptedTargets: ReadonlySet<ExportTarget> = new Set(['aegis', '2fas'])

/** The entries in the format of another app. Links and transfers are never encrypted. */
export async function writeEntries(
  target: ExportTarget,
  entries: readonly ImportedEntry[],
  options: WriteOptions,
): Promise<WrittenExport> {
  switch (target) {
    case 'links':
      return writeLinks(entries)
    case 'google-qr':
      return writeGoogleTransfer(entries, options)
    case 'aegis':
      return writeAegis(entries, options)
    case '2fas':
      return writeTwoFas(entries, options)
  }
}
