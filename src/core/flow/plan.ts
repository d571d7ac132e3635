/** Remedies: what was tried, and how the chosen cards word them. */
import type { Book } from './book.ts'
import { type Facts, findChosenCard, listSpeakers, parseProperty } from './facts.ts'
import { cardKinds, type Did } from './lists.ts'
import type { Remedy, Wait } from './types.ts'

/** A remedy that was replied to, and the reply. */
export interface Tried {
  readonly remedy: string
  readonly did: Did
}

/** Failed attempts after which the wizard advises a pause before the next code is typed. */
const attemptsBeforePause = 2

/** Whether so many codes have failed that the account may lock. */
export function needsPause(book: Book, tried: readonly Tried[]): boolean {
  const failed = tried.filter(
    ({ remedy, did }) => did === 'failed' && book.remedies[remedy]?.attempt === true,
  )
  return failed.length >= attemptsBeforePause
}

/**
 * A remedy with what the chosen cards put in place of its own wording.
 *
 * @example
 * ```js
 * import { findRemedy, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * console.log(findRemedy(book, {}, 'restart').title) // Restart it
 * ```
 */
export function findRemedy(book: Book, facts: Facts, id: string): Remedy {
  const own = book.remedies[id]
  if (own === undefined) throw new RangeError(`no remedy ${id}`)
  let remedy = own
  for (const kind of cardKinds) {
    const { confidence: _, source: __, ...instead } = findChosenCard(book, facts, kind)?.remedies?.[id] ?? {}
    remedy = { ...remedy, ...(instead as Partial<Remedy>) }
  }
  const wait = cardWait(book, facts, remedy)
  return wait === undefined ? remedy : { ...remedy, wait }
}

/** How long a card says that it takes, where the remedy leaves that to the card. */
function cardWait(book: Book, facts: Facts, { wait }: Remedy): Wait | undefined {
  const named = wait?.card === undefined ? undefined : parseProperty(wait.card)
  if (named === undefined) return undefined
  return listSpeakers(book, facts, named.kind)
    .map((card) => card.waits?.[named.property])
    .find((wait) => wait !== undefined)
}
