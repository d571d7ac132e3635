/**
 * Takes a lent text off the clipboard when its time is over: a process that stays behind, started by
 * `system/clipboard.ts`. What it has to do comes over stdin, and it ends at the latest with the time it was given.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { type Lent, takeBack } from '../system/clipboard.ts'

let told = ''
for await (const chunk of process.stdin.setEncoding('utf8')) told += chunk
const { text, seconds }: Lent = JSON.parse(told)
await delay(seconds * 1000)
await takeBack(text, process.platform, process.env)
