/** Real exports of other people with known results; where each comes from stands beside the files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeEntryCode } from '../../../src/core/import/entry-code.ts'
import { recogniseFiles } from '../../../src/core/import/index.ts'
import type { ImportedEntry } from '../../../src/core/import/model.ts'
import { Secret } from '../../../src/core/secret.ts'
import { pictures } from '../../support/pictures.ts'
import { fixtures, hasFixtures, keyOf } from '../../support/vectors.ts'

interface Expected {
  readonly file: string
  readonly format: string
  readonly password: string | null
  readonly codeTime: number
  readonly error?: string
  readonly entries?: readonly ExpectedEntry[]
}

interface ExpectedEntry {
  readonly type: string
  readonly issuer: string
  readonly account: string
  readonly secret: string
  readonly algorithm: string
  readonly digits: number
  readonly period?: number
  readonly counter?: number
  readonly pin?: string
  readonly code?: string
  readonly trashed?: boolean
  readonly inRecycleBin?: boolean
  readonly archived?: boolean
}

const folder = join(fixtures, 'import')
const ending = '.expected.json'

const cases = hasFixtures
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .sort()
  : []

async function openFixture(path: string, { password }: Expected) {
  const file = join(folder, path.slice(0, -ending.length))
  const manifest = join(dirname(file), 'manifest.json')
  const files = [file, ...(existsSync(manifest) ? [manifest] : [])].map((name) => ({
    name: basename(name),
    bytes: new Uint8Array(readFileSync(name)),
  }))
  const { sources, refused } = await recogniseFiles(files, pictures)
  const [source] = sources
  const [first] = refused
  if (first !== undefined) throw first.error
  if (source === undefined || sources.length > 1) throw new Error('expected one source')
  return { source, result: await source.open(password === null ? {} : { password: new Secret(password) }) }
}

/** The fields that are compared strictly. */
function strictFields(entry: ImportedEntry, at: number) {
  const { type, parameters, counter, secret, pin } = entry
  const code = makeEntryCode(entry, at)?.code
  return {
    type,
    secret: Buffer.from(secret.reveal()).toString('hex'),
    algorithm: parameters.algorithm,
    digits: parameters.digits,
    ...(type === 'hotp' ? { counter } : { period: parameters.period }),
    ...(pin === undefined ? {} : { pin: pin.reveal() }),
    ...(code === undefined ? {} : { code }),
  }
}

function expectedFields(entry: ExpectedEntry) {
  const { type, secret, algorithm, digits, period, counter, pin, code } = entry
  // Mobile-OTP hashes the hexadecimal text itself.
  const key = type === 'motp' ? Buffer.from(secret) : Buffer.from(keyOf({ secret }))
  const fields = { type, secret: key.toString('hex'), algorithm, digits, period, counter, pin, code }
  return JSON.parse(JSON.stringify(fields))
}

/** FreeOTP 2 keeps a map without order; names must hold everything by which a person knows the account. */
const sorted = <Item>(items: readonly Item[]): readonly Item[] =>
  [...items].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))

const letters = (text: string): string => text.replace(/[\s:]/g, '').toLowerCase()

describe.runIf(cases.length > 0)('files of other programs', () => {
  it('are found', () => expect(cases.length).toBeGreaterThan(60))

  it.each(cases)('%s', { timeout: 120_000 }, async (path) => {
    const expected: Expected = JSON.parse(readFileSync(join(folder, path), 'utf8'))
    if (expected.error !== undefined) {
      const codes: Readonly<Record<string, object>> = {
        'not-recognised': { code: 'bad-import', flaw: { kind: 'not-recognised' } },
        'empty-file': { code: 'bad-import', flaw: { kind: 'empty' } },
        'account-restricted': {
          code: 'bad-import',
          flaw: { kind: 'unusable', what: 'bitwarden-account' },
        },
        'qr-not-otp': { code: 'bad-import', flaw: { kind: 'qr-not-otp' } },
      }
      await expect(openFixture(path, expected)).rejects.toMatchObject({
        problem: codes[expected.error] ?? {},
      })
      return
    }
    const { source, result } = await openFixture(path, expected)
    const wanted = expected.entries ?? []
    const isTrash = ({ trashed, inRecycleBin }: ExpectedEntry): boolean =>
      trashed === true || inRecycleBin === true
    const kept = wanted.filter((entry) => !isTrash(entry))
    const thrown = wanted.filter(isTrash)
    const order = expected.format === 'freeotp' ? sorted : <Item>(items: readonly Item[]) => items
    const fields = (entries: readonly ImportedEntry[]) =>
      order(entries.map((entry) => strictFields(entry, expected.codeTime)))
    expect(result.format).toBe(expected.format)
    expect(fields(result.entries)).toEqual(order(kept.map(expectedFields)))
    expect(fields(result.skipped.map(({ entry }) => entry))).toEqual(order(thrown.map(expectedFields)))
    expect(source.encrypted).toBe(expected.password !== null)
    const names = result.entries.map(({ issuer, account, title }) => [issuer, account, title].join(' '))
    for (const { issuer, account } of kept)
      expect(
        names.map(letters).some((name) => name.includes(letters(issuer)) && name.includes(letters(account))),
      ).toBe(true)
  })
})
