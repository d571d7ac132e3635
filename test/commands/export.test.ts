/** Exports as they come from elsewhere: named for what they are, shown before they are taken, and never more than codes. */
import { spawnSync } from 'node:child_process'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { Secret } from '../../src/core/secret.ts'
import type { Entry } from '../../src/core/store.ts'
import { openSealing } from '../../src/system/sealing.ts'
import { type Played, play, type Scene } from '../support/play.ts'
import { fakeSealing, fakeStores } from '../support/stores.ts'

const made = '2026-01-01T00:00:00.000Z'
const passphrase = new Secret('correct horse')
const set = (id: string, codes: readonly string[], more: object = {}) => ({
  id,
  origin: 'issued',
  made,
  codes: codes.map((value) => ({ value, state: 'unused' })),
  ...more,
})
const mine = (): Entry => ({
  kind: 'backup',
  name: 'google',
  value: { service: 'google', sets: [set('mine', ['11110000', '22220000'])] },
})
const sealedWith = (records: readonly object[]): Promise<Uint8Array> =>
  fakeSealing.seal(JSON.stringify({ schema: 1, format: '2fa-rescue backup codes', shelves: records }), {
    passphrase,
  })

async function importing(content: Uint8Array, scene: Scene = {}): Promise<Played> {
  return play('backup import x.age', { files: { '/work/x.age': content }, ...scene })
}

describe('an import', () => {
  const yes: Scene['person'] = [
    ['The passphrase of the exported file', 'correct horse'],
    ['Take over the codes of this account?', 'Yes'],
  ]

  it('shows what it brings, and takes nothing without a yes', async () => {
    const stores = fakeStores({ keychain: [mine()] })
    const file = await sealedWith([{ service: 'github', account: 'mika', sets: [set('a', ['33330000'])] }])
    const declined = await importing(file, {
      stores,
      person: [
        ['The passphrase', 'correct horse'],
        ['Take over', 'No'],
      ],
    })
    expect(declined.exit).toBe(1)
    expect(declined.err).toContain('github (mika): 1 list, 1 of 1 codes unused')
    expect(stores.keychain.entries()).toEqual([mine()])
    const script = { stores, terminal: false, env: { TWOFA_RESCUE_IDENTITY: '/work/id' } }
    const sealed = await fakeSealing.seal(
      JSON.stringify({
        schema: 1,
        format: '2fa-rescue backup codes',
        shelves: [{ service: 'github', sets: [set('a', ['33330000'])] }],
      }),
      { identityFile: '/work/id' },
    )
    expect((await importing(sealed, script)).exit).toBe(2)
  })

  it('says that from now on one copy is to be used', async () => {
    const file = await sealedWith([{ service: 'google', sets: [set('b', ['33330000'])] }])
    const { exit, err } = await importing(file, { stores: fakeStores({ keychain: [mine()] }), person: yes })
    expect(exit).toBe(0)
    expect(err.replaceAll('\n', ' ')).toContain('use one copy only')
  })

  const hashing = { salt: 'AAECAwQFBgcICQoLDA0ODw==', N: 2 ** 15, r: 8, p: 1 }
  it.each([
    ['with hashes under the id of a set of ours', set('mine', [], { hashing }), 'hashed codes'],
    [
      'with hashing that takes hours',
      set('x', [], { hashing: { ...hashing, N: 2 ** 30 } }),
      'something else',
    ],
    ['with a salt that is none', set('x', [], { hashing: { ...hashing, salt: '%%%' } }), 'something else'],
    ['with an order beyond all', set('x', ['1'], { order: 2 ** 53 }), 'something else'],
    ['with a date that is none', set('x', ['1'], { made: 'tomorrow' }), 'something else'],
  ])('%s is refused, and takes no code away', async (_, crafted, message) => {
    const stores = fakeStores({ keychain: [mine()] })
    const file = await sealedWith([{ service: 'google', sets: [crafted] }])
    const { exit, err } = await importing(file, { stores, person: yes.slice(0, 1) })
    expect(exit).toBe(3)
    expect(err).toContain(message)
    expect(stores.keychain.entries()).toEqual([mine()])
  })

  it('does not lock the account with failures counted elsewhere', async () => {
    const stores = fakeStores()
    const file = await sealedWith([
      { service: 'google', sets: [set('a', ['33330000'])], throttle: { failures: 100, last: made } },
    ])
    await importing(file, { stores, person: yes })
    const { exit } = await play('backup consume google -', { stores, stdin: '33330000' })
    expect(exit).toBe(0)
  })
})

