import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClock } from '../../../src/core/clock/read.ts'
import type { ServerName, TimeSource } from '../../../src/core/clock/source.ts'
import type { ClockVerdict } from '../../../src/core/clock/verdict.ts'
import { type ScriptedTime, type ServerScript, scriptedTime } from '../../support/time-source.ts'

const limits = { warning: 5, critical: 15 }

/** Servers on loopback ports 1, 2, 3 … that behave like this. */
function servers(...scripts: ServerScript[]): { time: ScriptedTime; names: ServerName[] } {
  const names = scripts.map((_, index) => ({ host: '127.0.0.1', port: index + 1 }))
  return {
    time: scriptedTime(
      Object.fromEntries(scripts.map((script, index) => [`127.0.0.1:${index + 1}`, script])),
    ),
    names,
  }
}

async function read(...scripts: ServerScript[]): Promise<ClockVerdict & { asked: number }> {
  const { time, names } = servers(...scripts)
  const verdict = await readClock(time, { servers: names, limits })
  return { ...verdict, asked: time.questions.length }
}

const good: ServerScript = { offset: 0.1 }
const liar: ServerScript = { offset: 90 }
const silent: ServerScript = { silent: true }
const states = (verdict: ClockVerdict) => verdict.sources.map(({ state, reject }) => reject ?? state)

describe('a majority', () => {
  it('of three is a verdict', async () => {
    const verdict = await read(good, good, good)
    expect(verdict).toMatchObject({
      status: 'ok',
      reason: 'within_limit',
      certain: true,
      direction: 'behind',
      counts: { asked: 3, valid: 3, used: 3 },
    })
    if (verdict.status === 'unknown') throw new Error()
    expect(Math.abs(verdict.offset - 0.1)).toBeLessThan(0.002)
    expect(verdict.uncertainty).toBeGreaterThan(0.01)
    expect(verdict.uncertainty).toBeLessThan(0.02)
  })

  it.each<[string, ServerScript[], string, string[]]>([
    ['3 good, 1 liar', [good, good, good, liar], 'ok', ['used', 'used', 'used', 'LATE']],
    [
      'a liar that is quicker',
      [{ ...liar, out: 0, back: 0.001 }, good, good, good],
      'ok',
      ['falseticker', 'used', 'used', 'used'],
    ],
    ['2 good, 1 liar', [good, good, liar], 'ok', ['used', 'used', 'falseticker']],
    ['2 good, 1 silent', [good, good, silent], 'ok', ['used', 'used', 'TIMEOUT']],
    ['1 against 1', [good, liar], 'unknown', ['undecided', 'undecided']],
    [
      '2 against 2',
      [good, good, liar, liar],
      'unknown',
      ['undecided', 'undecided', 'undecided', 'undecided'],
    ],
    ['1 alone', [good], 'ok', ['used']],
    ['1 alone beside two silent ones', [silent, good, silent], 'ok', ['TIMEOUT', 'used', 'TIMEOUT']],
    [
      '3 liars, which nobody can tell',
      [liar, liar, liar, good],
      'critical',
      ['used', 'used', 'used', 'LATE'],
    ],
  ])('%s: %s', async (_name, scripts, status, expected) => {
    const verdict = await read(...scripts)
    expect(verdict.status).toBe(status)
    expect(states(verdict)).toEqual(expected)
  })

  it('counts one alone as one', async () => {
    expect((await read(good, silent, silent)).counts).toEqual({ asked: 3, valid: 1, used: 1 })
  })

  it('that disagrees is named so', async () => {
    expect(await read(good, liar)).toMatchObject({
      status: 'unknown',
      reason: 'disagreement',
      certain: false,
    })
  })
})

describe('no verdict', () => {
  it.each<[string, ServerScript[], string]>([
    ['nobody answers', [silent, silent, silent], 'no_response'],
    ['nothing can be sent', [{ unreachable: true }], 'no_response'],
    ['nobody is asked', [], 'no_response'],
    [
      'all answers are bogus',
      [{ packet: { origin: 1 } }, { packet: { mode: 3 } }, silent],
      'no_valid_response',
    ],
    ['the clock was set meanwhile', [{ step: 7 }, { step: 7 }, silent], 'local_step'],
  ])('when %s', async (_name, scripts, reason) => {
    const verdict = await read(...scripts)
    expect(verdict).toMatchObject({ status: 'unknown', reason, counts: { used: 0 } })
    expect('offset' in verdict).toBe(false)
  })

  it('and a bogus answer does not weigh against good ones', async () => {
    const verdict = await read({ packet: { stratum: 16 } }, good, good)
    expect(states(verdict)).toEqual(['STRATUM', 'used', 'used'])
    expect(verdict.status).toBe('ok')
  })
})

