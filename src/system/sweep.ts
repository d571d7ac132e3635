/** Sweeps on every core: a worker thread for each. A secret goes to them by message, and nothing else does. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { pieceCount, type Searcher, type Sweep, sweepWith } from '../core/totp/sweep.ts'

/** Sweeps whose threads run this file, the compiled `sweep-worker.ts`. They live as long as a sweep. */
export function openSweep(entry: URL): Sweep {
  return {
    run: async (request, how) => {
      const size = Math.min(availableParallelism(), pieceCount(request))
      // Neither arguments nor environment: they need none, and so they tell none.
      const workers = Array.from(
        { length: size },
        () => new Worker(entry, { argv: [], env: {}, execArgv: [] }),
      )
      try {
        return await sweepWith(workers.map(searcherOn), request, how)
      } finally {
        // In the middle of a search, too.
        await Promise.all(workers.map((worker) => worker.terminate()))
      }
    },
  }
}

function searcherOn(worker: Worker): Searcher {
  return async (search) => {
    const answer = once(worker, 'message')
    worker.postMessage(search)
    const [found] = await answer
    return found
  }
}
