/**
 * The program beside a real time server, and beside three programs that others trust, under wrong clocks. It all happens in a network
 * namespace of its own, because ntpdate asks at port 123 only; nothing else is reached from there.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chronydArguments, freePort, startChronyd } from './support/chronyd.ts'
import { underTime } from './support/faketime.ts'
import { findProgram, needs } from './support/needs.ts'
import { type Ran, spawnProgram } from './support/packed.ts'

const bin = join(fileURLToPath(new URL('..', import.meta.url)), 'bin', '2fa-rescue.js')
const env = { ...process.env, DONT_FAKE_MONOTONIC: '1', LANG: 'C.UTF-8', HOME: '/nonexistent' }
const minutes = 60_000

/** Whoever is not root becomes it inside a user namespace. */
const asRoot = userInfo().uid === 0 ? [] : ['--map-root-user']
/** A server answers once it has settled on its own clock. */
const settle =
  'for i in $(seq 50); do ntpdate -q 127.0.0.1 2>/dev/null | grep -q "s5 " && break; sleep 0.2; done'
const configurationOf = (folder: string): string =>
  `port 123\nbindaddress 127.0.0.1\nallow 127.0.0.0/8\nlocal stratum 5\ncmdport 0\nbindcmdaddress /\npidfile ${folder}/pid\n`

/** Seconds from now to a day after the first era of NTP ends (RFC 5905, section 6). */
const nextEra = Math.round(Date.UTC(2036, 1, 8) / 1000 - Date.now() / 1000)

/**
 * How far this computer's clock is set off, and who can tell: ntpdate and check_ntp_time break with the new era, and chronyd
 * looks past faketime below a second.
 */
const shifts: readonly { readonly shift: number; readonly oracles: readonly Oracle[] }[] = [
  ...[0, 0.4, -0.4].map((shift) => ({ shift, oracles: ['ntpdate', 'plugin'] as const })),
  ...[90, -90, -3600].map((shift) => ({ shift, oracles: ['ntpdate', 'plugin', 'chronyd'] as const })),
  { shift: nextEra, oracles: ['chronyd'] },
]

type Oracle = 'ntpdate' | 'plugin' | 'chronyd'

interface Asked extends Readonly<Record<Oracle, number>> {
  readonly ours: { readonly offset_s: number; readonly uncertainty_s: number; readonly status: string }
}

/** Starts a server, asks it with each program under each clock, and stops it; results stand behind marks. */
function scriptFor(chronyd: string, configuration: string): string {
  const asks = shifts.flatMap(({ shift }) => {
    const at = underTime('-f', `${shift >= 0 ? '+' : ''}${shift}s`).join(' ')
    return [
      `echo "@ours"; ${at} ${process.execPath} ${bin} clock --server 127.0.0.1 --json`,
      `echo "@ntpdate"; ${at} ntpdate -q 127.0.0.1`,
      `echo "@plugin"; ${at} ${findProgram('check_ntp_time')} -H 127.0.0.1 -w 0.5 -c 1`,
      `echo "@chronyd"; ${at} ${chronyd} -Q -t 3 'server 127.0.0.1 maxsamples 1' 2>&1`,
    ]
  })
  return [
    'ip link set lo up',
    `${chronyd} ${chronydArguments(configuration).join(' ')} &`,
    settle,
    ...asks,
    'kill %1; wait',
  ].join('\n')
}

const ready = ['chronyd', 'faketime', 'ntpdate', 'check_ntp_time', 'unshare', 'ip']
  .map(needs)
  .every((found) => found)

