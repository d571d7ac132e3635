/** Tiny books for tests of the flow engine: a few files written in the test, and a walk through them. */

import type { Book } from '../../src/core/flow/book.ts'
import { readBook } from '../../src/core/flow/parse.ts'
import type { StopReply } from '../../src/core/flow/reply.ts'
import { answer, begin, type Position, stand } from '../../src/core/flow/walk.ts'
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

/** Walks through a flow with these replies. Facts that are known before the first step can be given. */
export function walkThrough(
  book: Book,
  flow: string,
  replies: readonly StopReply[],
  given: Readonly<Record<string, string>> = {},
): Position {
  return replies.reduce(answer, stand(book, begin(flow, given)))
}

/** The ids of the remedies that a plan still has, the present one first. */
export function remediesAt({ stop }: Position): readonly string[] {
  return stop.kind === 'remedy' ? [stop.id, ...stop.later] : []
}

/** The ids that can be chosen at a question. */
export function choicesAt({ stop }: Position): readonly string[] {
  return stop.kind === 'question' ? stop.options.map(({ id }) => id) : []
}
