/**
 * Why is this code refused? One code and the secret tell whether it fits now, how far off the clock is that made it,
 * which parameter differs, or how the secret was misread. Every answer carries the chance that it fits by accident.
 */
import { type Skew, skewFromBounds } from '../clock/skew.ts'
import type { Secret } from '../secret.ts'
import { readBase32 } from './base32.ts'
import {
  algorithms,
  type OtpParameters,
  steamAlphabet,
  steamParameters,
  stepAt,
  usualParameters,
} from './parameters.ts'
import { otherKeys, type Reading } from './readings.ts'
import { searchCounters } from './search.ts'
import { everyTime, type SweepHit } from './sweep.ts'

export interface VerifyRequest {
  /** The bytes, or the text as it was shown or typed: then it may be one that cannot be read as it stands. */
  readonly secret: Secret | Secret<string>
  /** What service and app are thought to have agreed on; unless given, what is usual for codes of this length. */
  readonly parameters?: OtpParameters | undefined
  /** The counter of the next code, for `hotp`. */
  readonly counter?: number | undefined
  /** One code, or two of which the second came directly after the first; as `readCode` gives them. */
  readonly codes: readonly [string] | readonly [string, string]
  /** When the last of them was entered: Unix seconds by a clock that is right. */
  readonly at: number
  /** For how many seconds before that it may have been read off; 0 unless given. */
  readonly typing?: number
  /** How far `at` may be from the truth, in seconds; 0 unless given. */
  readonly uncertainty?: number
  /** Steps before and after now that still count as now, as `oathtool --window` has it; 0 unless given. */
  readonly window?: number
}

interface Found {
  /** What the code was made with. */
  readonly parameters: OtpParameters
  /** The probability (0–1) that codes of another secret would have been found by now. */
  readonly chance: number
}

export type Verdict =
  /** Fits now; `steps` from it, within the window. For `hotp` there is a counter instead of a skew. */
  | (Found & { readonly kind: 'match'; readonly skew?: Skew; readonly counter?: number })
  /** Fits at another time. */
  | (Found & { readonly kind: 'drifted'; readonly skew: Skew })
  /** Fits with another algorithm, length, period or kind. */
  | (Found & { readonly kind: 'other-parameters'; readonly skew?: Skew; readonly counter?: number })
  /** Fits when the secret is read differently. */
  | (Found & {
      readonly kind: 'other-reading'
      readonly reading: Reading
      readonly skew?: Skew
      readonly counter?: number
    })
  /** Fits by counter, at this one. */
  | (Found & { readonly kind: 'counter'; readonly counter: number })
  /** Fits nowhere within the search: it is another secret. */
  | { readonly kind: 'no-match'; readonly parameters: OtpParameters }

/** Up to this chance an answer convinces by itself; above it a second code is worth asking for. */
export const convincingChance = 0.001

export function isConvincing(verdict: Verdict): boolean {
  return verdict.kind === 'no-match' ? false : verdict.chance <= convincingChance
}

/** Steps of a drift that is likelier than any other cause. */
const nearSteps = 20
/** Steps on either side within which other parameters and readings are tried. */
const looseSteps = 2
/** Seconds within which every step is searched for one code, and for two. */
const hours = { each: 3600, all: 2 * 3600, most: 14 * 3600 } as const
const year = 366 * 86_400
/** Periods that are in use, the usual ones first. */
const periods = [30, 60, 10, 15, 20, 45, 90, 120] as const
/** Counters searched from zero, or beyond the one that is due: for one code, and for two. */
const counterReach = { one: 1000, two: 100_000 } as const
/** Steps that may lie between two codes where only few are searched: people miss one. */
const mostGap = 3

/** The code in what a person typed: 5 to 10 digits or five of Steam's letters; undefined for anything else. */
export function readCode(text: string): string | undefined {
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}.]/gu, '')
    .toUpperCase()
  return /^\d{5,10}$/.test(code) || isSteamCode(code) ? code : undefined
}

function isSteamCode(code: string): boolean {
  return code.length === steamParameters.digits && [...code].every((letter) => steamAlphabet.includes(letter))
}

