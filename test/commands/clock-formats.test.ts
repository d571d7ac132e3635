/** The forms of the result, watching, and where results go. */
import { describe, expect, it } from 'vitest'
import { home, play } from '../support/play.ts'

const own = '--server 127.0.0.1:1 --server 127.0.0.1:2 --server 127.0.0.1:3'

describe('--format nagios', () => {
  it.each([
    [
      0,
      0,
      /^CLOCK OK - \S+ ms behind \(±\d+ ms, 3 of 3 servers agree\) \| offset=-?0\.00\d{4}s;-5:5;-15:15 uncertainty=0\.\d{6}s;;;0 servers=3;;;0;3 time=\d\.\d{3}s;;;0\n$/,
    ],
    [-12, 1, /^CLOCK WARNING - 12 s ahead .* \| offset=-1[12]\.\d{6}s;-5:5;-15:15 /],
    [90, 2, /^CLOCK CRITICAL - 90 s behind /],
  ])('at %d s ends with %d', async (clock, exit, line) => {
    const played = await play('clock --format nagios', { clock, terminal: false })
    expect(played.exit).toBe(exit)
    expect(played.out).toMatch(line)
    expect(played.out.split('\n').length).toBe(2)
    expect(played.out.split('|').length).toBe(2)
  })

  it('takes no answer for no wrong clock', async () => {
    const { exit, out } = await play('clock --format nagios', { terminal: false })
    expect(exit).toBe(3)
    expect(out).toMatch(/^CLOCK UNKNOWN - no time server answered \| servers=0;;;0;6 time=/)
  })

  it.each([
    ['clock --format nagios --warn nonsense', /^CLOCK UNKNOWN - this value is not valid for --warn\n$/],
    ['clock --format=nagios --sever a', /^CLOCK UNKNOWN - there is no option --sever here\n$/],
    ['clock --format nagios --watch', /^CLOCK UNKNOWN - /],
  ])('%s is unknown, too', async (command, line) => {
    const { exit, out, err } = await play(command, { clock: 0, terminal: false })
    expect(exit).toBe(3)
    expect(out).toMatch(line)
    expect(err).toMatch(/^error: /)
  })

  it.each([
    ['-w 0.5 -c 1', ';-0.5:0.5;-1:1 '],
    ['-w 0:0.5 -c ~:1', ';-0.5:0.5;-1:1 '],
    ['-w -2:2 -c @30:', ';-2:2;-30:30 '],
    ['-H 127.0.0.1:1 -H 127.0.0.1:2 -t 2 -w 3', ''],
  ])('takes the options of other plug-ins: %s', async (options, ranges) => {
    const { out, err } = await play(`clock --format nagios ${options}`, { clock: 0, terminal: false })
    expect(err).not.toContain('error')
    expect(out).toContain(ranges)
  })

  it.each(['-w -5:10', '-w 10:', '-c 1', '-t soon', '-H not/a/host'])('refuses %s', async (options) => {
    const { exit, out } = await play(`clock --format nagios ${options}`, { clock: 0, terminal: false })
    expect(exit).toBe(3)
    expect(out).toMatch(/^CLOCK UNKNOWN - this value is not valid for --\w+\n$/)
  })

  it('has its limits in its ranges', async () => {
    const { out } = await play('clock --format nagios --warn 0.5 --critical 1', { clock: 0 })
    expect(out).toContain(';-0.5:0.5;-1:1 ')
  })
})

