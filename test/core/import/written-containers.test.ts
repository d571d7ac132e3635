/** Archives, databases, several files at once, and Java streams, written from the descriptions of the formats. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import { configure, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { describe, expect, it } from 'vitest'
import {
  base32,
  bytes,
  readFiles,
  readWritten,
  shortBase32,
  writtenFile,
} from '../../support/export-lines.ts'
import { createJavaMap } from '../../support/java-map.ts'
import { play } from '../../support/play.ts'

configure({ useWebWorkers: false })

const link = `otpauth://totp/I:a?secret=${base32}`
const password = 'pä ss–wörd 日本'
const fill = (length: number, seed: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 37 + seed * 101) & 255))
const sign = (data: Buffer): readonly number[] => [...data].map((byte) => (byte > 127 ? byte - 256 : byte))

async function zip(
  members: Readonly<Record<string, string | Uint8Array>>,
  options: ConstructorParameters<typeof ZipWriter>[1] = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), options)
  for (const [name, content] of Object.entries(members))
    await writer.add(
      name,
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
    )
  return writer.close()
}

describe('archives', () => {
  const raivo = JSON.stringify([
    {
      issuer: 'I',
      account: 'a',
      secret: base32,
      algorithm: 'SHA1',
      digits: '6',
      kind: 'TOTP',
      timer: '30',
      counter: '0',
    },
  ])
  const item = (state: string, totps: readonly string[]) => ({
    state,
    overview: { title: 'A', tags: ['t'] },
    details: {
      loginFields: [{ designation: 'username', value: 'u' }],
      sections: [{ fields: [...totps.map((totp) => ({ value: { totp } })), { value: { string: 'x' } }] }],
    },
  })

  it.each([
    [
      'Raivo, stored, AES-256',
      { 'raivo-otp-export.html': '<p>', 'raivo-otp-export.json': raivo },
      { password, encryptionStrength: 3, level: 0 },
      ['raivo', 'totp I|a K SHA1 6 30'],
    ],
    ['Raivo without accounts', { 'raivo-otp-export.json': '[]' }, { password }, ['raivo']],
    [
      'Authenticator Plus',
      { 'Accounts.txt': `${link}\n`, 'Accounts.html': '<html>' },
      { password: 'pw', zipCrypto: true },
      ['authenticator-plus', 'totp I|a K SHA1 6 30'],
    ],
    [
      'WinAuth',
      { 'winauth-2020.txt': `${link}\r\n` },
      { password: 'pw', zipCrypto: true },
      ['winauth', 'totp I|a K SHA1 6 30'],
    ],
    [
      '1Password: several codes in an item, archived and thrown away',
      {
        'export.attributes': '{}',
        'export.data': JSON.stringify({
          accounts: [
            {
              vaults: [
                {
                  attrs: { name: 'V' },
                  items: [item('archived', [link, shortBase32]), item('trashed', [link])],
                },
              ],
            },
          ],
        }),
      },
      {},
      [
        '1password',
        'totp I|a K SHA1 6 30 in V, t title A (archived)',
        'totp A|u S SHA1 6 30 in V, t (archived)',
        'trash totp I|a K SHA1 6 30 in V, t title A',
      ],
    ],
    [
      'Safari’s data, with other files',
      {
        'パスワード.csv': `Title,URL,Username,Password,Notes,OTPAuth\nA,,u,p,,${link}\n`,
        'History.json': '{"a":1}',
      },
      {},
      ['apple-passwords', 'totp I|a K SHA1 6 30 title A'],
    ],
  ] as const)('%s', async (_, members, options, expected) => {
    expect(
      await readWritten(await zip(members, options), 'password' in options ? options.password : undefined),
    ).toEqual(expected)
  })

  it('with the parts of a transfer, which are put together', async () => {
    const part = (index: number): string => {
      const data = Buffer.concat([
        Buffer.from([10, 22, 10, 20]),
        bytes,
        Buffer.from([16, 1, 24, 3, 32, index, 40, 5]),
      ])
      return `otpauth-migration://offline?data=${encodeURIComponent(data.toString('base64'))}`
    }
    expect(await readWritten(await zip({ '2.txt': part(2), '1.txt': part(0) }))).toEqual([
      'google-authenticator -period -digits',
      'totp | K SHA1 6 30',
      'totp | K SHA1 6 30 (duplicate)',
      'missing 2 of 3',
    ])
  })

  it('in an archive, beside other files', async () => {
    expect(
      await readWritten(await zip({ 'a/b.zip': await zip({ 'x.bin': link }), 'readme.txt': 'hello' })),
    ).toEqual(['uri-list', 'totp I|a K SHA1 6 30'])
  })
})

describe('Steam and its manifest', () => {
  const secret = bytes.toString('base64')
  const seal = (account: object, seed: number) => {
    const [salt, iv] = [fill(8, seed), fill(16, seed + 1)]
    const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, 50_000, 32, 'sha1'), iv)
    const text = Buffer.concat([cipher.update(JSON.stringify(account)), cipher.final()]).toString('base64')
    return { text, salt: salt.toString('base64'), iv: iv.toString('base64') }
  }
  const [one, two] = [
    seal({ shared_secret: secret, account_name: 'joe' }, 1),
    seal({ shared_secret: secret, Session: { SteamID: 7656 } }, 3),
  ]
  const manifest = {
    encrypted: true,
    entries: [
      { filename: '1.maFile', encryption_iv: one.iv, encryption_salt: one.salt, steamid: 1 },
      { filename: '2.maFile', encryption_iv: two.iv, encryption_salt: two.salt, steamid: 2 },
    ],
  }

  it('of Steam Desktop Authenticator, in a folder and in an archive of it', async () => {
    const files = [
      writtenFile('manifest.json', manifest),
      writtenFile('1.maFile', one.text),
      writtenFile('2.maFile', two.text),
    ]
    expect(await readFiles(files, password)).toEqual([
      'steam',
      'steam Steam|joe K SHA1 5 30',
      'steam',
      'steam Steam|7656 K SHA1 5 30',
    ])
    const archive = await zip({
      'maFiles/manifest.json': JSON.stringify(manifest),
      'maFiles/1.maFile': one.text,
    })
    expect(await readWritten(archive, password)).toEqual(['steam', 'steam Steam|joe K SHA1 5 30'])
  })

  it('of steamguard-cli, which says per file how it is encrypted, or only knows names', async () => {
    const encryption = { scheme: 'LegacySdaCompatible', iv: one.iv, salt: one.salt }
    const given = {
      version: 1,
      entries: [{ filename: '1.maFile', steam_id: 1, account_name: 'joe', encryption }],
    }
    const files = [writtenFile('1.maFile', one.text), writtenFile('manifest.json', given)]
    expect(await readFiles(files, password)).toEqual(['steam', 'steam Steam|joe K SHA1 5 30'])
    const open = {
      version: 1,
      entries: [{ filename: '1.maFile', steam_id: 1, account_name: 'ann', encryption: null }],
    }
    const plain = [writtenFile('1.maFile', { shared_secret: secret }), writtenFile('manifest.json', open)]
    expect(await readFiles(plain)).toEqual(['steam', 'steam Steam|ann K SHA1 5 30'])
  })
})

describe('databases', () => {
  async function database(sql: string): Promise<Uint8Array> {
    const { default: open } = await import('sql.js/dist/sql-wasm-inline.js')
    const { Database } = await open()
    const made = new Database(new Uint8Array())
    made.exec(sql)
    return made.export()
  }

  it.each([
    [
      'Microsoft Authenticator with types as texts',
      `create table accounts(oath_secret_key text, name text, username text, account_type text);
       insert into accounts values('gezd gnbv gy3t qojq gezd gnbv gy3t qojq','N','u','0'),('${bytes.toString('base64')}','O','o','1'),('','W','w','2')`,
      [
        'microsoft-authenticator -algorithm -digits -period',
        'totp N|u K SHA1 6 30',
        'totp O|o K SHA1 8 30',
        'failed W:w: push-only',
      ],
    ],
    [
      'Google Authenticator of a very old version',
      `create table accounts(email text, secret text); insert into accounts values('I:u','${base32}')`,
      ['google-authenticator-db -algorithm -digits -period', 'totp I|u K SHA1 6 30'],
    ],
    [
      'Stratum with its categories',
      `create table authenticator(Type integer, Issuer text, Username text, Secret text, Algorithm integer, Digits integer, Period integer);
       create table category(id text, name text); create table authenticatorcategory(categoryid text, authenticatorsecret text);
       insert into authenticator values(2,'I','u','${base32}',1,8,60); insert into category values('c','Cat');
       insert into authenticatorcategory values('c','${base32}')`,
      ['stratum', 'totp I|u K SHA256 8 60 in Cat'],
    ],
  ])('%s', async (_, sql, expected) => {
    expect(await readWritten(await database(sql))).toEqual(expected)
  })
})

describe('FreeOTP 2', () => {
  const sealKey = (key: Buffer, plain: Buffer, name: string, seed: number) => {
    const nonce = fill(12, seed)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(name))
    const data = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const octets = [4, 12, ...nonce]
    // The DER of a sequence, or the octet string alone.
    const der = seed % 2 === 0 ? octets : [0x30, 17, ...octets, 2, 1, 16]
    return {
      mCipher: 'AES/GCM/NoPadding',
      mCipherText: sign(data),
      mParameters: sign(Buffer.from(der)),
      mToken: name,
    }
  }

  it.each([
    ['PBKDF2withHmacSHA512', 'sha512'],
    ['PBKDF2withHmacSHA1', 'sha1'],
  ])('with %s; every key and every token that is not whole is named', async (mAlgorithm, digest) => {
    const [salt, master] = [fill(32, 1), fill(32, 2)]
    const derived = pbkdf2Sync(password, salt, 1000, 32, digest)
    const holder = (key: object): string => JSON.stringify({ key: JSON.stringify(key) })
    const file = createJavaMap({
      masterKey: JSON.stringify({
        mAlgorithm,
        mEncryptedKey: sealKey(derived, master, 'AES', 3),
        mIterations: 1000,
        mSalt: sign(salt),
      }),
      a: holder(sealKey(master, bytes, 'HmacSHA256', 4)),
      'a-token': JSON.stringify({ type: 'TOTP', issuerExt: 'I', label: '日本' }),
      'b-token': JSON.stringify({
        type: 'HOTP',
        issuerInt: 'J',
        label: 'h',
        algo: 'SHA512',
        digits: 8,
        counter: 9,
      }),
      b: holder(sealKey(master, bytes, 'HmacSHA512', 5)),
      c: holder(sealKey(fill(32, 6), bytes, 'HmacSHA1', 7)),
      'c-token': JSON.stringify({ type: 'TOTP', issuerExt: 'other master', label: 'c' }),
      'd-token': JSON.stringify({ type: 'TOTP', issuerExt: 'no key', label: 'd' }),
      e: holder(sealKey(master, bytes, 'HmacSHA1', 8)),
    })
    expect(await readWritten(file, password)).toEqual([
      'freeotp',
      'totp I|日本 K SHA256 6 30',
      'hotp J|h K SHA512 8 #9',
      'failed other master:c: other-key',
      'failed no key:d: structure',
      'failed #5: structure',
    ])
  })
})

describe('several files of several formats', () => {
  const files = {
    '/work/folder/list.aes': new TextEncoder().encode(`${link}\n`),
    '/work/folder/notes.2fas': new TextEncoder().encode('nothing here'),
    '/work/folder/vault.txt': new TextEncoder().encode(
      JSON.stringify({
        schemaVersion: 4,
        services: [{ name: 'Bank', secret: shortBase32, otp: { account: 'u' } }],
      }),
    ),
  }

  it('a folder, in which no name says what a file is', async () => {
    const { exit, out, err } = await play('recover folder --codes', { files, now: '2023-11-14T22:13:20Z' })
    expect(exit).toBe(0)
    expect(out).toContain('324 550  Bank:u')
    expect(out).toContain('I:a')
    expect(err).toContain('notes.2fas')
  })

  it('standard input beside a file', async () => {
    const { exit, out } = await play('recover folder/vault.txt -', {
      files,
      stdin: `${link}\n`,
      terminal: false,
    })
    expect([exit, out]).toEqual([0, expect.stringContaining('I:a')])
    expect(out).toContain('Bank:u')
  })
})
