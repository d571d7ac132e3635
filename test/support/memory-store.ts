/** The store's twin in memory: the same promises as the real ones, for tests of everything above it. */
import {
  type Draft,
  type Entry,
  type Key,
  type Kind,
  type Place,
  type Store,
  sameKey,
} from '../../src/core/store.ts'

/** A store that forgets everything with the test. `entries` is what it holds at the moment, as JSON would keep it. */
export function memoryStore(
  place: Place = 'keychain',
  held: readonly Entry[] = [],
): Store & { entries(): readonly Entry[] } {
  let kept: readonly Entry[] = copy(held)
  let turn: Promise<unknown> = Promise.resolve()
  /** One after the other, whether or not the one before succeeded. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => {})
    return mine
  }
  const draftOf = (): { draft: Draft; after: () => readonly Entry[] } => {
    let entries = kept
    const without = (key: Key) => entries.filter((entry) => !sameKey(entry, key))
    const draft: Draft = {
      read: async (key) => valueIn(entries, key),
      list: async (kind) => listed(entries, kind),
      write: (key, value) => {
        entries = [...without(key), ...copy([{ kind: key.kind, name: key.name, value }])]
      },
      remove: (key) => {
        entries = without(key)
      },
    }
    return { draft, after: () => entries }
  }
  return {
    place,
    read: async (key) => valueIn(kept, key),
    list: async (kind) => listed(kept, kind),
    update: (work) =>
      inTurn(async () => {
        const { draft, after } = draftOf()
        const result = await work(draft)
        kept = after()
        return result
      }),
    drain: (work) =>
      inTurn(async () => {
        const result = await work(copy(kept))
        kept = []
        return result
      }),
    close: () => {},
    entries: () => copy(kept),
  }
}

const copy = <Value>(value: Value): Value => structuredClone(value)
const valueIn = (entries: readonly Entry[], key: Key): unknown =>
  copy(entries.find((entry) => sameKey(entry, key))?.value)
const listed = (entries: readonly Entry[], kind: Kind) => ({
  entries: copy(entries.filter((entry) => entry.kind === kind)),
  damaged: [],
})
