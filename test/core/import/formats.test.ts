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
