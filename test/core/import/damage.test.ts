/** Damaged and malicious files: a clear failure, in bounded time and memory, without anything of the content in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import { recogniseFiles } from '../../../src/core/import/index.ts'
import { Secret } from '../../../src/core/secret.ts'
import { createJavaMap } from '../../support/java-map.ts'
import { pictures } from '../../support/pictures.ts'
import { fixtures, hasFixtures } from '../../support/vectors.ts'
import { createZip } from '../../support/zip.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Given {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Opens everything; what is refused is returned, and anything but a RescueError fails the test. */
async function openAll(files: readonly Given[], password?: string): Promise<readonly RescueError[]> {
  const { sources, refused } = await recogniseFiles(files, pictures)
  const errors = refused.map(({ error }) => error)
  for (const source of sources) {
    try {
      await source.open(password === undefined ? {} : { password: new Secret(password) })
    } catch (error) {
      if (!(error instanceof RescueError)) throw error
      errors.push(error)
    }
  }
  return errors
}

const folder = join(fixtures, 'import')
const ending = '.expected.json'
/** Opening it once takes seconds: a smaller file of the same format is damaged in its place. */
const slow = /ente\.encrypted/
/** Opening it once takes about a second: fewer samples. */
const costly = /keepass\.\w+\.|argon2id|strong/
const samplesOf = (path: string): number => (costly.test(path) ? 2 : 8)

/** Files that this project made, for the formats that the collection lacks or that take seconds there. */
const own = fileURLToPath(new URL('../../fixtures/import/', import.meta.url))
const ownCases: readonly Case[] = [
  ...['authplus.db', 'proton-pass.zip', 'proton-pass.asc', 'twofish.kdbx'].map((name) => ({
    path: `own/${name}`,
    password: 'correct horse',
    name,
    others: [],
    bytes: new Uint8Array(readFileSync(join(own, name))),
  })),
  {
    path: 'own/PhoneFactor.db-wal',
    password: null,
    name: 'PhoneFactor.db-wal',
    others: [{ name: 'PhoneFactor.db', bytes: new Uint8Array(readFileSync(join(own, 'PhoneFactor.db'))) }],
    bytes: new Uint8Array(readFileSync(join(own, 'PhoneFactor.db-wal'))),
  },
  ...JSON.parse(readFileSync(join(own, 'ente.json'), 'utf8'))
    .slice(0, 2)
    .map((backup: object, index: number) => ({
      path: `own/ente.json ${index}`,
      password: 'correct horse',
      name: 'ente.json',
      others: [],
      bytes: encode(JSON.stringify(backup)),
    })),
  {
    path: 'own/gzip',
    password: null,
    name: 'links.gz',
    others: [],
    bytes: new Uint8Array(gzipSync('otpauth://totp/A:x?secret=JBSWY3DPEHPK3PXP\n')),
  },
]

const samples = hasFixtures
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .map((path) => path.slice(0, -ending.length))
      .filter((path) => readFileSync(join(folder, path)).length > 0 && !slow.test(path))
      .sort()
  : []

interface Case extends Given {
  readonly path: string
  readonly password: string | null
  readonly others: readonly Given[]
}

function readCase(path: string): Case {
  const made = ownCases.find((one) => one.path === path)
  if (made !== undefined) return made
  const { password } = JSON.parse(readFileSync(join(folder, `${path}${ending}`), 'utf8'))
  const manifest = join(folder, dirname(path), 'manifest.json')
  const others = existsSync(manifest)
    ? [{ name: 'manifest.json', bytes: new Uint8Array(readFileSync(manifest)) }]
    : []
  const bytes = new Uint8Array(readFileSync(join(folder, path)))
  return { path, password: password ?? null, others, name: basename(path), bytes }
}

/** Always the same pseudo-random numbers (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const cases = [...samples, ...ownCases.map(({ path }) => path)]

/** The file, or what was inside it. */
const inFile = (name: string): RegExp => new RegExp(`^${name.replaceAll('.', '\\.')}(?: › |$)`)

