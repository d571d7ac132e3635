/**
 * `2fa-rescue/backup`: reads the list of backup codes that a service printed, and generates new codes.
 *
 * @module backup
 */
export type { CodeForm, Shape } from '../../core/backup/code-form.ts'
export {
  formats,
  generateCodes,
  type Pattern,
  parsePattern,
  type RandomBytes,
} from '../../core/backup/generate.ts'
export type { LeftReason } from '../../core/backup/list-cell.ts'
export type { FoundCode, LeftLine } from '../../core/backup/listed-code.ts'
export { type CodeList, type Doubt, readCodes } from '../../core/backup/read.ts'
export type { DoubtReason } from '../../core/flaws.ts'
