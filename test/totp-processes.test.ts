/** The built program with a real store in a file: several at once never get the same code by counter. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeAtCounter } from '../src/core/totp/code.ts'
import { type FileStore, fileStore } from './support/file-store.ts'
import { spawnProgram } from './support/packed.ts'
import { keyOf } from './support/vectors.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a stored account by counter', () => {
  let files: FileStore
  beforeEach(() => {
    files = fileStore()
  })
  afterEach(() => files.remove())

  const run = (args: readonly string[]) => spawnProgram(process.execPath, [bin, ...args], { env: files.env })
  const add = (input: string) =>
    spawnSync(process.execPath, [bin, 'totp', 'add'], { env: files.env, input, encoding: 'utf8' })

  it('gives each of eight processes a code of its own, and its secret to nobody', async () => {
    const added = add(`otpauth://hotp/Bank:me?secret=${secret}&counter=3`)
    expect([added.status, added.stdout]).toEqual([0, 'kept: Bank:me\n'])
    const ran = await Promise.all(Array.from({ length: 8 }, () => run(['totp', 'code', 'bank'])))
    const how = { type: 'hotp', algorithm: 'SHA1', digits: 6 } as const
    const due = Array.from({ length: 8 }, (_, index) => codeAtCounter(keyOf({ secret }), how, 3 + index))
    expect(ran.map(({ out }) => out.trim()).sort()).toEqual([...due].sort())
    const shown = await run(['totp', 'show', 'bank', '--json'])
    expect(JSON.parse(shown.out)).toMatchObject({ counter: 11 })
    const said = added.stderr + [shown, ...ran].map(({ out, err }) => out + err).join('')
    const written = readdirSync(files.home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    for (const text of [said, ...written]) expect(text).not.toContain(secret.slice(0, 8))
  }, 60_000)
})
