/**
 * Measures how far this computer's clock is off: by time servers (NTP), and by web servers where those are silent.
 *
 * @module clock
 */
export { defaultLimits, defaultServers, defaultWebHosts } from './defaults.ts'
export { type MeasureRequest, measureLocalClock, type TimePorts } from './measure.ts'
export { type ClockRequest, readClock } from './read.ts'
export type { RejectCode, ServerState } from './sample.ts'
export { parseServer } from './servers.ts'
export type {
  ClockReading,
  NtpAnswer,
  NtpPacket,
  NtpReply,
  ServerAddress,
  ServerName,
  TimeSource,
  WaitLimit,
} from './source.ts'
export {
  type ClockLimits,
  type ClockVerdict,
  clockCheckResult,
  type Direction,
  type MeasuredVerdict,
  type SourceReport,
  type UnknownVerdict,
  type VerdictCommon,
} from './verdict.ts'
export {
  parseWebHost,
  type ResponseFailure,
  type ResponseHead,
  type WebConnection,
  type WebHost,
  type WebSource,
} from './web.ts'
