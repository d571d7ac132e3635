/**
 * `2fa-rescue/clock`: measures how far this computer's clock is off, by time servers (NTP), and by web servers if those
 * are silent.
 *
 * @module clock
 */
export { defaultLimits, defaultServers, defaultWebHosts } from '../../core/clock/defaults.ts'
export { type MeasureRequest, measureLocalClock, type TimePorts } from '../../core/clock/measure.ts'
export { type ClockRequest, readClock } from '../../core/clock/read.ts'
export type { RejectCode, ServerState } from '../../core/clock/sample.ts'
export { parseServer } from '../../core/clock/servers.ts'
export type {
  ClockReading,
  NtpAnswer,
  NtpPacket,
  NtpReply,
  ServerAddress,
  ServerName,
  TimeSource,
  WaitLimit,
} from '../../core/clock/source.ts'
export type {
  ClockLimits,
  ClockVerdict,
  Direction,
  MeasuredVerdict,
  SourceReport,
  UnknownVerdict,
  VerdictCommon,
} from '../../core/clock/verdict.ts'
export {
  parseWebHost,
  type ResponseFailure,
  type ResponseHead,
  type WebConnection,
  type WebHost,
  type WebSource,
} from '../../core/clock/web.ts'
export { createHttpsSource } from '../../system/https.ts'
export { createNtpSource } from '../../system/ntp.ts'
