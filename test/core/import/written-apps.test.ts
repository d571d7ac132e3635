/** Exports of apps and password managers, written from the descriptions of their formats, plain and encrypted. */
import { createCipheriv, createHash, createHmac, pbkdf2Sync, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base32, bytes, readWritten, shortBase32, type Written } from '../../support/export-lines.ts'

const link = `otpauth://totp/I:a?secret=${base32}`
/** Not only ASCII, as people choose passwords. */
const password = 'pä ss–wörd 日本'
/** Always the same bytes where an app would draw them. */
const fill = (length: number, seed: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 37 + seed * 101) & 255))
const toBase64 = (data: Buffer): string => data.toString('base64')
const sign = (data: Buffer): readonly number[] => [...data].map((byte) => (byte > 127 ? byte - 256 : byte))

function sealGcm(key: Buffer, iv: Buffer, text: string | Buffer, associated = ''): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  if (associated !== '') cipher.setAAD(Buffer.from(associated))
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

function sealCbc(key: Buffer, iv: Buffer, text: string): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([cipher.update(text), cipher.final()])
}

type Case = readonly [name: string, content: Written, expected: readonly string[]]

const json: readonly Case[] = [
  [
    'Aegis with groups, numbers as texts, and every type',
    {
      db: {
        groups: [
          { name: 'W', uuid: 'u1' },
          { name: 'V', uuid: 'u2' },
        ],
        version: 3,
        entries: [
          {
            info: { period: '60', digits: '8', algo: 'sha256', secret: base32 },
            name: '名',
            type: 'TOTP',
            groups: ['u2', 'u1', 'gone'],
          },
          { info: { counter: 7, digits: 6, secret: base32 }, name: 'h', type: 'hotp' },
          { info: { secret: base32 }, name: 's', issuer: 'Steam', type: 'steam', note: 'n' },
          { info: { secret: 'AAVBWIR4ZVZQ', pin: '1234' }, name: 'm', type: 'MOTP' },
          { info: { secret: base32, digits: 6, algo: 'MD5' }, name: 'md5', type: 'totp' },
          { info: { secret: '' }, name: 'empty', type: 'totp' },
          'no entry',
        ],
      },
      header: {},
      version: 1,
    },
    [
      'aegis',
      'totp |名 K SHA256 8 60 in V, W',
      'hotp |h K SHA1 6 #7',
      'steam Steam|s K SHA1 5 30 note "n"',
      'motp |m 002a1b223ccd73 MD5 6 10 pin 1234',
      'totp |md5 K MD5 6 30 (no-codes)',
      'failed empty: no-secret',
      'failed #7: no-secret',
    ],
  ],
  ['Aegis without entries', { version: 1, header: {}, db: { version: 1, entries: [] } }, ['aegis']],
  [
    '2FAS, schema 1',
    {
      schemaVersion: 1,
      services: [
        { name: 'A', secret: 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq', otp: { account: 'x' } },
        { name: 'B', secret: base32 },
      ],
    },
    ['2fas -type -algorithm -digits -period', 'totp A|x K SHA1 6 30', 'totp B| K SHA1 6 30'],
  ],
  [
    '2FAS, schema 2, with nulls',
    {
      schemaVersion: 2,
      services: [
        { name: 'A', secret: base32, otp: { label: 'A:x', digits: 8, period: 60, algorithm: 'SHA224' } },
        {
          name: 'B',
          secret: base32,
          otp: { digits: null, period: null, algorithm: null, account: null, issuer: null },
        },
      ],
    },
    ['2fas -type', 'totp A|x K SHA224 8 60', 'totp B| K SHA1 6 30'],
  ],
  [
    '2FAS, schema 4, from iOS',
    {
      appOrigin: 'ios',
      groups: [{ id: 'g', name: 'Gr' }],
      services: [
        {
          groupId: 'g',
          otp: { tokenType: 'HOTP', counter: 5, account: 'x', issuer: 'I' },
          secret: base32,
          name: 'N',
        },
        { otp: { tokenType: 'STEAM', account: 's' }, secret: base32, name: 'Steam' },
        { otp: { tokenType: 'TOTP', algorithm: 'SHA9' }, secret: base32, name: 'odd' },
        { otp: { tokenType: 'TOTP' }, secret: '', name: 'empty' },
      ],
      schemaVersion: 4,
    },
    [
      '2fas',
      'hotp I|x K SHA1 6 #5 in Gr title N',
      'steam Steam|s K SHA1 5 30',
      'failed odd: algorithm',
      'failed empty: no-secret',
    ],
  ],
  ['2FAS without services', { schemaVersion: 3, services: [], groups: [] }, ['2fas']],
  [
    'Bitwarden of an organisation, with items of other types',
    {
      items: [
        {
          type: 1,
          name: 'A',
          login: { username: 'u', totp: shortBase32 },
          notes: 'n',
          collectionIds: ['c'],
          folderId: null,
        },
        { type: 1, name: 'B', login: { totp: 'no secret!' } },
        { type: 1, name: 'C', login: null },
        { type: 3, name: 'card' },
      ],
      collections: [{ id: 'c', name: 'Team' }],
    },
    ['bitwarden', 'totp A|u S SHA1 6 30 in Team note "n"', 'failed B: secret'],
  ],
  [
    'Bitwarden with notes only',
    { encrypted: false, folders: [], items: [{ type: 2, name: 'note', secureNote: {} }] },
    ['bitwarden'],
  ],
  [
    'Proton Authenticator',
    {
      entries: [
        {
          note: null,
          content: {
            name: 'acc',
            entry_type: 'Totp',
            uri: `otpauth://totp/acc?secret=${base32}&issuer=I&algorithm=SHA256&digits=8`,
          },
        },
        { content: { uri: `steam://${base32}`, entry_type: 'Steam', name: 'St' }, note: 'n' },
        { content: { uri: `otpauth://totp/%3Ax?secret=${base32}&issuer=Q`, entry_type: 'Totp', name: 'x' } },
        { content: { entry_type: 'Totp', name: 'none' } },
      ],
      version: 1,
    },
    [
      'proton-authenticator',
      'totp I|acc K SHA256 8 30',
      'steam |St K SHA1 5 30 note "n"',
      'totp Q|x K SHA1 6 30',
      'failed none: no-secret',
    ],
  ],
  [
    'Proton Pass: old names, fields of the person, the bin',
    {
      version: '1',
      vaults: {
        v: {
          name: 'V',
          items: [
            { data: { metadata: { name: 'A' }, content: { username: 'old', totpUri: base32 } }, state: 1 },
            {
              data: {
                metadata: { name: 'B' },
                content: { itemEmail: 'e@x', totpUri: '' },
                extraFields: [{ type: 'totp', data: { totpUri: shortBase32 } }],
              },
            },
            { data: { metadata: { name: 'C' }, content: { totpUri: base32 } }, state: 2 },
            { data: { type: 'note', metadata: { name: 'D' }, content: null } },
          ],
        },
      },
    },
    [
      'proton-pass',
      'totp A|old K SHA1 6 30 in V',
      'totp B|e@x S SHA1 6 30 in V',
      'trash totp C| K SHA1 6 30 in V',
    ],
  ],
  [
    'Stratum with categories and unknown numbers',
    {
      AuthenticatorCategories: [{ AuthenticatorSecret: base32, CategoryId: 'c' }],
      Categories: [{ Name: 'Cat', Id: 'c' }],
      Authenticators: [
        {
          Secret: base32,
          Type: 2,
          Issuer: 'I',
          Username: 'u',
          Algorithm: 1,
          Digits: 10,
          Period: 60,
          Icon: null,
        },
        { Type: 4, Issuer: 'Steam', Username: null, Secret: shortBase32 },
        { Type: 9, Issuer: 'X', Secret: shortBase32 },
        { Type: 2, Issuer: 'Y', Secret: shortBase32, Algorithm: 7 },
      ],
    },
    [
      'stratum',
      'totp I|u K SHA256 10 60 in Cat',
      'steam Steam| S SHA1 5 30',
      'failed X: type',
      'failed Y: algorithm',
    ],
  ],
  [
    'andOTP in lower case, with and without labels',
    [
      {
        tags: ['a', 'b'],
        thumbnail: 'Default',
        type: 'totp',
        digits: 8,
        label: 'x',
        issuer: 'I',
        period: 60,
        secret: `${base32.toLowerCase()}====`,
        algorithm: 'SHA256',
      },
      { type: 'HOTP', counter: 5, secret: base32, label: 'h' },
      { type: 'MOTP', secret: 'GAYDCMJSGIZTGNBU', label: 'm', algorithm: 'MD5' },
      { type: 'TOTP', secret: base32, issuer: 'no label' },
      { type: 'OTHER', secret: base32, label: 'other' },
    ],
    [
      'andotp -pin',
      'totp I|x K SHA256 8 60 in a, b',
      'hotp |h K SHA1 6 #5',
      'motp |m 0011223344 MD5 6 10 (no-pin)',
      'totp no label| K SHA1 6 30',
      'failed other: type',
    ],
  ],
  [
    'andOTP where no entry has a label',
    [{ type: 'TOTP', secret: base32, issuer: 'I', thumbnail: 'Default' }],
    ['andotp', 'totp I| K SHA1 6 30'],
  ],
  [
    'FreeOTP+ without an order, and a counter that is too large',
    {
      tokens: [
        { type: 'TOTP', secret: sign(bytes), period: 60, label: 'x', digits: 7, algo: 'SHA256' },
        {
          type: 'TOTP',
          issuerExt: 'Steam',
          secret: sign(Buffer.from([0xfb, 1, 2, 3, 4, 5, 6, 7, 8, 0x80])),
          label: 's',
        },
        { type: 'HOTP', counter: 2 ** 53, secret: sign(bytes), label: 'h' },
        { type: 'TOTP', secret: [300], label: 'b' },
      ],
    },
    [
      'freeotp-plus',
      'totp |x K SHA256 7 60',
      'steam Steam|s fb010203040506070880 SHA1 5 30',
      'failed h: counter',
      'failed b: no-secret',
    ],
  ],
  [
    'Raivo, every value a text',
    [
      {
        timer: '60',
        kind: 'totp',
        issuer: 'I',
        account: 'a',
        secret: base32,
        algorithm: 'SHA256',
        digits: '8',
        counter: '0',
        pinned: 'true',
      },
      {
        issuer: 'H',
        account: '',
        secret: base32,
        algorithm: 'SHA1',
        digits: '6',
        kind: 'HOTP',
        timer: '0',
        counter: '12',
      },
    ],
    ['raivo', 'totp I|a K SHA256 8 60', 'hotp H| K SHA1 6 #12'],
  ],
  [
    'LastPass with old names and a folder',
    {
      deviceId: '',
      accounts: [
        {
          userName: 'u',
          issuerName: '',
          originalIssuerName: 'OI',
          secret: base32,
          timeStep: 60,
          digits: 8,
          algorithm: 'SHA256',
          folderData: { folderId: 1 },
        },
        { issuerName: 'I', userName: '', originalUserName: 'ou', secret: base32, folderData: null },
      ],
      folders: [{ name: 'Fo', id: 1 }],
    },
    ['lastpass', 'totp OI|u K SHA256 8 60 in Fo', 'totp I|ou K SHA1 6 30'],
  ],
  [
    'TOTP Authenticator, decrypted, in every base',
    [
      { name: 'a', key: bytes.toString('hex'), base: 16, digits: '8', period: '60' },
      { issuer: 'i', name: 'b', key: base32, base: '32', digits: '', period: '' },
      { name: 'c', key: toBase64(bytes), base: 64 },
      { name: 'd', key: 'zz', base: 16 },
    ],
    [
      'totp-authenticator -type -algorithm',
      'totp |a K SHA1 8 60',
      'totp i|b K SHA1 6 30',
      'totp |c K SHA1 6 30',
      'failed d: structure',
    ],
  ],
  [
    '2FAuth with an account that is only a link',
    {
      app: '2fauth_v5.4.3',
      data: [
        {
          otp_type: 'totp',
          service: 'S',
          account: 'a',
          secret: base32.toLowerCase(),
          digits: 8,
          algorithm: 'sha256',
          period: 60,
          counter: null,
        },
        {
          otp_type: 'hotp',
          service: null,
          account: 'h',
          secret: base32,
          digits: 6,
          algorithm: 'sha1',
          period: null,
          counter: 4,
        },
        { otp_type: 'steamtotp', service: 'Steam', account: 's', secret: base32 },
        { service: 'I', account: 'a', secret: null, legacy_uri: link },
      ],
    },
    [
      '2fauth',
      'totp S|a K SHA256 8 60',
      'hotp |h K SHA1 6 #4',
      'steam Steam|s K SHA1 5 30',
      'totp I|a K SHA1 6 30',
    ],
  ],
  [
    'Authy, decrypted, with its own accounts',
    [
      { name: 'A: x', decryptedSecret: base32, digits: 8 },
      { name: 'own', secretSeed: '00112233445566778899aabbccddeeff' },
      { name: 'none' },
    ],
    [
      'authy -algorithm -period -type',
      'totp A|x K SHA1 8 30',
      'totp |own 00112233445566778899aabbccddeeff SHA1 7 10',
      'failed none: no-secret',
    ],
  ],
  [
    'Duo with a counter of zero and accounts without a secret',
    [
      { name: 'A', otpGenerator: { otpSecret: base32 } },
      { name: 'H', otpGenerator: { counter: 0, otpSecret: base32 } },
      { name: 'P', accountType: 'Duo' },
    ],
    [
      'duo -issuer -algorithm -digits -period',
      'totp |A K SHA1 6 30',
      'hotp |H K SHA1 6 #0',
      'failed P: push-only',
    ],
  ],
  [
    'Steam, several accounts in one file',
    {
      accounts: {
        a: { shared_secret: toBase64(bytes), account_name: 'a', revocation_code: 'R1' },
        b: { shared_secret: '!', account_name: 'b' },
      },
    },
    ['steam', 'steam Steam|a K SHA1 5 30 (revocation-code)', 'failed Steam:b: no-secret'],
  ],
]

describe('plain', () => {
  it.each(json)('%s', async (_, content, expected) => {
    expect(await readWritten(content)).toEqual(expected)
    const text = JSON.stringify(content, undefined, 2).replaceAll('\n', '\r\n')
    expect(await readWritten(`\ufeff${text}\r\n`)).toEqual(expected)
  })

  it('KeePass XML: every way of keeping a code, the bin, and links in fields of the person', async () => {
    const entry = (fields: Readonly<Record<string, string>>): string =>
      `<Entry>${Object.entries(fields)
        .map(([key, value]) => `<String><Key>${key}</Key><Value>${value}</Value></String>`)
        .join(
          '',
        )}<History><Entry><String><Key>otp</Key><Value>${shortBase32}</Value></String></Entry></History></Entry>`
    const groups = [
      entry({ Title: 'A', UserName: 'u', otp: link }),
      entry({ Title: 'B', otp: `size=8&amp;key=${base32}%3D&amp;step=60&amp;otpHashMode=Sha256` }),
      entry({ Title: 'C', 'TOTP Seed': base32, 'TOTP Settings': '30;S' }),
      entry({
        Title: 'D',
        'TimeOtp-Secret': '12345678901234567890',
        'TimeOtp-Length': '8',
        'TimeOtp-Algorithm': 'HMAC-SHA-512',
      }),
      entry({ Title: 'E', 'HmacOtp-Secret-Hex': bytes.toString('hex'), 'HmacOtp-Counter': '7' }),
      entry({ Title: 'F', UserName: 'u', 'Second factor': link, Notes: 'x' }),
      entry({ Title: 'G', otp: 'no secret!' }),
      entry({ Title: 'H', Password: 'x' }),
      `<Group><UUID>bin</UUID><Name>Papierkorb</Name><Group><Name>sub</Name>${entry({ Title: 'I', otp: base32 })}</Group></Group>`,
    ]
    const file = `<?xml version="1.0"?><KeePassFile><Meta><RecycleBinUUID>bin</RecycleBinUUID></Meta><Root><Group><Name>Root</Name>${groups.join('')}</Group></Root></KeePassFile>`
    expect(await readWritten(file)).toEqual([
      'keepass-xml',
      'totp I|a K SHA1 6 30 title A',
      'totp B| K SHA256 8 60',
      'steam C| K SHA1 5 30',
      'totp D| K SHA512 8 30',
      'hotp E| K SHA1 6 #7',
      'totp I|a K SHA1 6 30 title F note "x" (duplicate)',
      'failed G: secret',
      'trash totp I| K SHA1 6 30 in Papierkorb/sub',
    ])
  })

  it('FreeOTP 1: entities, and tokens that are damaged or only listed', async () => {
    const token = (value: object): string => JSON.stringify(value).replaceAll('"', '&quot;')
    const whole = { type: 'TOTP', algo: 'SHA512', secret: sign(bytes), label: 'x', issuerInt: 'I' }
    const file = `<map><string name="tokenOrder">[&quot;I:x&quot;,&quot;gone&quot;]</string><string name="I:x">${token(whole)}</string><string name="damaged">{"type":"TOTP","label":</string></map>`
    expect(await readWritten(file)).toEqual([
      'freeotp',
      'totp I|x K SHA512 6 30',
      'failed gone: no-secret',
      'failed damaged: no-secret',
    ])
  })
})

describe('encrypted', () => {
  const iv = fill(12, 1)

  it('Aegis: several slots, others first; Base64 with escaped slashes', async () => {
    const master = fill(32, 2)
    const slot = (word: string, salt: Buffer) => {
      const key = sealGcm(scryptSync(word, salt, 32, { N: 1024, r: 8, p: 1 }), iv, master)
      return {
        type: 1,
        key: key.subarray(0, 32).toString('hex'),
        key_params: { nonce: iv.toString('hex'), tag: key.subarray(32).toString('hex') },
        n: 1024,
        r: 8,
        p: 1,
        salt: salt.toString('hex'),
      }
    }
    const entries = [{ type: 'totp', name: 'a', issuer: 'I', group: 'G', info: { secret: base32 } }]
    const db = sealGcm(master, iv, JSON.stringify({ version: 2, entries }))
    const vault = JSON.stringify({
      version: 1,
      header: {
        slots: [{ type: 2 }, slot('other', fill(32, 3)), { ...slot(password, fill(32, 4)), is_backup: true }],
        params: { nonce: iv.toString('hex'), tag: db.subarray(-16).toString('hex') },
      },
      db: toBase64(db.subarray(0, -16)),
    })
    expect(await readWritten(vault.replaceAll('/', '\\/'), password)).toEqual([
      'aegis',
      'totp I|a K SHA1 6 30 in G',
    ])
  })

  it('2FAS, schema 3', async () => {
    const salt = fill(256, 5)
    const sealed = sealGcm(
      pbkdf2Sync(password, salt, 10_000, 32, 'sha256'),
      iv,
      JSON.stringify([{ name: 'A', secret: base32 }]),
    )
    const servicesEncrypted = [sealed, salt, iv].map(toBase64).join(':')
    expect(await readWritten({ schemaVersion: 3, services: [], servicesEncrypted }, password)).toEqual([
      '2fas',
      'totp A| K SHA1 6 30',
    ])
  })

  it('Bitwarden with few rounds', async () => {
    const [salt, kdfIterations] = ['c2FsdHNhbHQ=', 5000]
    const key = pbkdf2Sync(password, salt, kdfIterations, 32, 'sha256')
    const expand = (info: string): Buffer => createHmac('sha256', key).update(`${info}\u0001`).digest()
    const seal = (text: string): string => {
      const [start, data] = [fill(16, 6), sealCbc(expand('enc'), fill(16, 6), text)]
      const mac = createHmac('sha256', expand('mac')).update(start).update(data).digest()
      return `2.${[start, data, mac].map(toBase64).join('|')}`
    }
    const vault = { folders: [], items: [{ type: 1, name: 'A', login: { totp: base32 } }] }
    const file = { encrypted: true, passwordProtected: true, salt, kdfType: 0, kdfIterations }
    const sealed = { encKeyValidation_DO_NOT_EDIT: seal('x'), data: seal(JSON.stringify(vault)) }
    expect(await readWritten({ ...file, ...sealed }, password)).toEqual(['bitwarden', 'totp A| K SHA1 6 30'])
  })

  it('Stratum, the old form', async () => {
    const [salt, start] = [fill(20, 7), fill(16, 8)]
    const text = JSON.stringify({ Authenticators: [{ Secret: base32, Type: 2, Issuer: 'I' }] })
    const data = sealCbc(pbkdf2Sync(password, salt, 64_000, 32, 'sha1'), start, text)
    const file = Buffer.concat([Buffer.from('AuthenticatorPro'), salt, start, data])
    expect(await readWritten(file, password)).toEqual(['stratum', 'totp I| K SHA1 6 30'])
  })

  it('andOTP in both forms', async () => {
    const text = JSON.stringify([{ type: 'TOTP', secret: base32, label: 'x' }])
    const [salt, rounds] = [fill(12, 9), Buffer.from([0, 2, 0x49, 0xf0])]
    const current = sealGcm(pbkdf2Sync(password, salt, 150_000, 32, 'sha1'), iv, text)
    const old = sealGcm(createHash('sha256').update(password).digest(), iv, text)
    for (const file of [Buffer.concat([rounds, salt, iv, current]), Buffer.concat([iv, old])])
      expect(await readWritten(file, password)).toEqual(['andotp', 'totp |x K SHA1 6 30'])
  })

  it('TOTP Authenticator with and without a password, in lines', async () => {
    const list = JSON.stringify([{ name: 'a', key: base32, base: 32 }])
    const seal = (word: string): string =>
      toBase64(
        sealCbc(createHash('sha256').update(word).digest(), Buffer.alloc(16), JSON.stringify({ [list]: '' })),
      )
    const expected = ['totp-authenticator -type -algorithm', 'totp |a K SHA1 6 30']
    expect(await readWritten(seal('TotpAuthenticator'))).toEqual(expected)
    expect(await readWritten(`${seal(password).replace(/.{76}/g, '$&\r\n')}\r\n`, password)).toEqual(expected)
  })

  it('Authy with other rounds, another start, and a token under another password', async () => {
    const salt = 'abcdefgh'
    const seal = (rounds: number, start: Buffer): string =>
      toBase64(sealCbc(pbkdf2Sync(password, salt, rounds, 32, 'sha1'), start, base32.toLowerCase()))
    const zero = Buffer.alloc(16)
    const tokens = [
      { name: 'A:u', originalIssuer: 'A', digits: 8, encryptedSecret: seal(1000, zero), salt },
      { name: 'rounds', encryptedSecret: seal(5000, zero), salt, key_derivation_iterations: 5000 },
      {
        name: 'start',
        encryptedSecret: seal(1000, fill(16, 10)),
        salt,
        unique_iv: fill(16, 10).toString('hex'),
      },
      { name: 'other', encryptedSecret: toBase64(fill(32, 11)), salt },
    ]
    const escaped = JSON.stringify(tokens).replaceAll('"', '&quot;')
    const file = `<map><string name="com.authy.storage.tokens.authenticator.key">${escaped}</string></map>`
    expect(await readWritten(file, password)).toEqual([
      'authy -algorithm -period -type',
      'totp A|u K SHA1 8 30',
      'totp |rounds K SHA1 6 30',
      'totp |start K SHA1 6 30',
      'failed other: other-key',
    ])
  })
})
