// Loaded before the program: says at its end how much memory it had at most, in KiB.
import { readFileSync } from 'node:fs'

/** Linux hands the peak of a parent on to what it starts, except in this file (proc_pid_status(5)). */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
}

process.on('exit', () => {
  process.stderr.write(`\npeak memory: ${peak()}\n`)
})
