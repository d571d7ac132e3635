/**
 * What the parts of the library share: failures, and secrets that do not print.
 *
 * Values in, values out: nothing in the library prints, asks or opens anything by itself, except the network sources
 * of `2fa-rescue/clock`.
 *
 * @module 2fa-rescue
 */
export {
  type BackupProblem,
  type DrawingLimit,
  type ErrorCode,
  type ExportFlaw,
  type IdentityFlaw,
  type KeychainCause,
  type Misuse,
  type NotAKey,
  type PatternFault,
  type Problem,
  RescueError,
  type StoreProblem,
} from '../../core/errors.ts'
export type { CodesRule, DoubtReason, Expected, Fault, Flaw, Place, YamlRule } from '../../core/flaws.ts'
export type { FormatId, ImportFlaw, Unusable } from '../../core/import/model.ts'
export type { PictureFlaw } from '../../core/qr/flaws.ts'
export { Secret } from '../../core/secret.ts'
export {
  type ForeignKind,
  type FoundName,
  foreignKinds,
  type LinkFlaw,
  type SecretFlaw,
} from '../../core/totp/flaws.ts'
