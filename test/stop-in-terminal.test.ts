/** Work that takes long, in a real terminal: ctrl-c ends it at once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { drawFinders } from './support/hostile-picture.ts'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))

let terminal: Terminal | undefined
let folder: string | undefined
afterEach(async () => {
  await terminal?.close()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

async function run(files: Readonly<Record<string, string | Uint8Array>>, ...args: readonly string[]) {
  folder = await mkdtemp(join(tmpdir(), 'stop-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  terminal = await openTerminal({
    size: { columns: 80, rows: 24 },
    command: [process.execPath, bin, ...args],
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' },
    cwd: folder,
  })
  return terminal
}

/** Long enough for any of these programs to start, and far too short for it to end. */
const work = () => delay(1500)

/** Presses ctrl-c, and fails unless the program ends within two seconds. */
async function stop(terminal: Terminal): Promise<void> {
  const pressed = Date.now()
  await terminal.press('C-c')
  await terminal.end(130)
  // Everything in these tests would go on for ten seconds or more.
  expect(Date.now() - pressed).toBeLessThan(2000)
}

const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64')
const hexZeros = (bytes: number) => '00'.repeat(bytes)

/** An export of Ente with a gibibyte of memory and 32 passes. */
const encryptedByArgon2 = {
  version: 1,
  kdfParams: { memLimit: 2 ** 30, opsLimit: 32, salt: zeros(16) },
  encryptedData: zeros(64),
  encryptionNonce: zeros(24),
}

/** A vault of Aegis with a gibibyte of memory and 32 lanes. */
const encryptedByScrypt = {
  version: 1,
  header: {
    slots: [
      {
        type: 1,
        uuid: 'a',
        key: hexZeros(32),
        key_params: { nonce: hexZeros(12), tag: hexZeros(16) },
        n: 2 ** 20,
        r: 8,
        p: 32,
        salt: hexZeros(32),
      },
    ],
    params: { nonce: hexZeros(12), tag: hexZeros(16) },
  },
  db: zeros(64),
}

describe.runIf(needs('tmux'))('ctrl-c ends', () => {
  it('the search for codes in a picture', async () => {
    const terminal = await run({ 'a.png': drawFinders(6000) }, 'qr', 'read', 'a.png')
    await work()
    await stop(terminal)
  })

  it('the search for two codes that change every second', async () => {
    const link = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&period=1&algorithm=SHA512'
    const codes = ['123456', '654321', '--no-clock', '--secret-file', 'a']
    const terminal = await run({ a: link }, 'totp', 'verify', ...codes)
    await terminal.until('a share of the way', ({ rows }) => rows.find((row) => /^█*░* [1-9]\d?%/.test(row)))
    const { rows } = await terminal.view()
    expect(rows.join('\n')).toContain('Trying 64 million codes. ctrl-c stops it.')
    await stop(terminal)
  })

  it.each([
    ['Argon2', encryptedByArgon2],
    ['scrypt', encryptedByScrypt],
  ])('the derivation of a key with %s', async (_, content) => {
    const files = { 'a.json': JSON.stringify(content), password: 'password' }
    const terminal = await run(files, 'recover', 'a.json', '--password-file', 'password')
    await terminal.until('what it takes', ({ lines }) =>
      /MiB of memory/.test(lines.join(' ')) ? true : undefined,
    )
    await work()
    await stop(terminal)
  })
})
