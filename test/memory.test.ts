/** The built program with files that somebody else made to take memory: how much it needs at most, as docs/threat-model.md says. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { afterAll, describe, expect, it } from 'vitest'
import { accountOf, fileStore, identity } from './support/file-store.ts'
import { drawBomb, drawDeep, drawProgressive } from './support/hostile-picture.ts'
import { program } from './support/killed.ts'
import { createZip } from './support/zip.ts'

const mebibyte = 1024 * 1024
/** MiB of memory: what the program takes itself, and what a decoder or a reader may take. */
const most = { pictures: 640, exports: 512 }

const files = fileStore()
afterAll(() => files.remove())

/** Runs the program, and gives its status, its failure and the most memory it had, in MiB. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const preload = fileURLToPath(new URL('support/peak-memory.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...files.env, ...env, NODE_OPTIONS: `--import=${preload}` },
    encoding: 'utf8',
    timeout: 60_000,
  })
  const peak = Number(/peak memory: (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024
  const { error } = JSON.parse(stdout) as { error?: { code: string } }
  return { status, code: error?.code, peak }
}

function read(args: readonly string[], content: Uint8Array | string) {
  const file = join(files.home, 'hostile')
  writeFileSync(file, content)
  return run([...args, file, '--json'])
}

/** Files that never end, in every place where a file is named. */
const endless: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>])[] = [
  ['a secret', ['totp', 'code', '--secret-file', '/dev/zero'], {}],
  ['a list of codes', ['backup', 'add', 'github', '/dev/zero'], {}],
  ['an export', ['recover', '/dev/zero'], {}],
  ['an export of backup codes', ['backup', 'import', '/dev/zero'], {}],
  ['a picture', ['qr', 'read', '/dev/zero'], {}],
  ['answers', ['diagnose', '--answers', '/dev/zero'], {}],
  ['an identity', ['backup', 'list'], { TWOFA_RESCUE_IDENTITY: '/dev/zero' }],
]

describe.skipIf(process.platform === 'win32')('a file that never ends is read up to its limit', () => {
  it.each(endless)('%s', async (_, args, env) => {
    await files.put(accountOf('wiki', 1))
    const { status, peak } = run([...args, '--json'], env)
    expect([status, peak < 320], `${peak} MiB`).toEqual([3, true])
  })

  it('in a folder of flows, where links are followed', () => {
    const folder = join(files.home, 'flows')
    mkdirSync(folder)
    symlinkSync('/dev/zero', join(folder, 'a.yaml'))
    // Nobody ever writes to it.
    execFileSync('mkfifo', [join(folder, 'b.yaml')])
    const { status, peak } = run(['flow', 'check', folder, '--json'])
    expect([status, peak < 128], `${peak} MiB`).toEqual([3, true])
  })
})

async function sealed(text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  return encrypter.encrypt(text)
}

/** The largest number of pixels that is read is 40 million. */
const side = 6320

describe('a picture takes no more memory than is allowed', () => {
  it.each([
    ['whose data unpack to 3 GiB', () => drawBomb(3 * 1024)],
    ['of 16 bits for each of four colours', () => drawDeep(side)],
    ['that is a progressive JPEG of four colours', () => drawProgressive(side)],
  ])('%s', (_, draw) => {
    const { status, code, peak } = read(['qr', 'read'], draw())
    expect([status, code]).toEqual([3, 'bad-picture'])
    expect(peak).toBeGreaterThan(50)
    expect(peak).toBeLessThan(most.pictures)
  })
})

describe('an export takes no more memory than is allowed', () => {
  it.each([
    ['a text of brackets', () => '['.repeat(8 * mebibyte)],
    ['as many objects as are read', () => `[${'{},'.repeat(999_990)}${'"",'.repeat(1.5 * mebibyte)}""]`],
    ['a table of quotation marks', () => `totp,totp\n${'"'.repeat(8 * mebibyte - 10)}`],
    ['binary data', () => new Uint8Array(63 * mebibyte).fill(0xff)],
    [
      'an archive of many members',
      () =>
        createZip(
          Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}`, content: new Uint8Array() })),
        ),
    ],
  ])('%s', (_, make) => {
    const { status, peak } = read(['recover'], make())
    expect([1, 2, 3]).toContain(status)
    expect(peak).toBeGreaterThan(50)
    expect(peak).toBeLessThan(most.exports)
  })

  it('of backup codes', async () => {
    const content = await sealed('['.repeat(3.9 * mebibyte))
    const { status, code, peak } = read(['backup', 'import'], content)
    expect([status, code]).toEqual([3, 'bad-export'])
    expect(peak).toBeLessThan(most.exports)
  })
})
