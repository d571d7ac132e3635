/**
 * Checks the shipped flows and writes them as JSON, so that the program loads no YAML for them. The cards are most of
 * it, and have a file of their own: no first question needs them.
 */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseBook } from '../dist/library/flow.js'
import { RescueError } from '../dist/library/index.js'
import { flowFilesOf } from './flow-files.mjs'

const root = fileURLToPath(new URL('../flows', import.meta.url))
const write = (name, value) =>
  writeFile(new URL(`../dist/${name}.json`, import.meta.url), JSON.stringify(value))

const files = await flowFilesOf(root)

try {
  const book = parseBook(files, { shipped: true })
  const version = createHash('sha256').update(JSON.stringify(book)).digest('hex').slice(0, 12)
  const { cards, ...rest } = book
  await Promise.all([write('flows', { version, book: rest }), write('cards', cards)])
} catch (error) {
  if (!(error instanceof RescueError) || error.problem.code !== 'bad-flow') throw error
  for (const { file, line, column, fault } of error.problem.flaws) {
    process.stderr.write(`flows/${file}:${line}:${column}: ${JSON.stringify(fault)}\n`)
  }
  process.exitCode = 1
}
