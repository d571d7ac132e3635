/**
 * `2fa-rescue/import`: opens what authenticator apps and password managers export. Bytes in, accounts out.
 *
 * @module import
 */
export type { Derivation, DeriveKey } from '../../core/import/derive-key.ts'
export { type EntryCode, makeEntryCode } from '../../core/import/entry-code.ts'
export type { Recognition } from '../../core/import/format.ts'
export {
  type ImportSource,
  type RecognisedFiles,
  type RefusedFile,
  recogniseFiles,
} from '../../core/import/index.ts'
export {
  type Cost,
  type EntryAlgorithm,
  type EntryFlaw,
  type EntryNote,
  type EntryParameters,
  type EntryType,
  entryAlgorithms,
  entryTypes,
  type FailedEntry,
  type FormatId,
  type ImportedEntry,
  type ImportFile,
  type ImportResult,
  type Loss,
  type MissingParts,
  type OpenOptions,
  type SkippedEntry,
} from '../../core/import/model.ts'
export type { PictureReader, PictureReading } from '../../core/qr/picture.ts'
