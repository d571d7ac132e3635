/** The adapter against real sockets on loopback: a scripted server, and chronyd. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { NtpTimeSync } from 'ntp-time-sync'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readClock } from '../../src/core/clock/read.ts'
import { readSample } from '../../src/core/clock/sample.ts'
import type { NtpAnswer } from '../../src/core/clock/source.ts'
import type { ClockVerdict, MeasuredVerdict } from '../../src/core/clock/verdict.ts'
import { createNtpSource } from '../../src/system/ntp.ts'
import { type Chronyd, startChronyd } from '../support/chronyd.ts'
import { needs } from '../support/needs.ts'
import {
  type Fields,
  startTimeServer,
  type TimeServer,
  type TimeServerScript,
} from '../support/time-server.ts'

const limits = { warning: 5, critical: 15 }
const running: TimeServer[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(running.splice(0).map((server) => server.stop()))
})

async function serve(script: TimeServerScript = {}): Promise<TimeServer> {
  const server = await startTimeServer(script)
  running.push(server)
  return server
}

const at = ({ port }: { port: number }) => ({ host: '127.0.0.1', port })

async function read(scripts: readonly TimeServerScript[], timeoutSeconds = 4): Promise<ClockVerdict> {
  const servers = await Promise.all(scripts.map(serve))
  return readClock(createNtpSource(), { servers: servers.map(at), limits, timeoutSeconds })
}

async function measure(scripts: readonly TimeServerScript[]): Promise<MeasuredVerdict> {
  const verdict = await read(scripts)
  if (verdict.status === 'unknown') throw new Error(`unknown: ${verdict.reason}`)
  return verdict
}

async function ask(server: { port: number }, timeoutSeconds = 0.3): Promise<NtpAnswer> {
  return createNtpSource().ask(
    { address: '127.0.0.1', port: server.port },
    { timeoutSeconds, signal: undefined },
  )
}

describe('the true offset', () => {
  const offsets = [0, 0.05, -0.05, 0.4, -0.4, 90, -90]
  const ways = [
    [0, 0],
    [0.02, 0.02],
    [0.1, 0.1],
    [0.2, 0],
    [0, 0.2],
  ] as const
  const cases = offsets.flatMap((offset) => ways.map(([out, back]) => ({ offset, out, back })))

  it.each(cases)('$offset s with $out s there and $back s back', async ({ offset, out, back }) => {
    const verdict = await measure([{ offset, out, back }])
    const error = Math.abs(verdict.offset - offset)
    const delay = verdict.sources[0]?.measured?.delay ?? 0
    expect(error).toBeLessThanOrEqual(delay / 2 + 0.002)
    expect(error).toBeLessThanOrEqual(verdict.uncertainty)
    expect(delay).toBeGreaterThanOrEqual(out + back - 0.002)
  })

  it('is met to 2 ms by a server next door', async () => {
    const found: MeasuredVerdict[] = []
    for (let round = 0; round < 5; round += 1) found.push(await measure([{ offset: 0.25 }]))
    // The best of a few: this computer may be busy with other tests.
    expect(Math.min(...found.map(({ offset }) => Math.abs(offset - 0.25)))).toBeLessThan(0.002)
    expect(Math.min(...found.map(({ uncertainty }) => uncertainty))).toBeLessThan(0.012)
  })

  it('follows a clock that is set between two measurements', async () => {
    const server = await serve()
    const time = createNtpSource()
    const request = { servers: [at(server)], limits, timeoutSeconds: 4 }
    await readClock(time, request)
    const real = Date.now
    vi.spyOn(Date, 'now').mockImplementation(() => real() + 3000)
    await delay(1100)
    expect(await readClock(time, request)).toMatchObject({
      status: 'ok',
      direction: 'ahead',
      offset: expect.closeTo(-3, 1),
    })
  })
})

describe('what must not become a verdict', () => {
  const bytes = (length: number): TimeServerScript => ({ reply: (healthy) => [healthy.subarray(0, length)] })
  const fields = (change: (healthy: Required<Fields>) => Fields): TimeServerScript => ({ fields: change })

  it.each<[string, TimeServerScript, string]>([
    ['0 bytes', bytes(0), 'SHORT'],
    ['1 byte', bytes(1), 'SHORT'],
    ['8 bytes', bytes(8), 'SHORT'],
    ['40 bytes', bytes(40), 'SHORT'],
    // These few bytes too many are parsed into a transmit time of 1900 or 1907.
    ['41 bytes', bytes(41), 'DELAY'],
    ['44 bytes', bytes(44), 'DELAY'],
    ['47 bytes', bytes(47), 'DELAY'],
    ['48 zero bytes', { reply: () => [Buffer.alloc(48)] }, 'MODE'],
    ['48 bytes of ones', { reply: () => [Buffer.alloc(48, 0xff)] }, 'MODE'],
    [
      'text',
      { reply: () => [Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n')] },
      'MODE',
    ],
    ['the own request', { reply: (_, request) => [request] }, 'MODE'],
    [
      'the own request as an answer',
      { reply: (_, request) => [Buffer.concat([Buffer.of(0x24), request.subarray(1)])] },
      'ORIGIN',
    ],
    ['mode 3', fields(() => ({ mode: 3 })), 'MODE'],
    ['mode 5', fields(() => ({ mode: 5 })), 'MODE'],
    ['mode 6', fields(() => ({ mode: 6 })), 'MODE'],
    ['version 0', fields(() => ({ version: 0 })), 'VERSION'],
    ['version 5', fields(() => ({ version: 5 })), 'VERSION'],
    ['an echo of zero', fields(() => ({ origin: Buffer.alloc(8) })), 'ORIGIN'],
    ['an echo with one bit turned', fields(({ origin }) => ({ origin: turned(origin) })), 'ORIGIN'],
    ['a forged kiss', fields(() => ({ stratum: 0, origin: Buffer.alloc(8) })), 'ORIGIN'],
    [
      'a kiss: RATE',
      fields(({ transmit }) => ({ stratum: 0, referenceId: Buffer.from('RATE'), receive: transmit })),
      'KISS',
    ],
    [
      'a kiss: DENY, unsynchronised',
      fields(() => ({ stratum: 0, leap: 3, referenceId: Buffer.from('DENY') })),
      'KISS',
    ],
    ['stratum 16', fields(() => ({ stratum: 16 })), 'STRATUM'],
    ['stratum 255', fields(() => ({ stratum: 255 })), 'STRATUM'],
    ['leap indicator 3', fields(() => ({ leap: 3 })), 'UNSYNC'],
    ['T2 = 0', fields(() => ({ receive: undefined })), 'ZERO'],
    ['T3 = 0', fields(() => ({ transmit: undefined })), 'ZERO'],
    ['T3 before T2', fields(({ transmit = 0 }) => ({ receive: transmit + 0.01 })), 'ORDER'],
    ['reference time in the future', fields(({ transmit = 0 }) => ({ reference: transmit + 1 })), 'REFTIME'],
    ['root delay 10 s', fields(() => ({ rootDelay: 10 })), 'DISTANCE'],
    ['root delay 30 s', fields(() => ({ rootDelay: 30 })), 'DISTANCE'],
    ['root dispersion 10 s', fields(() => ({ rootDispersion: 10 })), 'DISTANCE'],
    ['root dispersion 15 s', fields(() => ({ rootDispersion: 15 })), 'DISTANCE'],
    ['precision 1 s', fields(() => ({ precision: 0 })), 'DISTANCE'],
    ['a long stay at the server', fields(({ transmit = 0 }) => ({ transmit: transmit + 1 })), 'DELAY'],
    ['a bogus answer before the genuine one', { reply: (healthy) => [Buffer.alloc(48), healthy] }, 'MODE'],
  ])('%s → %s', async (_name, script, code) => {
    const verdict = await read([script], 4)
    expect(verdict.sources[0]?.reject).toBe(code)
    expect(verdict).toMatchObject({ status: 'unknown', counts: { asked: 1, valid: 0, used: 0 } })
  })

  it.each<[string, TimeServerScript]>([
    ['silence', { reply: () => [] }],
    ['an answer that comes too late', { back: 0.4 }],
  ])('%s → TIMEOUT', async (_name, script) => {
    const verdict = await read([script], 0.4)
    expect(verdict).toMatchObject({
      status: 'unknown',
      reason: 'no_response',
      sources: [{ reject: 'TIMEOUT' }],
    })
  })

  it('a thousand random datagrams', async () => {
    const random = (): Buffer =>
      Buffer.from(
        Array.from({ length: Math.floor(Math.random() * 80) }, () => Math.floor(Math.random() * 256)),
      )
    const server = await serve({ reply: () => [random()] })
    const time = createNtpSource()
    for (let round = 0; round < 20; round += 1) {
      const asked = Array.from({ length: 50 }, () =>
        time.ask({ address: '127.0.0.1', port: server.port }, { timeoutSeconds: 1, signal: undefined }),
      )
      for (const answer of await Promise.all(asked)) {
        if (answer.kind === 'reply') expect(readSample(answer.reply).kind).toBe('rejected')
      }
    }
  })

  it('an answer while the local clock is set', async () => {
    const server = await serve({ out: 0.05, back: 0.05 })
    const real = Date.now
    let step = 0
    vi.spyOn(Date, 'now').mockImplementation(() => real() + step)
    setTimeout(() => {
      step = 3000
    }, 50)
    const verdict = await readClock(createNtpSource(), { servers: [at(server)], limits, timeoutSeconds: 4 })
    expect(verdict.sources[0]?.reject).toBe('LOCAL_STEP')
    expect(verdict).toMatchObject({ status: 'unknown', reason: 'local_step' })
  })

  function turned(origin: Buffer): Buffer {
    const echo = Buffer.from(origin)
    echo[3] = (echo[3] ?? 0) ^ 1
    return echo
  }
})

describe('a majority', () => {
  it('finds the liar', async () => {
    const verdict = await measure([{}, { offset: 90 }, {}])
    expect(verdict).toMatchObject({ status: 'ok', counts: { asked: 3, valid: 3, used: 2 } })
    expect(verdict.sources.map(({ state }) => state)).toEqual(['used', 'falseticker', 'used'])
  })

  it('does not wait for the dead', async () => {
    const verdict = await measure([{}, {}, {}, { reply: () => [] }])
    expect(verdict).toMatchObject({ status: 'ok', counts: { asked: 4, valid: 3, used: 3 } })
    expect(verdict.sources[3]).toMatchObject({ reject: 'LATE' })
  })
})

describe('the request', () => {
  it('holds nothing but the mode, the version and eight random bytes', async () => {
    const server = await serve()
    await Promise.all([ask(server, 4), ask(server, 4)])
    const [one, two] = server.requests
    expect(one).toHaveLength(48)
    expect(one?.subarray(0, 40)).toEqual(Buffer.concat([Buffer.of(0x23), Buffer.alloc(39)]))
    expect(one?.subarray(40)).not.toEqual(two?.subarray(40))
  })

  it('is sent once', async () => {
    const [good, silent] = [await serve(), await serve({ reply: () => [] })]
    await readClock(createNtpSource(), { servers: [good, silent].map(at), limits, timeoutSeconds: 0.4 })
    expect([good.requests.length, silent.requests.length]).toEqual([1, 1])
  })

  it.each(['::1', 'localhost', '127.0.0.256', ''])('is not sent to %j', async (address) => {
    const answer = await createNtpSource().ask(
      { address, port: 9 },
      { timeoutSeconds: 0.2, signal: undefined },
    )
    expect(answer).toEqual({ kind: 'unreachable' })
  })

  it('is not sent once it was stopped', async () => {
    const server = await serve()
    const bounds = { timeoutSeconds: 0.2, signal: AbortSignal.abort() }
    expect(await createNtpSource().ask({ address: '127.0.0.1', port: server.port }, bounds)).toEqual({
      kind: 'silent',
    })
    expect(server.requests).toEqual([])
  })

  it('ends as unreachable where the system refuses to send', async () => {
    const answer = await createNtpSource().ask(
      { address: '127.0.0.1', port: 0 },
      { timeoutSeconds: 1, signal: undefined },
    )
    expect(answer).toEqual({ kind: 'unreachable' })
  })

  it('ends as silence at a closed port', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    socket.close()
    expect(await ask({ port })).toEqual({ kind: 'silent' })
  })
})

describe('a question nobody waits for', () => {
  it('is given up at once, before its time-out', async () => {
    const server = await serve({ reply: () => [] })
    const stop = new AbortController()
    const asked = createNtpSource().ask(
      { address: '127.0.0.1', port: server.port },
      { timeoutSeconds: 5, signal: stop.signal },
    )
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    stop.abort()
    expect(await asked).toEqual({ kind: 'silent' })
  })
})

describe('a package that changed', () => {
  afterEach(() => {
    vi.doUnmock('ntp-time-sync')
    vi.doUnmock('ntp-packet-parser')
    vi.resetModules()
  })

  async function readWith(mock: () => void, script: TimeServerScript = {}): Promise<ClockVerdict> {
    const server = await serve(script)
    vi.resetModules()
    mock()
    const adapter = await import('../../src/system/ntp.ts')
    return readClock(adapter.createNtpSource(), { servers: [at(server)], limits, timeoutSeconds: 4 })
  }

  const bundled = () => vi.doMock('ntp-time-sync', () => ({ default: { NtpTimeSync } }))
  // Its request can no longer be replaced, so that it tells the local time.
  const renamed = () =>
    vi.doMock('ntp-time-sync', () => ({
      default: {
        NtpTimeSync: class {
          getNetworkTime = (host: string, port: number) => new NtpTimeSync().getNetworkTime(host, port)
        },
      },
    }))
  const withoutConverter = () =>
    vi.doMock('ntp-packet-parser', () => ({ default: { NtpPacketParser: { parse: () => ({}) } } }))

  it.each([
    ['is handed over as a default export', bundled],
    ['does not take our request', renamed],
    ['has lost its converter', withoutConverter],
  ])('and %s still measures', async (_name, mock) => {
    expect(await readWith(mock)).toMatchObject({ status: 'ok', sources: [{ state: 'used' }] })
  })

  it.each([
    ['does not take our request', renamed],
    ['has lost its converter', withoutConverter],
  ])('and %s still tells a bogus answer', async (_name, mock) => {
    const echo = Buffer.from('ee00000080000000', 'hex')
    expect(await readWith(mock, { fields: () => ({ origin: echo }) })).toMatchObject({
      sources: [{ reject: 'ORIGIN' }],
    })
  })
})

describe('names', () => {
  const bounds = { timeoutSeconds: 1, signal: undefined }

  it('of this computer are known to the system alone', async () => {
    expect(await createNtpSource().resolve('localhost', bounds)).toEqual(['127.0.0.1'])
  })

  it('that are addresses already need nobody', async () => {
    expect(await createNtpSource().resolve('192.0.2.1', bounds)).toEqual(['192.0.2.1'])
  })

  it('are not looked up once it was stopped', async () => {
    expect(await createNtpSource().resolve('localhost', { ...bounds, signal: AbortSignal.abort() })).toEqual(
      [],
    )
  })
})

describe('sleep', () => {
  it('ends early, without a word, when it is stopped', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 10)
    expect(await createNtpSource().sleep(30, stop.signal)).toBeUndefined()
  })
})

describe.runIf(needs('chronyd'))('chronyd', () => {
  let chronyd: Chronyd
  beforeAll(async () => {
    chronyd = await startChronyd()
  })
  afterAll(() => chronyd.stop())

  it('is believed, and this clock beside it is right', async () => {
    const verdict = await readClock(createNtpSource(), { servers: [at(chronyd)], limits })
    expect(verdict).toMatchObject({ status: 'ok', certain: true, counts: { asked: 1, valid: 1, used: 1 } })
    if (verdict.status === 'unknown') return
    expect(Math.abs(verdict.offset)).toBeLessThan(verdict.uncertainty)
    expect(verdict.uncertainty).toBeLessThan(0.1)
    expect(verdict.sources[0]).toMatchObject({
      state: 'used',
      server: { stratum: 5, leap: 0, refid: '127.127.1.1' },
    })
  })

  it('agrees with a scripted server and outvotes a liar', async () => {
    const [honest, liar] = [await serve(), await serve({ offset: -3600 })]
    const verdict = await readClock(createNtpSource(), { servers: [chronyd, honest, liar].map(at), limits })
    expect(verdict.sources.map(({ state }) => state)).toEqual(['used', 'used', 'falseticker'])
  })
})
