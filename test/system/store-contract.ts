/** What every store promises, whatever keeps it: run against the keychain, the file and their twin in memory. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Entry, joinName, type Store } from '../../src/core/store.ts'

/** A place of its own for one test. */
export interface Opened {
  readonly store: Store
  /** The same place, opened once more, as another process would. */
  again(): Promise<Store>
  remove(): Promise<void>
}

const google = { kind: 'backup', name: 'google' } as const
const github = { kind: 'backup', name: joinName('github', 'mika@example.org') } as const
const account = { kind: 'totp', name: 'google' } as const

/** Names that places are known to trip over. */
const awkward = [
  'a',
  'A',
  'a/b',
  'a#1',
  '%2F',
  ' ',
  '..',
  '../../etc/passwd',
  'x'.repeat(200),
  '銀行',
  "it's",
  '"q"',
  '-rf',
  'a\nb',
  '\u0000',
]

export function storeContract(
  name: string,
  open: () => Promise<Opened>,
  { runs = 20, largest = 400_000 } = {},
): void {
  describe(`the store in ${name}`, () => {
    let opened: Opened
    let store: Store
    const again: Store[] = []

    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(async () => {
      for (const other of again.splice(0)) other.close()
      store.close()
      await opened.remove()
    })

    const write = (key: typeof google | typeof github | typeof account, value: object): Promise<void> =>
      store.update(async (draft) => draft.write(key, value))
    const elsewhere = async (): Promise<Store> => {
      const other = await opened.again()
      again.push(other)
      return other
    }
    const byName = (entries: readonly Entry[]) => [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))

    it('is empty at first', async () => {
      expect(await store.read(google)).toBeUndefined()
      expect(await store.list('backup')).toEqual({ entries: [], damaged: [] })
      expect(await store.list('totp')).toEqual({ entries: [], damaged: [] })
    })

    it('gives back what was written, here and elsewhere', async () => {
      const value = { codes: ['1234 5678'], 日本: '語', nothing: null, deep: [{ a: 1.5 }] }
      await write(google, value)
      expect(await store.read(google)).toEqual(value)
      expect(await (await elsewhere()).read(google)).toEqual(value)
    })

    it('keeps kinds and names apart', async () => {
      await write(google, { is: 'set' })
      await write(account, { is: 'account' })
      await write(github, { is: 'another' })
      expect(await store.read(google)).toEqual({ is: 'set' })
      expect(await store.read(account)).toEqual({ is: 'account' })
      const { entries } = await store.list('backup')
      expect(byName(entries)).toEqual([
        { ...github, value: { is: 'another' } },
        { ...google, value: { is: 'set' } },
      ])
      expect((await store.list('totp')).entries).toEqual([{ ...account, value: { is: 'account' } }])
    })

    it('takes a new value for the old one, and removes', async () => {
      await write(google, { n: 1 })
      await write(google, { n: 2 })
      expect((await store.list('backup')).entries).toEqual([{ ...google, value: { n: 2 } }])
      await store.update(async (draft) => draft.remove(google))
      expect(await store.read(google)).toBeUndefined()
      expect((await store.list('backup')).entries).toEqual([])
      await store.update(async (draft) => draft.remove(google))
    })

    it('shows in an update what was written in it, and to others only afterwards', async () => {
      await write(google, { n: 1 })
      const other = await elsewhere()
      const seen = await store.update(async (draft) => {
        draft.write(google, { n: 2 })
        draft.write(github, { n: 3 })
        draft.remove(account)
        return {
          inside: [
            await draft.read(google),
            await draft.read(github),
            (await draft.list('backup')).entries.length,
          ],
          outside: [await other.read(google), await other.read(github)],
        }
      })
      expect(seen).toEqual({ inside: [{ n: 2 }, { n: 3 }, 2], outside: [{ n: 1 }, undefined] })
      expect([await other.read(google), await other.read(github)]).toEqual([{ n: 2 }, { n: 3 }])
    })

    it('writes nothing when the work fails', async () => {
      await write(google, { n: 1 })
      const failing = store.update(async (draft) => {
        draft.write(google, { n: 2 })
        draft.remove(google)
        throw new RangeError('on purpose')
      })
      await expect(failing).rejects.toThrow(RangeError)
      expect(await store.read(google)).toEqual({ n: 1 })
      await write(google, { n: 3 })
      expect(await store.read(google)).toEqual({ n: 3 })
    })

    it('lets nobody in between reading and writing', async () => {
      await write(google, { n: 0 })
      const stores = [store, ...(await Promise.all(Array.from({ length: 3 }, elsewhere)))]
      const count = async (one: Store): Promise<number> =>
        one.update(async (draft) => {
          const { n } = (await draft.read(google)) as { n: number }
          draft.write(google, { n: n + 1 })
          return n
        })
      const seen = await Promise.all(Array.from({ length: 4 }, () => stores.map(count)).flat())
      expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index))
      expect(await store.read(google)).toEqual({ n: 16 })
    })

    it('holds values of any size', async () => {
      for (const size of [0, 1, 1000, 2400, 2560, 2561, 5200, largest]) {
        const value = { text: '木'.repeat(size / 2) + 'x'.repeat(size / 2), size }
        await write(google, value)
        expect(await (await elsewhere()).read(google)).toEqual(value)
        expect((await store.list('backup')).entries).toEqual([{ ...google, value }])
      }
      await write(google, { n: 1 })
      expect((await store.list('backup')).entries).toEqual([{ ...google, value: { n: 1 } }])
    })

    it('holds entries of any name', async () => {
      const keys = awkward.map((part) => ({ kind: 'backup', name: joinName(part, 'x') }) as const)
      await store.update(async (draft) => {
        for (const key of keys) draft.write(key, { of: key.name })
      })
      const { entries, damaged } = await (await elsewhere()).list('backup')
      expect(damaged).toEqual([])
      expect(new Set(entries.map((entry) => JSON.stringify(entry)))).toEqual(
        new Set(keys.map((key) => JSON.stringify({ ...key, value: { of: key.name } }))),
      )
      for (const key of keys) expect(await store.read(key)).toEqual({ of: key.name })
    })

    it('is emptied only once the work is done', async () => {
      await write(google, { n: 1 })
      await write(account, { n: 2 })
      const failing = store.drain(async () => {
        throw new RangeError('on purpose')
      })
      await expect(failing).rejects.toThrow(RangeError)
      expect(await store.read(google)).toEqual({ n: 1 })
      const drained = await store.drain(async (entries) => entries)
      expect(byName(drained).map(({ value }) => value)).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]))
      expect(drained).toHaveLength(2)
      const other = await elsewhere()
      expect((await other.list('backup')).entries).toEqual([])
      expect((await other.list('totp')).entries).toEqual([])
    })

    it('does what a plain map does', async () => {
      const step = fc.record({
        key: fc.constantFrom(google, github, account),
        value: fc.option(fc.record({ text: fc.string({ maxLength: 4000 }), n: fc.integer() })),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
          await store.drain(async () => {})
          const model = new Map<object, unknown>()
          for (const { key, value } of steps) {
            await store.update(async (draft) => {
              if (value === null) draft.remove(key)
              else draft.write(key, value)
            })
            if (value === null) model.delete(key)
            else model.set(key, value)
          }
          for (const key of [google, github, account]) expect(await store.read(key)).toEqual(model.get(key))
          const all = [...(await store.list('backup')).entries, ...(await store.list('totp')).entries]
          expect(all).toHaveLength(model.size)
        }),
        { numRuns: runs },
      )
    })
  })
}
