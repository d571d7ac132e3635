import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeSkew, judgeSkew } from '../../../src/core/clock/skew.ts'
import { buildOfflineVerdict } from '../../../src/core/clock/verdict.ts'
import { limits, measured } from '../../support/verdicts.ts'

const span = fc.double({ min: -1e5, max: 1e5, noNaN: true })
const bound = fc.double({ min: 0.001, max: 2, noNaN: true })

describe('the skew of another clock', () => {
  it('takes this computer’s error out, and holds the truth', () => {
    fc.assert(
      fc.property(span, span, bound, bound, (clock, computer, seenBound, computerBound) => {
        // Both are ahead of true time by so much; beside the computer the clock seems ahead by the difference.
        const seen = { low: clock - computer - seenBound, high: clock - computer + seenBound }
        const skew = computeSkew(seen, measured(-computer, computerBound))
        expect(skew.reference).toBe('time')
        expect(skew.low).toBeLessThanOrEqual(clock)
        expect(skew.high).toBeGreaterThanOrEqual(clock)
        expect(skew.high - skew.low).toBeCloseTo(2 * (seenBound + computerBound), 5)
        expect(skew.direction).toBe(skew.estimate > 0 ? 'ahead' : 'behind')
      }),
    )
  })

  it.each([undefined, buildOfflineVerdict(limits)])(
    'is one beside this computer where that is not known',
    (verdict) => {
      const skew = computeSkew({ low: 3, high: 5 }, verdict)
      expect(skew).toEqual({ estimate: 4, low: 3, high: 5, direction: 'ahead', reference: 'computer' })
    },
  )

  it.each([
    [{ low: 4, high: 4.5 }, 'ok', true],
    [{ low: -7, high: -6 }, 'warning', true],
    [{ low: 20, high: 21 }, 'critical', true],
    [{ low: 4, high: 7 }, 'warning', false],
  ] as const)('%o is %s', (seen, status, certain) => {
    expect(judgeSkew(computeSkew(seen, undefined), limits)).toEqual({ status, certain })
  })
})
