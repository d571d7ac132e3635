/** Two runs that move everything in opposite directions at once, between a real keychain and the encrypted file. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountOf, type FileStore, fileStore } from './support/file-store.ts'
import { hasKeyring, type Keyring, startKeyring } from './support/keyring.ts'
import { run } from './support/killed.ts'

describe.runIf(hasKeyring())('opposite moves at once', () => {
  let files: FileStore
  let keyring: Keyring
  beforeEach(async () => {
    files = fileStore()
    keyring = await startKeyring()
  })
  afterEach(async () => {
    await keyring.stop()
    files.remove()
  })

  it('both end, and everything is in one place as a whole', async () => {
    const { TWOFA_RESCUE_STORE: _, ...mine } = files.env
    const env = { ...mine, ...keyring.env, HOME: files.home }
    const program = (...args: readonly string[]) => run({ args, env })
    const services = async (place: string): Promise<readonly string[]> => {
      const { out } = await program('backup', 'list', '--json', '--store', place)
      return [
        ...new Set(JSON.parse(out).sets.map(({ service }: { service: string }) => service)),
      ].sort() as string[]
    }
    await files.put(accountOf('a', 4))
    const added = { args: ['backup', 'add', 'b', '-', '--yes', '--store', 'keychain'], env }
    expect(await run({ ...added, input: '1a2b3-c4d5e\nffffe-aabbc\n' })).toMatchObject({ status: 0 })
    for (let round = 0; round < 4; round += 1) {
      const both = await Promise.all(
        ['keychain', 'file'].map((place) => program('store', 'move', place, '--yes')),
      )
      expect(both.map(({ status, err }) => (status === 0 ? 0 : [status, err]))).toEqual([0, 0])
      const places = [await services('keychain'), await services('file')]
      expect(places.flat().sort()).toEqual(['a', 'b'])
      // For the next round there is something to move in both directions.
      await files.put(accountOf(places[1]?.includes('a') ? 'a' : 'b', 4))
    }
  }, 300_000)
})
