#!/usr/bin/env node
import { readFileSync } from 'node:fs'

const [only, ...more] = process.argv.slice(2)
if ((only === '--version' || only === '-V') && more.length === 0) {
  // A script that asks for the version need not wait for the program.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  process.stdout.write(`${version}\n`)
} else {
  import('../dist/main.js').catch((error) => {
    const missing =
      error?.code === 'ERR_MODULE_NOT_FOUND' && String(error.url ?? error.message).includes('dist/main.js')
    if (!missing) throw error
    process.stderr.write('error: not built yet / まだビルドされていません\nhint: npm run build\n')
    process.exitCode = 2
  })
}