describe('--format prometheus', () => {
  it('gives gauges', async () => {
    const { exit, out } = await play('clock --format prometheus', { clock: 2, terminal: false })
    expect(exit).toBe(0)
    const values = out.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(values.map((line) => line.split(' ')[0])).toEqual([
      'twofa_rescue_clock_offset_seconds{method="ntp"}',
      'twofa_rescue_clock_uncertainty_seconds{method="ntp"}',
      'twofa_rescue_clock_sources_used{method="ntp"}',
      'twofa_rescue_clock_check_success{method="ntp"}',
      'twofa_rescue_clock_check_timestamp_seconds{method="ntp"}',
    ])
    for (const line of values) expect(Number.isFinite(Number(line.split(' ')[1])), line).toBe(true)
    expect(out.match(/^# HELP /gm)?.length).toBe(5)
    expect(out.match(/^# TYPE \S+ gauge$/gm)?.length).toBe(5)
  })

  it('leaves out what was not measured', async () => {
    const { exit, out } = await play('clock --format prometheus', { terminal: false })
    expect(exit).toBe(4)
    expect(out).toContain('twofa_rescue_clock_check_success{method="ntp"} 0\n')
    expect(out).not.toMatch(/offset_seconds|uncertainty|NaN/)
  })
})

describe('--output', () => {
  it('writes a file that others may read, and nothing to standard output', async () => {
    const { exit, out, files } = await play('clock --format prometheus --output clock.prom', { clock: 0 })
    expect([exit, out]).toEqual([0, ''])
    expect(files['/work/clock.prom']).toContain('twofa_rescue_clock_check_success{method="ntp"} 1\n')
  })

  it('says when that cannot be', async () => {
    const { exit, err } = await play('clock --output clock.txt', { clock: 0, readOnly: true })
    expect(exit).toBe(4)
    expect(err).toContain('clock.txt cannot be written')
  })
})

describe('--json', () => {
  it('is --format json', async () => {
    const [one, other] = await Promise.all(
      ['clock --json', 'clock --format json'].map((command) => play(command, { clock: 0 })),
    )
    expect(one?.out).toBe(other?.out)
  })

  it('tells a failure in the same form', async () => {
    const { exit, out } = await play('clock --format json --warn nonsense', { clock: 0 })
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ schema: 1, error: { code: 'misused' } })
  })

  it.each(['clock --json --format nagios', 'clock --format xml', 'clock --format'])(
    '%s is misused',
    async (command) => {
      const { exit } = await play(command, { clock: 0 })
      expect(exit).toBe(2)
    },
  )
})

describe('--watch', () => {
  it('prints one object a line until nobody reads any more', async () => {
    const { exit, out, queries } = await play('clock --watch --json', { clock: 1, readsLines: 4 })
    expect(exit).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(lines.length).toBe(4)
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ schema: 1, status: 'ok' })
    expect(queries).toBe(12)
  })

  it('prints a line each where no terminal is', async () => {
    const { out } = await play('clock --watch', { clock: -30, readsLines: 2 })
    expect(out).toMatch(/^(CRITICAL: clock is 30 s ahead \(.*\)\n){2}$/)
  })

  it('writes its file anew each time', async () => {
    const scene = { clock: 1, readsLines: 0 }
    const { out, files } = await play('clock --watch --format prometheus --output /m/clock.prom', scene)
    expect(out).toBe('')
    expect(files['/m/clock.prom']).toContain('check_success{method="ntp"} 1')
  })

  it.each([
    ['clock --watch 15', 2],
    ['clock --watch 16', 0],
    ['clock --watch 1', 2],
    [`clock ${own} --watch 2`, 4],
    [`clock ${own} --watch 1.5`, 2],
    ['clock --watch 5 --server 10.example.org', 2],
    ['clock --watch 5 --server 10.0.0.1 --https https://intranet.example', 2],
    ['clock --watch 100000', 2],
    ['clock --watch soon', 2],
  ])('%s ends with %d', async (command, exit) => {
    const played = await play(command, { clock: 0, readsLines: 0 })
    expect(played.exit).toBe(exit)
  })

  it('measures nothing with --offline', async () => {
    const { exit, queries } = await play('clock --watch --offline --json', { clock: 0, readsLines: 9 })
    expect([exit, queries]).toEqual([4, 0])
  })
})

describe('--splay', () => {
  it('waits, and says so to somebody who waits', async () => {
    const { exit, err } = await play('clock --splay 300', { clock: 0 })
    expect(exit).toBe(0)
    expect(err).toMatch(/^waiting [\d. a-z]+ \(splay\)\n/m)
  })

  it.each(['clock --splay -1', 'clock --splay much', 'clock --splay 86401'])(
    '%s is misused',
    async (command) => {
      expect((await play(command, { clock: 0 })).exit).toBe(2)
    },
  )
})

describe('web servers', () => {
  it('stand in for the usual time servers, and not for named ones', async () => {
    const { exit, out } = await play('clock', { web: 0, terminal: false })
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^OK: clock is .* \(±\d+ ms, 3 of 3 web servers agree\)\n {2}time\.google\.com: no answer/,
    )
    expect((await play(`clock ${own}`, { web: 0 })).exit).toBe(4)
    expect((await play(`clock ${own} --https https://a.example`, { web: 0 })).exit).toBe(0)
  })

  it('are asked in place of time servers by choice', async () => {
    const { out, queries } = await play('clock --https --json', { clock: 0, web: 94 })
    expect(queries).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ status: 'critical', method: 'https', direction: 'behind' })
  })

  it('are those of the configuration, or none', async () => {
    const config = `${home}/.config/2fa-rescue/config.yaml`
    const named = await play('clock --json', { web: 0, files: { [config]: 'https: [https://a.example]\n' } })
    expect(JSON.parse(named.out).sources.at(-1)).toMatchObject({ name: 'https://a.example', state: 'used' })
    const none = await play('clock --json', { web: 0, files: { [config]: 'https: []\n' } })
    expect(JSON.parse(none.out)).toMatchObject({ status: 'unknown', reason: 'no_response' })
    const bad = await play('clock --json', { web: 0, files: { [config]: 'https: ["http://a.example"]\n' } })
    expect(bad.exit).toBe(3)
  })

  it.each(['http://a.example', 'https://user:word@a.example', 'https://', 'ftp://a', 'a b'])(
    '%j is none',
    async (url) => {
      const { exit, err } = await play(`clock --https ${url}`, { web: 0 })
      expect(exit).toBe(2)
      expect(err).not.toContain('word')
    },
  )
})

describe('advice', () => {
  it.each([
    ['windows', 'w32tm /resync'],
    ['macos', 'sntp -sS'],
    ['wsl', 'hwclock -s'],
    ['container', 'on the host'],
    ['timesyncd', 'timedatectl timesync-status'],
    ['chrony', 'chronyc makestep'],
    ['ntpd', 'ntpq -p'],
    ['linux', 'no service that sets this clock'],
  ] as const)('on %s', async (kind, said) => {
    const { err } = await play('clock', { clock: 40, terminal: false, keeper: { kind, virtual: false } })
    expect(err).toContain(said)
    expect(err).toContain(
      'a strict service rejects 100 % of the codes made by this clock, a tolerant one (±30 s) 33 %',
    )
  })

  it('knows a virtual machine that slept', async () => {
    const { err } = await play('clock', { clock: 700, keeper: { kind: 'chrony', virtual: true } })
    expect(err).toContain('this is a virtual machine')
  })

  it('has nothing to say about a right clock', async () => {
    expect((await play('clock', { clock: 0, terminal: false })).err).toBe('')
  })
})