describe('time', () => {
  it.each<[string, ServerScript[], number, number]>([
    ['all answer', [good, good, good, good], 0.02, 0.021],
    ['one of four is silent', [good, good, good, silent], 0.02, 0.021],
    ['one of four lies', [liar, good, good, good], 0.02, 0.021],
    ['two of four are silent', [good, good, silent, silent], 1.5, 1.501],
    ['one of three is silent', [good, good, silent], 1.5, 1.501],
    ['all are silent', [silent, silent, silent, silent], 1.5, 1.501],
    [
      'three of seven agree, which is no majority',
      [good, good, good, silent, silent, silent, silent],
      1.5,
      1.501,
    ],
  ])('ends when %s', async (_name, scripts, least, most) => {
    const { elapsedSeconds } = await read(...scripts)
    expect(elapsedSeconds).toBeGreaterThanOrEqual(least)
    expect(elapsedSeconds).toBeLessThan(most)
  })

  it('is bounded by what was asked for', async () => {
    const { time, names } = servers(silent, good)
    const { elapsedSeconds } = await readClock(time, { servers: names, limits, timeoutSeconds: 0.5 })
    expect(elapsedSeconds).toBeCloseTo(0.25, 6)
  })

  it('ends at once when it is stopped', async () => {
    const { time, names } = servers(silent, silent, silent)
    const stop = new AbortController()
    setTimeout(() => stop.abort())
    const slow = { ...time, ask: (...args: Parameters<TimeSource['ask']>) => never(args[1].signal) }
    const verdict = await readClock(slow, { servers: names, limits, signal: stop.signal })
    expect(verdict).toMatchObject({ status: 'unknown', reason: 'stopped' })
  })

  it('asks nobody when it was stopped before', async () => {
    const { time, names } = servers(good, good, good)
    const verdict = await readClock(time, { servers: names, limits, signal: AbortSignal.abort() })
    expect(verdict.reason).toBe('stopped')
    expect(time.questions).toEqual([])
  })

  function never(signal: AbortSignal | undefined): ReturnType<TimeSource['ask']> {
    return new Promise((settle) => signal?.addEventListener('abort', () => settle({ kind: 'silent' })))
  }
})

describe('packets', () => {
  it('one to each server', async () => {
    const { time, names } = servers(good, good, liar, silent)
    await readClock(time, { servers: names, limits })
    expect(time.questions.map(({ to }) => to)).toEqual([
      '127.0.0.1:1',
      '127.0.0.1:2',
      '127.0.0.1:3',
      '127.0.0.1:4',
    ])
  })

  it('four, 2 s apart, where the verdict straddles a limit to the end', async () => {
    const edge: ServerScript = { offset: 5 }
    const { time, names } = servers(edge, edge, edge)
    const verdict = await readClock(time, { servers: names, limits })
    expect(verdict).toMatchObject({ certain: false })
    const times = time.questions.filter(({ to }) => to === '127.0.0.1:1').map(({ at }) => at)
    expect(times).toHaveLength(4)
    times.forEach((at, index) => {
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(2)
    })
    expect(verdict.elapsedSeconds).toBeLessThan(3 + 3 * 3.5)
  })

  it('as many as it takes to be certain, the best of them deciding', async () => {
    const once: ServerScript = {
      offset: 4.9,
      out: 0.2,
      back: 0.2,
      next: { offset: 4.9, out: 0.002, back: 0.002 },
    }
    const { time, names } = servers(once, once, once)
    const verdict = await readClock(time, { servers: names, limits })
    expect(verdict).toMatchObject({ status: 'ok', certain: true })
    expect(time.questions).toHaveLength(6)
  })

  it('none again to a server that asked not to be asked', async () => {
    const kiss: ServerScript = { packet: { stratum: 0, referenceId: '1380013125' } }
    const edge: ServerScript = { offset: 5, next: kiss }
    const { time, names } = servers(kiss, edge, { offset: 5 }, { offset: 5 })
    await readClock(time, { servers: names, limits })
    const count = (port: number) => time.questions.filter(({ to }) => to === `127.0.0.1:${port}`).length
    expect([1, 2, 3, 4].map(count)).toEqual([1, 2, 4, 4])
  })
})

