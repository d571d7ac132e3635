/**
 * Work that takes long, in a real terminal: ctrl-c ends it. Everything here would go on for seconds or minutes, and end
 * with another status, so that the status tells what ended the program. Ctrl-c is pressed once there is a sign on the
 * screen, or in the time of the processor, that the work has begun.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { drawFinders } from './support/hostile-picture.ts'
import { createKdbx3 } from './support/kdbx.ts'
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

const sees = (terminal: Terminal, what: RegExp): Promise<string> =>
  terminal.until(String(what), ({ lines }) => lines.join('\n').match(what)?.[0])

async function stop(terminal: Terminal): Promise<void> {
  await terminal.press('C-c')
  await terminal.end(130)
}

/** Seconds of the processor that the program in this folder has used, all threads together (proc(5)). */
async function processorSeconds(): Promise<number> {
  const pids = execFileSync('pgrep', ['-f', bin], { encoding: 'utf8' }).split('\n')
  const here = folder ?? ''
  for (const pid of pids.filter((one) => one !== '')) {
    const [environment = '', stat = '', name = ''] = await Promise.all(
      ['environ', 'stat', 'comm'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
    )
    if (!environment.includes(`HOME=${here}\0`) || !/node|MainThread/.test(name)) continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }
  return 0
}

/** Waits until the program has computed for longer than any of its starts takes. */
async function computes(): Promise<void> {
  while ((await processorSeconds()) < 2.5) await delay(50)
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

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const everySecond = `otpauth://totp/a?secret=${secret}&period=1&algorithm=SHA512`
const share = /^█*░* [1-9]\d?%/m

describe.runIf(needs('tmux'))('ctrl-c ends', () => {
  it.runIf(needs('pgrep') && process.platform === 'linux')('the search for codes in a picture', async () => {
    const terminal = await run({ 'a.png': drawFinders(6000) }, 'qr', 'read', 'a.png')
    await computes()
    await stop(terminal)
  })

  it('the search for two codes that change every second', async () => {
    const codes = ['123456', '654321', '--no-clock', '--secret-file', 'a']
    const terminal = await run({ a: everySecond }, 'totp', 'verify', ...codes)
    await sees(terminal, share)
    await sees(terminal, /Trying 64 million codes\. ctrl-c stops it\./)
    await stop(terminal)
  })

  it('a search in a wide window', async () => {
    const link = `otpauth://totp/a?secret=${secret}&digits=10&algorithm=SHA512`
    const wide = ['1234567890', '--window', '10000000', '--no-clock', '--secret-file', 'a', '--json']
    const terminal = await run({ a: link }, 'totp', 'verify', ...wide)
    await sees(terminal, share)
    await stop(terminal)
  })

  it('clock phone --code, whose search is short, at the question after it', async () => {
    const watched = ['--code', '--secret-file', 'a', '--presses', '1', '--offline']
    const terminal = await run({ a: everySecond }, 'clock', 'phone', ...watched)
    await sees(terminal, /Press Enter the moment the digits change/)
    await terminal.press('Enter')
    await sees(terminal, /digits/)
    await terminal.press('-l', '12')
    await terminal.press('Enter')
    await stop(terminal)
  })

  it.each([
    ['Argon2', encryptedByArgon2],
    ['scrypt', encryptedByScrypt],
  ])('the derivation of a key with %s, which tells the seconds', async (_, content) => {
    const files = { 'a.json': JSON.stringify(content), password: 'password' }
    const terminal = await run(files, 'recover', 'a.json', '--password-file', 'password')
    await sees(terminal, /MiB of memory/)
    await sees(terminal, /making the key from the password: 2 s/)
    const { lines } = await terminal.view()
    // The line is drawn over itself.
    expect(lines.filter((line) => line.includes('making the key'))).toHaveLength(1)
    await stop(terminal)
  })

  it('many rounds of the AES key derivation of KeePass', async () => {
    const files = { 'a.kdbx': createKdbx3(500_000_000n), password: 'password' }
    const terminal = await run(files, 'recover', 'a.kdbx', '--password-file', 'password')
    await sees(terminal, /opening this file may take a minute; ctrl-c stops it/)
    await stop(terminal)
  })
})
