/** `doctor`: one line a check, in both languages; and beside a real keyring and a real time server. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from '../../src/core/store.ts'
import { type Chronyd, freePort, startChronyd } from '../support/chronyd.ts'
import { hasKeyring, type Keyring, startKeyring } from '../support/keyring.ts'
import { needs } from '../support/needs.ts'
import { type Ran, spawnProgram } from '../support/packed.ts'
import { configPath, play } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'

const names = ['node', 'terminal', 'keychain', 'store', 'clock', 'network', 'flows']
const entry: Entry = { kind: 'totp', name: 'google', value: { issuer: 'Google', n: 1 } }
const folder = '/home/tester/.local/share/2fa-rescue'

interface Report {
  readonly ok: boolean
  readonly checks: readonly {
    readonly check: string
    readonly status: string
    readonly text: string
    readonly reason: string | null
    readonly repair: string | null
  }[]
}

describe('doctor', () => {
  it('has one line for each check where all is well', async () => {
    const { exit, out, err } = await play('doctor node terminal keychain store clock network', { clock: 0 })
    expect([exit, err]).toEqual([0, ''])
    expect(out).toBe(
      '✔ node      Node 20.19.0 on linux\n' +
        '✔ terminal  80 columns, 24 rows\n' +
        '✔ keychain  the keychain answers; entries of this program: 0\n' +
        '✔ store     no encrypted file; it is not needed while the keychain is used\n' +
        '✔ clock     clock is 0.5 ms behind (±14 ms, 3 of 3 servers agree)\n' +
        '✔ network   3 of 3 time servers answer\n',
    )
  })

  it('runs all checks where none is named, in one order', async () => {
    const { out } = await play('doctor --json', { clock: 0 })
    const { ok, checks } = JSON.parse(out) as Report
    expect(checks.map(({ check }) => check)).toEqual(names)
    expect([ok, checks.every(({ status }) => status === 'ok')]).toEqual([true, true])
    const some = await play('doctor flows node --json')
    expect((JSON.parse(some.out) as Report).checks.map(({ check }) => check)).toEqual(['node', 'flows'])
  })

  it('gives the reasons with --verbose', async () => {
    const { out } = await play('doctor node network --verbose', { clock: 0 })
    expect(out).toBe(
      '✔ node     Node 20.19.0 on linux\n' +
        '           Node 20.19 or later is needed\n' +
        '✔ network  3 of 3 time servers answer\n' +
        '           asked: time.google.com, time.aws.com, time.facebook.com\n',
    )
  })

  it('asks nobody with --offline, which is no failure', async () => {
    const { exit, out, queries } = await play('doctor clock network --offline')
    expect([exit, queries]).toEqual([0, 0])
    expect(out).toBe(
      '– clock    not checked, because of --offline\n– network  not checked, because of --offline\n',
    )
  })

  it.each(['20.18.3', '18.20.0', '19.9.0'])('refuses Node %s', async (node) => {
    const { exit, out } = await play('doctor node', { node })
    expect(exit).toBe(1)
    expect(out).toBe(
      `✘ node  Node ${node} on linux\n        to repair: install Node 20.19 or later: https://nodejs.org/\n`,
    )
  })

  it.each(['20.19.0', '20.20.1', '22.0.0', '26.1.0'])('takes Node %s', async (node) => {
    expect((await play('doctor node', { node })).exit).toBe(0)
  })

  it('fails where no server answers, and says what was tried', async () => {
    const { exit, out } = await play('doctor clock network --json')
    expect(exit).toBe(1)
    const { ok, checks } = JSON.parse(out) as Report
    expect([ok, ...checks.map(({ status }) => status)]).toEqual([false, 'skipped', 'failed'])
    expect(checks[1]?.text).toBe('no time server answers (time.google.com, time.aws.com, time.facebook.com)')
    expect(checks[1]?.reason).toContain('time.aws.com does not answer')
    expect(checks[1]?.repair).toContain('2fa-rescue clock --https')
  })

  it('tells a blocked port from no network', async () => {
    const { exit, out } = await play('doctor network', { web: 0 })
    expect(exit).toBe(0)
    expect(out).toMatch(/^! network {2}time servers do not answer, web servers do\n {11}to repair: allow UDP/)
  })

  it('fails for a clock that is off, and says how to correct it', async () => {
    const { exit, out } = await play('doctor clock', {
      clock: 90,
      keeper: { kind: 'chrony', virtual: false },
    })
    expect(exit).toBe(1)
    expect(out).toMatch(/^✘ clock {2}clock is 90 s behind/)
    expect(out.replaceAll(/\s+/g, ' ')).toContain('to repair: chrony sets this clock: sudo chronyc makestep')
  })

  it('fails without a keychain, unless the encrypted file is used', async () => {
    const silent = await play('doctor keychain', { stores: fakeStores({ answers: false }) })
    expect(silent.exit).toBe(1)
    expect(silent.out).toMatch(/^✘ keychain {2}the keychain cannot be reached/)
    expect(silent.out).toContain('--store file')
    const stores = fakeStores({ answers: false, file: [entry] })
    const files = { [`${folder}/store.age`]: '["sealed",…' }
    const { exit, out } = await play('doctor keychain store', { stores, files })
    expect(exit).toBe(0)
    expect(out).toMatch(/^– keychain {2}the keychain cannot be reached/)
    expect(out).toContain('✔ store     the encrypted file is there; it opens with its passphrase\n')
    expect(stores.passphrases).toEqual([])
  })

  it('opens the file with an identity, and sees a damaged one without', async () => {
    const stores = fakeStores({ file: [entry] })
    const { out } = await play('doctor store --identity id.txt', { stores })
    expect(out).toBe('✔ store  the encrypted file opens; entries: 1\n')
    const files = { [`${folder}/store.age`]: 'something else' }
    const damaged = await play('doctor store', { stores, files })
    expect(damaged.exit).toBe(1)
    expect(damaged.out).toMatch(/^✘ store {2}store\.age is damaged or cannot be read\n/)
  })

  it('fails for flows of one’s own that cannot be used', async () => {
    const files = { [configPath]: 'flows: /desk\n', '/desk/a.yaml': 'title: [\n' }
    const { exit, out } = await play('doctor flows', { files })
    expect(exit).toBe(1)
    expect(out).toMatch(/^✘ flows {2}1 problem in the flow files\n {9}to repair: 2fa-rescue flow check\n/)
    const missing = await play('doctor flows', { env: { TWOFA_RESCUE_FLOWS: '/nowhere' } })
    expect(missing.out).toMatch(/^✘ flows {2}there is no file \/nowhere\n/)
  })

  it('is a warning where there is no terminal, or a narrow one', async () => {
    const { exit, out } = await play('doctor terminal', { terminal: false })
    expect([exit, out.split('\n')[0]]).toEqual([0, '! terminal  the output is not a terminal'])
    const narrow = await play('doctor terminal', { columns: 30 })
    expect([narrow.exit, narrow.out]).toEqual([0, '! terminal  30 columns, 24\n            rows\n'])
  })

  it('has marks in ASCII for a terminal without Unicode', async () => {
    const { out } = await play('doctor node clock network --offline', { unicode: false, node: '18.0.0' })
    expect(out).toMatch(/^x node/m)
    expect(out).toMatch(/^- clock/m)
    expect((await play('doctor node', { unicode: false })).out).toMatch(/^\+ node/)
  })

  it('says all of it in Japanese', async () => {
    const { out } = await play('doctor --verbose --lang ja', { clock: 0 })
    const lines = out.split('\n').filter((line) => line !== '')
    expect(lines.length).toBeGreaterThan(13)
    const mute = lines.filter((line) => !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(line))
    // The names of servers, where the line before them was too short.
    expect(mute.filter((line) => !/time\.\w+\.com$/.test(line))).toEqual([])
  })

  it('refuses a check that there is none of', async () => {
    const { exit, err } = await play('doctor clok')
    expect(exit).toBe(2)
    expect(err).toContain('node, terminal, keychain, store, clock, network, flows')
  })
})

const bin = fileURLToPath(new URL('../../bin/2fa-rescue.js', import.meta.url))

describe.runIf(hasKeyring() && needs('chronyd'))('doctor beside real parts', () => {
  let keyring: Keyring
  let server: Chronyd

  beforeAll(async () => {
    keyring = await startKeyring()
    server = await startChronyd()
  }, 60_000)
  afterAll(async () => {
    await keyring?.stop()
    await server?.stop()
  })

  const run = (args: string, more: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    spawnProgram(process.execPath, [bin, ...args.split(' ')], {
      env: {
        ...keyring.env,
        XDG_DATA_HOME: join(keyring.home, 'data'),
        XDG_CONFIG_HOME: join(keyring.home, 'config'),
        TWOFA_RESCUE_SERVERS: `127.0.0.1:${server.port}`,
        ...more,
      },
    })
  const report = ({ out }: Ran): Report => JSON.parse(out)

  it('finds all of them usable, and leaves nothing in the keychain', async () => {
    const ran = await run('doctor --json')
    const { ok, checks } = report(ran)
    expect(checks.map(({ check, status }) => `${check} ${status}`)).toEqual([
      ...['node ok', 'terminal warning', 'keychain ok', 'store ok', 'clock ok', 'network ok', 'flows ok'],
    ])
    expect([ran.exit, ok]).toEqual([0, true])
    const { out } = keyring.run('secret-tool', ['search', '--all', 'service', '2fa-rescue'])
    expect(out).toBe('')
  })

  it('names the server that does not answer', async () => {
    const port = await freePort()
    const ran = await run('doctor network --json', { TWOFA_RESCUE_SERVERS: `127.0.0.1:${port}` })
    expect(ran.exit).toBe(1)
    expect(report(ran).checks[0]?.text).toBe(`no time server answers (127.0.0.1:${port})`)
  })

  it('finds a damaged file', async () => {
    const data = join(keyring.home, 'damaged')
    mkdirSync(join(data, '2fa-rescue'), { recursive: true, mode: 0o700 })
    writeFileSync(join(data, '2fa-rescue', 'store.age'), 'nothing of age', { mode: 0o600 })
    const ran = await run('doctor store --json', { XDG_DATA_HOME: data })
    expect(ran.exit).toBe(1)
    expect(report(ran).checks[0]?.status).toBe('failed')
  })

  it('finds a locked keychain', async () => {
    keyring.lock()
    const ran = await run('doctor keychain --json')
    expect(ran.exit).toBe(1)
    expect(report(ran).checks[0]?.repair).toContain('--store file')
  })

  it('finds that there is none', async () => {
    const ran = await run('doctor keychain --json', {
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    })
    expect(ran.exit).toBe(1)
    expect(report(ran).checks[0]?.text).toContain('the keychain cannot be reached')
  })
})
