/**
 * Opens what authenticator apps and password managers export: bytes in, accounts out.
 *
 * @module 2fa-rescue/import
 */
export { type EntryCode, makeEntryCode } from '../../core/import/entry-code.ts'
export type { ImportFormat, Recognition } from '../../core/import/format.ts'
export {
  type ImportSource,
  importFormats,
  type RecognisedFiles,
  recogniseFiles,
} from '../../core/import/index.ts'
export type { Cost, ImportedEntry, ImportFile, ImportResult, OpenOptions } from '../../core/import/model.ts'