describe('damaged exports', () => {
  it.each(cases)('%s cut off', { timeout: 120_000 }, async (path) => {
    const { password, others, name, bytes } = readCase(path)
    const random = createRandom(bytes.length)
    const samples = Array.from({ length: samplesOf(path) }, () => 1 + random(bytes.length))
    const lengths = [1, 4, 16, bytes.length - 1, ...samples]
    for (const length of lengths)
      await openAll([{ name, bytes: bytes.subarray(0, length) }, ...others], password ?? undefined)
  })

  it.each(cases)('%s with flipped bits', { timeout: 120_000 }, async (path) => {
    const { password, others, name, bytes } = readCase(path)
    const random = createRandom(bytes.length + 1)
    for (let count = 0; count < samplesOf(path); count += 1) {
      const copy = bytes.slice()
      const at = count < 4 ? random(Math.min(256, copy.length)) : random(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
      await openAll([{ name, bytes: copy }, ...others], password ?? undefined)
    }
  })

  const locked = cases.filter((path) => readCase(path).password !== null)
  it.each(locked)('%s with a wrong password', async (path) => {
    const { others, name, bytes } = readCase(path)
    const [error, ...more] = await openAll([{ name, bytes }, ...others], 'not the password')
    expect(more).toEqual([])
    expect(error?.problem).toEqual({
      code: 'import-wrong-password',
      file: expect.stringMatching(inFile(name)),
    })
  })

  it.each(locked)('%s without a password', async (path) => {
    const { others, name, bytes } = readCase(path)
    const errors = await openAll([{ name, bytes }, ...others])
    expect(errors.map(({ problem }) => problem)).toEqual([
      { code: 'import-needs-password', file: expect.stringMatching(inFile(name)) },
    ])
  })
})

const base64 = (length: number): string => Buffer.alloc(length, 7).toString('base64')
const hex = (length: number): string => '07'.repeat(length)

describe('absurd key derivations', () => {
  const slot = {
    type: 1,
    key: hex(32),
    key_params: { nonce: hex(12), tag: hex(16) },
    salt: hex(32),
    r: 8,
    p: 1,
  }
  const aegis = (parameters: object) => ({
    version: 1,
    header: { slots: [{ ...slot, ...parameters }], params: { nonce: hex(12), tag: hex(16) } },
    db: base64(64),
  })
  const ente = (memLimit: number, opsLimit: number) => ({
    version: 1,
    kdfParams: { memLimit, opsLimit, salt: base64(16) },
    encryptedData: base64(64),
    encryptionNonce: base64(24),
  })
  const bitwarden = (parameters: object) => ({
    encrypted: true,
    passwordProtected: true,
    salt: base64(16),
    encKeyValidation_DO_NOT_EDIT: '2.a|b|c',
    data: '2.a|b|c',
    ...parameters,
  })
  it.each([
    ['Aegis, memory', aegis({ n: 2 ** 30 }), 'memory'],
    ['Aegis, block size', aegis({ n: 32_768, r: 2 ** 20 }), 'memory'],
    ['Aegis, lanes', aegis({ n: 32_768, p: 2 ** 30 }), 'rounds'],
    ['Aegis, a negative number', aegis({ n: -32_768 }), 'memory'],
    ['Ente, memory', ente(2 ** 45, 4), 'memory'],
    ['Ente, passes', ente(2 ** 26, 2 ** 31), 'rounds'],
    ['Ente, no number', ente(Number.NaN, 4), 'memory'],
    ['Bitwarden, rounds', bitwarden({ kdfType: 0, kdfIterations: 2 ** 31 - 1 }), 'rounds'],
    [
      'Bitwarden, memory',
      bitwarden({ kdfType: 1, kdfIterations: 3, kdfMemory: 2 ** 20, kdfParallelism: 4 }),
      'memory',
    ],
    [
      'Bitwarden, lanes',
      bitwarden({ kdfType: 1, kdfIterations: 3, kdfMemory: 64, kdfParallelism: 2 ** 24 }),
      'rounds',
    ],
    [
      'Authy, rounds',
      [{ name: 'a', encryptedSecret: base64(32), salt: 'salt', key_derivation_iterations: 2_000_000_000 }],
      'rounds',
    ],
    [
      'Authy, rounds of all together',
      Array.from({ length: 20 }, () => ({
        name: 'a',
        encryptedSecret: base64(32),
        salt: 'salt',
        key_derivation_iterations: 4_000_000,
      })),
      'rounds',
    ],
  ])('%s', async (_, file, what) => {
    const [error] = await openAll([{ name: 'file', bytes: encode(JSON.stringify(file)) }], 'password')
    expect(error?.problem).toMatchObject({ code: 'bad-import', flaw: { kind: 'too-costly', what } })
  })

  it('KeePass: rounds and memory', async () => {
    const header = (version: number, fields: readonly (readonly [id: number, data: Uint8Array])[]) => {
      const start = Buffer.from('03d9a29a67fb4bb5', 'hex')
      const numbers = Buffer.alloc(4)
      numbers.writeUInt16LE(1, 0)
      numbers.writeUInt16LE(version, 2)
      const parts = fields.map(([id, data]) => {
        const head = Buffer.alloc(version < 4 ? 3 : 5)
        head.writeUInt8(id)
        if (version < 4) head.writeUInt16LE(data.length, 1)
        else head.writeUInt32LE(data.length, 1)
        return Buffer.concat([head, data])
      })
      return new Uint8Array(Buffer.concat([start, numbers, ...parts, Buffer.alloc(64)]))
    }
    const rounds = Buffer.alloc(8)
    rounds.writeBigUInt64LE(2n ** 40n)
    const memory = Buffer.concat([
      Buffer.from([0, 1, 5, 1, 0, 0, 0]),
      Buffer.from('M'),
      Buffer.from([8, 0, 0, 0]),
      rounds,
      Buffer.from([0]),
    ])
    const [old] = await openAll([{ name: 'old', bytes: header(3, [[6, rounds]]) }], 'password')
    expect(old?.problem).toMatchObject({ flaw: { kind: 'too-costly', what: 'rounds' } })
    const [current] = await openAll([{ name: 'new', bytes: header(4, [[11, memory]]) }], 'password')
    expect(current?.problem).toMatchObject({ flaw: { kind: 'too-costly', what: 'memory' } })
  })

  it.each([
    ['memory', 21, 1],
    ['rounds', 20, 255],
  ])('OpenPGP: %s', async (what, exponent, passes) => {
    // A session key under Argon2 (RFC 9580, section 3.7.1.4), and encrypted data.
    const key = [4, 9, 4, ...Buffer.alloc(16, 7), passes, 1, exponent]
    const data = [1, ...Buffer.alloc(60, 9)]
    const bytes = Uint8Array.from([0xc3, key.length, ...key, 0xd2, data.length, ...data])
    const [error] = await openAll([{ name: 'file.pgp', bytes }], 'password')
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-costly', what } })
  })

  it('FreeOTP 2: rounds', async () => {
    const master = { mAlgorithm: 'x', mEncryptedKey: {}, mIterations: 2 ** 40, mSalt: [1, 2, 3, 4] }
    const bytes = createJavaMap({ masterKey: JSON.stringify(master) })
    const [error] = await openAll([{ name: 'file', bytes }], 'password')
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-costly', what: 'rounds' } })
  })

  it('tells the caller about much memory before it is used, and stops where the caller does', async () => {
    const bytes = encode(JSON.stringify(ente(2 ** 30, 4)))
    const { sources } = await recogniseFiles([{ name: 'file', bytes }])
    expect(sources.map(({ memory }) => memory)).toEqual([2 ** 30])
    const stop = new RescueError({ code: 'cancelled' })
    const opening = sources[0]?.open({
      password: new Secret('password'),
      onCost: ({ memory }) => {
        expect(memory).toBe(2 ** 30)
        throw stop
      },
    })
    await expect(opening).rejects.toBe(stop)
  })
})

const mebibyte = 1024 * 1024

describe('bombs', () => {
  it('gzip that unpacks to more than a file may have', async () => {
    const bytes = new Uint8Array(gzipSync(new Uint8Array(80 * 1024 * 1024)))
    const [error] = await openAll([{ name: 'bomb.gz', bytes }])
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-large' } })
  })

  it('an archive whose member is larger than it may be, honest or not', async () => {
    const zeros = new Uint8Array(80 * 1024 * 1024)
    for (const stated of [zeros.length, 1000]) {
      const [error] = await openAll([
        { name: 'bomb.zip', bytes: createZip([{ name: 'export.data', content: zeros, stated }]) },
      ])
      expect(error?.problem).toMatchObject({ code: 'bad-import', file: 'bomb.zip' })
    }
  })

  it('an archive in an archive in an archive', async () => {
    let bytes = encode('otpauth://totp/A?secret=JBSWY3DPEHPK3PXP')
    for (let layer = 0; layer < 10; layer += 1) bytes = createZip([{ name: 'a.zip', content: bytes }])
    const [error] = await openAll([{ name: 'deep.zip', bytes }])
    expect(error?.problem).toMatchObject({ code: 'bad-import' })
  })

  it.each([
    ['[', ''],
    ['[', ']'],
    ['{"items":[', ']}'],
    ['{"db":', '}'],
  ])('JSON a million levels deep: %s…%s', async (open, close) => {
    const inner = close === '' ? '' : '0'
    const text = open.repeat(1_000_000) + inner + close.repeat(1_000_000)
    const errors = await openAll([{ name: 'deep.json', bytes: encode(text) }])
    expect(errors.map(({ problem }) => problem.code)).toEqual(['bad-import'])
  })

  it('XML a million levels deep, and with entities that grow', async () => {
    const deep = `<map>${'<a>'.repeat(1_000_000)}`
    const laughs = `<?xml version="1.0"?><!DOCTYPE map [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><map>&b;</map>`
    for (const text of [deep, laughs]) {
      const errors = await openAll([{ name: 'deep.xml', bytes: encode(text) }])
      expect(errors.map(({ problem }) => problem.code)).toEqual(['bad-import'])
    }
  })

  it.each([
    ['binary data', new Uint8Array(65 * mebibyte), 64],
    ['a text', new Uint8Array(9 * mebibyte).fill(0x61), 8],
  ])('%s that is larger than any export', async (_, bytes, most) => {
    const [error] = await openAll([{ name: 'large', bytes }])
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-large', most: most * mebibyte } })
  })

  it('an archive of which each member is small enough, and all together are not', async () => {
    const content = new Uint8Array(60 * mebibyte)
    const members = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, content }))
    const [error] = await openAll([{ name: 'many.zip', bytes: createZip(members) }])
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-large', most: 256 * mebibyte } })
  })

  it('more links than anybody has', async () => {
    const text = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\n'.repeat(100_001)
    const [error] = await openAll([{ name: 'links.txt', bytes: encode(text) }])
    expect(error?.problem).toMatchObject({ flaw: { kind: 'too-many', most: 100_000 } })
  })

  it('more objects than any export has, however few bytes they take', async () => {
    const text = `[${'{},'.repeat(1_000_001)}{}]`
    const [error] = await openAll([{ name: 'wide.json', bytes: encode(text) }])
    expect(error?.problem).toMatchObject({ flaw: { kind: 'damaged', format: 'json' } })
  })
})