/** Searches in the order of likelihood, and answers with the first that fits. Throws nothing; nothing is asked. */
export function verifyCode(request: VerifyRequest): Verdict {
  const declared = request.parameters ?? usualFor(request.codes)
  let tried = 0
  for (const tier of declared.type === 'hotp'
    ? counterTiers(request, declared)
    : timeTiers(request, declared)) {
    const { verdict, candidates } = tier()
    tried += candidates
    if (verdict !== undefined) return { ...verdict, chance: chanceOf(request.codes, tried) }
  }
  return { kind: 'no-match', parameters: declared }
}

/** What codes of this look are usually made with. */
export function usualFor([code]: readonly [string, ...string[]]): OtpParameters {
  return /^\d+$/.test(code) ? { ...usualParameters, digits: code.length } : steamParameters
}

// --- Tiers: what is searched at one rank ---

type Unweighed = Verdict extends infer Each ? (Each extends Found ? Omit<Each, 'chance'> : never) : never

interface Tried {
  readonly verdict?: Unweighed | undefined
  /** How many codes were compared, each of which might have fitted by accident. */
  readonly candidates: number
}

type Tier = () => Tried

function timeTiers(request: VerifyRequest, declared: OtpParameters): readonly Tier[] {
  const key = keyOf(request)
  const spans = key === undefined ? undefined : spansOf(request, declared.period)
  const drift = (ranges: readonly Range[]) =>
    byTime(request, key, declared, ranges, (found) => ({ kind: 'drifted', ...found }))
  return [
    () => byTime(request, key, declared, spans?.now ?? [], (found) => ({ kind: 'match', ...found })),
    () => drift(spans?.near ?? []),
    () => byParameters(request, key, declared),
    () => byReading(request, declared),
    ...(request.codes.length === 1
      ? [() => drift(spans?.far ?? [])]
      : [() => byYear(request, key, declared)]),
    () => byCounter(request, key, { ...declared, type: 'hotp' }, [{ from: 0, to: reachOf(request) }]),
  ]
}

function counterTiers(request: VerifyRequest, declared: OtpParameters): readonly Tier[] {
  const key = keyOf(request)
  const due = request.counter ?? 0
  const ahead = { from: due, to: due + (request.window ?? 0) }
  const near = { from: due - nearSteps, to: due + nearSteps }
  return [
    () => byCounter(request, key, declared, [ahead], 'match'),
    () => byCounter(request, key, declared, [near]),
    () => byParameters(request, key, declared),
    () => byReading(request, declared),
    () => byCounter(request, key, declared, [{ from: 0, to: due + reachOf(request) }]),
  ]
}

const reachOf = ({ codes }: VerifyRequest): number =>
  (codes.length === 1 ? counterReach.one : counterReach.two) - 1

/** The key in a secret as it stands; undefined for a text that is no Base32. */
export function keyOf({ secret }: Pick<VerifyRequest, 'secret'>): Uint8Array | undefined {
  const value = secret.reveal()
  if (typeof value !== 'string') return value
  const bytes = readBase32(value)
  return bytes instanceof Uint8Array ? bytes : undefined
}

// --- Found by a sweep ---

/** What a sweep with these codes found: the declared parameters before others, and what is nearest to now. */
export function verdictOf(request: VerifyRequest, hits: readonly SweepHit[], candidates: number): Verdict {
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
    const skew = skewAt(hit.counter + request.codes.length - 1, hit.period, request)
    return { kind: isDeclared(hit) ? 'drifted' : 'other-parameters', parameters, skew, chance } as const
  })
  const rank = ({ kind, skew }: (typeof found)[number]) =>
    (kind === 'drifted' ? 0 : everyTime.to) + Math.abs(skew.estimate)
  const [best] = found.sort((one, other) => rank(one) - rank(other))
  return best ?? { kind: 'no-match', parameters: declared }
}

// --- By time ---

/** Steps, both inclusive. */
interface Range {
  readonly from: number
  readonly to: number
}

