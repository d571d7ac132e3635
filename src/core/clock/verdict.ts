/** What was found out about the local clock, as plain data, and what follows from it. Seconds everywhere. */
import type { RejectCode, ServerState } from './sample.ts'

/** Errors up to `warning` are within the limit. */
export interface Limits {
  readonly warning: number
  readonly critical: number
}

/** Which way the local clock is wrong. */
export type Direction = 'ahead' | 'behind'

/** What one server contributed. */
export interface SourceReport {
  readonly name: string
  readonly port: number
  readonly address: string | undefined
  /** `undecided`: its answer was valid, but there was no majority to belong to. */
  readonly state: 'used' | 'falseticker' | 'undecided' | 'rejected' | 'timeout' | 'unresolved'
  readonly reject: RejectCode | undefined
  readonly measured:
    | { readonly offset: number; readonly delay: number; readonly rootDistance: number }
    | undefined
  /** What the server said about itself, where its reply was known to be genuine. At KISS the refid is the code. */
  readonly server: ServerState | undefined
}

/** What a verdict has whether anything was measured or not. */
export interface VerdictCommon {
  /** How time was asked for: of time servers (NTP), or of web servers (the `Date` of HTTPS). */
  readonly method: 'ntp' | 'https'
  readonly limits: Limits
  readonly counts: {
    /** Servers a packet was sent to. */
    readonly asked: number
    /** Servers whose answer passed every rule. */
    readonly valid: number
    /** Operators in the majority. One is a measurement, not a verified one. */
    readonly used: number
  }
  readonly sources: readonly SourceReport[]
  readonly elapsedSeconds: number
}

export interface Measured extends VerdictCommon {
  readonly status: 'ok' | 'warning' | 'critical'
  readonly reason: 'within_limit' | 'skewed'
  /** False where the interval still straddles a limit, so that the status goes by the likeliest offset. */
  readonly certain: boolean
  /** Reference time minus local time (NTP's theta). */
  readonly offset: number
  /** The true offset is at most this far from `offset`. */
  readonly uncertainty: number
  readonly interval: readonly [low: number, high: number]
  readonly direction: Direction
}

export interface UnknownVerdict extends VerdictCommon {
  readonly status: 'unknown'
  /**
   * `no_response`: nothing came back; `no_valid_response`: something did, and all of it was refused; `disagreement`:
   * no majority; `local_step`: the clock was set while it was measured; `bad_certificate`: web servers' certificates are not
   * valid at the time this clock shows; `blocked`: time servers are silent, web servers can be reached, but tell no time.
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

/** The answer to "is this clock right?". It never throws a failure: no answer is one of the answers. */
export type ClockVerdict = Measured | UnknownVerdict

/** Reference minus local above zero means that the local clock shows too little. */
export function directionOf(offset: number): Direction {
  return offset < 0 ? 'ahead' : 'behind'
}

/** What an interval of offsets says about the limits. */
export function judge(
  { low, high, theta }: { readonly low: number; readonly high: number; readonly theta: number },
  { warning, critical }: Limits,
): { readonly status: Measured['status']; readonly certain: boolean } {
  const beyond = (limit: number) => low >= limit || high <= -limit
  const within = (limit: number) => low > -limit && high < limit
  if (within(warning)) return { status: 'ok', certain: true }
  if (beyond(critical)) return { status: 'critical', certain: true }
  if (beyond(warning) && within(critical)) return { status: 'warning', certain: true }
  const size = Math.abs(theta)
  return { status: size < warning ? 'ok' : size < critical ? 'warning' : 'critical', certain: false }
}

/** The error that is there whatever the truth within the bound: max(0, |theta| − E). */
export function computeCertainError({ offset, uncertainty }: Measured): number {
  return Math.max(0, Math.abs(offset) - uncertainty)
}

/** The verdict in the words of the wizard's check `clock`. Only an error that is certain counts as one. */
export function clockCheckResult(verdict: ClockVerdict): 'fine' | 'skewed' | 'unknown' {
  if (verdict.status === 'unknown') return 'unknown'
  if (verdict.status === 'ok') return 'fine'
  return computeCertainError(verdict) >= verdict.limits.warning ? 'skewed' : 'unknown'
}

/** The verdict of a run in which nobody may be asked. */
export function offlineVerdict(limits: Limits): UnknownVerdict {
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
 * The share (0–1) of TOTP codes a verifier refuses when the code's clock is `skew` seconds off: it accepts the code of
 * now and of `window` steps before and after (RFC 6238, section 5.2).
 */
export function rejectedShare(skew: number, period: number, window: number): number {
  return Math.min(1, Math.max(0, Math.abs(skew) / period - window))
}

/** What the size of an error gives away about its cause. */
export type SkewClue = 'time-zone' | 'dead-battery' | 'suspended'

/**
 * A clue to why the clock is wrong; `now` is what it shows. Offsets near a multiple of 15 min, from 30 min up, are
 * time zones; a clock that shows a time before this program existed has lost its battery; a virtual machine that is behind
 * was stopped for a while.
 */
export function clueTo({ offset }: Measured, now: Date, virtual: boolean): SkewClue | undefined {
  if (now.getUTCFullYear() < 2020 && offset > 0) return 'dead-battery'
  const quarter = 900
  const nearest = Math.round(offset / quarter) * quarter
  const zone = Math.abs(nearest) >= 1800 && Math.abs(nearest) <= 14 * 3600 && Math.abs(offset - nearest) <= 20
  if (zone) return 'time-zone'
  return virtual && offset >= 1 ? 'suspended' : undefined
}
