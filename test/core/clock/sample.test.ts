import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSample } from '../../../src/core/clock/sample.ts'
import type { NtpPacket, NtpReply } from '../../../src/core/clock/source.ts'
import { replyFrom, start } from '../../support/time-source.ts'

const ntpEpoch = -2_208_988_800
const era = 2 ** 32

function sampleFrom(reply: NtpReply) {
  const outcome = readSample(reply)
  if (outcome.kind !== 'sample') throw new Error(`rejected: ${outcome.code}`)
  return outcome
}

function codeFor(packet: Partial<NtpPacket>, reply = replyFrom()): string {
  const outcome = readSample({ ...reply, packet: { ...reply.packet, ...packet } })
  return outcome.kind === 'sample' ? 'sample' : outcome.code
}

describe('a reply that cannot be believed', () => {
  const { packet } = replyFrom()
  it.each<[string, Partial<NtpPacket>, string]>([
    // An empty datagram: the parser finds no bits anywhere.
    [
      '0 bytes',
      { leap: NaN, version: NaN, mode: NaN, stratum: NaN, precision: NaN, receive: NaN, transmit: NaN },
      'SHORT',
    ],
    ['8 bytes', { rootDispersion: NaN, reference: NaN, origin: NaN, receive: NaN, transmit: NaN }, 'SHORT'],
    ['40 bytes', { transmit: NaN }, 'SHORT'],
    // Seven bytes of eight: the parser divides 56 bits by 2^28, and every field comes out finite.
    ['47 bytes', { transmit: ntpEpoch + 0xee13_1d00 / 16 }, 'DELAY'],
    ['a field with a fraction', { stratum: 2.5 }, 'SHORT'],
    ['a field beyond its bits', { leap: 4 }, 'SHORT'],
    ['a negative root delay', { rootDelay: -1 }, 'SHORT'],
    ['a time beyond 64 bits', { receive: ntpEpoch + era + 1 }, 'SHORT'],
    [
      '48 zero bytes',
      { leap: 0, version: 0, mode: 0, stratum: 0, origin: ntpEpoch, receive: ntpEpoch },
      'MODE',
    ],
    ['the own request', { mode: 3, stratum: 0, receive: ntpEpoch, transmit: packet.origin }, 'MODE'],
    ['mode 5', { mode: 5 }, 'MODE'],
    ['mode 6', { mode: 6 }, 'MODE'],
    ['version 0', { version: 0 }, 'VERSION'],
    ['version 5', { version: 5 }, 'VERSION'],
    ['an echo of zero', { origin: ntpEpoch }, 'ORIGIN'],
    ['an echo 10 s old', { origin: packet.origin - 10 }, 'ORIGIN'],
    ['an echo 1 s ahead', { origin: packet.origin + 1 }, 'ORIGIN'],
    ['an echo 1 ms off', { origin: packet.origin + 0.001 }, 'ORIGIN'],
    ['a forged kiss', { stratum: 0, origin: ntpEpoch }, 'ORIGIN'],
    ['a kiss', { stratum: 0, referenceId: '1380013125' }, 'KISS'],
    ['a kiss that is also unsynchronised', { stratum: 0, leap: 3 }, 'KISS'],
    ['stratum 16', { stratum: 16 }, 'STRATUM'],
    ['stratum 17', { stratum: 17 }, 'STRATUM'],
    ['leap indicator 3', { leap: 3 }, 'UNSYNC'],
    ['T2 = 0', { receive: ntpEpoch }, 'ZERO'],
    ['T3 = 0', { transmit: ntpEpoch }, 'ZERO'],
    ['T3 before T2', { transmit: packet.receive - 0.001 }, 'ORDER'],
    ['reference time in the future', { reference: packet.transmit + 1 }, 'REFTIME'],
    ['root delay 10 s', { rootDelay: 10 }, 'DISTANCE'],
    ['root delay 30 s', { rootDelay: 30 }, 'DISTANCE'],
    ['root dispersion 10 s', { rootDispersion: 10 }, 'DISTANCE'],
    ['root dispersion 15 s', { rootDispersion: 15 }, 'DISTANCE'],
    ['root distance of just 1 s', { rootDelay: 1, rootDispersion: 0.5 }, 'DISTANCE'],
    ['a precision of 1 s', { precision: 0 }, 'DISTANCE'],
    ['a precision of 2^127 s', { precision: 127 }, 'DISTANCE'],
    ['more time at the server than on the way', { transmit: packet.transmit + 0.1 }, 'DELAY'],
  ])('%s → %s', (_name, change, code) => {
    expect(codeFor(change)).toBe(code)
  })

  it.each([0.021, -0.021, 3600])('a local clock set by %d s meanwhile → LOCAL_STEP', (step) => {
    expect(codeFor({}, replyFrom({ step }))).toBe('LOCAL_STEP')
  })

  it('names what the server said only once the reply is known to be its own', () => {
    const kiss = { stratum: 0, referenceId: '1380013125' }
    expect(readSample(replyFrom({ packet: kiss }))).toMatchObject({ code: 'KISS', server: { refid: 'RATE' } })
    expect(readSample(replyFrom({ packet: { ...kiss, origin: 5 } }))).toEqual({
      kind: 'rejected',
      code: 'ORIGIN',
    })
  })
})

