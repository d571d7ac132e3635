/**
 * The library behind the commands: `import { begin, stand } from '2fa-rescue'`. Values in, values out; nothing here
 * prints, asks, or opens anything by itself.
 */
export { readClock } from './clock/read.ts'
export { parseServer } from './clock/servers.ts'
export type { Skew } from './clock/skew.ts'
export type { TimeSource } from './clock/source.ts'
export { type ClockVerdict, clockCheckResult } from './clock/verdict.ts'
export { type ErrorCode, type Fault, type Flaw, type Problem, RescueError } from './errors.ts'
export { type Answers, parseAnswers, replyFrom } from './flow/answers.ts'
export { type Book, type Language, own, say } from './flow/book.ts'
export { factsNamed, fill, fillLinks, findCard, type TextContext } from './flow/cards.ts'
export type { Facts } from './flow/facts.ts'
export { type FlowFile, parseBook, type Reading } from './flow/parse.ts'
export { findRemedy } from './flow/plan.ts'
export type { StopReply } from './flow/reply.ts'
export { flowSchema } from './flow/schema.ts'
export { fits, type Stop } from './flow/stop.ts'
export type { Card, Flow, Remedy, Step, Text } from './flow/types.ts'
export { answer, begin, goBack, type Position, resume, stand, type Walk } from './flow/walk.ts'
export { listNevers } from './flow/warnings.ts'
export { type EntryCode, makeEntryCode } from './import/entry-code.ts'
export type { ImportFormat, Recognition } from './import/format.ts'
export { type ImportSource, importFormats, type RecognisedFiles, recogniseFiles } from './import/index.ts'
export type { Cost, ImportedEntry, ImportFile, ImportResult, OpenOptions } from './import/model.ts'
export { Secret } from './secret.ts'
export { type Account, titleOf } from './totp/account.ts'
export { base32Of, parseSecret } from './totp/base32.ts'
export { type CodeForm, codeAt, codeAtCounter, type TimedCode } from './totp/code.ts'
export { searchCounters } from './totp/code-search.ts'
export type { CodeSearch, CounterSearch } from './totp/counter-search.ts'
export type { ForeignKind, LinkFlaw, SecretFlaw } from './totp/flaws.ts'
export { linkOf, type ParsedLink, parseLink } from './totp/link.ts'
export { type FoundAccount, readSecrets, type SecretList, type UnreadLine } from './totp/links.ts'
export { joinParts, parseTransfer, type TransferPart, transferLinks } from './totp/migration.ts'
export {
  type Algorithm,
  type OtpParameters,
  type OtpType,
  steamParameters,
  usualParameters,
} from './totp/parameters.ts'
export type { SecretReading } from './totp/readings.ts'
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
} from './totp/sweep.ts'
export { type Codes, readCode } from './totp/typed-code.ts'
export {
  type CodeVerdict,
  isConvincing,
  type VerifyRequest,
  verifyCode,
} from './totp/verify.ts'
