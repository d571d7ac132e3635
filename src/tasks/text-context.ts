import type { TextContext } from '../core/flow/fill.ts'
import type { Position } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'

/** What filling the texts of the flows needs to know at this point of a walk. */
export function textContext(host: Host, { book, facts }: Position): TextContext {
  const { language, diagnose } = host.words
  return { book, facts, language, labels: diagnose.labels }
}
