import type { CheckName } from '../core/flow/lists.ts'
import { clockBlock, clockResult, showWaiting } from '../tasks/measure-clock.ts'
import type { CheckContext, CheckResult } from './check-result.ts'

interface Check {
  /** May ask the person something first. */
  readonly withPerson: (given: CheckContext) => Promise<CheckResult>
  /** Asks nothing: a check that needs a person answers `unknown`. */
  readonly alone: (given: CheckContext) => Promise<CheckResult>
}

export const checks: Readonly<Record<CheckName, Check>> = {
  clock: { withPerson: clock, alone: clock },
  // Only a person can give permission to look in the store.
  backup: { withPerson: backup, alone: async () => ({ result: 'unknown', blocks: [] }) },
}

async function backup({ host, book, facts }: CheckContext): Promise<CheckResult> {
  return (await import('./backup-check.ts')).findStoredCodes(host, book, facts)
}

export async function clock({ host, clock }: CheckContext): Promise<CheckResult> {
  const verdict = await showWaiting(host, clock())
  return { result: clockResult(verdict), blocks: [clockBlock(verdict, host.words)] }
}
