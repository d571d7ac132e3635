/**
 * Prints the figures of the source that docs/testing.md lists: `npm run figures`. With the path of a report that
 * `vitest run --reporter=json` wrote, it also prints how the time of the tests is shared among the folders.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files below a folder, as paths relative to the project with forward slashes. */
function listFiles(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
}

const print = (line) => process.stdout.write(`${line}\n`)
const read = (path) => readFileSync(join(root, path), 'utf8')
const countLines = (text) => text.split('\n').length - 1
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

/** The value below which a share of the numbers lies. */
function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

/** Words are tables of texts, the kernel is another language, and types.ts is generated. */
const isCounted = (path) => !/^src\/(words|kernel)\/|\/flow\/types\.ts$/.test(path)

const sources = listFiles('src', /\.ts$/)
  .filter(isCounted)
  .map((path) => ({ path, text: read(path) }))
  .map(({ path, text }) => ({
    path,
    text,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  }))

/** Lines, name and place of every function that has a body. */
function listFunctions({ path, tree }) {
  const found = []
  const lineAt = (position) => tree.getLineAndCharacterOfPosition(position).line
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const isArrow = ts.isArrowFunction(node) && ts.isVariableDeclaration(node.parent)
      found.push({
        path,
        name: (node.name ?? (isArrow ? node.parent.name : undefined))?.getText(),
        // Small arrow functions without a name are part of the function around them.
        isNamed: node.name !== undefined || isArrow,
        lines: lineAt(node.end) - lineAt(node.getStart()) + 1,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const hasExport = (node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

/** Names that a file exports itself. */
function countExports({ tree }) {
  return sum(
    tree.statements
      .filter(hasExport)
      .map((node) => (ts.isVariableStatement(node) ? node.declarationList.declarations.length : 1)),
  )
}

/** How often a type is `any`. */
function countAny(node) {
  let found = node.kind === ts.SyntaxKind.AnyKeyword ? 1 : 0
  ts.forEachChild(node, (child) => {
    found += countAny(child)
  })
  return found
}

const lengths = sources.map(({ text }) => countLines(text))
const named = sources.flatMap(listFunctions).filter(({ isNamed }) => isNamed)
const functionLengths = named.map(({ lines }) => lines)
const ofNames = new Set(named.map(({ name }) => name).filter((name) => /[a-z]Of$/.test(name ?? '')))
const filesWithJson = sources.filter(({ text }) => /\bsettings\.json\b/.test(text))
const tests = sum(listFiles('test', /\.ts$/).map((path) => countLines(read(path))))
const longest = [...sources].sort((a, b) => countLines(b.text) - countLines(a.text))

const rows = [
  ['files', sources.length],
  ['lines of a file: median, most', `${quantile(lengths, 0.5)}, ${Math.max(...lengths)}`],
  [
    'lines of a function: median, 90 %, most',
    `${quantile(functionLengths, 0.5)}, ${quantile(functionLengths, 0.9)}, ${Math.max(...functionLengths)}`,
  ],
  ['exported names', sum(sources.map(countExports))],
  ['files that ask whether JSON is wanted', filesWithJson.length],
  ['functions named `…Of`', ofNames.size],
  ['`any`', sum(sources.map(({ tree }) => countAny(tree)))],
  ['lines of tests for each line of source', (tests / sum(lengths)).toFixed(2)],
]
for (const [name, value] of rows) print(`${name.padEnd(45)}${value}`)
print('\nfiles above 300 lines')
for (const { path, text } of longest.filter((file) => countLines(file.text) > 300))
  print(`  ${String(countLines(text)).padStart(4)} ${path}`)

const [report] = process.argv.slice(2)
if (report !== undefined) printTimes(JSON.parse(readFileSync(report, 'utf8')))

/** Seconds of the tests by folder, and their share of all. Files run side by side, so the sum is more than the run took. */
function printTimes({ testResults }) {
  const times = new Map()
  for (const { name, startTime, endTime } of testResults) {
    const [folder, inner] = relative(join(root, 'test'), name).split(sep)
    const key = inner === undefined ? 'test' : `test/${folder}`
    times.set(key, (times.get(key) ?? 0) + (endTime - startTime) / 1000)
  }
  const total = sum([...times.values()])
  print('\nseconds of tests')
  for (const [key, seconds] of [...times].sort(([, a], [, b]) => b - a))
    print(
      `  ${key.padEnd(24)}${seconds.toFixed(0).padStart(6)}${`${Math.round((seconds / total) * 100)} %`.padStart(7)}`,
    )
}
