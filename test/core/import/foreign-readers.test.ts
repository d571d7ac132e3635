/**
 * What is written for other programs, opened by other programs: KeePassXC (links), the library otpauth (links) and the
 * library gauth-decode (transfers of Google Authenticator). No reader of vaults of Aegis or backups of 2FAS that runs
 * without a window could be found to install; `writers.test.ts` opens those by their documentation.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeMigrationUri } from 'gauth-decode'
import { HOTP, TOTP, URI } from 'otpauth'
import { afterAll, describe, expect, it } from 'vitest'
import type { ImportedEntry } from '../../../src/core/import/model.ts'
import { writeEntries } from '../../../src/core/import/writers/index.ts'
import { Secret } from '../../../src/core/secret.ts'
import { underTime } from '../../support/faketime.ts'
import { needs } from '../../support/needs.ts'

const options = { random: (bytes: number) => new Uint8Array(bytes).fill(7), at: 1_700_000_000 }

const entry = (given: Partial<ImportedEntry>): ImportedEntry => ({
  type: 'totp',
  issuer: 'Example',
  account: 'alice@example.org',
  secret: new Secret(Uint8Array.of(72, 101, 108, 108, 111, 33, 222, 173, 190, 239)),
  parameters: { algorithm: 'SHA1', digits: 6, period: 30 },
  stated: [],
  tags: [],
  notes: [],
  ...given,
})

const usual = entry({})
const long = entry({
  issuer: '銀行 & Co',
  account: 'a+b c#1',
  parameters: { algorithm: 'SHA256', digits: 8, period: 60 },
})
const short = entry({ account: '50% off?', parameters: { algorithm: 'SHA512', digits: 7, period: 15 } })
const ten = entry({ issuer: '', account: 'vpn', parameters: { algorithm: 'SHA1', digits: 10, period: 30 } })
const steam = entry({
  type: 'steam',
  issuer: 'Steam',
  account: 'joe',
  parameters: { algorithm: 'SHA1', digits: 5, period: 30 },
})
const counted = entry({ type: 'hotp', account: 'door', counter: 5 })

const writeLines = async (target: 'links' | 'google-qr', entries: readonly ImportedEntry[]) =>
  (await writeEntries(target, entries, options)).text.reveal().trimEnd().split('\n')

describe('the library otpauth', () => {
  it('reads the links', async () => {
    const links = await writeLines('links', [usual, long, short, ten, counted])
    const read = links.map((link) => {
      const one = URI.parse(link)
      const { issuer, label, algorithm, digits } = one
      const step = one instanceof TOTP ? one.period : one instanceof HOTP ? `#${one.counter}` : ''
      return [issuer, label, one.secret.base32, algorithm, digits, step]
    })
    expect(read).toEqual([
      ['Example', 'alice@example.org', 'JBSWY3DPEHPK3PXP', 'SHA1', 6, 30],
      ['銀行 & Co', 'a+b c#1', 'JBSWY3DPEHPK3PXP', 'SHA256', 8, 60],
      ['Example', '50% off?', 'JBSWY3DPEHPK3PXP', 'SHA512', 7, 15],
      ['', 'vpn', 'JBSWY3DPEHPK3PXP', 'SHA1', 10, 30],
      ['Example', 'door', 'JBSWY3DPEHPK3PXP', 'SHA1', 6, '#5'],
    ])
  })
})

describe('the library gauth-decode', () => {
  it('reads the transfers', async () => {
    const sha512 = entry({
      issuer: '',
      account: '日本',
      parameters: { algorithm: 'SHA512', digits: 8, period: 30 },
    })
    const [link = ''] = await writeLines('google-qr', [usual, sha512, counted])
    const read = await decodeMigrationUri(link)
    // The issuer stands before the name, as Google writes it; SHA-512 is the third value, which this library has no name for.
    expect(read).toMatchObject([
      {
        issuer: 'Example',
        name: 'Example:alice@example.org',
        secretBase32: 'JBSWY3DPEHPK3PXP',
        algorithm: 'ALGO_SHA1',
        digits: 1,
        type: 'OTP_TOTP',
      },
      {
        name: '日本',
        secretBase32: 'JBSWY3DPEHPK3PXP',
        algorithm: 3,
        digits: 2,
        type: 'OTP_TOTP',
      },
      { issuer: 'Example', name: 'Example:door', secretBase32: 'JBSWY3DPEHPK3PXP', type: 'OTP_HOTP' },
    ])
  })
})

const canRun = [needs('keepassxc-cli'), needs('faketime')].every((has) => has)

describe.runIf(canRun)('KeePassXC', () => {
  const folder = mkdtempSync(join(tmpdir(), '2fa-rescue-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const database = join(folder, 'codes.kdbx')
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', TZ: 'UTC', HOME: folder }
  const run = (input: string, program: string, ...args: readonly string[]): string =>
    execFileSync(program, [...args], { input, env, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })

  it('makes the same codes of the links', { timeout: 60_000 }, async () => {
    const links = await writeLines('links', [usual, long, short, steam])
    const field = (key: string, value: string): string =>
      `<String><Key>${key}</Key><Value>${value}</Value></String>`
    const entries = links.map(
      (link, at) =>
        `<Entry>${field('Title', `entry ${at}`)}${field('otp', link.replaceAll('&', '&amp;'))}</Entry>`,
    )
    const group = `<Group><Name>Root</Name>${entries.join('')}</Group>`
    const xml = join(folder, 'codes.xml')
    writeFileSync(xml, `<?xml version="1.0"?><KeePassFile><Meta/><Root>${group}</Root></KeePassFile>`)
    run('password\npassword\n', 'keepassxc-cli', 'import', '-p', '-t', '100', xml, database)
    const [faketime = '', ...time] = underTime('2023-11-14 22:13:20')
    const codes = links.map((_, at) =>
      run(
        'password\n',
        faketime,
        ...time,
        'keepassxc-cli',
        'show',
        '-q',
        '-t',
        database,
        `entry ${at}`,
      ).trim(),
    )
    // Made by Python’s hmac from RFC 6238 and the alphabet of Steam.
    expect(codes).toEqual(['324550', '71205722', '4670123', '2KM2P'])
  })
})
