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
  readonly unfit: readonly UnfitEntry[]
  /** What entries that were written have, and the format has no place for. */
  readonly dropped: readonly DroppedProperty[]
}

/** The properties of an entry for which a format may have no value. */
export const unfitProperties = ['type', 'algorithm', 'digits', 'period'] as const
export type UnfitProperty = (typeof unfitProperties)[number]

/** An entry that a format cannot hold, and the property because of which. */
interface UnfitEntry {
  readonly entry: ImportedEntry
  readonly why: UnfitProperty
}

/** What makes no difference to the codes, so that entries are written without it. */
export const droppedProperties = ['tags', 'comment', 'title'] as const
export type DroppedProperty = (typeof droppedProperties)[number]

/** Parts the entries that a format can hold from the others. */
export function partEntries(
  entries: readonly ImportedEntry[],
  findUnfit: (entry: ImportedEntry) => UnfitProperty | undefined,
): { readonly fitting: readonly ImportedEntry[]; readonly unfit: readonly UnfitEntry[] } {
  const judged = entries.map((entry) => ({ entry, why: findUnfit(entry) }))
  return {
    fitting: judged.filter(({ why }) => why === undefined).map(({ entry }) => entry),
    unfit: judged.flatMap(({ entry, why }) => (why === undefined ? [] : [{ entry, why }])),
  }
}

/** What is lost of entries by a format that keeps so many tags of each, and perhaps comments. */
export function findDropped(
  entries: readonly ImportedEntry[],
  kept: { readonly tags: number; readonly comment: boolean },
): readonly DroppedProperty[] {
  const isLost: Readonly<Record<DroppedProperty, (entry: ImportedEntry) => boolean>> = {
    tags: ({ tags }) => tags.length > kept.tags,
    comment: ({ comment }) => comment !== undefined && !kept.comment,
    title: ({ title }) => title !== undefined,
  }
  return droppedProperties.filter((property) => entries.some(isLost[property]))
}
