/** The package's own way to tell the time, as a program: node package-time.mjs HOST… */
import { NtpTimeSync } from 'ntp-time-sync'

const time = new NtpTimeSync({ servers: process.argv.slice(2), sampleCount: 4, replyTimeout: 1500 })
try {
  const { offset } = await time.getTime(true)
  process.stdout.write(`${offset / 1000}\n`)
} catch {
  process.exitCode = 1
}