describe('a reply that can be believed', () => {
  it.each<[string, Partial<NtpPacket>]>([
    ['version 3', { version: 3 }],
    ['a leap second announced', { leap: 1 }],
    ['stratum 15', { stratum: 15 }],
    ['a reference time that is not told', { reference: ntpEpoch }],
  ])('%s', (_name, change) => {
    expect(codeFor(change)).toBe('sample')
  })

  it.each([19, -19])('a wall clock that was slewed by %d ms', (step) => {
    expect(codeFor({}, replyFrom({ step: step / 1000 }))).toBe('sample')
  })

  it.each([
    [0.0019, 'sample'],
    [0.0021, 'ORIGIN'],
  ])('an origin %d s off, where 2 ms are allowed: %s', (off, code) => {
    const reply = replyFrom()
    const expectedOrigin = { at: reply.packet.origin + off, tolerance: 0.002 }
    expect(codeFor({}, { ...reply, expectedOrigin })).toBe(code)
  })

  it('a delay 2 ms below zero, counted as 0.5 ms', () => {
    const reply = replyFrom({ out: 0.001, back: 0.001 })
    const packet = { ...reply.packet, transmit: reply.packet.receive + 0.0035 }
    expect(sampleFrom({ ...reply, packet }).delta).toBe(0.0005)
  })

  it('computes theta, delta, epsilon and lambda as RFC 5905 does', () => {
    const { theta, delta, epsilon, lambda } = sampleFrom(replyFrom({ offset: 0.25, out: 0.01, back: 0.03 }))
    // T2 and T3 are cut to milliseconds; half of one is added back.
    expect(theta).toBeCloseTo(0.25 + (0.01 - 0.03) / 2 + 0.0005, 5)
    expect(delta).toBeCloseTo(0.04, 9)
    expect(epsilon).toBeCloseTo(2 ** -24 + 0.001 + 15e-6 * 0.04, 9)
    expect(lambda).toBeCloseTo((0.002 + 0.04) / 2 + 0.001 + epsilon, 9)
  })

  it.each([
    [1, 'GPS', 'GPS'],
    [1, 'a\u001b[m', 'a\u001b[m'],
    [2, '2130706433', '127.0.0.1'],
    [3, '4294967295', '255.255.255.255'],
    [3, '4294967296', ''],
    [3, 'NaN', ''],
  ])('reads the reference of stratum %d: %j as %j', (stratum, referenceId, refid) => {
    expect(sampleFrom(replyFrom({ packet: { stratum, referenceId } })).server.refid).toBe(refid)
  })
})

