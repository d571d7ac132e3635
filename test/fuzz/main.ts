/** `npm run fuzz -- [reader] [--runs N] [--seed S]`: long runs, with a line for each reader. */
import { parseArgs } from 'node:util'
import { fuzz } from './harness.ts'
import { fuzzReaders } from './readers/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } },
})
const runs = Number(values.runs)
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
const chosen = fuzzReaders.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
if (chosen.length === 0 || !Number.isSafeInteger(runs) || !Number.isSafeInteger(seed)) {
  process.stderr.write(`readers: ${fuzzReaders.map(({ id }) => id).join(' ')}\n`)
  process.exit(2)
}
let failed = false
for (const reader of chosen) {
  const start = performance.now()
  const failures = fuzz(reader, { runs, seed })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(
    `${reader.id}: ${runs} inputs, seed ${seed}, ${failures.length} failures, ${seconds} s\n`,
  )
  for (const failure of failures) process.stdout.write(`  ${JSON.stringify(failure)}\n`)
  failed ||= failures.length > 0
}
process.exit(failed ? 1 : 0)
