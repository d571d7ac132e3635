/** A thread of `system/sweep.ts`: one search for one message, until it is ended. */
import { parentPort } from 'node:worker_threads'
import { type CounterSearch, searchCounters } from '../core/totp/search.ts'

parentPort?.on('message', (search: CounterSearch) => parentPort?.postMessage(searchCounters(search)))
