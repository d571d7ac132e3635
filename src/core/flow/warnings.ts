/** Warnings: what each says never to do, and which of them say something new. */
import type { Book } from './book.ts'

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
