/** The built program, and a store that does not do its part: a clear word, the right status, and nothing lost. */
import { once } from 'node:events'
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeNumber, codesIn, type FileStore, fileStore, shelfOf } from './support/file-store.ts'
import { hasKeyring, type Keyring, startKeyring } from './support/keyring.ts'
import { type Ended, run, start } from './support/killed.ts'
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
    await files.put(shelfOf('github', 10))
  })
  afterEach(() => files.remove())

  const json = (args: readonly string[], env = files.env) => run({ args: [...args, '--json'], env })
  const states = async () => codesIn(await files.shelf('github')).map(({ state }) => state)

  it('whose lock belongs to a run that was killed is free', async () => {
    const lock = join(files.folder, 'lock')
    const highest = () => Math.max(...readdirSync(lock).map(Number).filter(Number.isSafeInteger))
    const claim = await files.store.update(async () => readFileSync(join(lock, String(highest())), 'utf8'))
    // The same claim, of a process that is no more.
    const stale = { ...JSON.parse(claim), pid: 2 ** 22 + 1 }
    writeFileSync(join(lock, String(highest() + 1)), JSON.stringify(stale))
    expect(await run({ args: use, env: files.env })).toMatchObject({ status: 0 })
  })

  it('that is damaged gives way to the copy before it: the code that may have been shown is not shown again', async () => {
    expect(await run({ args: use, env: files.env })).toMatchObject({ out: `${codeNumber(0)}\n` })
    const path = join(files.folder, 'store.age')
    const bytes = readFileSync(path)
    for (const at of [0, 30, 100, 200, bytes.length - 1]) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0x20
      writeFileSync(path, damaged)
      const listed = await json(['backup', 'list', 'github', '--show-codes'])
      expect(listed.err).toContain('store.age')
      const { sets } = JSON.parse(listed.out) as { sets: { codes: { state: string }[] }[] }
      expect(sets[0]?.codes.map(({ state }) => state).slice(0, 2)).toEqual(['offered', 'unused'])
    }
    const next = await run({ args: use, env: files.env })
    expect(next).toMatchObject({ status: 0, out: `${codeNumber(1)}\n` })
    expect(next.err).toContain('store.age')
    // Mended by that write.
    expect((await states()).slice(0, 3)).toEqual(['offered', 'offered', 'unused'])
  })

  it('that is damaged together with its copy is broken, and stays as it is', async () => {
    await run({ args: use, env: files.env })
    for (const name of ['store.age', 'store.previous.age']) {
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
    writeFileSync(other, 'AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQS0PZLUN\n')
    const { status, code } = failureOf(await json(use, { ...files.env, TWOFA_RESCUE_IDENTITY: other }))
    expect(['wrong-identity', 'bad-identity']).toContain(code)
    expect([3, 4]).toContain(status)
  })

  it('that nobody can open without a passphrase asks for none in a pipe', async () => {
    const { TWOFA_RESCUE_IDENTITY: _, ...env } = files.env
    // A key under a passphrase, as a person has it.
    writeFileSync(join(files.folder, 'key.age'), 'age-encryption.org/v1\n')
    expect(failureOf(await json(use, env))).toEqual({ status: 2, code: 'needs-passphrase' })
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
    await files.put(shelfOf('github', 10))
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
