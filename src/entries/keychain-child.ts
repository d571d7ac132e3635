/**
 * The process that talks to the keychain, started by `system/keychain.ts`. The library behind it can hang, and take its
 * process down: here it takes only this one. Requests and answers go over the channel between the two processes.
 */
import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { answerTo, type Ready, type Request } from '../system/keychain-work.ts'

/** This file is built to `dist/`. */
const packageFolder = dirname(dirname(realpathSync(process.argv[1] ?? '')))

process.on('message', async (request: Request) => {
  process.send?.(await answerTo(request, packageFolder))
})
const ready: Ready = { ready: true }
process.send?.(ready)
// The process that asked is gone.
process.on('disconnect', () => process.exit(0))
