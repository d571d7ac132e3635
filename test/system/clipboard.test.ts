/** The clipboard of a real X server, which nobody sees. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { clipboardWays, openClipboard, takeBack } from '../../src/system/clipboard.ts'
import { temporaryFolder } from '../support/folder.ts'
import { needs } from '../support/needs.ts'

const bin = fileURLToPath(new URL('../../bin/2fa-rescue.js', import.meta.url))
const keeper = fileURLToPath(new URL('../../dist/clipboard-keeper.js', import.meta.url))
const there = [needs('xclip'), needs('Xvfb')].every(Boolean)

describe.runIf(there)('the clipboard', () => {
  let server: ChildProcess
  let env: Record<string, string>

  beforeAll(async () => {
    // The server chooses a free display and tells it.
    server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '64x64x8', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const told = server.stdio[3]
    if (told === null || told === undefined) throw new Error('no channel to Xvfb')
    const [number] = await once(told, 'data')
    env = { PATH: process.env.PATH ?? '', DISPLAY: `:${String(number).trim()}` }
  }, 30_000)

  afterAll(() => {
    server.kill()
  })

  const held = () => spawnSync('xclip', ['-selection', 'clipboard', '-out'], { env, encoding: 'utf8' }).stdout
  const hold = (text: string) =>
    spawnSync('xclip', ['-selection', 'clipboard'], { env, input: text, stdio: ['pipe', 'ignore', 'ignore'] })
  const clipboard = () => openClipboard({ platform: 'linux', env, node: process.execPath, keeper })

  it('gets a text, and is cleared when its time is over', async () => {
    await clipboard().lend('287082', 2)
    expect(held()).toBe('287082')
    await vi.waitFor(() => expect(held()).toBe(''), { timeout: 20_000, interval: 200 })
  }, 30_000)

  it('keeps what somebody copied since', async () => {
    await clipboard().lend('287082', 1)
    hold('something else')
    await new Promise((settle) => setTimeout(settle, 3000))
    expect(held()).toBe('something else')
    await takeBack('287082', 'linux', env)
    expect(held()).toBe('something else')
    await takeBack('something else', 'linux', env)
    expect(held()).toBe('')
  }, 30_000)

  it('gets the code of totp code --copy, which ends at once', async () => {
    hold('before')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, 'totp', 'code', '--copy', '--at', '@59'],
      {
        env: { ...env, LANG: 'en_US.UTF-8' },
        input: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
        encoding: 'utf8',
        timeout: 20_000,
      },
    )
    expect([status, stdout]).toEqual([0, '287082\n'])
    expect(stderr).toMatch(/taken off again in 30 s/)
    expect(held()).toBe('287082')
    hold('after')
  }, 30_000)
})

it('says so where there is none', async () => {
  const none = openClipboard({ platform: 'linux', env: {}, node: process.execPath, keeper })
  await expect(none.lend('x', 1)).rejects.toThrow(RescueError)
  const missing = openClipboard({
    platform: 'linux',
    env: { PATH: '', DISPLAY: ':99' },
    node: process.execPath,
    keeper,
  })
  await expect(missing.lend('x', 1)).rejects.toThrow(RescueError)
})

describe('the programs behind the clipboard', () => {
  it('of Windows are named by its system folder, never looked for', () => {
    const [way] = clipboardWays('win32', { SystemRoot: 'D:\\Win' })
    expect(way?.set).toEqual(['D:\\Win\\System32\\clip.exe'])
    expect(way?.get[0]).toBe('D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    expect(clipboardWays('win32', {})[0]?.set).toEqual(['C:\\Windows\\System32\\clip.exe'])
    expect(clipboardWays('linux', { WSL_DISTRO_NAME: 'Debian' })[0]?.set).toEqual([
      '/mnt/c/Windows/System32/clip.exe',
    ])
  })

  it.skipIf(process.platform === 'win32')(
    'that never end are given up, and the next one is tried',
    async () => {
      const { folder, remove } = temporaryFolder()
      try {
        const taken = join(folder, 'taken')
        const programs = { 'wl-copy': 'exec sleep 60', xclip: `exec cat > '${taken}'` }
        for (const [name, script] of Object.entries(programs))
          writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
        const env = { PATH: `${folder}:/usr/bin:/bin`, WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':99' }
        await openClipboard({ platform: 'linux', env, node: '/bin/true', keeper }).lend('287082', 1)
        expect(readFileSync(taken, 'utf8')).toBe('287082')
      } finally {
        remove()
      }
    },
  )
})