describe('texts that begin something again and again, and never end it', () => {
  const link = 'otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQ'
  const repeat = (piece: string): string => piece.repeat(Math.floor((4 * 1024 * 1024) / piece.length))
  const accounts = async (text: string): Promise<readonly string[]> => {
    const { sources } = await recogniseFiles([{ name: 'export', bytes: encode(text) }])
    const results = await Promise.all(sources.map((source) => source.open({})))
    return results.flatMap(({ entries }) => entries.map(({ account }) => account))
  }

  it.each(['<', '<a href="', '<a x=', "='<"])('markup: %s', async (piece) => {
    expect(await accounts(`<p>${link}</p>${repeat(piece)}`)).toEqual(['alice'])
  })

  it('a table in which every row opens a quotation mark', async () => {
    const text = `name,totp\nShop,${link}\n${repeat('a,"b\n')}`
    const { sources } = await recogniseFiles([{ name: 'table.csv', bytes: encode(text) }])
    const result = await sources[0]?.open({})
    expect(result?.entries.map(({ account }) => account)).toEqual(['alice'])
    expect(result?.failed.length).toBeGreaterThan(0)
  })

  it('padding in the middle of a secret', async () => {
    const account = { account_name: 'alice', shared_secret: `${repeat('=')}A` }
    const { sources } = await recogniseFiles([{ name: 'a.maFile', bytes: encode(JSON.stringify(account)) }])
    const result = await sources[0]?.open({})
    expect(result?.failed).toHaveLength(1)
  })

  it('hyphens in the middle of a secret with a character too many', async () => {
    const secret = `GEZDGNBVGY3TQOJQ${repeat('-')}A`
    const item = { kind: 'TOTP', timer: '30', issuer: 'Shop', account: 'alice', secret }
    const { sources } = await recogniseFiles([{ name: 'raivo.json', bytes: encode(JSON.stringify([item])) }])
    const result = await sources[0]?.open({})
    expect(result?.entries).toHaveLength(1)
  })
})

describe('failures', () => {
  it('hold no content of the file and no password', async () => {
    const secret = 'JBSWY3DPEHPK3PXP'
    const files = [
      `{"items": [{"login": {"totp": "${secret}"`,
      `<map><string name="${secret}">`,
      `otpauth://totp/?secret=${secret}1`,
      `{"version":1,"header":{"slots":[{"type":1}]},"db":"${secret}"}`,
    ]
    for (const text of files) {
      const bytes = encode(text)
      const { sources, refused } = await recogniseFiles([{ name: 'file', bytes }])
      const results = await Promise.allSettled(
        sources.map((source) => source.open({ password: new Secret('hunter2hunter2') })),
      )
      const said = JSON.stringify([
        refused.map(({ error }) => [error.message, error.stack, error.problem]),
        results.map((result) =>
          result.status === 'rejected'
            ? [String(result.reason), result.reason.problem]
            : [result.value.failed, result.value.entries],
        ),
      ])
      expect(said).not.toContain(secret)
      expect(said).not.toContain('hunter2')
    }
  })
})
