/** What the writers of exports take and give. */
import type { Secret } from '../../secret.ts'
import type { ImportedEntry } from '../model.ts'

/** Formats in which entries can be written for another app. */
export const exportTargets = ['links', 'aegis', '2fas', 'google-qr'] as const
export type ExportTarget = (typeof exportTargets)[number]

export interface WriteOptions {
  /** Encrypts the file, where the format can be encrypted. */
  readonly password?: Secret<string>
  /** Bytes from the system's generator. */
  readonly random: (bytes: number) => Uint8Array
  /** Unix seconds. */
  readonly at: number
}

export interface WrittenExport {
  /** The text of the file; for `google-qr` one link in a line, each for a QR code of its own. */
  readonly text: Secret<string>
  readonly encrypted: boolean
  /** Entries that the format cannot hold; nothing of them was written. */
  readonly left: readonly ImportedEntry[]
}
