/** The store in a file on a disk that takes nothing more: nothing is lost, and it says so. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import type { Store } from '../../src/core/store.ts'
import { ageFileStore } from '../../src/system/age-file.ts'
import { testProcesses } from '../support/processes.ts'
import { canMount, type SmallDisk, smallDisk } from '../support/small-disk.ts'

const identity = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'
const key = { kind: 'backup', name: 'google' } as const
const page = 4096

describe.runIf(canMount())('a disk', () => {
  let disk: SmallDisk
  let store: Store
  beforeEach(() => {
    disk = smallDisk(64 * page)
    const identityFile = join(disk.folder, 'identity.txt')
    writeFileSync(identityFile, `${identity}\n`, { mode: 0o600 })
    store = ageFileStore({
      folder: join(disk.folder, 'data'),
      identityFile,
      passphrase: async () => {
        throw new Error('nobody is to be asked')
      },
      processes: testProcesses,
      patience: { limit: 2000, waiting: () => {} },
      tell: ({ kind, file }) => {
        throw new Error(`${kind}: ${file}`)
      },
      older: ({ value }) => value,
    })
  })
  afterEach(() => disk.remove())

  const write = (number: number, size = 10): Promise<void> =>
    store.update(async (draft) => draft.write(key, { number, text: 'x'.repeat(size) }))
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'none',
      (error) => {
        if (!(error instanceof RescueError) || error.problem.code !== 'unwritable') throw error
        return error.problem.reason
      },
    )

  it('that is full at any moment of a write keeps what was written before', async () => {
    await write(0)
    const outcomes = new Set<unknown>()
    let last = 0
    for (let pages = 0; pages <= 24; pages += 1) {
      disk.fill(pages * page)
      const number = pages + 1
      const outcome = await failure(write(number, 30_000))
      outcomes.add(outcome)
      if (outcome === 'none') last = number
      expect(await store.read(key)).toMatchObject({ number: last })
    }
    expect(outcomes).toEqual(new Set(['ENOSPC', 'none']))
    disk.empty()
    await write(99)
    expect(await store.read(key)).toMatchObject({ number: 99 })
    expect(readdirSync(join(disk.folder, 'data')).filter((name) => /new|damaged/.test(name))).toEqual([])
  })

  it('that can only be read says so, and can still be read', async () => {
    await write(1)
    disk.freeze()
    expect(await failure(write(2))).toBe('EROFS')
    expect(await store.read(key)).toMatchObject({ number: 1 })
  })

  it('that can only be read says so even before there is a store', async () => {
    disk.freeze()
    // Node has its own word for a folder that cannot be made inside one that cannot be made.
    expect(['EROFS', 'ENOENT']).toContain(await failure(write(1)))
    expect(await store.read(key)).toBeUndefined()
  })
})
