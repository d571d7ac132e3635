/** The search over decades in a real terminal: it tells how far it is, and ctrl-c ends it at once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

let terminal: Terminal | undefined
let folder: string | undefined
afterEach(async () => {
  await terminal?.close()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

describe.runIf(needs('tmux'))('totp verify --deep', () => {
  it.each([
    ['en', 80, 'Trying every time from 1970 to 2100. ctrl-c stops it.'],
    ['en', 40, 'Trying every time from 1970 to 2100.'],
    ['ja', 40, '1970年から2100年までの時刻を'],
  ] as const)('tells in %s, %i columns wide, how far it is, and stops', async (language, columns, words) => {
    folder = await mkdtemp(join(tmpdir(), 'sweep-'))
    await writeFile(join(folder, 'secret'), secret)
    const how = ['--deep', '--no-clock', '--secret-file', 'secret']
    terminal = await openTerminal({
      size: { columns, rows: 24 },
      command: [process.execPath, bin, 'totp', 'verify', '00000000', '00000001', ...how],
      env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TWOFA_RESCUE_LANG: language },
      cwd: folder,
    })
    const told = await terminal.until('a share of the way', ({ rows }) =>
      rows.find((row) => /^█*░* [1-9]\d?%/.test(row)),
    )
    expect(told.length).toBeLessThan(columns)
    const { rows } = await terminal.view()
    expect(rows.filter((row) => row.includes('%'))).toHaveLength(1)
    expect(rows.join('\n')).toContain(words)
    await terminal.press('C-c')
    await terminal.end(130)
    expect(await terminal.written()).not.toContain(secret)
  })
})
