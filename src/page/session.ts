/**
 * Where a person is on the page, as plain data: the screens they went through, and which of them is shown. The browser's
 * own back and forward move in them. Nothing of it is stored.
 */
import type { Book } from '../core/flow/book.ts'
import type { ToolName } from '../core/flow/lists.ts'
import type { StopReply } from '../core/flow/reply.ts'
import { answer, begin, type Position, stand } from '../core/flow/walk.ts'

/** What is shown: the first screen, a stop of the walk, or a tool at a remedy. */
export type Screen =
  | { readonly kind: 'first' }
  | { readonly kind: 'stop'; readonly position: Position }
  | { readonly kind: 'tool'; readonly position: Position; readonly tool: ToolName }

/** A screen, with the reply by which it was left the last time. */
interface Moment {
  readonly screen: Screen
  readonly reply?: StopReply
}

/** The screens so far. `at` is the one that is shown. */
export interface Session {
  readonly moments: readonly Moment[]
  readonly at: number
}

export const newSession: Session = { moments: [{ screen: { kind: 'first' } }], at: 0 }

/** The screen that is shown, with the reply to it. */
export function findMoment({ moments, at }: Session): Moment {
  return moments[at] ?? { screen: { kind: 'first' } }
}

/** The session with a further screen, which takes the place of those that would come next. */
export function goTo({ moments, at }: Session, screen: Screen): Session {
  return { moments: [...moments.slice(0, at + 1), { screen }], at: at + 1 }
}

/** The session after the first screen. */
export const beginWalk = (session: Session, book: Book, start: string): Session =>
  goTo(session, { kind: 'stop', position: passChecks(stand(book, begin(start))) })

/** The session after a reply to the stop that is shown. */
export function reply(session: Session, position: Position, given: StopReply): Session {
  const { moments, at } = session
  const left = moments.map((moment, index) => (index === at ? { ...moment, reply: given } : moment))
  return goTo({ moments: left, at }, { kind: 'stop', position: passChecks(answer(position, given)) })
}

/** The session at another of its screens, the nearest where there is none with this number. */
export function moveTo({ moments }: Session, at: number): Session {
  return { moments, at: Math.min(Math.max(0, at), moments.length - 1) }
}

/** A browser can measure neither this computer's clock nor look into a store: such a check finds out nothing. */
function passChecks(position: Position): Position {
  let passed = position
  while (passed.stop.kind === 'check') passed = answer(passed, { result: 'unknown' })
  return passed
}
