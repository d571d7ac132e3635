/** Where a code fits: by time, by counter, with other parameters, and with other readings of the secret. */
import type { Skew } from '../clock/skew.ts'
import { codeForm } from './code.ts'
import { searchCounters } from './code-search.ts'
import { algorithms, type OtpParameters, steamParameters, stepAt } from './parameters.ts'
import { otherKeys } from './readings.ts'
import {
  countSteps,
  looseRange,
  looseSteps,
  nearestStep,
  type StepRange,
  skewAtStep,
  yearRange,
} from './steps.ts'
import { fitsForm } from './typed-code.ts'
import { type CodeVerdict, type Found, secretBytes, type VerifyRequest } from './verdict.ts'

/** Periods that are in use, the usual ones first. */
const periods = [30, 60, 10, 15, 20, 45, 90, 120] as const
/** Steps that may lie between two codes where only few are searched: people miss one. */
const mostGap = 3

type Unweighed = CodeVerdict extends infer Each ? (Each extends Found ? Omit<Each, 'chance'> : never) : never

export interface Tried {
  readonly verdict?: Unweighed | undefined
  /** How many codes were compared, each of which might have fitted by accident. */
  readonly candidates: number
}

// --- By time ---

type Timed = { readonly parameters: OtpParameters; readonly skew: Skew }

export async function byTime(
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
export async function byYear(request: VerifyRequest, parameters: OtpParameters): Promise<Tried> {
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

export async function byParameters(request: VerifyRequest, declared: OtpParameters): Promise<Tried> {
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

export async function byReading(request: VerifyRequest, declared: OtpParameters): Promise<Tried> {
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

export async function byCounter(
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
