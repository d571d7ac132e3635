/**
 * The only file that knows the package ntp-time-sync (0.5.0). Of it only `getNetworkTime` is used, on an instance made
 * for each question, with a literal address. What it gets wrong, and what is done about it here or in `core/clock`:
 *
 * - `getTime()` and `now()` report half the delay as an error, average lies in, turn an empty datagram into NaN, may
 *   never end, and share a cache over all instances: not called. Offsets, rules and majority are ours.
 * - The name is resolved between T1 and sending: it is given literal addresses only.
 * - Its request tells the local time twice and can be guessed: `createPacket`, called inside `getNetworkTime`, is
 *   overridden on the instance with an empty request that carries 8 random bytes. If an update no longer calls it, the
 *   answer's origin is compared with the time of sending instead.
 * - It believes any datagram: the parsed origin is compared with the random bytes as the parser's own converter reads
 *   them (equal by chance once in 2^42). Without that converter our arithmetic is used, with 1 ms of tolerance.
 * - T4 is a `Date`, read after parsing: both of our readings come from the monotonic clock, and the parser is warmed up
 *   before anything is sent.
 * - A short datagram is parsed into NaN, missing or wrong fields: each becomes a number or NaN, for `core` to refuse.
 * - Its error listener drops the error: errors of sending arrive by callback all the same, others end as silence.
 * - A question cannot be taken back; its socket and timer would keep the program alive until the time-out. Both are
 *   unreferenced as they are made (see `released`), and a timer of ours keeps it alive as long as somebody waits.
 *
 * What remains: the sender's address and a genuine reply after a bogus one cannot be seen; a closed port looks like
 * silence; a reply quicker than the package begins to listen is lost; a question nobody waits for any longer keeps its
 * socket until its time-out while the program goes on; IPv6 is out of reach.
 */
import { randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type {
  ClockReading,
  NtpAnswer,
  NtpPacket,
  NtpReply,
  ServerAddress,
  TimeSource,
  WaitLimit,
} from '../core/clock/source.ts'
import { resolveIPv4First } from './dns.ts'
import { createPairedClock, type PairedClock } from './local-clock.ts'
import { readErrorCode, toMilliseconds, withTimeout } from './timeout.ts'

/** Milliseconds from the NTP epoch (1900) to the Unix epoch. */
const ntpEpoch = 2_208_988_800_000

export function ntpTimeSource(): TimeSource {
  const clock = createPairedClock()
  let wire: Promise<NtpPackage> | undefined
  const load = () => {
    wire ??= loadNtpPackage()
    return wire
  }
  return {
    resolve: resolveIPv4First,
    ask: async (server, bounds) => {
      if (bounds.signal?.aborted) return silent
      return withTimeout(bounds, silent, query(server, bounds, load, clock))
    },
    monotonic: () => performance.now() / 1000,
    sleep: (seconds, signal) => delay(seconds * 1000, undefined, signal && { signal }).catch(() => undefined),
  }
}

const silent: NtpAnswer = { kind: 'silent' }
const unreachable: NtpAnswer = { kind: 'unreachable' }

// --- One question ---

async function query(
  { address, port }: ServerAddress,
  { timeoutSeconds, signal }: WaitLimit,
  load: () => Promise<NtpPackage>,
  clock: PairedClock,
): Promise<NtpAnswer> {
  if (!isIPv4(address)) return unreachable
  const { NtpTimeSync, originOf } = await load()
  if (signal?.aborted) return silent
  const nonce = randomBytes(8)
  clock.pair()
  const call = clock.readDerived()
  let asked: ClockReading | undefined
  const wire = new NtpTimeSync({ replyTimeout: toMilliseconds(timeoutSeconds) })
  const createPacket = () => {
    asked = clock.readDerived()
    return buildRequest(nonce)
  }
  Object.defineProperty(wire, 'createPacket', { value: createPacket })
  let packet: ParsedPacket
  try {
    packet = await wire.getNetworkTime(address, port)
  } catch (error) {
    // The package's own time-out carries no code; what the system refuses does.
    return readErrorCode(error) === undefined ? silent : unreachable
  }
  const received = clock.readFresh()
  // The package no longer lets its request be replaced: it told the local time, and that has to come back.
  const told = { at: call.wall, tolerance: 0.002 }
  const expectedOrigin = asked === undefined ? told : originOf(nonce)
  return {
    kind: 'reply',
    reply: { packet: convertPacket(packet), sent: asked ?? call, received, expectedOrigin },
  }
}

/** A client's request (RFC 5905, section 7.3): version 4, mode 3, and nothing of this computer but random bytes. */
function buildRequest(nonce: Buffer): Buffer {
  const request = Buffer.alloc(48)
  request[0] = 0x23
  nonce.copy(request, 40)
  return request
}

// --- The package ---

const loadPackage = async () => unwrapDefault(await import('ntp-time-sync'))
const loadParser = async () => unwrapDefault(await import('ntp-packet-parser'))

/** Both packages are CommonJS: a bundler that splits the program hands them over as a default export alone. */
function unwrapDefault<Module extends object>(module: Module & { readonly default?: Module }): Module {
  return module.default ?? module
}

interface NtpPackage {
  readonly NtpTimeSync: Awaited<ReturnType<typeof loadPackage>>['NtpTimeSync']
  /** What the parser makes of 8 bytes sent as transmit timestamp when they come back as origin. */
  readonly originOf: (nonce: Buffer) => NtpReply['expectedOrigin']
}

async function loadNtpPackage(): Promise<NtpPackage> {
  const [{ NtpTimeSync }, { NtpPacketParser }] = await Promise.all([loadPackage(), loadParser()])
  NtpPacketParser.parse(Buffer.alloc(48))
  const convert = (bytes: Buffer) => NtpPacketParser._fromNtpTimestamp(formatBits(bytes)).getTime() / 1000
  return {
    NtpTimeSync,
    originOf: canConvert(convert)
      ? (nonce) => ({ at: convert(nonce), tolerance: 0 })
      : (nonce) => ({ at: convertTimestamp(nonce), tolerance: 0.001 }),
  }
}

const formatBits = (bytes: Buffer): string =>
  [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')

function convertTimestamp(bytes: Buffer): number {
  const ticks = Number(bytes.readBigUInt64BE())
  return (Math.floor((ticks / 2 ** 32) * 1000) - ntpEpoch) / 1000
}

/** The converter is not part of the parser's promises: it is used as long as it still does what it did. */
function canConvert(convert: (bytes: Buffer) => number): boolean {
  const known = Buffer.from('ee00000080000000', 'hex')
  try {
    return Math.abs(convert(known) - convertTimestamp(known)) < 1e-6
  } catch {
    return false
  }
}

type ParsedPacket = Awaited<ReturnType<InstanceType<NtpPackage['NtpTimeSync']>['getNetworkTime']>>

/** The package's record in numbers. A field that is missing, or a date that is none, becomes NaN. */
function convertPacket(parsed: ParsedPacket): NtpPacket {
  const number = (value: unknown) => (typeof value === 'number' ? value : Number.NaN)
  const time = (value: unknown) => (value instanceof Date ? value.getTime() / 1000 : Number.NaN)
  const span = (value: unknown) => (value instanceof Date ? (value.getTime() + ntpEpoch) / 1000 : Number.NaN)
  return {
    leap: number(parsed.leapIndicator),
    version: number(parsed.version),
    mode: number(parsed.mode),
    stratum: number(parsed.stratum),
    precision: number(parsed.precision),
    rootDelay: span(parsed.rootDelay),
    rootDispersion: span(parsed.rootDispersion),
    referenceId: String(parsed.referenceId ?? ''),
    reference: time(parsed.referenceTimestamp),
    origin: time(parsed.originTimestamp),
    receive: time(parsed.receiveTimestamp),
    transmit: time(parsed.transmitTimestamp),
  }
}
