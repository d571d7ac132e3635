/** Key derivations in a worker thread: the main thread stays free for ctrl-c, and the memory is given back at once. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { DeriveKey } from '../core/import/derive-key.ts'

/** Each derivation gets a thread that runs `entry`, the compiled `derive-worker.ts`. Passwords go there by message. */
export function openDerivation(entry: URL): DeriveKey {
  return async (derivation) => {
    // Neither arguments nor environment: it needs none, and so it tells none.
    const worker = new Worker(entry, { argv: [], env: {}, execArgv: [] })
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
      await worker.terminate()
    }
  }
}
