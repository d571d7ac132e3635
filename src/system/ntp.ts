/**
 * The only file that uses the package ntp-time-sync (0.5.0). Only its `getNetworkTime` is called, on a new
 * instance for each request, with a literal address. Its faults, and how this file or `core/clock` deals with
 * them:
 *
 * - `getTime()` and `now()` report half the delay as an error, average wrong servers in, turn an empty
 *   datagram into NaN, may never return, and share a cache between instances: not called. Offsets, rules and
 *   majority are computed in core.
 * - It resolves the name between T1 and sending: it is given literal addresses only.
 * - Its request contains the local time twice and can be guessed: `createPacket`, called inside
 *   `getNetworkTime`, is overridden on the instance with an empty request that contains 8 random bytes. If an
 *   update no longer calls it, the origin timestamp is compared with the time of sending instead.
 * - It accepts any datagram: the parsed origin is compared with the random bytes as the parser's own
 *   converter reads them (equal by chance once in 2^42). Without that converter our own conversion is used,
 *   with a tolerance of 1 ms.
 * - Its T4 is a `Date` read after parsing: both local readings are taken here, and the parser is loaded and
 *   run once before anything is sent.
 * - A short datagram is parsed into NaN, missing or wrong fields: each becomes a number or NaN, which core
 *   rejects.
 * - Its error listener drops the error: errors of sending still arrive by callback, others end as a timeout.
 * - A request cannot be cancelled; its socket is closed at its own timeout.
 *
 * docs/time-servers.md lists the limits that remain.
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

/**
 * Creates the port to time servers. The package is loaded with the first request.
 *
 * @example
 * ```js
 * import { createNtpSource } from '2fa-rescue/clock'
 *
 * const source = createNtpSource()
 * const bounds = { timeoutSeconds: 1, signal: undefined }
 * console.log(await source.resolve('127.0.0.1', bounds)) // [ '127.0.0.1' ]
 * ```
 */
export function createNtpSource(): TimeSource {
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
    // The package's own timeout has no code; errors of the system do.
    return readErrorCode(error) === undefined ? silent : unreachable
  }
  const received = clock.readFresh()
  // If the package did not call our `createPacket`, it sent the local time, which the server must echo.
  const told = { at: call.wall, tolerance: 0.002 }
  const expectedOrigin = asked === undefined ? told : originOf(nonce)
  return {
    kind: 'reply',
    reply: { packet: convertPacket(packet), sent: asked ?? call, received, expectedOrigin },
  }
}

/** A client's request (RFC 5905, section 7.3): version 4, mode 3, and the nonce as transmit timestamp. */
function buildRequest(nonce: Buffer): Buffer {
  const request = Buffer.alloc(48)
  request[0] = 0x23
  nonce.copy(request, 40)
  return request
}

// --- The package ---

const loadPackage = async () => unwrapDefault(await import('ntp-time-sync'))
const loadParser = async () => unwrapDefault(await import('ntp-packet-parser'))

/** Both packages are CommonJS; after bundling they may have a default export only. */
function unwrapDefault<Module extends object>(module: Module & { readonly default?: Module }): Module {
  return module.default ?? module
}

interface NtpPackage {
  readonly NtpTimeSync: Awaited<ReturnType<typeof loadPackage>>['NtpTimeSync']
  /** How the parser reads 8 bytes that were sent as transmit timestamp and come back as origin timestamp. */
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

/** The converter is a private method of the parser: it is used only if it still gives a known result. */
function canConvert(convert: (bytes: Buffer) => number): boolean {
  const known = Buffer.from('ee00000080000000', 'hex')
  try {
    return Math.abs(convert(known) - convertTimestamp(known)) < 1e-6
  } catch {
    return false
  }
}

type ParsedPacket = Awaited<ReturnType<InstanceType<NtpPackage['NtpTimeSync']>['getNetworkTime']>>

/** Converts the package's record to numbers. Missing fields and invalid dates become NaN. */
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
