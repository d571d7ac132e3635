/** The overview of the ways: when it is shown, and how much of it at a time. */
import type { Stop } from './stop.ts'

/** So many ways are shown at a time. */
export const waysAtOnce = 5

/** Whether the person first chooses among the ways. With a single one left there is nothing to choose. */
export function needsOverview({ plan, taken, ways, remedy }: Stop & { kind: 'remedy' }): boolean {
  return plan.each !== true && !taken && (ways.length > 1 || remedy.asks !== undefined)
}

/** Whether a stop asks for a service: then its name may be one of the directory. */
export const asksForService = (stop: Stop): boolean =>
  stop.kind === 'question' && stop.options.some(({ card }) => card?.kind === 'service')
