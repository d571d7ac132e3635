/** A thread of `system/sweep.ts`: one search for one message, until it is ended. */

import { parentPort } from 'node:worker_threads'
import type { CounterSearch } from '../core/totp/counter-search.ts'
import { searchWithKernel } from '../core/totp/kernel-search.ts'

parentPort?.on('message', (search: CounterSearch) => parentPort?.postMessage(searchWithKernel(search)))
