/** What the screens of the page are drawn from. */
import type { Book } from '../core/flow/book.ts'
import type { TextContext } from '../core/flow/fill.ts'
import type { StopReply } from '../core/flow/reply.ts'
import type { Position } from '../core/flow/walk.ts'
import type { Words } from '../words/en.ts'
import type { Screen } from './session.ts'

/** What a screen is drawn from, and what it can do. */
export interface Scene {
  readonly words: Words
  readonly book: Book
  /** The flow that the first screen begins. */
  readonly start: string
  readonly screen: Screen
  /** The reply by which the person left this screen before. */
  readonly earlier: StopReply | undefined
  readonly canGoBack: boolean
  readonly notes: Map<string, string>
  /** Aborted when the screen is left. */
  readonly left: AbortSignal
  begin(): void
  reply(position: Position, given: StopReply): void
  open(screen: Screen): void
  back(): void
}

/** What is inside `main` for a stop. */
export interface StopScene extends Scene {
  readonly position: Position
  readonly texts: TextContext
  /** Replies to the stop. */
  take(given: StopReply): void
}