describe.runIf(ready)('the clock beside other programs', () => {
  let folder = ''
  let all: readonly Asked[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oracles-'))
    const configuration = join(folder, 'chrony.conf')
    await writeFile(configuration, configurationOf(folder))
    const script = scriptFor(findProgram('chronyd') ?? '', configuration)
    const { out, err } = await spawnProgram('unshare', [...asRoot, '--net', 'bash', '-c', script], { env })
    const results = out.split(/^@(?=ours|ntpdate|plugin|chronyd)/m).slice(1)
    const read = (name: string): readonly string[] =>
      results.filter((text) => text.startsWith(`${name}\n`)).map((text) => text.slice(name.length + 1))
    const [ours, dates, plugins, chronyds] = ['ours', 'ntpdate', 'plugin', 'chronyd'].map(read)
    all = shifts.map((_, index) => ({
      ours: JSON.parse(ours?.[index] || 'null') ?? fail(`${out}\n${err}`),
      ntpdate: Number(/ ([+-]\d+\.\d+) \+\/- /.exec(dates?.[index] ?? '')?.[1]),
      plugin: Number(/offset=(-?[\d.]+(?:e-?\d+)?)s/.exec(plugins?.[index] ?? '')?.[1]),
      chronyd: Number(/wrong by (-?[\d.]+) seconds/.exec(chronyds?.[index] ?? '')?.[1]),
    }))
  }, 3 * minutes)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(shifts.map((one, index) => ({ ...one, index })))(
    'agrees at $shift s',
    ({ shift, oracles, index }) => {
      const asked = all[index] ?? fail('missing')
      const { ours } = asked
      const allowed = 0.005 + ours.uncertainty_s
      expect(ours.status).toBe(Math.abs(shift) < 5 ? 'ok' : 'critical')
      expect(Math.abs(ours.offset_s + shift)).toBeLessThanOrEqual(allowed)
      for (const oracle of oracles)
        expect(Math.abs(ours.offset_s - asked[oracle]), oracle).toBeLessThanOrEqual(allowed)
      expect(ours.uncertainty_s).toBeLessThanOrEqual(0.02)
    },
  )
})

/** The same options for both, and what they end with: how far this computer's clock is set off decides. */
const pluginRuns: readonly (readonly [shift: number, options: string, exit: number])[] = [
  [0, '-w 0.5 -c 1', 0],
  [0.7, '-w 0.5 -c 1', 1],
  [-0.7, '-w 0.5 -c 1', 1],
  [90, '-w 0.5 -c 1', 2],
  [-90, '-w 0.5 -c 1', 2],
  [90, '-w 60 -c 120', 1],
  [90, '-w 0:60 -c 0:120', 1],
  [90, "-w '~:100' -c '~:120'", 0],
  [90, '-w @60: -c @120:', 1],
  [-90, '-w @60: -c @80:', 2],
  [90, '-t 5 -w 100 -c 120', 0],
]

describe.runIf(ready)('as a monitoring plug-in, beside check_ntp_time', () => {
  let statuses: readonly (readonly [ours: number, theirs: number])[] = []

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plugin-'))
    const configuration = join(folder, 'chrony.conf')
    await writeFile(configuration, configurationOf(folder))
    const runs = pluginRuns.map(([shift, options]) => {
      const at = underTime('-f', `${shift >= 0 ? '+' : ''}${shift}s`).join(' ')
      const own = `${at} ${process.execPath} ${bin} clock --format nagios -H 127.0.0.1 ${options}`
      const other = `${at} ${findProgram('check_ntp_time')} -H 127.0.0.1 ${options}`
      return `${own} >/dev/null 2>&1; ours=$?; ${other} >/dev/null 2>&1; echo "@$ours $?"`
    })
    const daemon = `${findProgram('chronyd')} ${chronydArguments(configuration).join(' ')} &`
    const script = ['ip link set lo up', daemon, settle, ...runs, 'kill %1; wait'].join('\n')
    const { out } = await spawnProgram('unshare', [...asRoot, '--net', 'bash', '-c', script], { env })
    statuses = [...out.matchAll(/^@(\d+) (\d+)$/gm)].map(([, ours, theirs]) => [Number(ours), Number(theirs)])
    await rm(folder, { recursive: true, force: true })
  }, 3 * minutes)

  it.each(pluginRuns.map((run, index) => [...run, index] as const))(
    'at %d s with %s both end with %d',
    (_shift, _options, exit, index) => {
      expect(statuses[index]).toEqual([exit, exit])
    },
  )
})

