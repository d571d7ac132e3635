/** Checks the shipped flows and writes them as one JSON file, so that the program loads no YAML for them. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseBook } from '../dist/library/flow.js'
import { RescueError } from '../dist/library/index.js'
import { flowFilesOf } from './flow-files.mjs'

const root = fileURLToPath(new URL('../flows', import.meta.url))
const compiled = new URL('../dist/flows.json', import.meta.url)

const files = await flowFilesOf(root)

try {
  const book = parseBook(files, { shipped: true })
  const version = createHash('sha256').update(JSON.stringify(book)).digest('hex').slice(0, 12)
  await writeFile(compiled, JSON.stringify({ version, book }))
} catch (error) {
  if (!(error instanceof RescueError) || error.problem.code !== 'bad-flow') throw error
  for (const { file, line, column, fault } of error.problem.flaws) {
    process.stderr.write(`flows/${file}:${line}:${column}: ${JSON.stringify(fault)}\n`)
  }
  process.exitCode = 1
}
