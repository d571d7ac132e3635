/** Key derivations in a worker thread: the main thread stays free for ctrl-c, and the memory is given back at once. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { DeriveKey } from '../core/import/derive-key.ts'

/** Each derivation gets a thread that runs `entry`, the compiled `derive-worker.ts`. Passwords go there by message. */
export function openDerivation(entry: URL): DeriveKey {
  return async (derivation, onSecond) => {
    // Neither arguments nor environment: it needs none, and so it tells none.
    const worker = new Worker(entry, { argv: [], env: {}, execArgv: [] })
    let seconds = 0
    const clock = setInterval(() => {
      seconds += 1
      onSecond?.(seconds)
    }, 1000)
    try {
      const answer = once(worker, 'message')
      worker.postMessage(derivation)
      const [key] = await answer
      return key
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return undefined
      throw error
    } finally {
      clearInterval(clock)
      await worker.terminate()
    }
  }
}
