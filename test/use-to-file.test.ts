/** `backup use` with its output in a file or thrown away: as good as a pipe. */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { accountOf, codeNumber, codesIn, type FileStore, fileStore } from './support/file-store.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))

let files: FileStore
afterEach(() => files.remove())

/** Runs `backup use github --yes` with stdout opened on a file. */
function useInto(path: string, ...options: readonly string[]): { status: number | null; err: string } {
  const out = openSync(path, 'a', 0o600)
  try {
    const args = [bin, 'backup', 'use', 'github', '--yes', ...options]
    const env = { PATH: process.env.PATH, ...files.env }
    const { status, stderr } = spawnSync(process.execPath, args, {
      env,
      stdio: ['ignore', out, 'pipe'],
      encoding: 'utf8',
    })
    return { status, err: stderr }
  } finally {
    closeSync(out)
  }
}

describe.runIf(process.platform !== 'win32')('backup use', () => {
  it('into a file gives the code, says nothing of a failure, and the code is used', async () => {
    files = fileStore()
    await files.put(accountOf('github', 3))
    const path = join(files.home, 'code.txt')
    const { status, err } = useInto(path)
    expect(err).not.toContain('error:')
    expect(status).toBe(0)
    expect(readFileSync(path, 'utf8')).toBe(`${codeNumber(0)}\n`)
    const states = codesIn(await files.record('github')).map(({ state }) => state)
    expect(states).toEqual(['used', 'unused', 'unused'])
  })

  it.each([[[]], [['--json']]])('into nothing at all: %j', async (options) => {
    files = fileStore()
    await files.put(accountOf('github', 3))
    expect(useInto('/dev/null', ...options)).toMatchObject({ status: 0 })
  })

  it('onto a full disk fails, and the code stays offered', async () => {
    files = fileStore()
    await files.put(accountOf('github', 3))
    expect(useInto('/dev/full')).toMatchObject({ status: 4 })
    expect(codesIn(await files.record('github'))[0]).toMatchObject({ state: 'offered' })
  })
})
