/**
 * From one reply to one measurement, or to the reason why it is none. The rules stand in the order in which they may
 * be asked: nothing of a packet is believed before its origin is, kiss codes included, because a forged one would
 * silence a good server.
 *
 * Three things cannot be told through the package that carries the packets: the sender's address (a rule SOURCE is
 * missing here), a genuine reply after a bogus one, and that a reply had 41 to 47 bytes. The last still fails: its cut
 * transmit timestamp lies decades from the receive timestamp, which DELAY or ORDER refuses.
 */
import type { ClockReading, NtpPacket, NtpReply } from './source.ts'

/** Why a server's answer, or its silence, gave no measurement. */
export type RejectCode =
  /** Fewer bytes than a packet has. */
  | 'SHORT'
  | 'MODE'
  | 'VERSION'
  /** Not an answer to what was sent: bogus or replayed. */
  | 'ORIGIN'
  /** The server asks not to be asked (RFC 5905, section 7.4). */
  | 'KISS'
  | 'STRATUM'
  | 'UNSYNC'
  | 'ZERO'
  /** Sent before it was received. */
  | 'ORDER'
  /** The server's clock was last set in its own future. */
  | 'REFTIME'
  /** Too far from, or too coarse beside, the clock it follows. */
  | 'DISTANCE'
  /** Came back sooner than it can have. */
  | 'DELAY'
  /** The local clock was set meanwhile. */
  | 'LOCAL_STEP'
  | 'TIMEOUT'
  | 'UNREACHABLE'
  | 'DNS'
  /** The name has IPv6 addresses only. */
  | 'IPV6'
  /** The same address and port under another name: asked once only. */
  | 'DUPLICATE'
  /** Another server of the same operator already counts. */
  | 'OPERATOR'
  /** Enough others had answered first. */
  | 'LATE'
  // Of web servers.
  /** No secure connection came about. */
  | 'TLS'
  /** The certificate is not one for this server, or nobody trusted has signed it. */
  | 'CERTIFICATE'
  /** By the local clock the certificate is not valid yet, or no longer. */
  | 'CERTIFICATE_TIME'
  | 'NO_DATE'
  /** The response had lain in a cache. */
  | 'CACHED'
  /** Two responses of one server contradict each other. */
  | 'CONTRADICTION'

/** One measurement in the terms of RFC 5905, section 8; seconds. */
export interface Sample {
  readonly kind: 'sample'
  /** Offset: reference time minus local time. */
  readonly theta: number
  /** Round-trip delay. */
  readonly delta: number
  /** Dispersion: what reading both clocks may have cost. */
  readonly epsilon: number
  /** Root distance without jitter: the true offset lies within theta ± lambda, unless the server lies. */
  readonly lambda: number
  readonly server: ServerState
}

/** What a server says about itself. */
export interface ServerState {
  readonly stratum: number
  readonly leap: number
  /** Four characters at strata 0 and 1, else in the form of an IPv4 address. As it came: may hold control characters. */
  readonly refid: string
}

export interface Rejection {
  readonly kind: 'rejected'
  readonly code: RejectCode
  /** Only where the reply was known to be genuine. At KISS the refid is the kiss code. */
  readonly server?: ServerState
}

/** Seconds from the NTP epoch (1900) to the Unix epoch, and in an era (RFC 5905, section 6). */
const ntpEpoch = 2_208_988_800
const era = 2 ** 32

const maxStratum = 16
const maxDistance = 1
const minDispersion = 0.005
/** Frequency tolerance of a clock (PHI), seconds a second. */
const phi = 15e-6
/** rho_local: T2 and T3 come cut to whole milliseconds. */
const localPrecision = 0.001
const truncation = 0.0005
const minDelay = 0.0005
const delaySlack = 0.002
const maxStep = 0.02

/**
 * Decides what a reply is worth (RFC 5905, sections 8 and 9.2, with stricter bounds). Pure; for any record, however
 * broken, it returns a rejection or a sample of finite numbers.
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

/** Every field is there, as the number its bits allow. */
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

/** What 64 bits can say; NaN fails both comparisons. */
const isInEra = (time: number): boolean => time >= -ntpEpoch && time <= era - ntpEpoch

/** What a date can hold, so that no sum of such numbers leaves the finite ones. */
const isPlausible = (time: number): boolean => Math.abs(time) <= 8.64e12

function findForgery({ packet, expectedOrigin }: NtpReply): RejectCode | undefined {
  if (packet.mode !== 4) return 'MODE'
  if (packet.version !== 3 && packet.version !== 4) return 'VERSION'
  if (Math.abs(packet.origin - expectedOrigin.at) > expectedOrigin.tolerance) return 'ORIGIN'
  return undefined
}

/** What makes the server itself unfit. */
function findServerFault({ packet, sent }: NtpReply): RejectCode | undefined {
  if (packet.stratum === 0) return 'KISS'
  if (packet.stratum >= maxStratum) return 'STRATUM'
  if (packet.leap === 3) return 'UNSYNC'
  if (isZero(packet.receive) || isZero(packet.transmit)) return 'ZERO'
  const transmit = unfoldEra(packet.transmit, sent)
  if (transmit < unfoldEra(packet.receive, sent)) return 'ORDER'
  // A reference time of zero says "not told", not 1900 (RFC 5905, section 7.3).
  if (!isZero(packet.reference) && unfoldEra(packet.reference, sent) > transmit) return 'REFTIME'
  // The precision belongs to the distance: a server that claims seconds would otherwise agree with everybody.
  if (packet.rootDelay / 2 + packet.rootDispersion + computePrecision(packet) >= maxDistance)
    return 'DISTANCE'
  return undefined
}

/** What does not fit between the server's times and ours. */
function findTimingFault(reply: NtpReply): RejectCode | undefined {
  const { sent, received } = reply
  if (computeRawDelay(reply) < -delaySlack) return 'DELAY'
  const step = received.wall - sent.wall - (received.monotonic - sent.monotonic)
  return Math.abs(step) > maxStep ? 'LOCAL_STEP' : undefined
}

function computeSample(reply: NtpReply, server: ServerState): Sample {
  const { packet, sent, received } = reply
  const elapsed = received.monotonic - sent.monotonic
  // T1 is our own reading, never the echoed one, and T4 follows from it by the clock that does not jump.
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

/** No true time lies before this program was written, or an age after it. */
const earliestTime = Date.UTC(2026, 0) / 1000

/**
 * Puts a 32-bit time into the era in which it lies nearest to the local clock (RFC 5905, section 6). A clock as wrong
 * as 1970 or 2100 does not choose the era: it is first brought into the age in which this program can run.
 */
function unfoldEra(time: number, { wall }: ClockReading): number {
  const pivot = Math.min(Math.max(wall, earliestTime), earliestTime + era / 2)
  return time + era * Math.round((pivot - time) / era)
}

/** The reference identifier in its readable form (RFC 5905, section 7.3). */
function formatRefid({ stratum, referenceId }: NtpPacket): string {
  const id = String(referenceId)
  if (stratum === 1) return id.slice(0, 4)
  const number = Number(id)
  if (!/^\d{1,10}$/.test(id) || number >= era) return ''
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256)
  return stratum === 0 ? String.fromCharCode(...bytes).replace(/\0+$/, '') : bytes.join('.')
}
