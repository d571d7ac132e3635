/** Codes with a digit that was left out: one less than such codes have, wherever it stood. */

import { computeChance } from './chance.ts'
import { codeAtCounter } from './code.ts'
import { type OtpParameters, stepAt } from './parameters.ts'
import { countSteps, nearestStep, nearSteps, rangesByRank, type StepRange, skewAtStep } from './steps.ts'
import { type Codes, missingDigits, usualFor } from './typed-code.ts'
import { type CodeVerdict, secretBytes, type VerifyRequest } from './verdict.ts'

/** What codes that are too short are made with when they are whole; undefined where no digit is missing. */
export function wholeParameters({ codes, parameters }: VerifyRequest): OtpParameters | undefined {
  const missing = missingDigits(codes, parameters)
  if (missing === 0) return undefined
  return (
    parameters ?? { ...usualFor(codes), digits: Math.min(...codes.map(({ length }) => length)) + missing }
  )
}

/** The whole code at a time near now, or near the counter that is due; undefined where there is none. */
export function findLostDigits(request: VerifyRequest, parameters: OtpParameters): CodeVerdict | undefined {
  const key = secretBytes(request)
  if (key === undefined) return undefined
  const isTimed = parameters.type !== 'hotp'
  const due = request.counter ?? 0
  const makeCode = (step: number): string => codeAtCounter(key, parameters, step)
  let candidates = 0
  for (const ranges of isTimed ? nearRanges(request, parameters.period) : dueRanges(due)) {
    // Each typed code stands for all the whole ones that it may have been.
    candidates += countSteps(ranges) * (request.codes[0].length + 1) * 10
    const fitting = ranges.flatMap(stepsIn).filter((step) => fitsAt(request.codes, step, makeCode))
    const step = nearestStep(fitting, isTimed ? stepAt(request.at, parameters.period) : due)
    if (step === undefined) continue
    const place = isTimed ? { skew: skewAtStep(step, parameters.period, request) } : { counter: step }
    const whole = request.codes.map((code) => code.padStart(parameters.digits, '0'))
    return {
      kind: 'lost-digits',
      code: makeCode(step),
      parameters,
      chance: computeChance(whole, candidates),
      ...place,
    }
  }
  return undefined
}

/** Now and near it, whatever window was asked for: further away a digit that is missing fits by accident. */
function nearRanges(request: VerifyRequest, period: number): readonly (readonly StepRange[])[] {
  const { now, near } = rangesByRank(request, 0, period)
  return [now, near]
}

const dueRanges = (due: number): readonly (readonly StepRange[])[] => [
  [{ from: due, to: due }],
  [{ from: due - nearSteps, to: due + nearSteps }],
]

function stepsIn({ from, to }: StepRange): readonly number[] {
  const first = Math.max(0, from)
  return Array.from({ length: Math.max(0, to - first + 1) }, (_, index) => first + index)
}

/** Whether a step shows the last code, and the step before it the first of two. */
function fitsAt([first, second]: Codes, step: number, makeCode: (step: number) => string): boolean {
  if (second === undefined) return isPartOf(first, makeCode(step))
  return step > 0 && isPartOf(second, makeCode(step)) && isPartOf(first, makeCode(step - 1))
}

/** Whether the digits of a typed code stand in the whole one, in this order. */
function isPartOf(typed: string, whole: string): boolean {
  let at = 0
  for (const digit of whole) if (digit === typed[at]) at += 1
  return at === typed.length && whole.length - typed.length <= 1
}
