/**
 * Checks the shipped flows and writes them as JSON, so that the program loads no YAML for them. The cards are most of
 * it, and have a file of their own: no first question needs them.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { findCard, parseBook, parseDirectory } from '../dist/library/flow.js'
import { RescueError } from '../dist/library/index.js'
import { readFlowFiles } from './flow-files.mjs'

const root = fileURLToPath(new URL('../flows', import.meta.url))
const write = (name, value) =>
  writeFile(new URL(`../dist/${name}.json`, import.meta.url), JSON.stringify(value))

const files = await readFlowFiles(root)

try {
  const book = parseBook(files, { shipped: true })
  const version = createHash('sha256').update(JSON.stringify(book)).digest('hex').slice(0, 12)
  const { cards, ...rest } = book
  const services = await readDirectory(book)
  await Promise.all([
    write('flows', { version, book: rest }),
    write('cards', cards),
    write('directory', services),
  ])
} catch (error) {
  if (!(error instanceof RescueError) || error.problem.code !== 'bad-flow') throw error
  const { errors } = await readWords()
  for (const { file, line, column, fault } of error.problem.flaws) {
    process.stderr.write(`flows/${file}:${line}:${column}: ${errors.fault(fault)}\n`)
  }
  process.exitCode = 1
}

/** The English texts of failures. The library has no words, and those of the program are in no file of their own. */
async function readWords() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/words/en/errors.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

/** The services of the directory that have no card of their own. Throws where a table has a flaw. */
async function readDirectory(book) {
  const folder = new URL('../flows/directory/', import.meta.url)
  const names = (await readdir(folder)).sort()
  const tables = await Promise.all(
    names.map(async (name) => parseDirectory(name, await readFile(new URL(name, folder), 'utf8'))),
  )
  const services = tables.flatMap(({ services }) => services)
  const ids = services.map(({ id }) => id)
  const flaws = [
    ...tables.flatMap(({ flaws }) => flaws.map(({ file, line, flaw }) => `${file}:${line}: ${flaw}`)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
  ]
  if (flaws.length > 0) throw new Error(`flows/directory:\n${flaws.join('\n')}`)
  const hasCard = (name) =>
    findCard(book, 'service', name) !== undefined || findCard(book, 'server', name) !== undefined
  // “Mercari [JP]” tells the branches of one company apart.
  return services.filter(
    ({ id, name, ja }) => ![id, name, name.replace(/ \[.*\]$/, ''), ja ?? name].some(hasCard),
  )
}
