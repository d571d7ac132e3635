/** The answer of a search through all times. */
import { computeChance } from './chance.ts'
import { skewAtStep } from './steps.ts'
import { everyTime, type SweepHit } from './sweep.ts'
import { usualFor } from './typed-code.ts'
import type { CodeVerdict, VerifyRequest } from './verdict.ts'

/** What a sweep with these codes found: the declared parameters before others, and what is nearest to now. */
export function sweepVerdict(
  request: VerifyRequest,
  hits: readonly SweepHit[],
  candidates: number,
): CodeVerdict {
  const declared = request.parameters ?? usualFor(request.codes)
  const chance = computeChance(request.codes, candidates)
  const isDeclared = (hit: SweepHit) => hit.algorithm === declared.algorithm && hit.period === declared.period
  const found = hits.map((hit) => {
    const parameters = {
      ...declared,
      algorithm: hit.algorithm,
      period: hit.period,
      digits: request.codes[0].length,
    }
    const skew = skewAtStep(hit.counter + request.codes.length - 1, hit.period, request)
    return { kind: isDeclared(hit) ? 'drifted' : 'other-parameters', parameters, skew, chance } as const
  })
  const rank = ({ kind, skew }: (typeof found)[number]) =>
    (kind === 'drifted' ? 0 : everyTime.to) + Math.abs(skew.estimate)
  const [best] = found.sort((one, other) => rank(one) - rank(other))
  return best ?? { kind: 'no-match', parameters: declared }
}
