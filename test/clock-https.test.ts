/** The program beside real web servers on loopback, by which it tells the time where time servers are silent. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from './support/chronyd.ts'
import { underTime } from './support/faketime.ts'
import { needs } from './support/needs.ts'
import { type Ran, spawnProgram } from './support/packed.ts'
import { startTimeServer, type TimeServer } from './support/time-server.ts'
import {
  type Certificate,
  makeCertificate,
  startWebServer,
  type WebServer,
  type WebServerScript,
} from './support/web-server.ts'

const bin = join(fileURLToPath(new URL('..', import.meta.url)), 'bin', '2fa-rescue.js')

interface Told {
  readonly status: string
  readonly reason: string
  readonly method: string
  readonly offset_s: number
  readonly interval_s: readonly [number, number]
  readonly counts: object
  readonly sources: readonly {
    readonly name: string
    readonly state: string
    readonly reject: string | null
  }[]
}

describe.runIf(needs('openssl'))('beside web servers', () => {
  let certificate: Certificate
  /** One that is valid long before and after today. */
  let old: Certificate
  const open: { stop(): Promise<unknown> }[] = []
  beforeAll(() => {
    certificate = makeCertificate()
    if (needs('faketime')) old = makeCertificate({ from: '2020-01-01', days: 20_000 })
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.stop()))
  })
  afterAll(() => {
    certificate?.remove()
    old?.remove()
  })

  async function web(script: WebServerScript = {}, own = certificate): Promise<WebServer & { url: string }> {
    const server = await startWebServer(own, script)
    open.push(server)
    return { ...server, url: `https://localhost:${server.port}` }
  }

  async function run(args: readonly string[], more: Run = {}): Promise<Ran> {
    const { shift, trusted = [certificate], env = {} } = more
    const before = shift === undefined ? [] : underTime('-f', shift)
    const [program = '', ...rest] = [...before, process.execPath, bin, ...args]
    const [extra] = trusted
    return spawnProgram(program, rest, {
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        LANG: 'C.UTF-8',
        DONT_FAKE_MONOTONIC: '1',
        ...(extra === undefined ? {} : { NODE_EXTRA_CA_CERTS: extra.file }),
        ...env,
      },
    })
  }
  interface Run {
    /** How far this computer's clock is set off, in the words of faketime. */
    readonly shift?: string
    readonly trusted?: readonly Certificate[]
    readonly env?: Readonly<Record<string, string>>
  }

  /** By web servers alone. */
  async function clock(urls: readonly string[], more: Run & { args?: readonly string[] } = {}) {
    const https = urls.flatMap((url) => ['--https', url])
    const { exit, out } = await run(['clock', '--json', ...https, ...(more.args ?? [])], more)
    return { exit, told: JSON.parse(out) as Told }
  }
  const states = ({ sources }: Told) => sources.map(({ state, reject }) => reject ?? state)

  describe('the clock', () => {
    it('is right by three of them, asked once each', async () => {
      const servers = await Promise.all([web(), web(), web()])
      const { exit, told } = await clock(servers.map(({ url }) => url))
      expect(exit).toBe(0)
      expect(told).toMatchObject({
        status: 'ok',
        method: 'https',
        counts: { asked: 3, valid: 3, used: 3 },
        sources: servers.map(({ url }) => ({ name: url, state: 'used' })),
      })
      for (const { requests } of servers) {
        expect(requests).toMatchObject([
          { method: 'HEAD', path: '/', headers: { 'cache-control': 'no-cache' } },
        ])
      }
    })

    describe.runIf(needs('faketime'))('under another date', () => {
      it.each([
        ['+90s', -90, 1, 'critical'],
        ['-90s', 90, 3, 'critical'],
        ['-0.4s', 0.4, 5, 'ok'],
        ['+0.4s', -0.4, 5, 'ok'],
        ['-3600s', 3600, 1, 'critical'],
        ['-3600s', 3600, 5, 'critical'],
      ])(
        'of %s holds the true offset %d s in its interval after %d requests',
        async (shift, truth, times, status) => {
          const server = await web({ out: 0.02, back: 0.02 }, old)
          const args = times === 1 ? [] : ['--precise', String(times)]
          const { told } = await clock([server.url], { shift, args, trusted: [old] })
          expect(told.status).toBe(status)
          const [low, high] = told.interval_s
          expect(low).toBeLessThanOrEqual(truth)
          expect(high).toBeGreaterThanOrEqual(truth)
          // 1 s / 2^(n − 1) and a round trip; 0.1 s on both sides for coarse clocks.
          expect(high - low).toBeLessThan(1 / 2 ** (times - 1) + 0.2 + 0.3)
          expect(server.requests.length).toBe(times)
          expect(server.connections()).toBe(1)
        },
      )
      it.each([
        ['+400d', 'expired'],
        ['-400d', 'not valid yet'],
      ])('of %s finds certificates %s, and says so', async (shift) => {
        const servers = await Promise.all([web(), web()])
        const { exit, told } = await clock(
          servers.map(({ url }) => url),
          { shift },
        )
        expect(exit).toBe(4)
        expect(told).toMatchObject({ status: 'unknown', reason: 'bad_certificate', offset_s: null })
        expect(states(told)).toEqual(['CERTIFICATE_TIME', 'CERTIFICATE_TIME'])
      })
    })

    it('goes by the majority', async () => {
      const servers = await Promise.all([web(), web({ offset: 900 }), web()])
      const { told } = await clock(servers.map(({ url }) => url))
      expect(told.status).toBe('ok')
      expect(states(told)).toEqual(['used', 'falseticker', 'used'])
    })

    it('is undecided between two', async () => {
      const servers = await Promise.all([web(), web({ offset: 900 })])
      const { exit, told } = await clock(servers.map(({ url }) => url))
      expect([exit, told.status, told.reason]).toEqual([4, 'unknown', 'disagreement'])
    })

    it('is asked for more often, but no more than five times, where that leaves open on which side of a limit it is', async () => {
      const server = await web({ offset: 1 })
      const { told } = await clock([server.url], { args: ['--warn', '1', '--critical', '20'] })
      expect(told).toMatchObject({ certain: false, direction: 'behind' })
      expect(server.requests.length).toBe(5)
    })

    it('is measured on new connections where each response ends one', async () => {
      const server = await web({ closes: true })
      const { told } = await clock([server.url], { args: ['--precise', '3'] })
      expect(told.status).toBe('ok')
      expect([server.requests.length, server.connections()]).toEqual([3, 3])
    })
  })

  describe('a server that tells no time', () => {
    it.each<[string, WebServerScript, string]>([
      ['no date', { headers: { date: undefined } }, 'NO_DATE'],
      ['a date that is none', { headers: { date: 'yesterday' } }, 'NO_DATE'],
      ['a stored answer', { headers: { age: '3' } }, 'CACHED'],
      ['silence', { silent: true }, 'TIMEOUT'],
    ])('%s → %s', async (_name, script, code) => {
      const { url } = await web(script)
      const { exit, told } = await clock([url], { args: ['--timeout', '0.7'] })
      expect([exit, told.status, states(told)]).toEqual([4, 'unknown', [code]])
    })

    it('a certificate nobody trusts, and one of another name → CERTIFICATE', async () => {
      const other = makeCertificate({ names: ['elsewhere.example'] })
      try {
        const [untrusted, misnamed] = await Promise.all([web(), web({}, other)])
        expect(states((await clock([untrusted.url], { trusted: [] })).told)).toEqual(['CERTIFICATE'])
        expect(states((await clock([misnamed.url], { trusted: [other] })).told)).toEqual(['CERTIFICATE'])
        expect([...untrusted.requests, ...misnamed.requests]).toEqual([])
      } finally {
        other.remove()
      }
    })

    it('checks certificates whatever the environment says', async () => {
      const untrusted = await web({ offset: 3600 })
      const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
      expect(states((await clock([untrusted.url], { trusted: [], env })).told)).toEqual(['CERTIFICATE'])
      expect(untrusted.requests).toEqual([])
    })

    it.each([
      ['1970', 'Thu, 01 Jan 1970 00:00:00 GMT'],
      ['2150', 'Thu, 01 Jan 2150 00:00:00 GMT'],
    ])('a date of %s, when its own certificate is not valid, is no clock', async (_, date) => {
      const { url } = await web({ headers: { date } })
      const { exit, told } = await clock([url])
      expect([exit, told.status, states(told)]).toEqual([4, 'unknown', ['NO_DATE']])
    })

    it('an answer that is no HTTP has no date', async () => {
      const { key, cert } = certificate
      const odd = createTlsServer({ key, cert }, (socket) => socket.end('220 mail.example ESMTP\r\n'))
      odd.listen(0, '127.0.0.1')
      await once(odd, 'listening')
      try {
        const { port } = odd.address() as AddressInfo
        expect(states((await clock([`https://localhost:${port}`])).told)).toEqual(['NO_DATE'])
      } finally {
        odd.close()
      }
    })

    it('a port where nobody listens, and one that speaks something else', async () => {
      const plain = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'))
      plain.listen(0, '127.0.0.1')
      await once(plain, 'listening')
      const { port } = plain.address() as AddressInfo
      try {
        const urls = [`https://localhost:${await freePort()}`, `https://localhost:${port}`]
        expect(states((await clock(urls)).told)).toEqual(['UNREACHABLE', 'TLS'])
      } finally {
        plain.close()
      }
    })

    it('a name that does not exist', async () => {
      expect(states((await clock(['https://nowhere.invalid'])).told)).toEqual(['DNS'])
    })
  })

  it('is not led elsewhere', async () => {
    const target = await web()
    const server = await web({ status: 302, headers: { location: `${target.url}/` } })
    const { told } = await clock([server.url])
    expect(told.status).toBe('ok')
    expect(target.requests).toEqual([])
  })

  describe('beside time servers', () => {
    let time: TimeServer
    beforeAll(async () => {
      time = await startTimeServer()
    })
    afterAll(() => time?.stop())

    it('is not asked while they answer', async () => {
      const server = await web()
      const args = ['clock', '--json', '--server', `127.0.0.1:${time.port}`, '--https', server.url]
      const { exit, out } = await run(args)
      expect(exit).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ method: 'ntp', sources: [{ state: 'used' }] })
      expect(server.connections()).toBe(0)
    })

    it('stands in where they are silent', async () => {
      const server = await web()
      const silent = await freePort()
      const args = ['clock', '--json', '--server', `127.0.0.1:${silent}`, '--https', server.url]
      const { exit, out } = await run(args)
      expect(exit).toBe(0)
      const told = JSON.parse(out) as Told
      expect(told).toMatchObject({ status: 'ok', method: 'https', counts: { asked: 1, used: 1 } })
      expect(states(told)).toEqual(['TIMEOUT', 'used'])
    })

    it('is left alone where one’s own time servers were named and it was not', async () => {
      const { exit, out } = await run(['clock', '--json', '--server', `127.0.0.1:${await freePort()}`])
      expect(exit).toBe(4)
      expect((JSON.parse(out) as Told).sources.map(({ name }) => name)).toEqual(['127.0.0.1'])
    })

    it('says so when it tells no time either', async () => {
      const server = await web({ headers: { age: '1' } })
      const args = ['clock', '--json', '--server', `127.0.0.1:${await freePort()}`, '--https', server.url]
      const { exit, out } = await run(args)
      expect([exit, (JSON.parse(out) as Told).reason]).toEqual([4, 'blocked'])
    })

    describe('a server’s own clock', () => {
      const env = () => ({ TWOFA_RESCUE_SERVERS: `127.0.0.1:${time.port}` })

      it.each([
        [94, 1, 'critical', 'ahead'],
        [-94, 1, 'critical', 'behind'],
        [0.3, 0, 'ok', undefined],
      ])('that is %d s off', async (offset, exit, status, direction) => {
        const { url } = await web({ offset })
        const ran = await run(['clock', 'server', url, '--precise', '3', '--json'], { env: env() })
        expect(ran.exit).toBe(exit)
        const told = JSON.parse(ran.out)
        expect(told).toMatchObject({ schema: 1, server: url, status, reference: 'time' })
        expect(told.skew_s.low).toBeLessThanOrEqual(offset)
        expect(told.skew_s.high).toBeGreaterThanOrEqual(offset)
        if (direction !== undefined) expect(told.skew_s.direction).toBe(direction)
      })

      it.runIf(needs('faketime'))(
        'is measured against true time where this computer’s clock is off',
        async () => {
          const { url } = await web({ offset: 94 }, old)
          const { out } = await run(['clock', 'server', url, '--json'], {
            env: env(),
            shift: '-40s',
            trusted: [old],
          })
          const told = JSON.parse(out)
          expect(told.reference).toBe('time')
          expect(told.skew_s.low).toBeLessThanOrEqual(94)
          expect(told.skew_s.high).toBeGreaterThanOrEqual(94)
        },
      )

      it('is measured against this computer where nothing else is there', async () => {
        const { url } = await web({ offset: 94 })
        const silent = { TWOFA_RESCUE_SERVERS: `127.0.0.1:${await freePort()}` }
        const { out } = await run(['clock', 'server', url], { env: silent })
        expect(out).toMatch(
          /^CRITICAL: the server’s clock is 9[34](\.\d)? s ahead of this computer’s \(±0\.\d+ s\)/,
        )
      })

      it('that does not answer', async () => {
        const { exit, out } = await run(['clock', 'server', `https://localhost:${await freePort()}`], {
          env: env(),
        })
        expect([exit, out]).toEqual([
          4,
          'UNKNOWN: the server’s clock could not be measured: cannot be reached\n',
        ])
      })
    })
  })
})
