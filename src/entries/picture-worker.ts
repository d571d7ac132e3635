/** The thread of `system/pictures.ts`: the texts in one picture for one message, until it is ended. */
import { parentPort } from 'node:worker_threads'
import { openCodeFinder } from '../system/picture-codes.ts'

const finder = openCodeFinder(new URL('./zxing_reader.wasm', import.meta.url))

parentPort?.on('message', async (picture: Uint8Array) => {
  const findCodes = await finder
  parentPort?.postMessage(await findCodes(picture))
})
