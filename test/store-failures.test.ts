/** The built program, and a store that does not do its part: a clear word, the right status, and nothing lost. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateX25519Identity } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountOf, codeNumber, codesIn, type FileStore, fileStore } from './support/file-store.ts'
import { hasKeyring, type Keyring, startKeyring } from './support/keyring.ts'
import { type Ended, program, run, start } from './support/killed.ts'
import { listChildren } from './support/search.ts'
import { canMount, type SmallDisk, smallDisk } from './support/small-disk.ts'

const use = ['backup', 'use', 'github']

/** What a failed run says: nothing but one JSON object on stdout, two lines on stderr. */
function failureOf({ out, err, status }: Ended): { status: number | null; code: string } {
  const { error } = JSON.parse(out) as { error: { code: string; message: string; hint: string | null } }
  expect(err).toContain(`error: ${error.message}`)
  expect(error.message).toMatch(/^[^A-Z]/)
  expect(err).toMatch(/^hint: /m)
  for (let index = 0; index < 20; index += 1) expect(err + out).not.toContain(codeNumber(index))
  return { status, code: error.code }
}

describe('a store in a file', () => {
  let files: FileStore
  beforeEach(async () => {
    files = fileStore()
    await files.put(accountOf('github', 10))
  })
  afterEach(() => files.remove())

  const json = (args: readonly string[], env = files.env) => run({ args: [...args, '--json'], env })
  const states = async () => codesIn(await files.record('github')).map(({ state }) => state)

  it('whose lock belongs to a run that was killed is free', async () => {
    const lock = join(files.folder, 'lock')
    const highest = () => Math.max(...readdirSync(lock).map(Number).filter(Number.isSafeInteger))
    const claim = await files.store.update(async () => readFileSync(join(lock, String(highest())), 'utf8'))
    // The same claim, of a process that is no more.
    const stale = { ...JSON.parse(claim), pid: 2 ** 22 + 1 }
    writeFileSync(join(lock, String(highest() + 1)), JSON.stringify(stale))
    expect(await run({ args: use, env: files.env })).toMatchObject({ status: 0 })
  })

  it('that is damaged gives way to its copy: nothing that the last write did is undone', async () => {
    const path = join(files.folder, 'store.age')
    const damage = (): void => {
      const bytes = readFileSync(path)
      const at = Math.floor(Math.random() * bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ 0x20
      writeFileSync(path, bytes)
    }
    expect(await run({ args: use, env: files.env })).toMatchObject({ out: `${codeNumber(0)}\n` })
    damage()
    const next = await run({ args: use, env: files.env })
    expect(next).toMatchObject({ status: 0, out: `${codeNumber(1)}\n` })
    expect(next.err).toContain('store.age cannot be read; its copy is used')
    // Mended by that write.
    expect((await states()).slice(0, 3)).toEqual(['offered', 'offered', 'unused'])
    const consume = (code: string) =>
      run({ args: ['backup', 'consume', 'github', '-'], env: files.env, input: code })
    expect(await consume(codeNumber(7))).toMatchObject({ status: 0 })
    damage()
    expect(await consume(codeNumber(7))).toMatchObject({ status: 1 })
    damage()
    expect(
      await run({
        args: ['backup', 'add', 'other', '-', '--yes'],
        env: files.env,
        input: 'ab12-cd34\nef56-ab78\n',
      }),
    ).toMatchObject({ status: 0 })
    damage()
    expect(await run({ args: ['backup', 'status', 'other'], env: files.env })).toMatchObject({ status: 0 })
  }, 60_000)

  it('that is damaged together with its copy gives way to the one before: a code that may have been shown is not shown again', async () => {
    expect(await run({ args: use, env: files.env })).toMatchObject({ out: `${codeNumber(0)}\n` })
    for (const name of ['store.age', 'store.copy.age']) writeFileSync(join(files.folder, name), 'damaged')
    const next = await run({ args: use, env: files.env })
    expect(next).toMatchObject({ status: 0, out: `${codeNumber(1)}\n` })
    expect(next.err).toContain('What the last change did may be missing')
  })

  it('that is damaged together with its copies is broken, and stays as it is', async () => {
    await run({ args: use, env: files.env })
    for (const name of ['store.age', 'store.copy.age', 'store.previous.age']) {
      const path = join(files.folder, name)
      copyFileSync(path, `${path}.whole`)
      writeFileSync(path, readFileSync(path).subarray(0, 150))
    }
    const before = readFileSync(join(files.folder, 'store.age'))
    expect(failureOf(await json(use))).toEqual({ status: 3, code: 'damaged-store' })
    expect(failureOf(await json(['backup', 'list']))).toEqual({ status: 3, code: 'damaged-store' })
    expect(
      failureOf(
        await run({
          args: ['backup', 'add', 'x', '-', '--yes', '--json'],
          env: files.env,
          input: 'ab12-cd34',
        }),
      ),
    ).toEqual({ status: 3, code: 'damaged-store' })
    expect(readFileSync(join(files.folder, 'store.age'))).toEqual(before)
  })

  it('that another identity opens says so', async () => {
    const other = join(files.home, 'other.txt')
    writeFileSync(other, `${await generateX25519Identity()}\n`, { mode: 0o600 })
    expect(failureOf(await json(use, { ...files.env, TWOFA_RESCUE_IDENTITY: other }))).toEqual({
      status: 4,
      code: 'wrong-identity',
    })
  })

  it('made with an identity asks for no passphrase where none is named, and stays as it is', async () => {
    const { TWOFA_RESCUE_IDENTITY: _, ...env } = files.env
    expect(failureOf(await json(use, env))).toEqual({ status: 4, code: 'missing-key' })
    expect(readdirSync(files.folder)).not.toContain('key.age')
    expect(await states()).not.toContain('offered')
  })

  const preload = (name: string) => `--import=${fileURLToPath(new URL(`support/${name}`, import.meta.url))}`

  it('opens where the system’s cryptography knows no X25519', async () => {
    const env = { ...files.env, NODE_OPTIONS: preload('no-x25519.mjs') }
    expect(await run({ args: use, env })).toMatchObject({ status: 0, out: `${codeNumber(0)}\n` })
  })

  it('is not called damaged where the system’s cryptography fails', async () => {
    const env = { ...files.env, NODE_OPTIONS: preload('no-x25519.mjs'), X25519: 'broken' }
    const failed = await json(use, env)
    expect(failureOf(failed)).toEqual({ status: 4, code: 'cannot-decrypt' })
    expect(failed.err).not.toMatch(/damaged|move/)
  })

  it('is written by one run at a time where the file system knows no hard links', async () => {
    const env = { ...files.env, NODE_OPTIONS: preload('no-links.mjs') }
    const ends = await Promise.all(Array.from({ length: 8 }, () => run({ args: use, env })))
    for (const end of ends) expect(end, end.err).toMatchObject({ status: 0 })
    expect(new Set(ends.map(({ out }) => out)).size).toBe(8)
    expect((await states()).filter((state) => state === 'offered')).toHaveLength(8)
    expect(
      readdirSync(join(files.folder, 'lock')).filter((name) => name !== 'store' && !/^\d+$/.test(name)),
    ).toEqual([])
  }, 60_000)

  it('whose name is a link stays linked', async () => {
    const cloud = join(files.home, 'cloud')
    mkdirSync(cloud)
    renameSync(join(files.folder, 'store.age'), join(cloud, 'store.age'))
    symlinkSync(join(cloud, 'store.age'), join(files.folder, 'store.age'))
    expect(await run({ args: use, env: files.env })).toMatchObject({ out: `${codeNumber(0)}\n` })
    expect(lstatSync(join(files.folder, 'store.age')).isSymbolicLink()).toBe(true)
    expect(await run({ args: use, env: files.env })).toMatchObject({ out: `${codeNumber(1)}\n` })
    expect(readdirSync(cloud).sort()).toEqual(['store.age', 'store.copy.age', 'store.previous.age'])
  })

  it('is not hurt by output that nobody takes', async () => {
    const user = start({ args: use, env: files.env })
    user.stdout?.destroy()
    const [status] = (await once(user, 'close')) as [number]
    expect([0, 4]).toContain(status)
    expect((await states()).slice(0, 2)).toEqual(['offered', 'unused'])
  })
})

describe.runIf(canMount())('a store in a file on a disk of its own', () => {
  let files: FileStore
  let disk: SmallDisk
  let env: Readonly<Record<string, string>>
  beforeEach(async () => {
    files = fileStore()
    await files.put(accountOf('github', 10))
    disk = smallDisk(256 * 1024)
    cpSync(files.folder, join(disk.folder, '2fa-rescue'), { recursive: true })
    env = { ...files.env, XDG_DATA_HOME: disk.folder }
  })
  afterEach(() => {
    disk.remove()
    files.remove()
  })

  const json = (args: readonly string[]) => run({ args: [...args, '--json'], env })

  it('that is full: no code is shown, and none is taken', async () => {
    disk.fill(0)
    expect(failureOf(await json(use))).toEqual({ status: 4, code: 'unwritable' })
    // What needs no writing goes on.
    expect(await run({ args: ['backup', 'status', 'github'], env })).toMatchObject({ status: 0 })
    disk.empty()
    expect(await run({ args: use, env })).toMatchObject({ status: 0, out: `${codeNumber(0)}\n` })
  })

  it('that is read-only: the same', async () => {
    disk.freeze()
    expect(failureOf(await json(use))).toEqual({ status: 4, code: 'unwritable' })
    expect(await run({ args: ['backup', 'status', 'github'], env })).toMatchObject({ status: 0 })
  })
})

describe.runIf(hasKeyring())('a keychain', () => {
  let files: FileStore
  let keyring: Keyring
  let env: Readonly<Record<string, string>>
  beforeEach(async () => {
    files = fileStore()
    keyring = await startKeyring()
    const { TWOFA_RESCUE_IDENTITY: _, ...mine } = files.env
    env = { ...mine, ...keyring.env, TWOFA_RESCUE_STORE: 'keychain' }
    const codes = Array.from({ length: 10 }, (_, index) => codeNumber(index)).join('\n')
    expect(await run({ args: ['backup', 'add', 'github', '-', '--yes'], input: codes, env })).toMatchObject({
      status: 0,
    })
  })
  afterEach(async () => {
    await keyring.stop()
    files.remove()
  })

  const json = (args: readonly string[]) => run({ args: [...args, '--json'], env })

  it('that is locked is not taken for an empty one', async () => {
    keyring.lock()
    for (const args of [use, ['backup', 'status', 'github'], ['backup', 'list']])
      expect(failureOf(await json(args))).toEqual({ status: 4, code: 'no-keychain' })
  }, 60_000)

  it('whose process is killed in the middle is no bug of ours, and nothing is lost', async () => {
    const user = start({ args: [...use, '--json'], env })
    let out = ''
    let err = ''
    user.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    user.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk
    })
    const ended = once(user, 'close')
    const child = await firstChildOf(user.pid ?? 0)
    process.kill(child, 'SIGKILL')
    const [status] = (await ended) as [number]
    expect(failureOf({ out, err, status, killed: false })).toEqual({ status: 4, code: 'no-keychain' })
    expect(await run({ args: use, env })).toMatchObject({ status: 0 })
  }, 60_000)

  it('that hangs is given up, and nothing is lost', async () => {
    keyring.freeze()
    expect(failureOf(await json(use))).toEqual({ status: 4, code: 'no-keychain' })
    keyring.thaw()
    // Whatever was on its way when the keychain hung: no code is handed out that was offered before.
    const { out, status } = await run({ args: use, env })
    expect(status).toBe(0)
    expect([codeNumber(0), codeNumber(1)]).toContain(out.trim())
  }, 90_000)
})

