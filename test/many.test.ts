/** Many runs at once: every code is handed out once, and none is lost. */
import { afterEach, describe, expect, it } from 'vitest'
import { parseBackupAccount } from '../src/core/backup/parse-record.ts'
import { accountOf, codeNumber, codesIn, type FileStore, fileStore } from './support/file-store.ts'
import { hasKeyring, startKeyring } from './support/keyring.ts'
import { run } from './support/killed.ts'

const runs = 50
const kept = 60

let files: FileStore
afterEach(() => files.remove())

describe('50 runs of use at once', () => {
  it('on a file: 50 different codes, none lost', async () => {
    files = fileStore()
    await files.put(accountOf('github', kept))
    await expectAllDifferent(files.env, async () => files.record('github'))
  }, 120_000)

  it.runIf(hasKeyring())(
    'on a keychain: 50 different codes, none lost',
    async () => {
      files = fileStore()
      const keyring = await startKeyring()
      try {
        const { TWOFA_RESCUE_IDENTITY: _, ...mine } = files.env
        const env = { ...mine, ...keyring.env, TWOFA_RESCUE_STORE: 'keychain' }
        const codes = Array.from({ length: kept }, (_, index) => codeNumber(index)).join('\n')
        const added = await run({ args: ['backup', 'add', 'github', '-', '--yes'], input: codes, env })
        expect(added).toMatchObject({ status: 0 })
        const list = async () => {
          const { out } = await run({ args: ['backup', 'list', 'github', '--json', '--show-codes'], env })
          const { sets } = JSON.parse(out) as { sets: { codes: { code: string; state: string }[] }[] }
          const all = sets.flatMap((set) => set.codes.map(({ code, state }) => ({ value: code, state })))
          return parseBackupAccount({
            ...accountOf('github', 0),
            sets: [{ ...accountOf('github', 0).sets[0], codes: all }],
          })
        }
        await expectAllDifferent(env, list)
      } finally {
        await keyring.stop()
      }
    },
    180_000,
  )
})

async function expectAllDifferent(
  env: Readonly<Record<string, string>>,
  record: () => Promise<ReturnType<typeof parseBackupAccount>>,
): Promise<void> {
  const ends = await Promise.all(
    Array.from({ length: runs }, () => run({ args: ['backup', 'use', 'github'], env })),
  )
  for (const end of ends) expect(end, end.err).toMatchObject({ status: 0 })
  const shown = ends.map(({ out }) => out.trim())
  expect(new Set(shown).size).toBe(runs)
  const codes = codesIn(await record())
  expect(codes).toHaveLength(kept)
  expect(codes.map(({ value }) => value)).toEqual(
    Array.from({ length: kept }, (_, index) => codeNumber(index)),
  )
  const offered = codes.filter(({ state }) => state === 'offered').map(({ value }) => value)
  expect(offered.sort()).toEqual(shown.sort())
  expect(codes.filter(({ state }) => state === 'unused')).toHaveLength(kept - runs)
}
