import type { ErrorCode } from './core/errors.ts'

/** The statuses the program ends with (one table for the whole program). */
export const exits = {
  yes: 0,
  no: 1,
  misused: 2,
  broken: 3,
  outside: 4,
  bug: 70,
  stopped: 130,
} as const

export type Exit = (typeof exits)[keyof typeof exits]

/** A code added in core does not compile until it has a status here. */
export const exitFor: Readonly<Record<ErrorCode, Exit>> = {
  misused: exits.misused,
  'needs-terminal': exits.misused,
  unanswered: exits.misused,
  'unknown-flow': exits.misused,
  'nothing-saved': exits.misused,
  'bad-flow': exits.broken,
  'bad-answers': exits.broken,
  'bad-config': exits.broken,
  'bad-saved-walk': exits.broken,
  'no-file': exits.broken,
  exists: exits.misused,
  unreadable: exits.broken,
  unwritable: exits.outside,
  cancelled: exits.stopped,
}
