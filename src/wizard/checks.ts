import type { CheckName } from '../core/flow/lists.ts'
import { clockBlock, clockResult, waitedFor } from '../tasks/measure-clock.ts'
import type { Case, Found } from './check-result.ts'

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

export async function clock({ host, clock }: Case): Promise<Found> {
  const verdict = await waitedFor(host, clock())
  return { result: clockResult(verdict), blocks: [clockBlock(verdict, host.words)] }
}
