import type { Book } from '../core/flow/book.ts'
import type { Voice } from '../core/flow/cards.ts'
import { factsOf, type Walk } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'

/** How the texts of the flows are said at this point of a walk. */
export function voiceOf(host: Host, book: Book, walk: Walk): Voice {
  const { language, diagnose } = host.words
  return { book, facts: factsOf(book, walk), language, labels: diagnose.labels }
}
