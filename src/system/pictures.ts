/**
 * QR codes in pictures, found by a worker thread: a picture can be made so that the search takes minutes, and the main
 * thread has to stay free for ctrl-c.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PictureReader, PictureReading } from '../core/qr/picture.ts'
import { withTimeout } from './timeout.ts'

/** A large photograph takes one or two. */
const usualSeconds = 10

/** Reads in a thread that runs `entry`, the compiled `picture-worker.ts`. It is started on first use, and stays. */
export function openPictures(entry: URL, seconds = usualSeconds): PictureReader {
  let worker: Worker | undefined
  const stop = async (): Promise<void> => {
    const old = worker
    worker = undefined
    await old?.terminate()
  }
  const readOne = async (picture: Uint8Array): Promise<PictureReading> => {
    // Neither arguments nor environment: it needs none, and so it tells none.
    worker ??= new Worker(entry, { argv: [], env: {}, execArgv: [] })
    worker.ref()
    try {
      const answer = once(worker, 'message') as Promise<[readonly string[] | undefined]>
      worker.postMessage(picture)
      const late = { kind: 'too-slow', seconds } as const
      const reading = await withTimeout(
        { timeoutSeconds: seconds, signal: undefined },
        late,
        answer.then(readingFrom),
      )
      if (reading.kind === 'too-slow') await stop()
      return reading
    } catch (error) {
      await stop()
      throw error
    } finally {
      worker?.unref()
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    // One after the other: an answer does not say which picture it belongs to.
    read: (picture) => {
      const reading = last.then(() => readOne(picture))
      last = reading.catch(() => undefined)
      return reading
    },
  }
}

function readingFrom([texts]: [readonly string[] | undefined]): PictureReading {
  return texts === undefined ? { kind: 'damaged' } : { kind: 'read', texts }
}
