/** Checks the shipped flows and writes them as one JSON file, so that the program loads no YAML for them. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flowSchema, parseBook, RescueError } from '../dist/core.js'

const root = fileURLToPath(new URL('../flows', import.meta.url))
const compiled = new URL('../dist/flows.json', import.meta.url)

const entries = await readdir(root, { recursive: true, withFileTypes: true })
const paths = entries
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
const files = await Promise.all(
  paths.map(async (path) => ({
    path: path.split(sep).join('/'),
    text: await readFile(join(root, path), 'utf8'),
  })),
)

if (process.argv.includes('--schema')) {
  await writeFile(join(root, 'flow.schema.json'), `${JSON.stringify(flowSchema(), null, 2)}\n`)
}
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
