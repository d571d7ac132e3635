/** The store in a file, as the port promises it, as the plain age program sees it, and with all that can go wrong. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { Secret } from '../../src/core/secret.ts'
import type { Store } from '../../src/core/store.ts'
import { type AgeFileHow, ageFileStore } from '../../src/system/age-file.ts'
import { hasAgeFile } from '../../src/system/age-names.ts'
import { openStores } from '../../src/system/stores.ts'
import { temporaryFolder } from '../support/folder.ts'
import { findProgram, needs } from '../support/needs.ts'
import { testProcesses } from '../support/processes.ts'
import { storeContract } from './store-contract.ts'

/** An identity of nobody, made for these tests. */
const identity = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'
const google = { kind: 'backup', name: 'google' } as const
const patience = { limit: 10_000, waiting: () => {} }

interface Place {
  readonly folder: string
  readonly identityFile: string
  /** Names of damaged files that were told. */
  readonly told: string[]
  open(more?: Partial<AgeFileHow>): Store
  remove(): void
}

function place(): Place {
  const { folder: above, remove } = temporaryFolder()
  const folder = join(above, 'data')
  const identityFile = join(above, 'identity.txt')
  writeFileSync(identityFile, `# made for a test\n${identity}\n`, { mode: 0o600 })
  const told: string[] = []
  const open = (more: Partial<AgeFileHow> = {}): Store =>
    ageFileStore({
      folder,
      identityFile,
      passphrase: async () => {
        throw new Error('nobody is to be asked')
      },
      processes: testProcesses,
      patience,
      tell: ({ kind, file }) => told.push(`${kind} ${basename(file)}`),
      older: ({ value }) => ({ ...(value as object), older: true }),
      ...more,
    })
  return { folder, identityFile, told, open, remove }
}

const write = (store: Store, value: object): Promise<void> =>
  store.update(async (draft) => draft.write(google, value))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error) => (error instanceof RescueError ? error.problem.code : String(error)),
  )

function flipped(bytes: Uint8Array, index: number): Buffer {
  const damaged = Buffer.from(bytes)
  damaged[index] = (damaged[index] ?? 0) ^ 0x40
  return damaged
}

storeContract('a file, with an identity file', async () => {
  const { open, remove } = place()
  return { store: open(), again: async () => open(), remove: async () => remove() }
})