describe('a file of a store, in the place of an export', () => {
  const seal = (text: string): Promise<Uint8Array> => fakeSealing.seal(text, { passphrase })
  it.each([
    ['the store', '{"schema":1,"generation":3,"entries":[]}', 'is a store, not an export'],
    ['its key', 'AGE-SECRET-KEY-1QQQQ\n', 'is the key of a store, and holds no codes'],
  ])('%s is named', async (_, text, message) => {
    const { exit, err } = await importing(await seal(text), {
      person: [['passphrase', 'correct horse']],
    })
    expect([exit, err.includes(message), err.includes('backup export FILE')]).toEqual([3, true, true])
  })

  it('that cannot be opened here is not only asked for its identity', async () => {
    const sealed = await fakeSealing.seal('{}', { identityFile: '/their/identity' })
    const { exit, err } = await importing(sealed)
    expect(exit).toBe(3)
    expect(err).toContain('if it is the store of another computer (store.age), make an export there')
  })
})

describe('a sealed file', () => {
  const sealing = openSealing()
  const identity = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'
  const toIdentity = async (): Promise<Uint8Array> => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    return encrypter.encrypt('text')
  }
  const byPassphrase = async (): Promise<Uint8Array> => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase('correct horse')
    encrypter.setScryptWorkFactor(4)
    return encrypter.encrypt('text')
  }

  it('says what opens it, armoured or not', async () => {
    expect(sealing.inspect(await toIdentity())).toEqual({ kind: 'age', keys: ['identity'] })
    const file = await byPassphrase()
    expect(sealing.inspect(file)).toEqual({ kind: 'age', keys: ['passphrase'] })
    const lines =
      Buffer.from(file)
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    for (const end of ['\n', '\r\n']) {
      const armoured = Buffer.from(
        ['-----BEGIN AGE ENCRYPTED FILE-----', ...lines, '-----END AGE ENCRYPTED FILE-----', ''].join(end),
      )
      expect(sealing.inspect(armoured)).toEqual({ kind: 'age', keys: ['passphrase'] })
      expect(await sealing.open(armoured, { passphrase })).toEqual({ kind: 'text', text: 'text' })
      expect(sealing.inspect(armoured.subarray(0, 120))).toEqual({ kind: 'truncated' })
    }
  })

  it('that is cut off anywhere is called so', async () => {
    const file = await toIdentity()
    for (const length of [5, 21, 60, 120, 180, file.length - 20])
      expect(sealing.inspect(file.subarray(0, length)), `${length} bytes`).toEqual({ kind: 'truncated' })
    expect(sealing.inspect(new Uint8Array())).toEqual({ kind: 'not-age' })
    expect(sealing.inspect(Buffer.from('1234 5678\n'))).toEqual({ kind: 'not-age' })
  })

  it.each([
    ['ssh-ed25519 abcd efgh', 'ssh'],
    ['piv-p256 abcd efgh', 'other'],
    ['mlkem768x25519 abcd', 'other'],
  ])('for another kind of key: %s', (stanza, kind) => {
    const text = `age-encryption.org/v1\n-> ${stanza}\nAAAA\n--- ${'A'.repeat(43)}\n${'x'.repeat(64)}`
    expect(sealing.inspect(Buffer.from(text))).toEqual({ kind: 'age', keys: [kind] })
  })

  it('whose passphrase takes too much work is not tried', async () => {
    const stanza = `-> scrypt ${'A'.repeat(22)} 30\n${'A'.repeat(43)}`
    const text = `age-encryption.org/v1\n${stanza}\n--- ${'A'.repeat(43)}\n${'x'.repeat(64)}`
    expect(await sealing.open(Buffer.from(text), { passphrase })).toEqual({ kind: 'too-hard' })
  })

  it.skipIf(spawnSync('age', ['--version']).error !== undefined)('of the age program is opened', async () => {
    const recipient = await identityToRecipient(identity)
    const { stdout } = spawnSync('age', ['-a', '-r', recipient], { input: 'text' })
    expect(sealing.inspect(stdout)).toEqual({ kind: 'age', keys: ['identity'] })
  })
})
