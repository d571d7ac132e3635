/**
 * Backup codes: reads the list that a service printed, and generates new codes.
 *
 * @module backup
 */
export type { CodesRule, DoubtReason, PatternFault } from '../errors.ts'
export { decodeText, maxBytes } from './decode.ts'
export {
  formats,
  generateCodes,
  type Pattern,
  parsePattern,
  type RandomBytes,
} from './generate.ts'
export type { SkipReason } from './pieces.ts'
export {
  type CodeList,
  codesWith,
  type Doubt,
  type FoundCode,
  readCodes,
  type Shape,
  type Skipped,
} from './read.ts'
