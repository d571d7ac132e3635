/**
 * One-time codes: makes them, says why one is refused, and reads and writes what authenticator apps exchange.
 *
 * @module totp
 */
export { Secret } from '../secret.ts'
export { type Account, type AccountNote, titleOf } from './account.ts'
export { base32Of, parseSecret, type SecretFlaw } from './base32.ts'
export { codeAt, codeAtCounter, type TimedCode } from './code.ts'
export { type LinkFlaw, linkOf, type Parsed, parseLink } from './link.ts'
export { type LinkList, parseLinks } from './links.ts'
export { joinParts, parseTransfer, type TransferPart, transferLinks } from './migration.ts'
export {
  type Algorithm,
  type OtpParameters,
  type OtpType,
  steamParameters,
  usualParameters,
} from './parameters.ts'
export type { Reading } from './readings.ts'
export { type CodeForm, type CounterSearch, searchCounters } from './search.ts'
export {
  everyParameter,
  everyTime,
  type Searcher,
  type Sweep,
  type SweepHit,
  type SweepHow,
  type SweepParameters,
  type SweepRequest,
  sweepWith,
} from './sweep.ts'
export {
  isConvincing,
  readCode,
  type Verdict,
  type VerifyRequest,
  verifyCode,
} from './verify.ts'
