/**
 * Why is this code refused? One code and the secret tell whether it fits now, how far off the clock is that made it,
 * which parameter differs, or how the secret was misread. Every answer carries the chance that it fits by accident.
 */
import { computeChance } from './chance.ts'
import { findLostDigits, wholeParameters } from './lost-digits.ts'
import type { OtpParameters } from './parameters.ts'
import { nearSteps, rangesByRank, type StepRange } from './steps.ts'
import { type Codes, usualFor, withLostZeros } from './typed-code.ts'
import type { CodeVerdict, VerifyRequest } from './verdict.ts'
import { byCounter, byParameters, byReading, byTime, byYear, type Tried } from './verify-search.ts'

/** Up to this chance an answer convinces by itself; above it a second code is worth asking for. */
const convincingChance = 0.001

/**
 * Whether an answer needs no second code.
 *
 * @example
 * ```js
 * import { isConvincing, parseSecret, verifyCode } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * console.log(isConvincing(await verifyCode({ secret, codes: ['287082'], at: 59 }))) // true
 * ```
 */
export function isConvincing(verdict: CodeVerdict): boolean {
  if (verdict.kind === 'incomplete') return true
  return verdict.kind === 'no-match' ? false : verdict.chance <= convincingChance
}

/** Counters searched from zero, or beyond the one that is due: for one code, and for two. */
const counterReach = { one: 1000, two: 100_000 } as const
/** Up to this counter every one before it is searched. */
const mostCounters = 1_000_000

/**
 * Searches in the order of likelihood, and answers with the first that fits. Throws nothing; nothing is asked.
 *
 * @example
 * ```js
 * import { parseSecret, verifyCode } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const verdict = await verifyCode({ secret, codes: ['287082'], at: 240 })
 * if (verdict.kind === 'drifted') console.log(verdict.skew.estimate) // -195
 * ```
 */
export async function verifyCode(request: VerifyRequest): Promise<CodeVerdict> {
  const completed = withLostZeros(request.codes, request.parameters)
  const lost = completed === undefined ? undefined : await findLostZeros(request, completed)
  if (lost !== undefined) return lost
  const whole = wholeParameters(request)
  const short = whole === undefined ? undefined : findLostDigits(request, whole)
  if (short !== undefined) return short
  const declared = request.parameters ?? usualFor(request.codes)
  const verdict = await searchTiers(tiersFor(request, declared), request.codes)
  // The last digits of a code fit wherever the code does: that would not be what the service wants.
  if (whole !== undefined && verdict?.parameters.type !== 'steam')
    return { kind: 'incomplete', parameters: whole }
  return verdict ?? { kind: 'no-match', parameters: declared }
}

/** The first answer of the tiers, in their order. */
async function searchTiers(tiers: readonly Tier[], codes: Codes): Promise<CodeVerdict | undefined> {
  let tried = 0
  for (const tier of tiers) {
    const { verdict, candidates } = await tier()
    tried += candidates
    if (verdict !== undefined) return { ...verdict, chance: computeChance(codes, tried) }
  }
  return undefined
}

/** Zeros are looked for where a code of this length would be likely: by time or near the counter that is due. */
async function findLostZeros(request: VerifyRequest, codes: Codes): Promise<CodeVerdict | undefined> {
  const completed = { ...request, codes }
  const declared = request.parameters ?? usualFor(codes)
  const tiers = declared.type === 'hotp' ? dueTiers(completed, declared) : clockTiers(completed, declared)
  const verdict = await searchTiers(tiers, codes)
  if (verdict === undefined || !('chance' in verdict)) return undefined
  const [typed, code] = [request.codes.at(-1) ?? '', codes.at(-1) ?? '']
  const zeros = Math.max(...codes.map((one, index) => one.length - (request.codes[index] ?? one).length))
  const { parameters, chance } = verdict
  const place = {
    ...('skew' in verdict && verdict.skew !== undefined ? { skew: verdict.skew } : {}),
    ...('counter' in verdict && verdict.counter !== undefined ? { counter: verdict.counter } : {}),
  }
  const shown = typed === code ? codes[0] : code
  return { kind: 'lost-zero', code: shown, zeros, parameters, chance, ...place }
}

// --- Tiers: what is searched at one rank ---

type Tier = () => Promise<Tried>

function tiersFor(request: VerifyRequest, declared: OtpParameters): readonly Tier[] {
  const other = [() => byParameters(request, declared), () => byReading(request, declared)]
  const reach = findCounterReach(request)
  if (declared.type === 'hotp') {
    const all = countersAround(request.counter ?? 0, reach)
    return [...dueTiers(request, declared), ...other, () => byCounter(request, declared, all)]
  }
  const [now, near, far] = clockTiers(request, declared)
  const counted = { ...declared, type: 'hotp' } as const
  return [now, near, ...other, far, () => byCounter(request, counted, [{ from: 0, to: reach }])]
}

/** By time: now, near, and further away. */
function clockTiers(request: VerifyRequest, declared: OtpParameters): readonly [Tier, Tier, Tier] {
  const ranges = rangesByRank(request, request.window ?? 0, declared.period)
  const drift = (steps: readonly StepRange[]) =>
    byTime(request, declared, steps, (found) => ({ kind: 'drifted', ...found }))
  return [
    () => byTime(request, declared, ranges.now, (found) => ({ kind: 'match', ...found })),
    () => drift(ranges.near),
    () => (request.codes.length === 1 ? drift(ranges.far) : byYear(request, declared)),
  ]
}

/** By counter: the one that is due, and those near it. */
function dueTiers(request: VerifyRequest, declared: OtpParameters): readonly Tier[] {
  const due = request.counter ?? 0
  const ahead = { from: due, to: due + (request.window ?? 0) }
  const near = { from: due - nearSteps, to: due + nearSteps }
  return [() => byCounter(request, declared, [ahead], 'match'), () => byCounter(request, declared, [near])]
}

const findCounterReach = ({ codes }: VerifyRequest): number =>
  (codes.length === 1 ? counterReach.one : counterReach.two) - 1

/** From zero on, or, where that would be millions, near zero and near the counter that is due. */
function countersAround(due: number, reach: number): readonly StepRange[] {
  if (due <= mostCounters) return [{ from: 0, to: due + reach }]
  return [
    { from: 0, to: reach },
    { from: due - reach, to: due + reach },
  ]
}