describe('the file', () => {
  let here: Place
  beforeEach(() => {
    here = place()
  })
  afterEach(() => here.remove())
  const at = (name: string): string => join(here.folder, name)

  it('is for this person alone, and leaves no drafts', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    expect(readdirSync(here.folder).sort()).toEqual([
      'lock',
      'store.age',
      'store.copy.age',
      'store.previous.age',
    ])
    expect(readFileSync(at('store.copy.age'))).toEqual(readFileSync(at('store.age')))
    expect(statSync(here.folder).mode & 0o777).toBe(0o700)
    for (const name of ['store.age', 'store.previous.age'])
      expect(statSync(at(name)).mode & 0o777).toBe(0o600)
    expect(readFileSync(at('store.age'), 'latin1')).not.toContain('"n"')
  })

  it('is not written when nothing changed', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    const before = readFileSync(at('store.age'))
    await store.update(async (draft) => draft.read(google))
    expect(readFileSync(at('store.age'))).toEqual(before)
  })

  it('is there once something was written, and gone once it was drained', async () => {
    expect(hasAgeFile(here.folder)).toBe(false)
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    expect(hasAgeFile(here.folder)).toBe(true)
    await store.drain(async () => {})
    expect(hasAgeFile(here.folder)).toBe(false)
    expect(readdirSync(here.folder)).toEqual(['lock'])
  })

  it('names what is no identity, and an identity that does not fit', async () => {
    await write(here.open(), { n: 1 })
    const other = join(here.folder, 'other.txt')
    writeFileSync(other, 'AGE-SECRET-KEY-1QQQQ\n')
    expect(await codeOf(here.open({ identityFile: other }).read(google))).toBe('bad-identity')
    writeFileSync(other, 'nothing of that kind\n')
    expect(await codeOf(here.open({ identityFile: other }).read(google))).toBe('bad-identity')
    expect(await codeOf(here.open({ identityFile: at('none') }).read(google))).toBe('no-file')
    writeFileSync(other, `${identity.replace('GFPYYSJZ', 'GFPYYSJQ')}\n`)
    expect(await codeOf(here.open({ identityFile: other }).read(google))).toBe('bad-identity')
    writeFileSync(other, `${await generateX25519Identity()}\n`)
    expect(await codeOf(here.open({ identityFile: other }).read(google))).toBe('wrong-identity')
    expect(await codeOf(write(here.open({ identityFile: other }), { n: 2 }))).toBe('wrong-identity')
    expect(await here.open().read(google)).toEqual({ n: 1 })
  })

  it('refuses a store of a later version, and leaves it as it is', async () => {
    await write(here.open(), { n: 1 })
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    const later = await encrypter.encrypt('{"schema":2}')
    writeFileSync(at('store.age'), later)
    expect(await codeOf(write(here.open(), { n: 2 }))).toBe('newer-store')
    expect(new Uint8Array(readFileSync(at('store.age')))).toEqual(later)
  })

  it('that is damaged at any place gives way to its copy, which holds the same, and says so once', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    const whole = readFileSync(at('store.age'))
    const places = new Set([
      0,
      1,
      20,
      21,
      25,
      whole.length - 1,
      ...Array.from({ length: 40 }, () => Math.floor(Math.random() * whole.length)),
    ])
    for (const index of places) {
      writeFileSync(at('store.age'), flipped(whole, index))
      here.told.length = 0
      const opened = here.open()
      expect(await opened.read(google), `byte ${index}`).toEqual({ n: 2 })
      await opened.list('backup')
      expect(here.told).toEqual(['copy-used store.age'])
    }
  })

  it('that is cut off anywhere, or gone, gives way too', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    const whole = readFileSync(at('store.age'))
    for (const length of [0, 1, 21, 100, 180, whole.length - 17, whole.length - 1]) {
      writeFileSync(at('store.age'), whole.subarray(0, length))
      expect(await here.open().read(google), `${length} bytes`).toEqual({ n: 2 })
    }
    rmSync(at('store.age'))
    expect(await here.open().read(google)).toEqual({ n: 2 })
    expect(hasAgeFile(here.folder)).toBe(true)
  })

  it('keeps the first write twice as well', async () => {
    await write(here.open(), { n: 1 })
    writeFileSync(at('store.age'), 'damaged')
    expect(await here.open().read(google)).toEqual({ n: 1 })
    expect(here.told).toEqual(['copy-used store.age'])
  })

  it('whose copy is damaged too gives way to the one before, and says that something may be missing', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    for (const name of ['store.age', 'store.copy.age']) writeFileSync(at(name), 'damaged')
    expect(await here.open().read(google)).toEqual({ n: 1, older: true })
    expect(here.told).toEqual(['older-used store.age'])
  })

  it('whose copy is one write behind, as after a run that was killed, says that something may be missing', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    const behind = readFileSync(at('store.copy.age'))
    await write(store, { n: 2 })
    writeFileSync(at('store.copy.age'), behind)
    // It opens, and the next look under the lock mends the copy.
    expect(await here.open().read(google)).toEqual({ n: 2 })
    await here.open().update(async () => {})
    expect(readFileSync(at('store.copy.age'))).toEqual(readFileSync(at('store.age')))
    writeFileSync(at('store.copy.age'), behind)
    writeFileSync(at('store.age'), 'damaged')
    expect(await here.open().read(google)).toEqual({ n: 1, older: true })
    expect(here.told).toEqual(['older-used store.age'])
  })

  it('that is damaged is put aside by the next write, whatever was put aside before', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    for (const [number, content] of ['damaged', 'again'].entries()) {
      writeFileSync(at('store.age'), content)
      await here.open().update(async (draft) => draft.write({ ...google, name: 'github' }, { number }))
    }
    expect(readFileSync(at('store.damaged.age'), 'utf8')).toBe('damaged')
    expect(readFileSync(at('store.damaged-2.age'), 'utf8')).toBe('again')
    here.told.length = 0
    const { entries } = await here.open().list('backup')
    expect(entries.map(({ value }) => value)).toEqual([{ n: 1 }, { number: 1 }])
    expect(here.told).toEqual([])
    await here.open().drain(async () => {})
    expect(readdirSync(here.folder)).toEqual(['lock'])
  })

  it('that is damaged together with its copies is an error, and stays as it is', async () => {
    const store = here.open()
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    const names = ['store.age', 'store.copy.age', 'store.previous.age']
    for (const name of names) writeFileSync(at(name), `damaged ${name}`)
    expect(await codeOf(here.open().read(google))).toBe('damaged-store')
    expect(await codeOf(write(here.open(), { n: 3 }))).toBe('damaged-store')
    for (const name of names) expect(readFileSync(at(name), 'utf8')).toBe(`damaged ${name}`)
  })

  it('of an earlier version, without a copy, is read and written on', async () => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    const before = await encrypter.encrypt(
      '{"schema":1,"entries":[{"kind":"backup","name":"google","value":{"n":7}}]}',
    )
    mkdirSync(here.folder, { recursive: true, mode: 0o700 })
    writeFileSync(at('store.age'), before, { mode: 0o600 })
    expect(await here.open().read(google)).toEqual({ n: 7 })
    await write(here.open(), { n: 8 })
    writeFileSync(at('store.age'), 'damaged')
    // Whether the copy is as new cannot be told from a generation before that has no number.
    expect(await here.open().read(google)).toMatchObject({ n: 8 })
  })

  it('that is a link stays one: the file it leads to is written, with its copies beside it', async () => {
    const cloud = join(here.folder, '..', 'cloud')
    mkdirSync(cloud)
    mkdirSync(here.folder, { recursive: true, mode: 0o700 })
    await write(here.open(), { n: 1 })
    renameSync(at('store.age'), join(cloud, 'store.age'))
    symlinkSync(join('..', 'cloud', 'store.age'), at('store.age'))
    await write(here.open(), { n: 2 })
    expect(lstatSync(at('store.age')).isSymbolicLink()).toBe(true)
    expect(readdirSync(cloud).sort()).toEqual(['store.age', 'store.copy.age', 'store.previous.age'])
    expect(await here.open().read(google)).toEqual({ n: 2 })
    // The drive is not connected: nothing is taken for new.
    renameSync(cloud, `${cloud}-away`)
    expect(hasAgeFile(here.folder)).toBe(true)
    expect(await codeOf(here.open().read(google))).toBe('missing-store')
    expect(await codeOf(write(here.open(), { n: 3 }))).toBe('missing-store')
    expect(existsSync(cloud)).toBe(false)
    renameSync(`${cloud}-away`, cloud)
    await here.open().drain(async () => {})
    expect(readdirSync(cloud)).toEqual([])
  })

  it('that is gone is not taken for one that never was: only the lock is left', async () => {
    await write(here.open(), { n: 1 })
    for (const name of ['store.age', 'store.copy.age']) rmSync(at(name))
    expect(readdirSync(here.folder)).toEqual(['lock'])
    expect(await codeOf(here.open().read(google))).toBe('missing-store')
    expect(await codeOf(write(here.open(), { n: 2 }))).toBe('missing-store')
    expect(readdirSync(here.folder)).toEqual(['lock'])
    const stores = openStores({
      folder: here.folder,
      child: '',
      env: {},
      platform: 'linux',
      processes: testProcesses,
      attended: false,
    })
    // It stays the place in force: the next write does not go to the keychain unasked.
    expect(stores.hasFile()).toBe(true)
  })

  it('says which files other users can get at', async () => {
    await write(here.open(), { n: 1 })
    chmodSync(at('store.age'), 0o644)
    chmodSync(here.identityFile, 0o640)
    chmodSync(here.folder, 0o777)
    here.told.length = 0
    await here.open().read(google)
    expect(here.told.sort()).toEqual([
      'open-to-others data',
      'open-to-others identity.txt',
      'open-to-others store.age',
    ])
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'in a folder that is read-only stays as it was',
    async () => {
      await write(here.open(), { n: 1 })
      chmodSync(here.folder, 0o500)
      expect(await codeOf(write(here.open(), { n: 2 }))).toBe('unwritable')
      chmodSync(here.folder, 0o700)
      expect(await here.open().read(google)).toEqual({ n: 1 })
    },
  )
})

