/**
 * Turns one NTP reply into a sample, or into the reason why it is rejected. The order of the rules matters:
 * nothing in a packet counts before its origin timestamp was verified, kiss codes included, because a forged
 * one could disable a good server.
 *
 * The package that carries the packets hides three things: the sender's address (so there is no rule for it),
 * a genuine reply after a bogus one, and whether a reply had only 41 to 47 bytes. Such a short reply is
 * rejected all the same: its truncated transmit timestamp is decades away from the receive timestamp, which
 * violates DELAY or ORDER.
 */
import type { ClockReading, NtpPacket, NtpReply } from './source.ts'

/** Why a server gave no usable measurement. */
export type RejectCode =
  /** Fields are missing or out of range: not a whole packet. */
  | 'SHORT'
  /** Not a server's reply (mode 4). */
  | 'MODE'
  /** Neither NTP 3 nor NTP 4. */
  | 'VERSION'
  /** The origin timestamp is not the one that was sent: a bogus or replayed packet (RFC 5905, section 8). */
  | 'ORIGIN'
  /** Kiss-o'-death: the server asks clients to stop (RFC 5905, section 7.4). */
  | 'KISS'
  /** Stratum 16 or above: not synchronised. */
  | 'STRATUM'
  /** Leap indicator 3: not synchronised. */
  | 'UNSYNC'
  /** A timestamp is missing. */
  | 'ZERO'
  /** The reply claims to have been sent before the request was received. */
  | 'ORDER'
  /** The server's reference timestamp is later than its transmit timestamp. */
  | 'REFTIME'
  /** Root distance plus precision of one second or more. */
  | 'DISTANCE'
  /** The server claims to have taken longer than the whole exchange. */
  | 'DELAY'
  /** The local clock was changed during the exchange. */
  | 'LOCAL_STEP'
  /** No answer in time. */
  | 'TIMEOUT'
  /** The system refused to send. */
  | 'UNREACHABLE'
  /** The name has no address. */
  | 'DNS'
  /** The name has IPv6 addresses only, which this program cannot ask. */
  | 'IPV6'
  /** Another server has the same address and port; it is asked only once. */
  | 'DUPLICATE'
  /** Another server of the same operator already counts. */
  | 'OPERATOR'
  /** Not waited for: the result was already certain. */
  | 'LATE'
  // The following apply to web servers.
  /** The TLS handshake failed. */
  | 'TLS'
  /** The certificate is for another name, or not signed by a trusted authority. */
  | 'CERTIFICATE'
  /** The certificate is not valid at the time that the local clock shows. */
  | 'CERTIFICATE_TIME'
  /** The response has no valid `Date`. */
  | 'NO_DATE'
  /** The response came from a cache. */
  | 'CACHED'
  /** The intervals of two responses of one server do not overlap. */
  | 'CONTRADICTION'

/** One measurement, in the terms of RFC 5905, section 8. All in seconds. */
export interface Sample {
  readonly kind: 'sample'
  /** Offset: reference time minus local time; positive if the local clock is behind. */
  readonly theta: number
  /** Round-trip delay. */
  readonly delta: number
  /** Dispersion: the error of reading both clocks. */
  readonly epsilon: number
  /** Root distance without jitter: the true offset is within theta ± lambda if the server is right. */
  readonly lambda: number
  readonly server: ServerState
}

/** What a server reports about itself (RFC 5905, section 7.3). */
export interface ServerState {
  readonly stratum: number
  readonly leap: number
  /**
   * Four characters at strata 0 and 1, else in the form of an IPv4 address. Not escaped: may contain control
   * characters.
   */
  readonly refid: string
}

/** A reply, or a missing one, that gives no sample. */
export interface Rejection {
  readonly kind: 'rejected'
  readonly code: RejectCode
  /** Only if the reply was genuine. With KISS the refid is the kiss code. */
  readonly server?: ServerState
}

/** Seconds from the NTP epoch (1900) to the Unix epoch, and the length of an era (RFC 5905, section 6). */
const ntpEpoch = 2_208_988_800
const era = 2 ** 32

const maxStratum = 16
const maxDistance = 1
const minDispersion = 0.005
/** Frequency tolerance of a clock (PHI in RFC 5905, section 7.2), in seconds per second. */
const phi = 15e-6
/** The resolution in seconds at which T2 and T3 are available: the parser truncates them to milliseconds. */
const localPrecision = 0.001
const truncation = 0.0005
const minDelay = 0.0005
const delaySlack = 0.002
const maxStep = 0.02

/**
 * Validates a reply and computes offset, delay and error bounds (RFC 5905, sections 8 and 9.2, with stricter
 * limits). Pure. For any record, however broken, it returns a rejection or a sample of finite numbers; it
 * never throws.
 */
export function readSample(reply: NtpReply): Sample | Rejection {
  const { packet } = reply
  if (!isComplete(reply)) return { kind: 'rejected', code: 'SHORT' }
  const forged = findForgery(reply)
  if (forged !== undefined) return { kind: 'rejected', code: forged }
  const server = { stratum: packet.stratum, leap: packet.leap, refid: formatRefid(packet) }
  const code = findServerFault(reply) ?? findTimingFault(reply)
  return code === undefined ? computeSample(reply, server) : { kind: 'rejected', code, server }
}

