/** The verdict on the local clock, as plain data, and what follows from it. All times in seconds. */
import type { RejectCode, ServerState } from './sample.ts'

/** Limits of the error, in seconds: below `warning` the clock is ok; from `critical` on it is critical. */
export interface ClockLimits {
  readonly warning: number
  readonly critical: number
}

/** The direction of a clock's error. */
export type Direction = 'ahead' | 'behind'

/** The report on one server. */
export interface SourceReport {
  readonly name: string
  readonly port: number
  readonly address: string | undefined
  /** `falseticker`: against the majority; `undecided`: valid, but there was no majority. */
  readonly state: 'used' | 'falseticker' | 'undecided' | 'rejected' | 'timeout' | 'unresolved'
  readonly reject: RejectCode | undefined
  /** In seconds: reference minus local time, round-trip delay, and root distance (the error bound). */
  readonly measured:
    | { readonly offset: number; readonly delay: number; readonly rootDistance: number }
    | undefined
  /** What the server reports about itself, if its reply was genuine. With KISS the refid is the kiss code. */
  readonly server: ServerState | undefined
}

/** The part that every verdict has. */
export interface VerdictCommon {
  /** By time servers (NTP), or by the `Date` of web servers (HTTPS). */
  readonly method: 'ntp' | 'https'
  readonly limits: ClockLimits
  readonly counts: {
    /** Servers that were asked. */
    readonly asked: number
    /** Servers whose answer was valid. */
    readonly valid: number
    /** Operators in the majority. With one the result is not confirmed by another. */
    readonly used: number
  }
  readonly sources: readonly SourceReport[]
  readonly elapsedSeconds: number
}

/** The clock was measured. */
export interface MeasuredVerdict extends VerdictCommon {
  readonly status: 'ok' | 'warning' | 'critical'
  readonly reason: 'within_limit' | 'skewed'
  /** False if the interval contains a limit; the status then follows from the estimated offset. */
  readonly certain: boolean
  /** Reference time minus local time (theta in RFC 5905); positive if the local clock is behind. */
  readonly offset: number
  /** The true offset differs from `offset` by at most this. */
  readonly uncertainty: number
  readonly interval: readonly [low: number, high: number]
  readonly direction: Direction
}

/** The clock could not be measured. */
export interface UnknownVerdict extends VerdictCommon {
  readonly status: 'unknown'
  /**
   * `no_response`: nothing was received; `no_valid_response`: every answer was rejected; `disagreement`: no
   * majority; `local_step`: the clock was changed during the measurement; `bad_certificate`: the web servers'
   * certificates are not valid at the time that this clock shows; `blocked`: no time server answered, and the
   * web servers that can be reached give no time; `offline`: not allowed to ask; `stopped`: aborted.
   */
  readonly reason:
    | 'no_response'
    | 'no_valid_response'
    | 'disagreement'
    | 'local_step'
    | 'bad_certificate'
    | 'blocked'
    | 'offline'
    | 'stopped'
  readonly certain: false
}

/** The answer to "is this clock right?", including that it could not be measured. */
export type ClockVerdict = MeasuredVerdict | UnknownVerdict

/** The direction of the local clock's error, from an offset (reference minus local time). */
export function findDirection(offset: number): Direction {
  return offset < 0 ? 'ahead' : 'behind'
}

/** Compares an interval of offsets with the limits. All in seconds; the sign does not matter. */
export function judgeInterval(
  { low, high, theta }: { readonly low: number; readonly high: number; readonly theta: number },
  { warning, critical }: ClockLimits,
): { readonly status: MeasuredVerdict['status']; readonly certain: boolean } {
  const beyond = (limit: number) => low >= limit || high <= -limit
  const within = (limit: number) => low > -limit && high < limit
  if (within(warning)) return { status: 'ok', certain: true }
  if (beyond(critical)) return { status: 'critical', certain: true }
  if (beyond(warning) && within(critical)) return { status: 'warning', certain: true }
  const size = Math.abs(theta)
  return { status: size < warning ? 'ok' : size < critical ? 'warning' : 'critical', certain: false }
}

/** The smallest error that the bound allows: max(0, |offset| − uncertainty), in seconds. */
export function computeCertainError({ offset, uncertainty }: MeasuredVerdict): number {
  return Math.max(0, Math.abs(offset) - uncertainty)
}

/**
 * The verdict as a result of the wizard's check `clock`. An error counts only if it is certain to exceed the
 * limit.
 */
export function clockCheckResult(verdict: ClockVerdict): 'fine' | 'skewed' | 'unknown' {
  if (verdict.status === 'unknown') return 'unknown'
  if (verdict.status === 'ok') return 'fine'
  return computeCertainError(verdict) >= verdict.limits.warning ? 'skewed' : 'unknown'
}

/** The verdict of a run with `--offline`. */
export function buildOfflineVerdict(limits: ClockLimits): UnknownVerdict {
  const counts = { asked: 0, valid: 0, used: 0 }
  return {
    status: 'unknown',
    reason: 'offline',
    certain: false,
    method: 'ntp',
    limits,
    counts,
    sources: [],
    elapsedSeconds: 0,
  }
}

/**
 * The share (0–1) of TOTP codes that a verifier rejects if the clock that makes them is `skew` seconds off.
 * The verifier accepts the current code and those of `window` steps before and after (RFC 6238, section 5.2).
 * `period` in seconds.
 */
export function computeRejectedShare(skew: number, period: number, window: number): number {
  return Math.min(1, Math.max(0, Math.abs(skew) / period - window))
}

/** A likely cause of an error, from its size. */
export type SkewClue = 'time-zone' | 'dead-battery' | 'suspended'

/**
 * A likely cause of the error. `now` is the time that the clock shows. Offsets near a multiple of 15 min,
 * from 30 min up, suggest the time zone; a year before 2020 suggests a dead battery; a virtual machine that
 * is behind was probably paused.
 */
export function findSkewClue({ offset }: MeasuredVerdict, now: Date, virtual: boolean): SkewClue | undefined {
  if (now.getUTCFullYear() < 2020 && offset > 0) return 'dead-battery'
  const quarter = 900
  const nearest = Math.round(offset / quarter) * quarter
  const zone = Math.abs(nearest) >= 1800 && Math.abs(nearest) <= 14 * 3600 && Math.abs(offset - nearest) <= 20
  if (zone) return 'time-zone'
  return virtual && offset >= 1 ? 'suspended' : undefined
}