describe('the passphrase', () => {
  let here: Place
  beforeEach(() => {
    here = place()
  })
  afterEach(() => here.remove())
  const at = (name: string): string => join(here.folder, name)
  /** A store whose person answers in turn. */
  const asking = (...answers: readonly string[]): { store: Store; asked: string[] } => {
    const asked: string[] = []
    const left = [...answers]
    const store = here.open({
      identityFile: undefined,
      passphrase: async (of) => {
        asked.push(of)
        return new Secret(left.shift() ?? 'no more answers')
      },
    })
    return { store, asked }
  }

  it('is asked once a run, and makes a key that is kept twice', async () => {
    const { store, asked } = asking('correct horse')
    expect(await store.read(google)).toBeUndefined()
    expect(asked).toEqual([])
    await write(store, { n: 1 })
    await write(store, { n: 2 })
    expect(asked).toEqual(['new'])
    expect(readFileSync(at('key.age'))).toEqual(readFileSync(at('key.copy.age')))
    expect(statSync(at('key.age')).mode & 0o777).toBe(0o600)
    const again = asking('wrong', 'correct horse')
    expect(await again.store.read(google)).toEqual({ n: 2 })
    expect(await again.store.read(google)).toEqual({ n: 2 })
    expect(again.asked).toEqual(['old', 'old-again'])
  }, 60_000)

  it.each(['damaged', 'gone'])(
    'opens the copy of a key that is %s, and mends it',
    async (how) => {
      await write(asking('correct horse').store, { n: 1 })
      const key = readFileSync(at('key.age'))
      if (how === 'gone') rmSync(at('key.age'))
      else writeFileSync(at('key.age'), key.subarray(0, 100))
      const { store, asked } = asking('correct horse')
      expect(await store.read(google)).toEqual({ n: 1 })
      expect(asked).toEqual(['old'])
      expect(readFileSync(at('key.age'))).toEqual(key)
      rmSync(at('key.copy.age'))
      expect(await asking('correct horse').store.read(google)).toEqual({ n: 1 })
      expect(readFileSync(at('key.copy.age'))).toEqual(key)
    },
    60_000,
  )

  it('is never asked for anew where there is a store without its key', async () => {
    await write(asking('correct horse').store, { n: 1 })
    for (const name of ['key.age', 'key.copy.age']) rmSync(at(name))
    const before = readdirSync(here.folder).sort()
    const { store, asked } = asking('another horse')
    expect(await codeOf(store.read(google))).toBe('missing-key')
    expect(await codeOf(write(store, { n: 2 }))).toBe('missing-key')
    for (const name of ['store.age', 'store.copy.age']) rmSync(at(name), { force: true })
    writeFileSync(at('store.previous.age'), 'all that is left')
    expect(await codeOf(write(store, { n: 2 }))).toBe('missing-key')
    expect(asked).toEqual([])
    expect(before).not.toContain('key.age')
  }, 60_000)

  it('is not asked for where the store was made with an identity file', async () => {
    await write(here.open(), { n: 1 })
    const { store, asked } = asking('a new passphrase')
    expect(await codeOf(store.read(google))).toBe('missing-key')
    expect(await codeOf(write(store, { n: 2 }))).toBe('missing-key')
    expect(asked).toEqual([])
    expect(existsSync(at('key.age'))).toBe(false)
    expect(await here.open().read(google)).toEqual({ n: 1 })
  })

  it('is told apart from an identity that was named beside it, and from a key of another store', async () => {
    await write(asking('correct horse').store, { n: 1 })
    const problem = await here
      .open()
      .read(google)
      .catch((error: RescueError) => error.problem)
    expect(problem).toEqual({ code: 'wrong-identity', file: at('store.age'), hasKey: true })
    const mine = readFileSync(at('store.age'))
    for (const name of ['store.age', 'store.copy.age', 'store.previous.age', 'lock'])
      rmSync(at(name), { force: true, recursive: true })
    const keys = ['key.age', 'key.copy.age'].map((name) => [name, readFileSync(at(name))] as const)
    for (const [name] of keys) rmSync(at(name))
    await write(here.open(), { n: 2 })
    for (const [name, bytes] of keys) writeFileSync(at(name), bytes, { mode: 0o600 })
    expect(await codeOf(asking('correct horse').store.read(google))).toBe('other-key')
    expect(await codeOf(write(asking('correct horse').store, { n: 3 }))).toBe('other-key')
    expect(await here.open().read(google)).toEqual({ n: 2 })
    expect(mine.length).toBeGreaterThan(0)
  }, 60_000)

  it('is not asked for where both copies of the key are damaged', async () => {
    await write(asking('correct horse').store, { n: 1 })
    for (const name of ['key.age', 'key.copy.age']) writeFileSync(at(name), 'age-encryption.org/v1\n')
    const { store, asked } = asking('correct horse')
    expect(await codeOf(store.read(google))).toBe('damaged-key')
    expect(asked).toEqual([])
  }, 60_000)

  it.each([
    ['notes', 'not-age'],
    ['an identity', 'identity'],
    ['the store', 'for-identity'],
    ['an armoured file', 'armoured'],
    ['an export', 'other-content'],
  ])(
    'is not called wrong where %s lies in the place of the key',
    async (what, is) => {
      await write(asking('correct horse').store, { n: 1 })
      const encrypter = new Encrypter()
      encrypter.setPassphrase('correct horse')
      encrypter.setScryptWorkFactor(4)
      const contents: Readonly<Record<string, string | Uint8Array>> = {
        notes: 'buy bread\n',
        'an identity': `# created\n${identity}\n`,
        'the store': readFileSync(at('store.age')),
        'an armoured file': '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n',
        'an export': await encrypter.encrypt('{"format":"2fa-rescue backup codes"}'),
      }
      const key = readFileSync(at('key.age'))
      for (const name of ['key.age', 'key.copy.age']) writeFileSync(at(name), contents[what] ?? '')
      const { store, asked } = asking('correct horse', 'b', 'c')
      const problem = await store.read(google).catch((error: RescueError) => error.problem)
      expect(problem).toEqual({ code: 'not-a-key', file: at('key.age'), is })
      expect(asked).toEqual(is === 'other-content' ? ['old'] : [])
      // The copy alone opens the store, and what was put in the place of the other is left there.
      writeFileSync(at('key.copy.age'), key)
      expect(await asking('correct horse').store.read(google)).toEqual({ n: 1 })
    },
    60_000,
  )

  it('is not asked for where the files of the store are gone, and nothing is made in their place', async () => {
    await write(asking('correct horse').store, { n: 1 })
    const store = ['store.age', 'store.copy.age', 'store.previous.age']
    for (const name of store) rmSync(at(name), { force: true })
    const keys = readFileSync(at('key.age'))
    const refused = async (): Promise<void> => {
      const { store, asked } = asking('correct horse')
      expect(await codeOf(store.read(google))).toBe('missing-store')
      expect(await codeOf(write(store, { n: 2 }))).toBe('missing-store')
      expect(await codeOf(store.drain(async () => {}))).toBe('missing-store')
      expect(asked).toEqual([])
    }
    await refused()
    // The key alone, as after a restore of a part.
    rmSync(at('lock'), { recursive: true })
    await refused()
    expect(readFileSync(at('key.age'))).toEqual(keys)
    // Somebody who knows better begins anew.
    for (const name of ['key.age', 'key.copy.age']) rmSync(at(name))
    expect(await asking().store.read(google)).toBeUndefined()
  }, 60_000)

  it('of a store that was never written opens it: the key was made, and the run was killed', async () => {
    await asking('correct horse').store.update(async () => {})
    expect(readdirSync(here.folder).sort()).toEqual(['key.age', 'key.copy.age', 'lock'])
    const { store, asked } = asking('correct horse')
    await write(store, { n: 1 })
    expect(asked).toEqual(['old'])
  }, 60_000)

  it('is asked for anew when the store was moved away since it was typed', async () => {
    await write(asking('correct horse').store, { n: 1 })
    const { store, asked } = asking('correct horse', 'a new horse')
    expect(await store.read(google)).toEqual({ n: 1 })
    await asking('correct horse').store.drain(async () => {})
    await write(store, { n: 2 })
    expect(asked).toEqual(['old', 'new'])
    // Somebody can open what was written.
    expect(await asking('a new horse').store.read(google)).toEqual({ n: 2 })
  }, 60_000)

  it('that is wrong three times changes nothing', async () => {
    await write(asking('correct horse').store, { n: 1 })
    const before = readFileSync(at('store.age'))
    const { store, asked } = asking('a', 'b', 'c', 'd')
    expect(await codeOf(write(store, { n: 2 }))).toBe('wrong-passphrase')
    expect(asked).toEqual(['old', 'old-again', 'old-again'])
    expect(readFileSync(at('store.age'))).toEqual(before)
  }, 60_000)
})

describe.runIf(needs('age'))('the plain age program', () => {
  let here: Place
  beforeEach(() => {
    here = place()
  })
  afterEach(() => here.remove())
  const age = (args: readonly string[], input?: string) =>
    spawnSync(findProgram('age') ?? 'age', args, { input })

  it('opens our file', async () => {
    await write(here.open(), { codes: ['1234 5678'] })
    const { status, stdout } = age(['-d', '-i', here.identityFile, join(here.folder, 'store.age')])
    expect(status).toBe(0)
    expect(JSON.parse(stdout.toString())).toEqual({
      schema: 1,
      generation: 1,
      entries: [{ kind: 'backup', name: 'google', value: { codes: ['1234 5678'] } }],
    })
  })

  it('writes files that we open', async () => {
    await write(here.open(), { n: 1 })
    const text = '{"schema":1,"entries":[{"kind":"backup","name":"google","value":{"n":7}}]}'
    const file = join(here.folder, 'store.age')
    expect(age(['-r', await identityToRecipient(identity), '-o', file], text).status).toBe(0)
    expect(await here.open().read(google)).toEqual({ n: 7 })
  })
})
