/** Warnings: what each says never to do, and which of them say something new. */
import type { Book } from './book.ts'
import { type Facts, holds } from './facts.ts'

/**
 * The things never to do that a list of warnings says, each once. A warning without a list says its own id.
 *
 * @example
 * ```js
 * import { listNevers, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * console.log(listNevers(book, ['keep-trying', 'keep-trying'])) // [ 'keep-trying' ]
 * ```
 */
export function listNevers(book: Book, warnings: readonly string[]): readonly string[] {
  return [...new Set(warnings.flatMap((id) => book.warnings[id]?.nevers ?? [id]))]
}

/** The warnings that say something which those shown, and those before them, do not. */
export function listNew(book: Book, shown: readonly string[], due: readonly string[]): readonly string[] {
  const said = new Set(listNevers(book, shown))
  return due.filter((id) => {
    const nevers = listNevers(book, [id])
    const isNew = nevers.some((never) => !said.has(never))
    for (const never of nevers) said.add(never)
    return isNew
  })
}

/** So many things never to do are said at most, up to the end of the first remedy. */
const mostNevers = 8

/** The rank of a warning that has none. */
const middleRank = 5

/** Warnings for the situation, the most important first, as far as there is room for them next to those already shown. */
export function listSituational(book: Book, facts: Facts, shown: readonly string[]): readonly string[] {
  const fitting = Object.entries(book.warnings)
    .filter(([, { when }]) => when !== undefined && holds(book, facts, when))
    .sort(([, one], [, other]) => (one.rank ?? middleRank) - (other.rank ?? middleRank))
    .map(([id]) => id)
  const found: string[] = []
  for (const id of fitting) {
    // One that found no room has said nothing: a smaller one may still say a part of it.
    const before = [...shown, ...found]
    found.push(...listFitting(book, before, listNew(book, before, [id])))
  }
  return found
}

/** The warnings that still have room next to those already shown. */
export function listFitting(book: Book, shown: readonly string[], ids: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const id of ids) {
    if (listNevers(book, [...shown, ...found, id]).length <= mostNevers) found.push(id)
  }
  return found
}
