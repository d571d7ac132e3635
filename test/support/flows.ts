/** The shipped flows, read from their sources. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Book } from '../../src/core/flow/book.ts'
import type { ListedService } from '../../src/core/flow/directory.ts'
import { type FlowFile, parseBook, readBook } from '../../src/core/flow/parse.ts'
import { parseDirectory } from '../../src/core/flow/parse-directory.ts'
import { errors } from '../../src/words/en/errors.ts'

export const flowsFolder = fileURLToPath(new URL('../../flows', import.meta.url))

export function shippedFiles(): readonly FlowFile[] {
  return readdirSync(flowsFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.yaml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path
        .slice(flowsFolder.length + 1)
        .split(sep)
        .join('/'),
      text: readFileSync(path, 'utf8'),
    }))
}

let book: Book | undefined

/** Throws with every flaw where the shipped flows have one. */
export function shippedBook(): Book {
  if (book !== undefined) return book
  const read = readBook(shippedFiles(), { shipped: true })
  const flaws = read.flaws.map(
    ({ file, line, column, fault }) => `${file}:${line}:${column}: ${errors.fault(fault)}`,
  )
  if (flaws.length > 0) throw new Error(`the shipped flows have flaws:\n${flaws.join('\n')}`)
  book = read.book
  return book
}

/** A flow of one's own without a flaw, in one language. */
export const soundFlow = `title: My desk
start: first
steps:
  first:
    kind: question
    ask: Which door?
    fact: door
    choices:
      - { id: front, label: The front door, goto: ways }
      - { id: unknown, label: I do not know, goto: ways }
  ways:
    kind: plan
    remedies: [use-other-method]
`

/** The shipped flows with files of one's own, which must have no flaw. */
export function bookWith(files: readonly FlowFile[]): Book {
  return parseBook(files, { onto: shippedBook() })
}

/** The services of the shipped directory, from its tables. */
export function shippedDirectory(): readonly ListedService[] {
  const folder = join(flowsFolder, 'directory')
  return readdirSync(folder).flatMap(
    (name) => parseDirectory(name, readFileSync(join(folder, name), 'utf8')).services,
  )
}
