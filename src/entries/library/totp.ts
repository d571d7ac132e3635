/**
 * `2fa-rescue/totp`: one-time codes. Makes them, says why one is refused, and reads and writes what authenticator apps
 * exchange.
 *
 * @module totp
 */
export type { Skew } from '../../core/clock/skew.ts'
export { Secret } from '../../core/secret.ts'
export { type Account, type AccountNote, formatTitle } from '../../core/totp/account.ts'
export { formatBase32, parseSecret } from '../../core/totp/base32.ts'
export { type CodeForm, codeAt, codeAtCounter, type TimedCode } from '../../core/totp/code.ts'
export { searchCounters } from '../../core/totp/code-search.ts'
export type { CodeSearch, CounterSearch } from '../../core/totp/counter-search.ts'
export type { LinkFlaw } from '../../core/totp/flaws.ts'
export { formatLink, type ParsedLink, parseLink } from '../../core/totp/link.ts'
export { readSecrets } from '../../core/totp/links.ts'
export {
  joinParts,
  parseTransfer,
  type RawTransferEntry,
  type Transfer,
  type TransferEntry,
  type TransferPart,
  transferLinks,
} from '../../core/totp/migration.ts'
export {
  type Algorithm,
  algorithms,
  type OtpParameters,
  type OtpType,
  steamParameters,
  usualParameters,
} from '../../core/totp/parameters.ts'
export type { SecretReading } from '../../core/totp/readings.ts'
export type { FoundAccount, SecretList, UnreadLine } from '../../core/totp/secret-list.ts'
export {
  everyParameter,
  everyTime,
  type Searcher,
  type Sweep,
  type SweepHit,
  type SweepHow,
  type SweepParameters,
  type SweepRequest,
  searchOnThisThread,
  sweepWith,
} from '../../core/totp/sweep.ts'
export { type Codes, readCode } from '../../core/totp/typed-code.ts'
export type { CodeVerdict, Found, VerifyRequest } from '../../core/totp/verdict.ts'
export { isConvincing, verifyCode } from '../../core/totp/verify.ts'
