/** What is written for other apps is read back as it was, and opened by Node alone as their documentation says. */
import { createDecipheriv, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { recogniseFiles } from '../../../src/core/import/index.ts'
import type { ImportedEntry } from '../../../src/core/import/model.ts'
import { writeEntries } from '../../../src/core/import/writers/index.ts'
import { Secret } from '../../../src/core/secret.ts'

const options = { random: (bytes: number) => new Uint8Array(randomBytes(bytes)), at: 1_700_000_000 }
const password = new Secret('correct horse')

const entry = (given: Partial<ImportedEntry>): ImportedEntry => ({
  type: 'totp',
  issuer: 'GitHub',
  account: 'alice@example.org',
  secret: new Secret(Uint8Array.of(72, 101, 108, 108, 111, 33, 222, 173, 190, 239)),
  parameters: { algorithm: 'SHA1', digits: 6, period: 30 },
  stated: ['algorithm', 'digits', 'period'],
  tags: [],
  notes: [],
  ...given,
})

const usual = entry({})
const long = entry({
  issuer: 'Bank: 銀行',
  account: 'a+b c#1',
  parameters: { algorithm: 'SHA512', digits: 8, period: 60 },
})
const counted = entry({ type: 'hotp', issuer: '', account: 'vpn', counter: 9_007_199_253_740_991 })
const steam = entry({
  type: 'steam',
  issuer: 'Steam',
  parameters: { algorithm: 'SHA1', digits: 5, period: 30 },
})
const mobile = entry({
  type: 'motp',
  secret: new Secret(new TextEncoder().encode('00aa11bb22cc33dd')),
  pin: new Secret('1234'),
  parameters: { algorithm: 'MD5', digits: 6, period: 10 },
})
const yandex = entry({
  type: 'yandex',
  secret: new Secret(new Uint8Array(16).fill(7)),
  pin: new Secret('5239'),
  parameters: { algorithm: 'SHA256', digits: 8, period: 30 },
})
const md5 = entry({ parameters: { algorithm: 'MD5', digits: 6, period: 30 } })
const all = [usual, long, counted, steam, mobile, yandex, md5]

/** Everything that must come back. */
const fields = ({ type, issuer, account, secret, parameters, counter, pin }: ImportedEntry) => ({
  type,
  issuer,
  account,
  secret: Buffer.from(secret.reveal()).toString('hex'),
  ...parameters,
  counter,
  pin: pin?.reveal(),
})

async function readBack(text: Secret<string>, given?: Secret<string>) {
  const bytes = new TextEncoder().encode(text.reveal())
  const { sources, refused } = await recogniseFiles([{ name: 'written', bytes }])
  expect(refused).toEqual([])
  const result = await sources[0]?.open(given === undefined ? {} : { password: given })
  expect(result?.failed).toEqual([])
  return result
}

describe('what is written', () => {
  it.each([
    ['links', 'uri-list', all, []],
    ['aegis', 'aegis', [usual, long, counted, steam, mobile, yandex], [[md5, 'algorithm']]],
    [
      '2fas',
      '2fas',
      [usual, long, counted, steam],
      [
        [mobile, 'type'],
        [yandex, 'type'],
        [md5, 'algorithm'],
      ],
    ],
    [
      'google-qr',
      'google-authenticator',
      [usual, counted],
      [
        [long, 'period'],
        [steam, 'type'],
        [mobile, 'type'],
        [yandex, 'type'],
        [md5, 'algorithm'],
      ],
    ],
  ] as const)('as %s is read back', async (target, format, kept, unfit) => {
    const written = await writeEntries(target, all, options)
    expect(written.unfit.map(({ entry, why }) => [entry, why])).toEqual(unfit)
    expect(written.dropped).toEqual([])
    expect(written.encrypted).toBe(false)
    const result = await readBack(written.text)
    expect(result?.format).toBe(format)
    expect(result?.entries.map(fields)).toEqual(kept.map(fields))
  })

  it.each(['aegis', '2fas'] as const)('as %s under a password is read back', async (target) => {
    const { text, encrypted } = await writeEntries(target, [usual, long], { ...options, password })
    expect(encrypted).toBe(true)
    expect(text.reveal()).not.toContain('alice@example.org')
    const result = await readBack(text, password)
    expect(result?.entries.map(fields)).toEqual([usual, long].map(fields))
  })

  it.each([
    ['links', ['tags', 'comment', 'title']],
    ['google-qr', ['tags', 'comment', 'title']],
    ['2fas', ['tags', 'comment', 'title']],
    ['aegis', ['tags', 'title']],
  ] as const)('as %s says what it has no place for', async (target, dropped) => {
    const full = entry({ tags: ['work', 'mail'], comment: 'old phone', title: 'Work mail' })
    expect((await writeEntries(target, [full], options)).dropped).toEqual(dropped)
    // Nothing is said of an entry that was not written.
    const none = entry({ ...md5, tags: ['work', 'mail'] })
    if (target !== 'links') expect((await writeEntries(target, [none], options)).dropped).toEqual([])
  })

  it('as many accounts for Google needs several codes, in order', async () => {
    const many = Array.from({ length: 23 }, (_, index) => entry({ account: `account ${index}` }))
    const { text } = await writeEntries('google-qr', many, options)
    expect(text.reveal().trim().split('\n')).toHaveLength(3)
    expect((await readBack(text))?.entries.map(({ account }) => account)).toEqual(
      many.map(({ account }) => account),
    )
  })
})

/** AES-256-GCM by Node alone. */
function openGcm(key: Buffer, nonce: Buffer, sealed: Buffer, tag: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
}

describe('by their documentation', () => {
  const hex = (text: string): Buffer => Buffer.from(text, 'hex')

  it('Aegis: the slot opens with scrypt, the database with the key in the slot', async () => {
    const { text } = await writeEntries('aegis', [usual], { ...options, password })
    const { header, db } = JSON.parse(text.reveal())
    const [slot] = header.slots
    const derived = scryptSync('correct horse', hex(slot.salt), 32, {
      N: 32_768,
      r: 8,
      p: 1,
      maxmem: 2 ** 26,
    })
    const decipher = createDecipheriv('aes-256-gcm', derived, hex(slot.key_params.nonce))
    decipher.setAuthTag(hex(slot.key_params.tag))
    const master = Buffer.concat([decipher.update(hex(slot.key)), decipher.final()])
    const { nonce, tag } = header.params
    const vault = JSON.parse(openGcm(master, hex(nonce), Buffer.from(db, 'base64'), hex(tag)))
    expect(vault.entries).toMatchObject([
      {
        type: 'totp',
        issuer: 'GitHub',
        name: 'alice@example.org',
        info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA1', digits: 6, period: 30 },
      },
    ])
  })

  it('2FAS: services and reference open with PBKDF2', async () => {
    const { text } = await writeEntries('2fas', [usual], { ...options, password })
    const { services, servicesEncrypted, reference, schemaVersion } = JSON.parse(text.reveal())
    expect(services).toEqual([])
    expect(schemaVersion).toBe(4)
    const open = (sealed: string): string => {
      const [data, salt, nonce] = sealed.split(':').map((part) => Buffer.from(part, 'base64'))
      if (data === undefined || salt === undefined || nonce === undefined) throw new Error('three parts')
      const key = pbkdf2Sync('correct horse', salt, 10_000, 32, 'sha256')
      return openGcm(key, nonce, data.subarray(0, -16), data.subarray(-16))
    }
    expect(JSON.parse(open(servicesEncrypted))).toMatchObject([
      {
        name: 'GitHub',
        secret: 'JBSWY3DPEHPK3PXP',
        otp: { account: 'alice@example.org', tokenType: 'TOTP' },
      },
    ])
    expect(open(reference)).toMatch(/^tRViSsLKzd86.{240,}$/)
  })
})
