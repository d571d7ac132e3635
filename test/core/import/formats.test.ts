/** Files of the formats that were made by other programs or by Node alone, for what the collection of samples lacks. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recogniseFiles } from '../../../src/core/import/index.ts'
import type { ImportedEntry } from '../../../src/core/import/model.ts'
import { Secret } from '../../../src/core/secret.ts'

async function open(content: string | Uint8Array | object, password?: string) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(text)
  const { sources, refused } = await recogniseFiles([{ name: 'file', bytes }])
  for (const { error } of refused) throw error
  const [source] = sources
  if (source === undefined) throw new Error('expected a source')
  return source.open(password === undefined ? {} : { password: new Secret(password) })
}

/** An entry in one line: type, issuer, account, secret in hexadecimal, parameters. */
const line = ({ type, issuer, account, secret, parameters, counter }: ImportedEntry): string =>
  [
    type,
    issuer,
    account,
    Buffer.from(secret.reveal()).toString(type === 'motp' ? 'latin1' : 'hex'),
    parameters.algorithm,
    parameters.digits,
    type === 'hotp' ? `#${counter}` : parameters.period,
  ].join(' ')

const readFixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url)))

const key = '3132333435363738393031323334353637383930'
const short = '48656c6c6f21deadbeef'

describe('Authenticator Plus', () => {
  // Made by sqlcipher 3.4.1; the password is “correct horse”.
  const file = readFixture('authplus.db')

  it('opens its database', async () => {
    const { format, entries } = await open(file, 'correct horse')
    expect(format).toBe('authenticator-plus')
    expect(entries.map(line)).toEqual([
      `totp GitHub mika ${key} SHA1 6 30`,
      `hotp  vpn ${short} SHA1 6 #7`,
      `totp Battle.net EU-1234 ${key} SHA1 8 30`,
    ])
  })

  it('says so where the password is wrong', async () => {
    await expect(open(file, 'wrong')).rejects.toMatchObject({ problem: { code: 'import-wrong-password' } })
  })
})

describe('KeePass', () => {
  // Made by pykeepass 4.0.3; the password is “correct horse”.
  it('opens a database under Twofish', async () => {
    const { entries } = await open(readFixture('twofish.kdbx'), 'correct horse')
    expect(entries.map(line)).toEqual([`totp GitHub mika ${key} SHA1 8 30`])
  })
})

const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const link = `otpauth://totp/GitHub:mika?secret=${base32}&issuer=GitHub`

describe('lists of links', () => {
  it.each([
    ['with a byte order mark and CRLF', `\ufeff${link}\r\n\r\n# a comment ${link}\r\n`],
    ['after a prefix', `QR-Code:${link}\n`],
    ['in quotation marks', `"${link}"\n`],
  ])('%s', async (_, text) => {
    expect((await open(text)).entries.map(line)).toEqual([`totp GitHub mika ${key} SHA1 6 30`])
  })

  it('in UTF-16, as Windows writes text', async () => {
    const bytes = new Uint8Array(Buffer.from(`\ufeff${link}\r\n`, 'utf16le'))
    expect((await open(bytes)).entries.map(line)).toEqual([`totp GitHub mika ${key} SHA1 6 30`])
  })

  it('several in one line, parted by commas, with a comma in a name', async () => {
    const { entries } = await open(`${link},otpauth://totp/A,B:c?secret=${base32},steam://${base32}\n`)
    expect(entries.map(line)).toEqual([
      `totp GitHub mika ${key} SHA1 6 30`,
      `totp A,B c ${key} SHA1 6 30`,
      `steam   ${key} SHA1 5 30`,
    ])
  })

  it('of kinds that few apps know; an unknown algorithm is never taken for SHA1', async () => {
    const { entries, failed } = await open(
      [
        `otpauth://totp/a?secret=${base32}&algorithm=MD5`,
        `otpauth://totp/b?secret=${base32}&algorithm=SHA3`,
        'motp://Corp:mika?secret=00aa11bb22cc33dd',
        `otpauth://yaotp/Yandex:mika?secret=${base32}&pin=1234`,
        `otpauth://hotp/c?secret=${base32}`,
      ].join('\n'),
    )
    expect(entries.map(line)).toEqual([
      `totp  a ${key} MD5 6 30`,
      'motp Corp mika 00aa11bb22cc33dd MD5 6 10',
      `yandex Yandex mika ${key} SHA256 8 30`,
      `hotp  c ${key} SHA1 6 #0`,
    ])
    expect(failed).toEqual([{ title: '#2', why: { kind: 'algorithm', name: 'SHA3' } }])
    expect(entries.map(({ notes }) => notes)).toEqual([
      [{ kind: 'no-codes' }],
      [{ kind: 'no-pin' }],
      [],
      [{ kind: 'no-counter' }],
    ])
  })
})

