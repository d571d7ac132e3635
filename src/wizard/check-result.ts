/** What a check of the wizard finds out. */
import type { ClockVerdict } from '../core/clock/verdict.ts'
import type { Book } from '../core/flow/book.ts'
import type { Facts } from '../core/flow/facts.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'

/** What a check may use. */
export interface CheckContext {
  readonly host: Host
  readonly book: Book
  readonly facts: Facts
  /** The measurement of this computer's clock, made once per run; undefined if no server may be asked. */
  readonly clock: () => Promise<ClockVerdict | undefined>
}

/** The result as the flow knows it (one of `checkResults`), and what it means in words. */
export interface CheckResult {
  readonly result: string
  readonly blocks: readonly Block[]
}