describe('names', () => {
  const name = (host: string, port = 123): ServerName => ({ host, port })

  it('are looked up once each, before anything is sent', async () => {
    const time = scriptedTime(
      { '198.51.100.1:123': good, '198.51.100.1:124': good },
      { 'ntp.example': ['198.51.100.1'] },
    )
    const verdict = await readClock(time, {
      servers: [name('ntp.example'), name('ntp.example', 124)],
      limits,
    })
    expect(time.lookups).toEqual(['ntp.example'])
    expect(verdict.counts).toEqual({ asked: 2, valid: 2, used: 2 })
  })

  it('that are not found are told, and nothing is sent to them', async () => {
    const time = scriptedTime({ '198.51.100.1:123': good }, { 'ntp.example': ['198.51.100.1'] })
    const verdict = await readClock(time, { servers: [name('gone.example'), name('ntp.example')], limits })
    expect(verdict.sources[0]).toMatchObject({
      name: 'gone.example',
      address: undefined,
      state: 'unresolved',
      reject: 'DNS',
    })
    expect(verdict.counts).toEqual({ asked: 1, valid: 1, used: 1 })
  })

  it('that lead to one server ask it once', async () => {
    const time = scriptedTime({ '198.51.100.1:123': good }, { a: ['198.51.100.1'], b: ['198.51.100.1'] })
    const verdict = await readClock(time, { servers: [name('a'), name('b')], limits })
    expect(states(verdict)).toEqual(['used', 'DUPLICATE'])
    expect(time.questions).toHaveLength(1)
  })

  it('that have several addresses lead to different servers', async () => {
    const pool = ['198.51.100.1', '198.51.100.2', '198.51.100.3']
    const time = scriptedTime(Object.fromEntries(pool.map((address) => [`${address}:123`, good])), { pool })
    const verdict = await readClock(time, { servers: [name('pool'), name('pool'), name('pool')], limits })
    expect(verdict.sources.map(({ address }) => address)).toEqual(pool)
  })

  it('that are answered with something else than IPv4 addresses have none', async () => {
    const time = scriptedTime({}, { a: ['1.2.3', '$(reboot)'], b: ['2001:db8::1'] })
    const verdict = await readClock(time, { servers: [name('a'), name('b')], limits })
    expect(states(verdict)).toEqual(['DNS', 'IPV6'])
  })

  it('of one operator have one voice', async () => {
    const google = ['time1.google.com', 'time2.google.com', 'time3.google.com']
    const addresses = ['216.239.35.0', '216.239.35.4', '216.239.35.8']
    const time = scriptedTime(
      {
        ...Object.fromEntries(addresses.map((address) => [`${address}:123`, liar])),
        '127.0.0.1:1': good,
        '127.0.0.1:2': good,
      },
      Object.fromEntries(google.map((host, index) => [host, addresses.slice(index, index + 1)])),
    )
    const verdict = await readClock(time, {
      servers: [...google.map((host) => name(host)), name('127.0.0.1', 1), name('127.0.0.1', 2)],
      limits,
    })
    expect(verdict).toMatchObject({ status: 'ok', counts: { asked: 5, valid: 5, used: 2 } })
    expect(states(verdict)).toEqual(['falseticker', 'OPERATOR', 'OPERATOR', 'used', 'used'])
  })
})

describe('a bug in the port', () => {
  it('ends the run, and leaves nothing unhandled', async () => {
    const { time, names } = servers(good, good, silent)
    const broken: TimeSource = { ...time, ask: () => Promise.reject(new TypeError('not a function')) }
    await expect(readClock(broken, { servers: names, limits })).rejects.toThrow('not a function')
  })
})

describe('whatever servers send', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 0, 4, 255, -2_208_988_800))
  const keys = [
    'leap',
    'version',
    'mode',
    'stratum',
    'precision',
    'rootDelay',
    'rootDispersion',
    'reference',
    'origin',
    'receive',
    'transmit',
  ]
  const packet = fc.dictionary(fc.constantFrom(...keys), number, { maxKeys: 3 })
  const script = fc.record({
    offset: fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constantFrom(0, 5, 15)),
    out: fc.double({ min: 0, max: 2, noNaN: true }),
    back: fc.double({ min: 0, max: 2, noNaN: true }),
    silent: fc.boolean(),
    packet,
  })

  it('the verdict holds finite numbers, and unknown holds none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(script, { maxLength: 5 }), async (scripts) => {
        const verdict = await read(...scripts)
        const numbers = verdict.sources.flatMap(({ measured }) => (measured ? Object.values(measured) : []))
        if (verdict.status !== 'unknown')
          numbers.push(verdict.offset, verdict.uncertainty, ...verdict.interval)
        expect(numbers.every(Number.isFinite)).toBe(true)
        expect(verdict.asked).toBeLessThanOrEqual(4 * scripts.length)
      }),
      { numRuns: 300 },
    )
  })
})
