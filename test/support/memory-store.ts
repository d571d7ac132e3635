/** The store's twin in memory: the same promises as the real ones, for tests of everything above it. */
import {
  draftOver,
  type Entry,
  type Kind,
  type Store,
  type StoreKind,
  valueIn,
} from '../../src/core/store.ts'

/** A store that forgets everything with the test. `entries` is what it holds at the moment, as JSON would keep it. */
export function memoryStore(
  place: StoreKind = 'keychain',
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
  return {
    place,
    read: async (key) => copy(valueIn(kept, key)),
    list: async (kind) => listed(kept, kind),
    update: (work) =>
      inTurn(async () => {
        const { draft, after } = draftOver(copy(kept))
        const result = await work(draft)
        kept = copy(after())
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
const listed = (entries: readonly Entry[], kind: Kind) => ({
  entries: copy(entries.filter((entry) => entry.kind === kind)),
  damaged: [],
})
