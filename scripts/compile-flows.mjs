/** Checks the shipped flows and writes them as one JSON file, so that the program loads no YAML for them. */
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
  await writeFile(compiled, JSON.stringify(parseBook(files, { shipped: true })))
} catch (error) {
  if (!(error instanceof RescueError) || error.problem.code !== 'bad-flow') throw error
  for (const { file, line, column, fault } of error.problem.flaws) {
    process.stderr.write(`flows/${file}:${line}:${column}: ${JSON.stringify(fault)}\n`)
  }
  process.exitCode = 1
}