describe('the true offset', () => {
  const offsets = [0, 0.05, -0.05, 0.4, -0.4, 90, -90, 3600, -86_400 * 365 * 20]
  const ways = [
    [0, 0],
    [0.02, 0.02],
    [0.1, 0.1],
    [0.2, 0],
    [0, 0.2],
  ] as const
  it.each(offsets.flatMap((offset) => ways.map(([out, back]) => ({ offset, out, back }))))(
    '$offset s with $out s there and $back s back is met within half the delay and 2 ms, and inside the bound',
    ({ offset, out, back }) => {
      const { theta, delta, lambda } = sampleFrom(replyFrom({ offset, out, back }))
      expect(Math.abs(theta - offset)).toBeLessThanOrEqual(delta / 2 + 0.002)
      expect(Math.abs(theta - offset)).toBeLessThanOrEqual(lambda)
    },
  )
})

describe('eras', () => {
  const at = (text: string) => Date.parse(text) / 1000
  /** What the wire can say of a time: 32 bits of seconds, read as era 0. */
  const wire = (time: number) => ((((time - ntpEpoch) % era) + era) % era) + ntpEpoch

  it.each([
    ['2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['2036-02-07T06:28:10Z', '2036-02-07T06:28:20Z'],
    ['2036-02-07T06:28:20Z', '2036-02-07T06:28:10Z'],
    ['2036-02-08T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['2026-07-01T00:00:00Z', '2050-01-01T00:00:00Z'],
    ['1970-01-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['1970-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
    ['2100-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ])('a local clock at %s beside a server at %s', (local, true_) => {
    const sent = at(local)
    const offset = at(true_) - sent
    const reply = replyFrom({ offset }, sent)
    const { receive, transmit, reference } = reply.packet
    const packet = {
      ...reply.packet,
      receive: wire(receive),
      transmit: wire(transmit),
      reference: wire(reference),
    }
    expect(sampleFrom({ ...reply, packet }).theta).toBeCloseTo(offset, 2)
  })
})

describe('any record whatever', () => {
  const anything = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, ntpEpoch, start, undefined, null, 'x'),
  )
  const reading = fc.record({ wall: anything, monotonic: anything })
  const packet = fc.record({
    leap: fc.oneof(fc.integer({ min: 0, max: 3 }), anything),
    version: fc.oneof(fc.constant(4), anything),
    mode: fc.oneof(fc.constant(4), anything),
    stratum: fc.oneof(fc.integer({ min: 0, max: 16 }), anything),
    precision: fc.oneof(fc.integer({ min: 0, max: 255 }), anything),
    rootDelay: fc.oneof(fc.double({ min: 0, max: 70_000 }), anything),
    rootDispersion: fc.oneof(fc.double({ min: 0, max: 2 }), anything),
    referenceId: fc.oneof(fc.string(), anything),
    reference: fc.oneof(fc.double({ min: ntpEpoch, max: ntpEpoch + era }), anything),
    origin: fc.oneof(fc.constant(1), anything),
    receive: fc.oneof(fc.double({ min: ntpEpoch, max: ntpEpoch + era }), anything),
    transmit: fc.oneof(fc.double({ min: ntpEpoch, max: ntpEpoch + era }), anything),
  })
  const record = fc.record({
    packet,
    sent: reading,
    received: reading,
    expectedOrigin: fc.record({
      at: fc.oneof(fc.constant(1), anything),
      tolerance: fc.constantFrom(0, 1, Number.NaN),
    }),
  })
  const near = fc
    .record({ change: packet, keys: fc.subarray(Object.keys(replyFrom().packet)) })
    .map(({ change, keys }) => {
      const reply = replyFrom()
      const chosen = Object.fromEntries(keys.map((key) => [key, change[key as keyof typeof change]]))
      return { ...reply, packet: { ...reply.packet, ...chosen } }
    })

  it('gives a rejection or finite numbers, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(record, near), (broken) => {
        const outcome = readSample(broken as unknown as NtpReply)
        if (outcome.kind === 'rejected') return
        const { theta, delta, epsilon, lambda } = outcome
        expect([theta, delta, epsilon, lambda].every(Number.isFinite)).toBe(true)
        expect(lambda).toBeGreaterThan(0)
      }),
      { numRuns: 5000 },
    )
  })
})
