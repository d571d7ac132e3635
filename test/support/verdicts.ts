import { findDirection, judgeInterval, type MeasuredVerdict } from '../../src/core/clock/verdict.ts'

export const limits = { warning: 5, critical: 15 }

/** A measured verdict with this offset and bound. */
export function measured(offset: number, uncertainty: number): MeasuredVerdict {
  const interval = [offset - uncertainty, offset + uncertainty] as const
  const { status, certain } = judgeInterval({ theta: offset, low: interval[0], high: interval[1] }, limits)
  return {
    status,
    reason: status === 'ok' ? 'within_limit' : 'skewed',
    certain,
    method: 'ntp',
    offset,
    uncertainty,
    interval,
    direction: findDirection(offset),
    limits,
    counts: { asked: 3, valid: 3, used: 3 },
    sources: [],
    elapsedSeconds: 0.03,
  }
}
