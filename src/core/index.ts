/**
 * The library behind the commands: `import { begin, stepOf } from '2fa-rescue'`. Values in, values out; nothing here
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
export { factsNamed, fill, findCard, linksOf, type Voice } from './flow/cards.ts'
export type { Facts } from './flow/facts.ts'
export { type FlowFile, parseBook, type Reading } from './flow/parse.ts'
export { remedyFor } from './flow/plan.ts'
export { flowSchema } from './flow/schema.ts'
export type { Card, Flow, Remedy, Step, Text } from './flow/types.ts'
export {
  advance,
  back,
  begin,
  factsOf,
  fits,
  neversOf,
  type Reply,
  resume,
  type Stop,
  stepOf,
  type Walk,
  warningsOf,
} from './flow/walk.ts'
export { type EntryCode, makeEntryCode } from './import/entry-code.ts'
export type { ImportFormat, Recognition } from './import/format.ts'
export { type ImportSource, importFormats, type RecognisedFiles, recogniseFiles } from './import/index.ts'
export type { Cost, ImportedEntry, ImportFile, ImportResult, OpenOptions } from './import/model.ts'
export { Secret } from './secret.ts'
export { type Account, titleOf } from './totp/account.ts'
export { base32Of, parseSecret, type SecretFlaw } from './totp/base32.ts'
export { codeAt, codeAtCounter, type TimedCode } from './totp/code.ts'
export { type LinkFlaw, linkOf, type Parsed, parseLink } from './totp/link.ts'
export { type LinkList, parseLinks } from './totp/links.ts'
export { joinParts, parseTransfer, type TransferPart, transferLinks } from './totp/migration.ts'
export {
  type Algorithm,
  type OtpParameters,
  type OtpType,
  steamParameters,
  usualParameters,
} from './totp/parameters.ts'
export type { Reading as SecretReading } from './totp/readings.ts'
export { type CodeForm, type CounterSearch, searchCounters } from './totp/search.ts'
export {
  everyParameter,
  everyTime,
  here,
  type Searcher,
  type Sweep,
  type SweepHit,
  type SweepHow,
  type SweepParameters,
  type SweepRequest,
  sweepWith,
} from './totp/sweep.ts'
export {
  isConvincing,
  readCode,
  type Verdict,
  type VerifyRequest,
  verifyCode,
} from './totp/verify.ts'
