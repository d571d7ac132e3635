/**
 * Backup codes: reads the list that a service printed, and generates new codes.
 *
 * @module 2fa-rescue/backup
 */
export {
  formats,
  generateCodes,
  type Pattern,
  parsePattern,
  type RandomBytes,
} from '../../core/backup/generate.ts'
export { type CodeList, readCodes } from '../../core/backup/read.ts'