/** The steps of each rank, as ranges that do not overlap. */
function spansOf({ at, typing = 0, window = 0 }: VerifyRequest, period: number) {
  const [first, last] = [stepAt(at - typing, period), stepAt(at, period)]
  const widened = (steps: number): Range => ({ from: first - steps, to: last + steps })
  const now = widened(window)
  const near = widened(Math.max(nearSteps, window))
  const all = widened(Math.max(nearSteps, window, Math.ceil(hours.all / period)))
  const wholeHours = Array.from(
    { length: hours.most / hours.each - 2 },
    (_, index) => (index + 3) * hours.each,
  )
  const loose = wholeHours
    .flatMap((seconds) => [seconds, -seconds])
    .map((seconds) => ({
      from: stepAt(at - typing + seconds, period) - looseSteps,
      to: stepAt(at + seconds, period) + looseSteps,
    }))
    .filter(({ from, to }) => from > all.to || to < all.from)
  return { now: [now], near: around(now, near), far: [...around(near, all), ...loose] }
}

/** What the outer range has besides the inner one. */
function around(inner: Range, outer: Range): readonly Range[] {
  return [
    { from: outer.from, to: inner.from - 1 },
    { from: inner.to + 1, to: outer.to },
  ].filter(({ from, to }) => from <= to)
}

type Timed = { readonly parameters: OtpParameters; readonly skew: Skew }

function byTime(
  request: VerifyRequest,
  key: Uint8Array | undefined,
  parameters: OtpParameters,
  ranges: readonly Range[],
  say: (found: Timed) => Unweighed,
): Tried {
  if (key === undefined || !canBe(parameters, request.codes)) return { candidates: 0 }
  const now = stepAt(request.at, parameters.period)
  const steps = ranges.flatMap((range) => stepsIn(request, key, parameters, range))
  const step = nearest(steps, now)
  const candidates = sizeOf(ranges) * gapsIn(request)
  if (step === undefined) return { candidates }
  return { verdict: say({ parameters, skew: skewAt(step, parameters.period, request) }), candidates }
}

/** Two codes within a year, directly one after the other: so many steps that a gap would cost certainty. */
function byYear(request: VerifyRequest, key: Uint8Array | undefined, parameters: OtpParameters): Tried {
  if (key === undefined || !canBe(parameters, request.codes)) return { candidates: 0 }
  const { period, algorithm } = parameters
  const range = { from: stepAt(request.at - year, period), to: stepAt(request.at + year, period) }
  const from = Math.max(0, range.from - 1)
  const counters = searchCounters({
    key,
    algorithm,
    codes: request.codes,
    form: formOf(parameters),
    from,
    to: range.to,
  })
  const step = nearest(
    counters.map((counter) => counter + request.codes.length - 1),
    stepAt(request.at, period),
  )
  const candidates = sizeOf([range])
  if (step === undefined) return { candidates }
  return { verdict: { kind: 'drifted', parameters, skew: skewAt(step, period, request) }, candidates }
}

/** The steps of the last code within a range, at which the code before it fits as well. */
function stepsIn(
  { codes }: VerifyRequest,
  key: Uint8Array,
  parameters: OtpParameters,
  range: Range,
): readonly number[] {
  const search = { key, algorithm: parameters.algorithm, form: formOf(parameters) } as const
  const [first, second] = codes
  const found = searchCounters({
    ...search,
    codes: [second ?? first],
    from: Math.max(0, range.from),
    to: range.to,
  })
  if (second === undefined) return found
  return found.filter((step) => {
    const from = Math.max(0, step - mostGap)
    return searchCounters({ ...search, codes: [first], from, to: step - 1 }).length > 0
  })
}

/** How codes of these parameters are written. */
export const formOf = ({ type }: OtpParameters): 'decimal' | 'steam' =>
  type === 'steam' ? 'steam' : 'decimal'

/** Whether codes look as these parameters make them. */
function canBe({ type, digits }: OtpParameters, codes: VerifyRequest['codes']): boolean {
  return codes.every(
    (code) => code.length === digits && (type === 'steam' ? isSteamCode(code) : /^\d+$/.test(code)),
  )
}

