/**
 * Why is this code refused? One code and the secret tell whether it fits now, how far off the clock is that made it,
 * which parameter differs, or how the secret was misread. Every answer carries the chance that it fits by accident.
 */
import type { Skew } from '../clock/skew.ts'
import type { Secret } from '../secret.ts'
import { readBase32 } from './base32.ts'
import { chanceOf } from './chance.ts'
import { codeForm } from './code.ts'
import { searchCounters } from './code-search.ts'
import type { CodeSearch } from './counter-search.ts'
import { algorithms, type OtpParameters, steamParameters, stepAt } from './parameters.ts'
import { otherKeys, type SecretReading } from './readings.ts'
import {
  countSteps,
  type EntryTime,
  looseRange,
  looseSteps,
  nearestStep,
  nearSteps,
  rangesByRank,
  type StepRange,
  skewAtStep,
  yearRange,
} from './steps.ts'
import { everyTime, type SweepHit } from './sweep.ts'
import { type Codes, fitsForm, usualFor, withLostZeros } from './typed-code.ts'

/** A code that is refused, and what it should fit. */
export interface VerifyRequest extends EntryTime {
  /** The bytes, or the text as it was shown or typed: then it may be one that cannot be read as it stands. */
  readonly secret: Secret | Secret<string>
  /** What service and app are thought to have agreed on; by default what is usual for codes of this length. */
  readonly parameters?: OtpParameters | undefined
  /** The counter of the next code, for `hotp`. */
  readonly counter?: number | undefined
  /** As `readCode` gives them. `at` is when the last of them was entered. */
  readonly codes: Codes
  /** Steps before and after now that still count as now, as `oathtool --window` has it; 0 by default. */
  readonly window?: number
  /** Searches ranges of counters; on this thread by default, which a search of millions blocks for seconds. */
  readonly search?: CodeSearch
}

/** What every answer has that names where the code fits. */
export interface Found {
  /** What the code was made with. */
  readonly parameters: OtpParameters
  /** The probability (0–1) that codes of another secret would have been found by now. */
  readonly chance: number
}

