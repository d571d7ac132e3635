/** Tiny books for tests of the flow engine: a few files written in the test, and a walk through them. */
import type { Book } from '../../src/core/flow/book.ts'
import { readBook } from '../../src/core/flow/parse.ts'
import {
  advance,
  begin,
  factsOf,
  type Reply,
  type Stop,
  stepOf,
  type Walk,
  warningsOf,
} from '../../src/core/flow/walk.ts'
import { errors } from '../../src/words/en/errors.ts'

/** A book from its files, by their paths. Throws with every flaw of them. */
export function tinyBook(files: Readonly<Record<string, string>>): Book {
  const { book, flaws } = readBook(Object.entries(files).map(([path, text]) => ({ path, text })))
  const lines = flaws.map(
    ({ file, line, column, fault }) => `${file}:${line}:${column} ${errors.fault(fault)}`,
  )
  if (lines.length > 0) throw new Error(lines.join('\n'))
  return book
}

/** One remedy file for each id, with nothing in it but a title and a step. */
export function plainRemedies(...ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [`remedies/${id}.yaml`, `title: ${id}\nsteps: [Do it.]\n`]))
}

/** Where a walk stands after some replies. */
export interface Stand {
  readonly walk: Walk
  readonly stop: Stop
  readonly facts: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
}

/** Walks through a flow with these replies. Facts that are known before the first step can be given. */
export function walkThrough(
  book: Book,
  flow: string,
  replies: readonly Reply[],
  given: Readonly<Record<string, string>> = {},
): Stand {
  let walk = begin(flow, given)
  for (const reply of replies) walk = advance(book, walk, reply)
  return standAt(book, walk)
}

/** Where a walk stands. */
export function standAt(book: Book, walk: Walk): Stand {
  return { walk, stop: stepOf(book, walk), facts: factsOf(book, walk), warnings: warningsOf(book, walk) }
}

/** The ids of the remedies that a plan still has, the present one first. */
export function remediesAt({ stop }: Stand): readonly string[] {
  return stop.kind === 'remedy' ? [stop.id, ...stop.later] : []
}

/** The ids that can be chosen at a question. */
export function choicesAt({ stop }: Stand): readonly string[] {
  return stop.kind === 'question' ? stop.options.map(({ id }) => id) : []
}
