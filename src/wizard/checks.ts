/** What the wizard can measure: one entry for each check a flow may name. */
import type { ClockVerdict } from '../core/clock/verdict.ts'
import type { Book } from '../core/flow/book.ts'
import type { Facts } from '../core/flow/facts.ts'
import type { CheckName } from '../core/flow/model.ts'
import type { Host } from '../host/host.ts'
import { clockBlock, clockResult, waitedFor } from '../tasks/measure-clock.ts'
import type { Block } from '../ui/screen.ts'

/** What a check may use. */
export interface Case {
  readonly host: Host
  readonly book: Book
  readonly facts: Facts
  /** The measurement of this computer's clock, made once a run; undefined where nothing may be asked. */
  readonly clock: () => Promise<ClockVerdict | undefined>
}

/** The result as the flow knows it (one of `checkResults`), and what it means in words. */
export interface Found {
  readonly result: string
  readonly blocks: readonly Block[]
}

export interface Check {
  /** May ask the person something first. */
  readonly withPerson: (given: Case) => Promise<Found>
  /** Asks nothing: what would need asking is `unknown`. */
  readonly alone: (given: Case) => Promise<Found>
}

export const checks: Readonly<Record<CheckName, Check>> = {
  clock: { withPerson: clock, alone: clock },
  // Whether the store may be looked into, only a person can say.
  backup: { withPerson: backup, alone: async () => ({ result: 'unknown', blocks: [] }) },
}

async function backup({ host, book, facts }: Case): Promise<Found> {
  return (await import('./backup-check.ts')).storedCodes(host, book, facts)
}

async function clock({ host, clock }: Case): Promise<Found> {
  const verdict = await waitedFor(host, clock())
  return { result: clockResult(verdict), blocks: [clockBlock(verdict, host.words)] }
}
