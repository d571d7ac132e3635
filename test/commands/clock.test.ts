import { describe, expect, it } from 'vitest'
import { play } from '../support/play.ts'

describe('clock', () => {
  it('is right', async () => {
    const { exit, out, err, queries } = await play('clock', { clock: 0, terminal: false })
    expect(exit).toBe(0)
    expect(out).toMatch(/^OK: clock is \d\.\d ms (ahead|behind) \(±\d+ ms, 3 of 3 servers agree\)\n$/)
    expect(err).toBe('')
    expect(queries).toBe(3)
  })

  it.each([
    [12, 'WARNING: clock is 12 s behind ('],
    [-90, 'CRITICAL: clock is 90 s ahead ('],
  ])('is off by %d s', async (clock, text) => {
    const { exit, out, err } = await play('clock', { clock, terminal: false })
    expect(exit).toBe(1)
    expect(out).toContain(text)
    expect(err).toMatch(
      /^hint: a strict service rejects \d+ % of the codes made by this clock.*\nhint: no service that sets this clock was found: /,
    )
  })

  it('is off by an hour, which looks like a time zone', async () => {
    expect((await play('clock', { clock: -3600 })).err).toContain(
      'hint: an error of whole quarter hours usually means',
    )
  })

  it('gets no answer', async () => {
    const { exit, out, err } = await play('clock', { terminal: false })
    expect(exit).toBe(4)
    expect(out).toMatch(/^UNKNOWN: no time server answered\n {2}time\.google\.com: /)
    expect(err).toMatch(/^hint: check the network; /)
    expect(err).not.toContain('error')
  })

  it('asks nobody with --offline', async () => {
    const { exit, out, err, queries } = await play('clock --offline', { clock: 0 })
    expect([exit, queries]).toEqual([4, 0])
    expect(out).toBe('UNKNOWN: not measured: with --offline no time server is asked\n')
    expect(err).toBe('hint: leave out --offline\n')
  })

  it('speaks Japanese', async () => {
    const { out, err } = await play('clock --lang ja', { clock: -90, terminal: false })
    expect(out).toMatch(/^異常: 時計は90秒進んでいます（±0\.02秒、サーバー3台のうち3台が一致）\n$/)
    expect(err).toContain('時計を合わせるものが見つかりません')
  })

  it.each([
    ['clock --json', 0, { status: 'ok' }],
    [
      'clock --json --offline',
      undefined,
      { status: 'unknown', reason: 'offline', offset_s: null, sources: [] },
    ],
  ])('%s prints one object', async (command, clock, expected) => {
    const { out } = await play(command, clock === undefined ? {} : { clock })
    expect(out.trimEnd()).not.toContain('\n')
    expect(JSON.parse(out)).toMatchObject({ schema: 1, ...expected })
  })

  it('tells somebody who waits whom it asks, and nobody else', async () => {
    const asking = 'asking time.google.com, time.aws.com, time.facebook.com …'
    expect((await play('clock', { clock: 0 })).err).toContain(asking)
    expect((await play('clock', { clock: 0, terminal: false })).err).not.toContain(asking)
    expect((await play('clock --quiet', { clock: 0 })).err).toBe('')
  })
})

describe('its options', () => {
  it.each([
    ['clock --warn 0.5 --critical 1', 0.7, 1, 'WARNING'],
    ['clock --warn 0.5 --critical 1', 2, 1, 'CRITICAL'],
    ['clock --warn 20 --critical 20', 12, 0, 'OK'],
  ])('%s at %d s', async (command, clock, exit, status) => {
    const played = await play(command, { clock })
    expect(played.exit).toBe(exit)
    expect(played.out).toMatch(new RegExp(`^${status}: `))
  })

  it('servers replace the usual ones', async () => {
    const { out, queries } = await play('clock --json --server 127.0.0.1:1 --server 127.0.0.1:2', {
      clock: 0,
    })
    expect(queries).toBe(2)
    expect(JSON.parse(out).sources.map(({ port }: { port: number }) => port)).toEqual([1, 2])
  })

  it('servers of two kinds are remarked upon', async () => {
    const { err } = await play('clock --server time.google.com --server time.cloudflare.com', { clock: 0 })
    expect(err).toContain('hint: these servers handle leap seconds in two different ways')
  })

  it.each([
    'clock --server ::1',
    'clock --server [::1]:123',
    'clock --server host:0',
    'clock --server host:65536',
    'clock --server a\u001b[31m',
    'clock --warn 0',
    'clock --warn -1',
    'clock --warn NaN',
    'clock --warn 1e3',
    'clock --warn 20',
    'clock --critical 4',
    'clock --critical Infinity',
    'clock --timeout 0',
    'clock --timeout 61',
    'clock --timeout 0.05',
    'clock extra',
    'clock --sever a',
  ])('%j is misused', async (command) => {
    const { exit, out, err, queries } = await play(command, { clock: 0 })
    expect([exit, out, queries]).toEqual([2, '', 0])
    expect(err).toMatch(/^error: .*\nhint: /)
    expect(err).not.toContain('\u001b')
  })

  it('names the variable a broken server comes from', async () => {
    const { exit, err } = await play('clock', { clock: 0, env: { TWOFA_RESCUE_SERVERS: 'ntp.example,::1' } })
    expect(exit).toBe(2)
    expect(err).toContain('TWOFA_RESCUE_SERVERS')
  })
})