const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)

const gapsIn = ({ codes }: VerifyRequest): number => (codes.length === 1 ? 1 : mostGap)

function nearest(steps: readonly number[], to: number): number | undefined {
  return steps.reduce<number | undefined>(
    (best, step) => (best !== undefined && Math.abs(best - to) <= Math.abs(step - to) ? best : step),
    undefined,
  )
}

/** The clock showed a time within the step at some moment from `typing` seconds before it was entered. */
function skewAt(step: number, period: number, { at, typing = 0, uncertainty = 0 }: VerifyRequest): Skew {
  const low = step * period - at - uncertainty
  const high = (step + 1) * period - (at - typing) + uncertainty
  return skewFromBounds({ low, high })
}

// --- By other parameters and readings ---

function byParameters(request: VerifyRequest, key: Uint8Array | undefined, declared: OtpParameters): Tried {
  let candidates = 0
  for (const parameters of otherParameters(request, declared)) {
    const found = loosely(request, key, parameters)
    candidates += found.candidates
    if (found.timed !== undefined)
      return { verdict: { kind: 'other-parameters', ...found.timed }, candidates }
  }
  return { candidates }
}

function byReading(request: VerifyRequest, declared: OtpParameters): Tried {
  let candidates = 0
  if (!canBe(declared, request.codes)) return { candidates }
  for (const { key, reading } of otherKeys(request.secret.reveal())) {
    const found = loosely(request, key, declared)
    candidates += found.candidates
    if (found.timed !== undefined)
      return { verdict: { kind: 'other-reading', reading, ...found.timed }, candidates }
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
    .filter((other) => differs(other) > 0 && canBe(other, codes))
    .sort((one, other) => differs(one) - differs(other))
}

type Anchor = { readonly parameters: OtpParameters; readonly skew?: Skew; readonly counter?: number }

/** A few steps around now, or around the counter that is due. */
function loosely(
  request: VerifyRequest,
  key: Uint8Array | undefined,
  parameters: OtpParameters,
): { readonly timed?: Anchor; readonly candidates: number } {
  if (key === undefined) return { candidates: 0 }
  const { at, typing = 0, counter = 0 } = request
  const byTime = parameters.type !== 'hotp'
  const [first, last] = byTime
    ? [stepAt(at - typing, parameters.period), stepAt(at, parameters.period)]
    : [counter, counter]
  const range = { from: first - looseSteps, to: last + looseSteps }
  const step = nearest(stepsIn(request, key, parameters, range), last)
  const candidates = sizeOf([range]) * gapsIn(request)
  if (step === undefined) return { candidates }
  const timed = byTime
    ? { parameters, skew: skewAt(step, parameters.period, request) }
    : { parameters, counter: step }
  return { timed, candidates }
}

// --- By counter ---

function byCounter(
  request: VerifyRequest,
  key: Uint8Array | undefined,
  parameters: OtpParameters,
  ranges: readonly Range[],
  kind: 'match' | 'counter' = 'counter',
): Tried {
  if (key === undefined || !canBe(parameters, request.codes)) return { candidates: 0 }
  const counters = ranges.flatMap((range) => stepsIn(request, key, parameters, range))
  const counter = nearest(counters, request.counter ?? 0)
  const candidates = sizeOf(ranges) * gapsIn(request)
  return counter === undefined ? { candidates } : { verdict: { kind, parameters, counter }, candidates }
}

// --- Chance ---

/** A code has 31 bits at most, whatever its length. */
const mostValues = 2 ** 31

/** The probability that at least one of so many candidates fits codes of another secret. */
export function chanceOf(codes: readonly string[], candidates: number): number {
  const values = codes.reduce((product, code) => product * valuesOf(code), 1)
  return -Math.expm1(candidates * Math.log1p(-1 / values))
}

function valuesOf(code: string): number {
  return /^\d+$/.test(code) ? Math.min(10 ** code.length, mostValues) : steamAlphabet.length ** code.length
}