/** Whether every field is a number in the range that its bits allow. */
function isComplete({ packet, sent, received, expectedOrigin }: NtpReply): boolean {
  const within = (value: number, max: number) => Number.isInteger(value) && value >= 0 && value <= max
  return (
    within(packet.leap, 3) &&
    within(packet.version, 7) &&
    within(packet.mode, 7) &&
    within(packet.stratum, 255) &&
    within(packet.precision, 255) &&
    [packet.rootDelay, packet.rootDispersion].every((span) => span >= 0 && span <= 65_536) &&
    [packet.reference, packet.origin, packet.receive, packet.transmit].every(isInEra) &&
    [sent.wall, sent.monotonic, received.wall, received.monotonic].every(isPlausible) &&
    isPlausible(expectedOrigin.at) &&
    isPlausible(expectedOrigin.tolerance)
  )
}

/** The range of a 64-bit NTP timestamp; NaN fails both comparisons. */
const isInEra = (time: number): boolean => time >= -ntpEpoch && time <= era - ntpEpoch

/** The range of a JavaScript date, so that sums of such numbers stay finite. */
const isPlausible = (time: number): boolean => Math.abs(time) <= 8.64e12

function findForgery({ packet, expectedOrigin }: NtpReply): RejectCode | undefined {
  if (packet.mode !== 4) return 'MODE'
  if (packet.version !== 3 && packet.version !== 4) return 'VERSION'
  if (Math.abs(packet.origin - expectedOrigin.at) > expectedOrigin.tolerance) return 'ORIGIN'
  return undefined
}

/** Whether the server itself cannot be used. */
function findServerFault({ packet, sent }: NtpReply): RejectCode | undefined {
  if (packet.stratum === 0) return 'KISS'
  if (packet.stratum >= maxStratum) return 'STRATUM'
  if (packet.leap === 3) return 'UNSYNC'
  if (isZero(packet.receive) || isZero(packet.transmit)) return 'ZERO'
  const transmit = unfoldEra(packet.transmit, sent)
  if (transmit < unfoldEra(packet.receive, sent)) return 'ORDER'
  // A reference timestamp of zero means unknown, not 1900 (RFC 5905, section 7.3).
  if (!isZero(packet.reference) && unfoldEra(packet.reference, sent) > transmit) return 'REFTIME'
  // The precision is part of the distance: otherwise a server that claims a precision of seconds would agree
  // with everyone.
  if (packet.rootDelay / 2 + packet.rootDispersion + computePrecision(packet) >= maxDistance)
    return 'DISTANCE'
  return undefined
}

/** Whether the server's timestamps contradict the local ones. */
function findTimingFault(reply: NtpReply): RejectCode | undefined {
  const { sent, received } = reply
  if (computeRawDelay(reply) < -delaySlack) return 'DELAY'
  const step = received.wall - sent.wall - (received.monotonic - sent.monotonic)
  return Math.abs(step) > maxStep ? 'LOCAL_STEP' : undefined
}

function computeSample(reply: NtpReply, server: ServerState): Sample {
  const { packet, sent, received } = reply
  const elapsed = received.monotonic - sent.monotonic
  // T1 is the local reading, never the echoed one; T4 is derived from it by the monotonic clock.
  const t1 = sent.wall
  const t4 = t1 + elapsed
  const t2 = unfoldEra(packet.receive, sent) + truncation
  const t3 = unfoldEra(packet.transmit, sent) + truncation
  const theta = (t2 - t1 + (t3 - t4)) / 2
  const delta = Math.max(computeRawDelay(reply), minDelay)
  const epsilon = computePrecision(packet) + localPrecision + phi * elapsed
  const lambda = Math.max(minDispersion, packet.rootDelay + delta) / 2 + packet.rootDispersion + epsilon
  return { kind: 'sample', theta, delta, epsilon, lambda, server }
}

/** (T4 − T1) − (T3 − T2); rounding may leave it a little below zero. */
function computeRawDelay({ packet, sent, received }: NtpReply): number {
  return (
    received.monotonic - sent.monotonic - (unfoldEra(packet.transmit, sent) - unfoldEra(packet.receive, sent))
  )
}

/** The server's precision in seconds; the byte is signed. */
const computePrecision = ({ precision }: NtpPacket): number =>
  2 ** (precision > 127 ? precision - 256 : precision)

const isZero = (time: number): boolean => time === -ntpEpoch

/** The current time is not before this program was written, nor more than half an era after it. */
const earliestTime = Date.UTC(2026, 0) / 1000

/**
 * Moves a 32-bit timestamp into the era in which it is nearest to the local clock (RFC 5905, section 6). A
 * local clock that shows 1970 or 2100 must not choose the era, so it is first clamped to the time in which
 * this program can run.
 */
function unfoldEra(time: number, { wall }: ClockReading): number {
  const pivot = Math.min(Math.max(wall, earliestTime), earliestTime + era / 2)
  return time + era * Math.round((pivot - time) / era)
}

/** The reference identifier in readable form (RFC 5905, section 7.3). */
function formatRefid({ stratum, referenceId }: NtpPacket): string {
  const id = String(referenceId)
  if (stratum === 1) return id.slice(0, 4)
  const number = Number(id)
  if (!/^\d{1,10}$/.test(id) || number >= era) return ''
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256)
  return stratum === 0 ? String.fromCharCode(...bytes).replace(/\0+$/, '') : bytes.join('.')
}
