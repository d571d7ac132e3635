/** The commands on the store, and which store is in force. */
import { describe, expect, it } from 'vitest'
import type { BackupAccount } from '../../src/core/backup/set.ts'
import type { Entry } from '../../src/core/store.ts'
import { configPath, play, type Scene } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'

const script: Scene = { terminal: false }
const made = '2026-01-01T00:00:00.000Z'
const google = (state: 'unused' | 'used', more: readonly string[] = []): Entry => {
  const changed = state === 'unused' ? {} : { changed: made }
  const value: BackupAccount = {
    service: 'google',
    sets: [
      {
        id: 'aaaa',
        origin: 'issued',
        made,
        codes: [
          { value: 'code-1', state, ...changed },
          ...more.map((code) => ({ value: code, state: 'unused' as const })),
        ],
      },
    ],
  }
  return { kind: 'backup', name: 'google', value }
}
const account: Entry = { kind: 'totp', name: 'google', value: { issuer: 'Google', n: 1 } }

describe('the store in force', () => {
  const used = async (command: string, scene: Scene = {}): Promise<string> => {
    const { out } = await play(`${command} store status --json`, { ...script, ...scene })
    return JSON.parse(out).inForce
  }

  it('is the keychain, unless there is a file', async () => {
    expect(await used('')).toBe('keychain')
    expect(await used('', { stores: fakeStores({ file: [google('unused')] }) })).toBe('file')
  })

  it('is what is asked for: by option, environment, configuration, or a named identity', async () => {
    const stores = fakeStores({ file: [google('unused')] })
    expect(await used('--store keychain', { stores })).toBe('keychain')
    expect(await used('', { env: { TWOFA_RESCUE_STORE: 'file' } })).toBe('file')
    expect(await used('', { files: { [configPath]: 'store: file\n' } })).toBe('file')
    expect(await used('', { env: { TWOFA_RESCUE_IDENTITY: 'id.txt' } })).toBe('file')
    expect((await play('--store drawer store status', script)).exit).toBe(2)
    expect((await play('store status', { ...script, env: { TWOFA_RESCUE_STORE: 'drawer' } })).exit).toBe(2)
  })

  it('asks for a passphrase only in the file, and for none where nobody is there', async () => {
    const stores = fakeStores({ file: [google('unused')] })
    const { out } = await play('backup status', {
      stores,
      person: [['The passphrase of the store', 'secret words']],
    })
    expect(out).toBe('google: 1 of 1 left\n')
    expect(stores.passphrases).toEqual(['secret words'])
    const nobody = await play('backup status --json', { ...script, stores })
    expect(nobody.exit).toBe(2)
    expect(JSON.parse(nobody.out).error).toMatchObject({
      code: 'needs-passphrase',
      hint: expect.stringContaining('--identity'),
    })
    expect((await play('backup status --identity id.txt', { ...script, stores })).exit).toBe(0)
  })
})

describe('store status', () => {
  it('says what is where, and what does not answer', async () => {
    const both = fakeStores({ keychain: [google('unused'), account], file: [google('unused')] })
    const { exit, out, err } = await play('store status', { ...script, stores: both })
    expect(exit).toBe(0)
    expect(out).toBe(
      'in force: encrypted file (there is one)\n' +
        'keychain: answers, 2 entries\n' +
        'encrypted file: in /home/tester/.local/share/2fa-rescue\n',
    )
    expect(err).toContain('store move keychain')
    const shut = await play('store status --json', { ...script, stores: fakeStores({ answers: false }) })
    expect(shut.exit).toBe(4)
    expect(JSON.parse(shut.out)).toMatchObject({
      keychain: { answers: false, code: 'no-keychain', cause: 'no-session-bus' },
      file: { exists: false },
    })
  })
})

describe('store move', () => {
  it('moves everything of every kind, after a question', async () => {
    const stores = fakeStores({ keychain: [google('unused'), account] })
    expect((await play('store move file --identity id.txt', { ...script, stores })).exit).toBe(2)
    expect(stores.file.entries()).toEqual([])
    const { exit, out } = await play('store move file', {
      stores,
      person: [
        ['A new passphrase', 'correct horse'],
        ['The same passphrase again', 'correct horse'],
        ['Move 2 entries from the keychain to the encrypted file?', 'Yes'],
      ],
    })
    expect([exit, out]).toEqual([0, '2 entries moved to the encrypted file\n'])
    expect(stores.keychain.entries()).toEqual([])
    expect(stores.file.entries()).toEqual([google('unused'), account])
  })

  it('merges backup codes with those that are there', async () => {
    const stores = fakeStores({ keychain: [google('used')], file: [google('unused', ['code-2'])] })
    expect((await play('store move keychain --yes --identity id.txt', { ...script, stores })).exit).toBe(0)
    const record = stores.keychain.entries()[0]?.value as BackupAccount
    expect(record.sets[0]?.codes.map(({ value, state }) => `${value} ${state}`)).toEqual([
      'code-1 used',
      'code-2 unused',
    ])
    expect(stores.file.entries()).toEqual([])
  })

  it('moves nothing where both hold another thing under one name', async () => {
    const other = { ...account, value: { issuer: 'Google', n: 2 } }
    const stores = fakeStores({ keychain: [account, google('unused')], file: [other] })
    expect((await play('store move file --yes --identity id.txt', { ...script, stores })).exit).toBe(3)
    expect(stores.keychain.entries()).toHaveLength(2)
    expect(stores.file.entries()).toEqual([other])
  })

  it('has nothing to do where nothing is, and refuses other places', async () => {
    expect(
      (await play('store move keychain --identity id.txt', { ...script, stores: fakeStores() })).exit,
    ).toBe(0)
    expect((await play('store move drawer', script)).exit).toBe(2)
  })
})

describe('after a move', () => {
  it.each([
    [
      { env: { TWOFA_RESCUE_STORE: 'file', TWOFA_RESCUE_IDENTITY: 'id.txt' } },
      'TWOFA_RESCUE_STORE still leads',
    ],
    [{ env: { TWOFA_RESCUE_IDENTITY: 'id.txt' } }, 'TWOFA_RESCUE_IDENTITY still leads'],
    [{ files: { [configPath]: 'store: file\nidentity: id.txt\n' } }, 'config.yaml: store still leads'],
  ] as const)('says what still points at the place that is empty now: %j', async (scene, hint) => {
    const stores = fakeStores({ file: [google('unused')] })
    const { exit, err } = await play('store move keychain --yes', { ...script, ...scene, stores })
    expect(exit).toBe(0)
    expect(err).toContain(hint)
  })
})
