/**
 * Times as ratios to other programs, measured in one run: `npm run bench [-- PART…] [--runs N]`. For reading only: it
 * ends with 0 whatever the figures, and no test asserts one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { environment, printHead, say } from './bench/measure.mjs'

/** Each part's file has one function, `bench`. */
const parts = {
  start: () => import('./bench/start.mjs'),
  clock: () => import('./bench/clock.mjs'),
  store: () => import('./bench/store.mjs'),
  totp: () => import('./bench/totp.mjs'),
  recover: () => import('./bench/recover.mjs'),
  page: () => import('./bench/page.mjs'),
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '25' } },
})
const runs = Math.max(1, Number(values.runs) || 25)
const wanted = positionals.length > 0 ? positionals : Object.keys(parts)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`)

printHead({ runs })
for (const name of wanted) {
  const home = await mkdtemp(join(tmpdir(), '2fa-rescue-bench-'))
  try {
    say(`## ${name}\n`)
    const { bench } = await parts[name]()
    const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
    await bench({ home, runs, bin, env: environment(home) })
    say('')
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
