/** The thread that derives keys, as the build made it. */
import { describe, expect, it } from 'vitest'
import type { Derivation } from '../../src/core/import/derive-key.ts'
import { openDerivation } from '../../src/system/derive-key.ts'

const derive = openDerivation(new URL('../../dist/derive-worker.js', import.meta.url))
const utf8 = (text: string) => new TextEncoder().encode(text)
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')

describe('a key', () => {
  it('by scrypt begins as in RFC 7914, section 12', async () => {
    const key = await derive({
      kind: 'scrypt',
      password: utf8('password'),
      salt: utf8('NaCl'),
      n: 1024,
      r: 8,
      p: 16,
    })
    expect(hex(key)).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162')
  })

  it('by Argon2id is the one that the reference implementation makes', async () => {
    // From test.c of github.com/P-H-C/phc-winner-argon2.
    const given: Derivation = {
      kind: 'argon2id',
      password: utf8('password'),
      salt: utf8('somesalt'),
      passes: 2,
      memory: 65_536,
      lanes: 1,
    }
    expect(hex(await derive(given))).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  })

  it('is none where the memory is not to be had', async () => {
    const given = {
      kind: 'argon2id',
      password: utf8('a'),
      salt: utf8('somesalt'),
      passes: 1,
      lanes: 1,
    } as const
    expect(await derive({ ...given, memory: 2 ** 23 })).toBeUndefined()
  })

  it('fails where the thread cannot start', async () => {
    const broken = openDerivation(new URL('missing.js', import.meta.url))
    const given = { kind: 'scrypt', password: utf8('a'), salt: utf8('b'), n: 2, r: 1, p: 1 } as const
    await expect(broken(given)).rejects.toThrow('missing.js')
  })
})