describe('files that never give codes', () => {
  const refused = (what: string) => ({ problem: { code: 'bad-import', flaw: { kind: 'unusable', what } } })
  it.each([
    [
      'names of FreeOTP 2',
      `<map><string name="a">{"issuerExt":"A","label":"b","type":"TOTP"}</string></map>`,
      'freeotp-names',
    ],
    ['KeePass 1', Uint8Array.of(3, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5, 0, 0, 0, 0), 'keepass-1'],
    [
      'Aegis with a fingerprint only',
      { version: 1, header: { slots: [{ type: 2 }], params: {} }, db: 'AAAA' },
      'aegis-no-password',
    ],
    [
      'the manifest of Steam',
      { encrypted: true, entries: [{ filename: '1.maFile' }] },
      'steam-manifest-only',
    ],
    ['WinAuth’s own file', '<?xml version="1.0"?><WinAuth version="3.5"></WinAuth>', 'winauth-xml'],
    ['a vault of 1Password', 'var profile={"salt":"x"};', '1password-vault'],
  ])('%s', async (_, content, what) => {
    await expect(open(content)).rejects.toMatchObject(refused(what))
  })
})

describe('formats by their documentation', () => {
  it('2FAS of a newer schema: a warning, not a refusal', async () => {
    const { entries, lost } = await open({
      schemaVersion: 9,
      services: [{ name: 'A', secret: base32, otp: {} }],
    })
    expect(entries.map(line)).toEqual([`totp A  ${key} SHA1 6 30`])
    expect(lost).toEqual(['newer-version'])
  })

  it('Aegis with groups by their identifiers, and one damaged entry', async () => {
    const info = { secret: base32, algo: 'SHA1', digits: 6, period: 30 }
    const { entries, failed } = await open({
      version: 1,
      header: { slots: null, params: null },
      db: {
        version: 3,
        entries: [
          { type: 'totp', issuer: 'A', name: 'a', info, groups: ['g1'] },
          { type: 'totp', issuer: 'B', name: 'b', info: null },
          { type: 'unheard-of', issuer: 'C', name: 'c', info },
          null,
        ],
        groups: [{ uuid: 'g1', name: 'Work' }],
      },
    })
    expect(entries.map(({ tags }) => tags)).toEqual([['Work']])
    expect(failed).toEqual([
      { title: 'B:b', why: { kind: 'no-secret' } },
      { title: 'C:c', why: { kind: 'type' } },
      { title: '#4', why: { kind: 'no-secret' } },
    ])
  })

  it('Bitwarden: bare secrets take the names of the item; the trash is left out and said', async () => {
    const item = (name: string, totp: string, more: object = {}) => ({
      type: 1,
      name,
      login: { username: 'mika', totp },
      ...more,
    })
    const { entries, skipped } = await open({
      encrypted: false,
      folders: [{ id: 'f', name: 'Work' }],
      items: [
        item('A', 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq', { folderId: 'f' }),
        item('B', `steam://${base32}`),
        item('C', base32, { deletedDate: '2024-01-01T00:00:00Z' }),
        { type: 2, name: 'a note' },
      ],
    })
    expect(entries.map(line)).toEqual([`totp A mika ${key} SHA1 6 30`, `steam B mika ${key} SHA1 5 30`])
    expect(entries[0]?.tags).toEqual(['Work'])
    expect(skipped.map(({ why, entry }) => [why, entry.issuer])).toEqual([['trash', 'C']])
  })

  it('andOTP of old versions: the issuer in the label, and repeated in it', async () => {
    const account = { secret: `${base32}====`, type: 'TOTP', algorithm: 'SHA1', digits: 6, period: 30 }
    const { entries } = await open([
      { ...account, label: 'GitHub - mika' },
      { ...account, label: 'GitHub:mika', issuer: 'GitHub' },
      { ...account, label: 'mika', issuer: '' },
    ])
    expect(entries.map(({ issuer, account }) => [issuer, account])).toEqual([
      ['GitHub', 'mika'],
      ['GitHub', 'mika'],
      ['', 'mika'],
    ])
  })

  it('a LastPass vault and a Proton Pass table, columns in any order', async () => {
    const lastPass = await open(
      `url,username,password,totp,extra,name,grouping,fav\nu,mika,p,${base32},,A,Work,0\n`,
    )
    expect([lastPass.format, lastPass.entries.map(line)]).toEqual([
      'lastpass-csv',
      [`totp A mika ${key} SHA1 6 30`],
    ])
    const proton = await open(`totp,type,name,url,email,username,password,note\n${link},login,A,,,,,\n`)
    expect([proton.format, proton.entries.map(line)]).toEqual([
      'proton-pass',
      [`totp GitHub mika ${key} SHA1 6 30`],
    ])
  })

  it('Stratum with fields missing, Mobile-OTP and Yandex', async () => {
    const { entries } = await open({
      Authenticators: [
        { Issuer: 'A', Secret: base32 },
        { Type: 3, Issuer: 'B', Secret: '00aa11bb22cc33dd', Pin: '1234', Digits: 6, Period: 10 },
        { Type: 5, Issuer: 'C', Secret: base32, Pin: '5239' },
        { Type: 1, Issuer: 'D', Username: null, Secret: base32, Counter: 9, Algorithm: 2, Digits: 8 },
      ],
    })
    expect(entries.map(line)).toEqual([
      `totp A  ${key} SHA1 6 30`,
      'motp B  00aa11bb22cc33dd MD5 6 10',
      `yandex C  ${key} SHA256 8 30`,
      `hotp D  ${key} SHA512 8 #9`,
    ])
  })
})

describe('several files', () => {
  it('a database and its write-ahead log', async () => {
    // Made by SQLite: the second and the third account are only in the log.
    const names = ['PhoneFactor.db', 'PhoneFactor.db-wal'] as const
    const [database, log] = names.map((name) => ({ name, bytes: readFixture(name) }))
    if (database === undefined || log === undefined) throw new Error('two files')
    const open = async (files: readonly { name: string; bytes: Uint8Array }[]) => {
      const { sources, refused } = await recogniseFiles(files)
      expect([sources.length, refused]).toEqual([1, []])
      return sources[0]?.open({})
    }
    const first = `totp GitHub mika ${key} SHA1 6 30`
    const alone = await open([database])
    expect(alone?.entries.map(line)).toEqual([first])
    expect(alone?.lost).toContain('recent-changes')
    const both = await open([log, database])
    expect(both?.entries.map(line)).toEqual([first, `totp Outlook mika ${key} SHA1 8 30`])
    expect(both?.lost).not.toContain('recent-changes')
    expect(both?.failed).toEqual([{ title: 'Work:mika', why: { kind: 'push-only' } }])
    const { sources } = await recogniseFiles([database], undefined, [log])
    expect((await sources[0]?.open({}))?.entries).toHaveLength(2)
    // A log that is cut off loses its last change only.
    const cut = { ...log, bytes: log.bytes.subarray(0, log.bytes.length - 10) }
    expect((await open([database, cut]))?.entries.map(line)).toEqual([
      first,
      `totp Outlook mika ${key} SHA1 8 30`,
    ])
  })

  it('parts of a Google transfer in any order, from several files', async () => {
    // Written out field by field: two parts of batch 5, one account each.
    const part = (index: number, name: string): string => {
      const account = Buffer.concat([
        Buffer.from([0x0a, 10]),
        Buffer.from(short, 'hex'),
        Buffer.from([0x12, name.length]),
        Buffer.from(name),
        Buffer.from([0x20, 1, 0x28, 1, 0x30, 2]),
      ])
      const message = Buffer.concat([
        Buffer.from([0x0a, account.length]),
        account,
        Buffer.from([0x10, 1, 0x18, 3, 0x20, index, 0x28, 5]),
      ])
      return `otpauth-migration://offline?data=${encodeURIComponent(message.toString('base64'))}`
    }
    const files = [part(2, 'last'), part(0, 'first')].map((text, index) => ({
      name: `part${index}.txt`,
      bytes: new TextEncoder().encode(text),
    }))
    const { sources } = await recogniseFiles(files)
    expect(sources.map(({ names }) => names)).toEqual([['part0.txt', 'part1.txt']])
    const result = await sources[0]?.open({})
    expect(result?.entries.map(({ account }) => account)).toEqual(['first', 'last'])
    expect(result?.missing).toEqual([{ size: 3, parts: [2] }])
    expect(result?.lost).toEqual(['period', 'digits'])
  })
})

describe('files of other programs', () => {
  it('Ente: messages of every length modulo 16, with either tag of libsodium', async () => {
    // Made with libsodium through PyNaCl; the password is “correct horse”, and the name has one letter more in each.
    const backups: readonly object[] = JSON.parse(new TextDecoder().decode(readFixture('ente.json')))
    for (const [index, backup] of backups.entries()) {
      const { format, entries } = await open(backup, 'correct horse')
      expect(format).toBe('ente')
      expect(entries.map(line)).toEqual([`totp GitHub ${'m'.repeat(index + 1)} ${key} SHA1 6 30`])
    }
    expect(backups).toHaveLength(17)
  })

  it.each(['proton-pass.zip', 'proton-pass.asc'])('Proton Pass: %s, encrypted by GnuPG', async (name) => {
    const { format, entries } = await open(readFixture(name), 'correct horse')
    expect([format, entries.map(line)]).toEqual(['proton-pass', [`totp GitHub mika ${key} SHA1 6 30`]])
    await expect(open(readFixture(name), 'wrong')).rejects.toMatchObject({
      problem: { code: 'import-wrong-password' },
    })
  })
})