/** The answer of `verifyCode`. */
export type CodeVerdict =
  /** Fits now; `skew` within the window. For `hotp` there is a counter instead of a skew. */
  | (Found & { readonly kind: 'match'; readonly skew?: Skew; readonly counter?: number })
  /** Fits with zeros at its front that were left out; `code` is the last code with them. */
  | (Found & {
      readonly kind: 'lost-zero'
      readonly code: string
      readonly zeros: number
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Fits at another time. */
  | (Found & { readonly kind: 'drifted'; readonly skew: Skew })
  /** Fits with another algorithm, length, period or kind. */
  | (Found & { readonly kind: 'other-parameters'; readonly skew?: Skew; readonly counter?: number })
  /** Fits when the secret is read differently. */
  | (Found & {
      readonly kind: 'other-reading'
      readonly reading: SecretReading
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Fits by counter, at this one. */
  | (Found & { readonly kind: 'counter'; readonly counter: number })
  /** Fits nowhere within the search: it is another secret. */
  | { readonly kind: 'no-match'; readonly parameters: OtpParameters }

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
  return verdict.kind === 'no-match' ? false : verdict.chance <= convincingChance
}

/** Periods that are in use, the usual ones first. */
const periods = [30, 60, 10, 15, 20, 45, 90, 120] as const
/** Counters searched from zero, or beyond the one that is due: for one code, and for two. */
const counterReach = { one: 1000, two: 100_000 } as const
/** Up to this counter every one before it is searched. */
const mostCounters = 1_000_000
/** Steps that may lie between two codes where only few are searched: people miss one. */
const mostGap = 3

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
  const declared = request.parameters ?? usualFor(request.codes)
  const verdict = await searchTiers(tiersFor(request, declared), request.codes)
  return verdict ?? { kind: 'no-match', parameters: declared }
}

/** The first answer of the tiers, in their order. */
async function searchTiers(tiers: readonly Tier[], codes: Codes): Promise<CodeVerdict | undefined> {
  let tried = 0
  for (const tier of tiers) {
    const { verdict, candidates } = await tier()
    tried += candidates
    if (verdict !== undefined) return { ...verdict, chance: chanceOf(codes, tried) }
  }
  return undefined
}

/** Zeros are looked for where a code of this length would be likely: by time or near the counter that is due. */
async function findLostZeros(request: VerifyRequest, codes: Codes): Promise<CodeVerdict | undefined> {
  const completed = { ...request, codes }
  const declared = request.parameters ?? usualFor(codes)
  const tiers = declared.type === 'hotp' ? dueTiers(completed, declared) : clockTiers(completed, declared)
  const verdict = await searchTiers(tiers, codes)
  if (verdict === undefined || verdict.kind === 'no-match') return undefined
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

type Unweighed = CodeVerdict extends infer Each ? (Each extends Found ? Omit<Each, 'chance'> : never) : never

interface Tried {
  readonly verdict?: Unweighed | undefined
  /** How many codes were compared, each of which might have fitted by accident. */
  readonly candidates: number
}

type Tier = () => Promise<Tried>

function tiersFor(request: VerifyRequest, declared: OtpParameters): readonly Tier[] {
  const other = [() => byParameters(request, declared), () => byReading(request, declared)]
  const reach = reachOf(request)
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

const reachOf = ({ codes }: VerifyRequest): number =>
  (codes.length === 1 ? counterReach.one : counterReach.two) - 1

/** From zero on, or, where that would be millions, near zero and near the counter that is due. */
function countersAround(due: number, reach: number): readonly StepRange[] {
  if (due <= mostCounters) return [{ from: 0, to: due + reach }]
  return [
    { from: 0, to: reach },
    { from: due - reach, to: due + reach },
  ]
}

/** The key in a secret as it stands; undefined for a text that is no Base32. */
export function secretBytes({ secret }: Pick<VerifyRequest, 'secret'>): Uint8Array | undefined {
  const value = secret.reveal()
  if (typeof value !== 'string') return value
  const bytes = readBase32(value)
  return bytes instanceof Uint8Array ? bytes : undefined
}

// --- Found by a sweep ---

/** What a sweep with these codes found: the declared parameters before others, and what is nearest to now. */
export function sweepVerdict(
  request: VerifyRequest,
  hits: readonly SweepHit[],
  candidates: number,
): CodeVerdict {
  const declared = request.parameters ?? usualFor(request.codes)
  const chance = chanceOf(request.codes, candidates)
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

// --- By time ---

type Timed = { readonly parameters: OtpParameters; readonly skew: Skew }

async function byTime(
  request: VerifyRequest,
  parameters: OtpParameters,
  ranges: readonly StepRange[],
  say: (found: Timed) => Unweighed,
): Promise<Tried> {
  const key = secretBytes(request)
  if (key === undefined || !fitsForm(parameters, request.codes)) return { candidates: 0 }
  const steps = await findSteps(request, key, parameters, ranges)
  const step = nearestStep(steps, stepAt(request.at, parameters.period))
  const candidates = countSteps(ranges) * gapsIn(request)
  if (step === undefined) return { candidates }
  return { verdict: say({ parameters, skew: skewAtStep(step, parameters.period, request) }), candidates }
}

/** Two codes within a year, directly one after the other: so many steps that a gap would cost certainty. */
async function byYear(request: VerifyRequest, parameters: OtpParameters): Promise<Tried> {
  const key = secretBytes(request)
  if (key === undefined || !fitsForm(parameters, request.codes)) return { candidates: 0 }
  const { period, algorithm } = parameters
  const { codes, search = searchCounters } = request
  const range = yearRange(request, period)
  const from = Math.max(0, range.from - 1)
  const form = codeForm(parameters)
  const counters = await search({ key, algorithm, codes, form, from, to: range.to })
  const step = nearestStep(
    counters.map((counter) => counter + codes.length - 1),
    stepAt(request.at, period),
  )
  const candidates = countSteps([range])
  if (step === undefined) return { candidates }
  return { verdict: { kind: 'drifted', parameters, skew: skewAtStep(step, period, request) }, candidates }
}

/** The steps of the last code within ranges, at which the code before it fits as well. */
async function findSteps(
  { codes, search = searchCounters }: VerifyRequest,
  key: Uint8Array,
  parameters: OtpParameters,
  ranges: readonly StepRange[],
): Promise<readonly number[]> {
  const common = { key, algorithm: parameters.algorithm, form: codeForm(parameters) } as const
  const [first, second] = codes
  const found: number[] = []
  for (const { from, to } of ranges) {
    const last = [second ?? first]
    const steps = await search({ ...common, codes: last, from: Math.max(0, from), to })
    for (const step of steps) {
      const before = { ...common, codes: [first], from: Math.max(0, step - mostGap), to: step - 1 }
      if (second === undefined || (await search(before)).length > 0) found.push(step)
    }
  }
  return found
}

const gapsIn = ({ codes }: VerifyRequest): number => (codes.length === 1 ? 1 : mostGap)

// --- By other parameters and readings ---

async function byParameters(request: VerifyRequest, declared: OtpParameters): Promise<Tried> {
  const key = secretBytes(request)
  let candidates = 0
  for (const parameters of key === undefined ? [] : otherParameters(request, declared)) {
    const found = await searchLoosely(request, key, parameters)
    candidates += found.candidates
    if (found.place !== undefined)
      return { verdict: { kind: 'other-parameters', ...found.place }, candidates }
  }
  return { candidates }
}

async function byReading(request: VerifyRequest, declared: OtpParameters): Promise<Tried> {
  let candidates = 0
  if (!fitsForm(declared, request.codes)) return { candidates }
  for (const { key, reading } of otherKeys(request.secret.reveal())) {
    const found = await searchLoosely(request, key, declared)
    candidates += found.candidates
    if (found.place !== undefined)
      return { verdict: { kind: 'other-reading', reading, ...found.place }, candidates }
  }
  return { candidates }
}

/** Whatever else these codes may have been made with, the least different first. */
function otherParameters({ codes }: VerifyRequest, declared: OtpParameters): readonly OtpParameters[] {
  const digits = codes[0].length
  const decimal: readonly OtpParameters[] = [...new Set([declared.period, ...periods])].flatMap((period) =>
    algorithms.map((algorithm) => ({ type: 'totp', algorithm, digits, period }) as const),
  )
  const counted: readonly OtpParameters[] =
    declared.type === 'hotp' ? algorithms.map((algorithm) => ({ ...declared, algorithm, digits })) : []
  const differs = (other: OtpParameters): number =>
    (['type', 'algorithm', 'digits', 'period'] as const).filter((name) => other[name] !== declared[name])
      .length
  return [...counted, ...decimal, steamParameters]
    .filter((other) => differs(other) > 0 && fitsForm(other, codes))
    .sort((one, other) => differs(one) - differs(other))
}

/** Where a code fits: at a time, or at a counter. */
type CodePlace = { readonly parameters: OtpParameters; readonly skew?: Skew; readonly counter?: number }

/** A few steps around now, or around the counter that is due. */
async function searchLoosely(
  request: VerifyRequest,
  key: Uint8Array | undefined,
  parameters: OtpParameters,
): Promise<{ readonly place?: CodePlace; readonly candidates: number }> {
  if (key === undefined) return { candidates: 0 }
  const { at, counter = 0 } = request
  const isTimed = parameters.type !== 'hotp'
  const range = isTimed
    ? looseRange(request, parameters.period)
    : { from: counter - looseSteps, to: counter + looseSteps }
  const steps = await findSteps(request, key, parameters, [range])
  const step = nearestStep(steps, isTimed ? stepAt(at, parameters.period) : counter)
  const candidates = countSteps([range]) * gapsIn(request)
  if (step === undefined) return { candidates }
  const place = isTimed
    ? { parameters, skew: skewAtStep(step, parameters.period, request) }
    : { parameters, counter: step }
  return { place, candidates }
}

// --- By counter ---

async function byCounter(
  request: VerifyRequest,
  parameters: OtpParameters,
  ranges: readonly StepRange[],
  kind: 'match' | 'counter' = 'counter',
): Promise<Tried> {
  const key = secretBytes(request)
  if (key === undefined || !fitsForm(parameters, request.codes)) return { candidates: 0 }
  const counters = await findSteps(request, key, parameters, ranges)
  const counter = nearestStep(counters, request.counter ?? 0)
  const candidates = countSteps(ranges) * gapsIn(request)
  return counter === undefined ? { candidates } : { verdict: { kind, parameters, counter }, candidates }
}
