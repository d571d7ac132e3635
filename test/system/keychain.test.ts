/** The store in the keychain, against a real gnome-keyring, and against all that a keychain can do wrong. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { joinName, type Store } from '../../src/core/store.ts'
import { type KeychainHow, keychainStore } from '../../src/system/keychain.ts'
import { answerTo, libraryFolders } from '../../src/system/keychain-work.ts'
import { temporaryFolder } from '../support/folder.ts'
import { hasKeyring, type Keyring, startKeyring } from '../support/keyring.ts'
import { testProcesses } from '../support/processes.ts'
import { storeContract } from './store-contract.ts'

const child = fileURLToPath(new URL('../../dist/keychain-child.js', import.meta.url))
const google = { kind: 'backup', name: 'google' } as const

describe.runIf(hasKeyring())('with a keyring', () => {
  let keyring: Keyring
  const open: Store[] = []

  beforeAll(async () => {
    keyring = await startKeyring()
  })
  afterAll(() => keyring?.stop())
  afterEach(() => {
    for (const store of open.splice(0)) store.close()
  })

  const opened = (more: Partial<KeychainHow> = {}): Store => {
    const store = keychainStore({
      child,
      env: keyring.env,
      folder: join(keyring.home, 'lock'),
      platform: 'linux',
      processes: testProcesses,
      patience: { limit: 20_000, waiting: () => {} },
      limit: 10_000,
      ...more,
    })
    open.push(store)
    return store
  }
  const write = (store: Store, value: object): Promise<void> =>
    store.update(async (draft) => draft.write(google, value))
  /** Accounts of our entries, as the keychain's own program lists them. */
  const accounts = (): readonly string[] => {
    const { out, err } = keyring.run('secret-tool', ['search', '--all', 'service', '2fa-rescue'])
    return [...`${out}${err}`.matchAll(/^attribute\.account = (.*)$/gm)].map(([, name = '']) => name).sort()
  }

  storeContract(
    'the keychain',
    async () => ({
      store: opened(),
      again: async () => opened(),
      remove: async () => {
        const store = opened()
        await store.drain(async () => {})
      },
    }),
    { runs: 4, largest: 20_000 },
  )

  it('is not taken for one that hangs where its process starts slowly', async () => {
    const slow = fileURLToPath(new URL('../support/slow-child.mjs', import.meta.url))
    expect(await opened({ child: slow, limit: 300 }).read(google)).toBeUndefined()
  })

  it('leaves entries that the keychain’s own program shows and deletes', async () => {
    const store = opened()
    await write(store, { codes: ['1234 5678'] })
    await store.update(async (draft) =>
      draft.write({ kind: 'backup', name: joinName('github', 'mika') }, { n: 1 }),
    )
    expect(accounts().filter((name) => name !== 'probe')).toEqual(['backup/github/mika', 'backup/google'])
    const { out } = keyring.run('secret-tool', [
      'lookup',
      'service',
      '2fa-rescue',
      'account',
      'backup/google',
    ])
    expect(JSON.parse(out)).toEqual({ codes: ['1234 5678'] })
    keyring.run('secret-tool', ['clear', 'service', '2fa-rescue', 'account', 'backup/google'])
    expect(await store.read(google)).toBeUndefined()
    expect((await store.list('backup')).entries).toHaveLength(1)
    await store.drain(async () => {})
    expect(accounts()).toEqual([])
  })

  it('can be read and changed by several runs at once, to its last entry', async () => {
    const writer = opened()
    const readers = [opened(), opened()]
    let over = false
    const changes = async (): Promise<void> => {
      for (let round = 0; round < 15; round += 1) {
        await write(writer, { text: `${round}`.repeat(200) })
        await writer.update(async (draft) => draft.remove(google))
      }
      over = true
    }
    const looks = async (store: Store): Promise<void> => {
      while (!over) {
        expect((await store.list('backup')).damaged).toEqual([])
        await store.read(google)
        await pause(10)
      }
    }
    await Promise.all([changes(), ...readers.map(looks)])
    expect(accounts()).toEqual([])
  }, 60_000)

  it('can be read where the disk takes no lock, and is not written there', async () => {
    await write(opened(), { codes: ['1234 5678'] })
    const file = join(keyring.home, 'a-file')
    writeFileSync(file, '')
    const store = opened({ folder: join(file, 'lock') })
    expect(await store.read(google)).toEqual({ codes: ['1234 5678'] })
    expect((await store.list('backup')).entries).toHaveLength(1)
    await expect(write(store, { codes: [] })).rejects.toMatchObject({
      problem: { code: 'not-a-folder', file },
    })
    await opened().drain(async () => {})
  })

  it('leaves nothing of an entry that is removed, nor of one that was split', async () => {
    const store = opened()
    await write(store, { text: 'x'.repeat(6000) })
    expect(accounts().length).toBeGreaterThan(3)
    await write(store, { text: 'y'.repeat(6000) })
    await write(store, { text: 'short' })
    expect(accounts().filter((name) => name !== 'probe')).toEqual(['backup/google'])
    await store.update(async (draft) => draft.remove(google))
    expect(accounts()).toEqual([])
  })

  it('names an entry of which a part is missing, and shows the others', async () => {
    const store = opened()
    await write(store, { text: 'x'.repeat(6000) })
    await store.update(async (draft) => draft.write({ ...google, name: 'github' }, { n: 1 }))
    const part = accounts().find((name) => name.includes('#')) ?? ''
    keyring.run('secret-tool', ['clear', 'service', '2fa-rescue', 'account', part])
    expect(await store.list('backup')).toEqual({
      entries: [{ kind: 'backup', name: 'github', value: { n: 1 } }],
      damaged: [google],
    })
    expect(await problemOf(store.read(google))).toMatchObject({
      code: 'damaged-entry',
      name: 'backup/google',
    })
    expect(await problemOf(store.drain(async () => {}))).toMatchObject({ code: 'damaged-entry' })
    await store.update(async (draft) => draft.remove(google))
    await store.drain(async () => {})
  })
})

const problemOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => ({ value }),
    (error) => (error instanceof RescueError ? error.problem : error),
  )

describe.runIf(hasKeyring())('a keychain that does not do its part', () => {
  let keyring: Keyring
  beforeAll(async () => {
    keyring = await startKeyring()
  })
  afterAll(() => keyring?.stop())

  /** What looking, reading and writing come to. */
  async function tried(more: Partial<KeychainHow> = {}): Promise<readonly unknown[]> {
    const how: KeychainHow = {
      child,
      env: keyring.env,
      folder: join(keyring.home, 'lock'),
      platform: 'linux',
      processes: testProcesses,
      patience: { limit: 5_000, waiting: () => {} },
      limit: 5_000,
      ...more,
    }
    const problems: unknown[] = []
    for (const work of [
      (store: Store) => store.list('backup'),
      (store: Store) => store.read(google),
      (store: Store) => store.update(async (draft) => draft.write(google, { n: 1 })),
    ]) {
      const store = keychainStore(how)
      problems.push(await problemOf(work(store)))
      store.close()
    }
    return problems
  }
  const all = (cause: string) => Array(3).fill({ code: 'no-keychain', cause, platform: 'linux' })

  it('without a session bus says so', async () => {
    const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = keyring.env
    expect(await tried({ env })).toEqual(all('no-session-bus'))
    expect(await tried({ env: { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })).toEqual(
      all('no-session-bus'),
    )
  })

  it('that hangs is given up', async () => {
    keyring.freeze()
    try {
      expect(await tried({ limit: 700 })).toEqual(all('hanging'))
    } finally {
      keyring.thaw()
    }
  })

  it('whose process crashes, or cannot be started, is named so', async () => {
    const crashing = fileURLToPath(new URL('../support/crashing-child.mjs', import.meta.url))
    expect(await tried({ child: crashing })).toEqual(all('crashed'))
    expect(await tried({ child: '/nonexistent/child.js' })).toEqual(all('crashed'))
  })

  it('without its library says so', async () => {
    // A copy of the program in a folder from which the library is not to be found.
    const { folder, remove } = temporaryFolder()
    try {
      cpSync(join(child, '..'), join(folder, 'dist'), { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
      expect(await tried({ child: join(folder, 'dist', 'keychain-child.js') })).toEqual(
        all('library-missing'),
      )
    } finally {
      remove()
    }
  })

  it('that is locked is never taken for an empty one', async () => {
    keyring.lock()
    expect(await tried()).toEqual(all('locked'))
  }, 60_000)
})

describe('the keychain’s library', () => {
  it('is looked for where npm puts it, and in no folder above', () => {
    expect(libraryFolders('/opt/tools/2fa-rescue')).toEqual(['/opt/tools/2fa-rescue/node_modules/keytar'])
    expect(libraryFolders('/home/me/node_modules/2fa-rescue')).toEqual([
      '/home/me/node_modules/2fa-rescue/node_modules/keytar',
      '/home/me/node_modules/keytar',
    ])
  })

  it('of somebody else, above this program, is not run', async () => {
    const { folder, remove } = temporaryFolder()
    try {
      const planted = join(folder, 'node_modules', 'keytar')
      mkdirSync(planted, { recursive: true })
      writeFileSync(join(planted, 'package.json'), '{"name":"keytar","main":"index.js"}')
      writeFileSync(join(planted, 'index.js'), 'globalThis.planted = true; module.exports = {}')
      const request = { id: 1, work: { do: 'find' } } as const
      const home = join(folder, 'shared', '2fa-rescue')
      expect(await answerTo(request, home)).toEqual({ id: 1, cause: 'library-missing' })
      expect(globalThis).not.toHaveProperty('planted')
    } finally {
      remove()
    }
  })
})