/** The process that talks to the keychain, as soon as there is one. */
async function firstChildOf(pid: number): Promise<number> {
  for (;;) {
    const [child] = listChildren(pid)
    if (child !== undefined) return child
    await new Promise((settle) => setTimeout(settle, 2))
  }
}

it.runIf(existsSync('/dev/full'))(
  'stdout that cannot be written to is told, and no code is lost',
  async () => {
    const files = fileStore()
    try {
      await files.put(accountOf('github', 3))
      const full = openSync('/dev/full', 'w')
      const into = (args: readonly string[]) =>
        spawnSync(process.execPath, [program, ...args], {
          env: { PATH: process.env.PATH, ...files.env },
          stdio: ['ignore', full, 'pipe'],
          encoding: 'utf8',
        })
      const used = into(use)
      expect([used.status, used.stderr]).toEqual([4, expect.stringContaining('it stays marked as shown')])
      expect(codesIn(await files.record('github')).map(({ state }) => state)).toEqual([
        'offered',
        'unused',
        'unused',
      ])
      const listed = into(['backup', 'list'])
      expect([listed.status, listed.stderr]).toEqual([
        4,
        expect.stringContaining('cannot be written (ENOSPC)'),
      ])
      closeSync(full)
    } finally {
      files.remove()
    }
  },
)
