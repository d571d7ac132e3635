/** Two runs of the program in one process, each stopped at every question and every use of a store until it is its turn. */
import type { Entry, Store } from '../../src/core/store.ts'
import type { Stores } from '../../src/host/machine.ts'
import { type Played, play, type Scene } from './play.ts'
import { type FakeStores, fakeStores } from './stores.ts'

export interface Run {
  readonly command: string
  readonly scene?: Scene
}

/** How many turns each run gets, one after the other; afterwards run 0 ends, then run 1. */
export type Schedule = readonly { readonly run: 0 | 1; readonly turns: number }[]

export interface Interleaved {
  readonly played: readonly [Played, Played]
  readonly stores: FakeStores
  /** Turns that each run took in all. */
  readonly turns: readonly [number, number]
}

/** One of the two runs: goes on for one turn when it is told to. */
class Turns {
  taken = 0
  isDone = false
  #resume: (() => void) | undefined
  #stopped: () => void = () => {}

  /** Called by the run: waits for its next turn. */
  pause(): Promise<void> {
    return new Promise((resume) => {
      this.#resume = resume
      this.#stopped()
    })
  }

  /** Called by the schedule: lets the run go on to its next pause, or to its end. */
  async take(): Promise<void> {
    if (this.isDone) return
    this.taken += 1
    const stopped = new Promise<void>((settle) => {
      this.#stopped = settle
    })
    this.#resume?.()
    await stopped
  }

  end(): void {
    this.isDone = true
    this.#stopped()
  }
}

export async function interleave(
  runs: readonly [Run, Run],
  held: { readonly keychain?: readonly Entry[]; readonly file?: readonly Entry[] },
  schedule: Schedule,
): Promise<Interleaved> {
  const stores = fakeStores(held)
  const turns = [new Turns(), new Turns()] as const
  const start = async (index: 0 | 1): Promise<Played> => {
    const mine = turns[index]
    const pause = (): Promise<void> => mine.pause()
    await pause()
    try {
      const { command, scene } = runs[index]
      const paused = { ...stores, stores: pausedStores(stores.stores, pause) }
      return await play(command, { answering: agreeable(pause), ...scene, stores: paused })
    } finally {
      mine.end()
    }
  }
  const both = Promise.all([start(0), start(1)])
  for (const { run, turns: count } of schedule)
    for (let taken = 0; taken < count; taken += 1) await turns[run].take()
  for (const run of turns) while (!run.isDone) await run.take()
  return { played: await both, stores, turns: [turns[0].taken, turns[1].taken] }
}

/** A person who says yes to everything, takes the first of several answers, and types the name that is asked for. */
const agreeable =
  (pause: () => Promise<void>) =>
  async (message: string, choices: readonly string[]): Promise<string> => {
    await pause()
    const [, name] = /Type (.+) to remove/.exec(message) ?? []
    return choices[0] ?? name ?? 'correct horse'
  }

/** Stops before each use. Inside a lock nothing stops: the other run would wait for it. */
function pausedStores(stores: Stores, pause: () => Promise<void>): Stores {
  let locked = false
  const wait = async (): Promise<void> => (locked ? undefined : pause())
  const inLock = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const outer = locked
    locked = true
    try {
      return await work()
    } finally {
      locked = outer
    }
  }
  const paused = (store: Store): Store => ({
    ...store,
    read: async (key) => {
      await wait()
      return store.read(key)
    },
    list: async (kind) => {
      await wait()
      return store.list(kind)
    },
    update: async (work) => {
      await wait()
      return inLock(() => store.update(work))
    },
    drain: async (work) => {
      await wait()
      return inLock(() => store.drain(work))
    },
  })
  return {
    ...stores,
    inTurn: async (how, work) => {
      await wait()
      return inLock(() => stores.inTurn(how, work))
    },
    keychain: async (how) => paused(await stores.keychain(how)),
    file: async (how) => paused(await stores.file(how)),
  }
}