describe.runIf(ready)('names', () => {
  interface Told {
    readonly status: string
    readonly offset_s: number | null
    readonly uncertainty_s: number | null
    readonly elapsed_ms: number
    readonly sources: readonly { readonly state: string; readonly reject: string | null }[]
  }
  const hosts = ['quick.example', 'slow.example', 'six.example', 'lost.example'] as const
  let told: Readonly<Record<string, Told>> = {}

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'names-'))
    const configuration = join(folder, 'chrony.conf')
    await writeFile(configuration, configurationOf(folder))
    await writeFile(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n')
    const script = [
      'ip link set lo up',
      `mount --bind ${folder}/resolv.conf /etc/resolv.conf`,
      `${findProgram('chronyd')} ${chronydArguments(configuration).join(' ')} &`,
      `${process.execPath} ${join(bin, '../../test/support/name-server.mjs')} &`,
      settle,
      ...hosts.map((host) => `${process.execPath} ${bin} clock --server ${host} --json`),
      'kill %1 %2; wait',
    ].join('\n')
    const { out, err } = await spawnProgram(
      'unshare',
      [...asRoot, '--net', '--mount', 'bash', '-c', script],
      {
        env,
      },
    )
    const lines = out.trimEnd().split('\n')
    told = Object.fromEntries(hosts.map((host, index) => [host, JSON.parse(lines[index] || fail(err))]))
    await rm(folder, { recursive: true, force: true })
  }, 3 * minutes)

  it('that take long to resolve do not make the clock wrong', () => {
    const { status, offset_s, uncertainty_s, elapsed_ms } = told['slow.example'] ?? fail('missing')
    expect(status).toBe('ok')
    expect(elapsed_ms).toBeGreaterThan(790)
    expect(Math.abs(offset_s ?? 1)).toBeLessThanOrEqual(uncertainty_s ?? 0)
    expect(uncertainty_s).toBeLessThanOrEqual(0.02)
    expect(told['quick.example']?.elapsed_ms).toBeLessThan(790)
  })

  it('that have an IPv6 address only are named so', () => {
    expect(told['six.example']).toMatchObject({
      status: 'unknown',
      sources: [{ state: 'unresolved', reject: 'IPV6' }],
    })
  })

  it('that nobody answers for are given up in time', () => {
    const { sources, elapsed_ms } = told['lost.example'] ?? fail('missing')
    expect(sources).toMatchObject([{ state: 'unresolved', reject: 'DNS' }])
    expect(elapsed_ms).toBeLessThan(2500)
  })
})

function fail(text: string): never {
  throw new Error(text)
}

describe.runIf(needs('chronyd'))('a server that limits how often it is asked', () => {
  const clock = (port: number, ...more: readonly string[]): Promise<Ran> =>
    spawnProgram(process.execPath, [bin, 'clock', '--server', `127.0.0.1:${port}`, '--json', ...more], {
      env,
    })

  it('answers whoever sends one packet a run', async () => {
    const server = await startChronyd(['ratelimit interval 1 burst 4 leak 2'])
    try {
      for (let run = 0; run < 3; run += 1) {
        const { exit, out } = await clock(server.port)
        expect([exit, JSON.parse(out).status]).toEqual([0, 'ok'])
      }
    } finally {
      await server.stop()
    }
  })
})

describe.runIf(needs('prometheus-node-exporter'))('metrics', () => {
  it.runIf(needs('chronyd'))('are taken by node_exporter as they are', async () => {
    const server = await startChronyd()
    const folder = await mkdtemp(join(tmpdir(), 'metrics-'))
    try {
      const file = join(folder, 'clock.prom')
      const asked = [
        'clock',
        '--server',
        `127.0.0.1:${server.port}`,
        '--format',
        'prometheus',
        '--output',
        file,
      ]
      expect(await spawnProgram(process.execPath, [bin, ...asked], { env })).toMatchObject({
        exit: 0,
        out: '',
      })
      const text = await scrapeOnce(folder)
      expect(text).toContain('node_textfile_scrape_error 0')
      expect(text).toMatch(/^twofa_rescue_clock_offset_seconds\{method="ntp"\} -?\d/m)
      expect(text).toContain('twofa_rescue_clock_check_success{method="ntp"} 1')
    } finally {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it.runIf(needs('promtool')).each([
    ['measured', 'chronyd'],
    ['not measured', undefined],
  ])('are well formed when %s', async (_name, program) => {
    const server = program === undefined ? undefined : await startChronyd()
    try {
      const asked = [
        'clock',
        '--server',
        `127.0.0.1:${server?.port ?? 9}`,
        '--timeout',
        '0.3',
        '--format',
        'prometheus',
      ]
      const { out } = await spawnProgram(process.execPath, [bin, ...asked], { env })
      const { exit, err } = await spawnProgram(
        'bash',
        ['-c', 'printf "%s\\n" "$METRICS" | promtool check metrics'],
        {
          env: { ...env, METRICS: out.trimEnd() },
        },
      )
      expect([exit, err]).toEqual([0, ''])
    } finally {
      await server?.stop()
    }
  })
})

/** What node_exporter answers once it has read a folder. */
async function scrapeOnce(folder: string): Promise<string> {
  const port = await freePort()
  const child = spawn(
    findProgram('prometheus-node-exporter') ?? '',
    [
      `--web.listen-address=127.0.0.1:${port}`,
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${folder}`,
    ],
    { stdio: 'ignore' },
  )
  try {
    for (let tries = 0; tries < 50; tries += 1) {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined)
      if (answer?.ok) return await answer.text()
      await delay(200)
    }
    return fail('node_exporter does not answer')
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}
