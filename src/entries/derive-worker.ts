/** The thread of `system/derive-key.ts`: one key for one message. */
import { parentPort } from 'node:worker_threads'
import { type Derivation, deriveOnThisThread } from '../core/import/derive-key.ts'

parentPort?.on('message', async (derivation: Derivation) =>
  parentPort?.postMessage(await deriveOnThisThread(derivation)),
)
