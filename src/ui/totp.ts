/** Codes and verdicts as text and as JSON. */

import type { Skew } from '../core/clock/skew.ts'
import type { MeasuredVerdict } from '../core/clock/verdict.ts'
import type { Account } from '../core/totp/account.ts'
import type { TimedCode } from '../core/totp/code.ts'
import type { Comparison } from '../core/totp/compare.ts'
import type { OtpParameters } from '../core/totp/parameters.ts'
import type { CodeVerdict, Found } from '../core/totp/verdict.ts'
import type { Words } from '../words/en.ts'
import { offsetPhrase, roundToMicrosecond, sizeText } from './clock.ts'
import type { Palette } from './palette.ts'
import type { Block } from './screen.ts'
import { skewJson } from './skew.ts'
import { visible } from './visible.ts'

/** A code as it is read off: in two halves where it is long. */
export function codeText(code: string): string {
  if (code.length < 6) return code
  const half = Math.floor(code.length / 2)
  return `${code.slice(0, half)} ${code.slice(half)}`
}

/** "123 456   18 s left, next: 789 012" */
export function timedText({ code, next, secondsLeft }: TimedCode, words: Words, look: Palette): string {
  const beside = words.totp.code.left(secondsLeft, codeText(next))
  return `${look.title(codeText(code))}   ${look.faint(beside)}`
}

/** "123 456   by counter 7" */
export function counterText(code: string, counter: number, words: Words, look: Palette): string {
  return `${look.title(codeText(code))}   ${look.faint(words.totp.code.byCounter(counter))}`
}

/** The object that `totp code --json` prints: to show the code is what it is for. Schema 1. */
export function codeJson(
  { issuer, name, parameters }: Account,
  made: TimedCode | { readonly code: string; readonly counter: number },
) {
  const timed = 'next' in made ? made : undefined
  return {
    schema: 1,
    code: made.code,
    seconds_left: timed?.secondsLeft ?? null,
    next: timed?.next ?? null,
    counter: 'counter' in made ? made.counter : null,
    issuer: visible(issuer),
    account: visible(name),
    parameters: parametersJson(parameters),
  }
}

export const parametersJson = ({ type, algorithm, digits, period }: OtpParameters) => ({
  type,
  algorithm,
  digits,
  period: type === 'hotp' ? null : period,
})

/** What two entries side by side say about each other. */
export function comparisonText(comparison: Comparison, words: Words): string {
  const { comparison: say } = words.totp.wizard
  switch (comparison.kind) {
    case 'same':
      return say.same
    case 'other-length':
      return say.otherLength(comparison.first, comparison.second)
    case 'shifted':
      return say.shifted(Math.abs(comparison.steps), comparison.steps > 0 ? 'ahead' : 'behind')
    case 'unlike':
      return say.unlike
  }
}

// --- Verdicts ---

/**
 * What is known about the clock of the computer that judges. `left`: nobody wanted it checked; `given`: the time was
 * said, and no clock has a part in it; `page`: a browser cannot check it.
 */
export type ComputerClock =
  | { readonly kind: 'checked'; readonly verdict: MeasuredVerdict }
  | { readonly kind: 'unchecked' | 'left' | 'given' | 'page' }

/** What was asked, for the words about the answer. */
export interface Asked {
  readonly declared: OtpParameters
  /** The counter of the next code, for `hotp`. */
  readonly due: number | undefined
  readonly search: 'one' | 'two' | 'deep'
  readonly clock: ComputerClock
}

/** The answer, how sure it is, and what is known about the clock behind it. */
export function verdictBlocks(verdict: CodeVerdict, asked: Asked, words: Words): readonly Block[] {
  const [answer = '', ...others] = answerLines(verdict, asked, words)
  return [
    { kind: verdict.kind === 'match' ? 'good' : 'caution', text: answer },
    ...others.map((text) => ({ kind: 'text', text }) as const),
    ...clockLines(verdict, asked, words).map((text) => ({ kind: 'note', text }) as const),
  ]
}

function answerLines(verdict: CodeVerdict, asked: Asked, words: Words): readonly string[] {
  const { verify } = words.totp
  if (verdict.kind === 'no-match') return [verify.noMatch, verify.searched[asked.search]]
  if (verdict.kind === 'incomplete') return [verify.incomplete(verdict.parameters.digits)]
  return [...foundLines(verdict, asked, words), verify.chance(chanceText(verdict.chance, words))]
}

function foundLines(
  verdict: Extract<CodeVerdict, Found>,
  { declared, due }: Asked,
  words: Words,
): readonly string[] {
  const { verify } = words.totp
  const also = 'skew' in verdict && verdict.skew !== undefined && !isLittle(verdict.skew, verdict.parameters)
  const skew = also && verdict.skew !== undefined ? [verify.alsoSkew(skewText(verdict.skew, words))] : []
  switch (verdict.kind) {
    case 'match':
      if (verdict.counter !== undefined) return [verify.matchCounter(verdict.counter)]
      return verdict.skew !== undefined && includesZero(verdict.skew)
        ? [verify.match]
        : [verify.matchWithin(verdict.skew === undefined ? '' : skewText(verdict.skew, words))]
    case 'lost-zero':
      return [verify.lostZero(verdict.code, verdict.zeros), ...skew]
    case 'lost-digits':
      return [verify.lostDigits(verdict.code), ...skew]
    case 'drifted':
      return [verify.drifted(skewText(verdict.skew, words))]
    case 'other-parameters':
      return [verify.parameters(differences(verdict.parameters, declared, words)), ...skew]
    case 'other-reading':
      return [verify.reading(verdict.reading), ...skew]
    case 'counter':
      return due === undefined || declared.type !== 'hotp'
        ? [verify.counter(verdict.counter)]
        : [verify.counterDue(verdict.counter, due)]
  }
}

/** The clock of this computer matters only to answers that rest on time. */
function clockLines(verdict: CodeVerdict, { clock }: Asked, words: Words): readonly string[] {
  const { computer } = words.totp.verify
  if (verdict.kind === 'counter' || (verdict.kind === 'match' && verdict.counter !== undefined)) return []
  switch (clock.kind) {
    case 'checked':
      return [computer.fine(offsetPhrase(clock.verdict, words))]
    case 'unchecked':
    case 'left':
    case 'page':
      return [computer[clock.kind]]
    case 'given':
      return []
  }
}

function differences(is: OtpParameters, was: OtpParameters, words: Words): readonly string[] {
  const { difference } = words.totp.verify
  if (is.type === 'steam') return [difference.type(is.type, was.type)]
  return [
    ...(is.type === was.type ? [] : [difference.type(is.type, was.type)]),
    ...(is.algorithm === was.algorithm ? [] : [difference.algorithm(is.algorithm, was.algorithm)]),
    ...(is.digits === was.digits ? [] : [difference.digits(is.digits, was.digits)]),
    ...(is.period === was.period || is.type === 'hotp' ? [] : [difference.period(is.period, was.period)]),
  ]
}

/** "95 s behind (between 80 s and 110 s)" */
function skewText({ estimate, low, high, direction }: Skew, words: Words): string {
  const { verify } = words.totp
  const { units } = words.clock
  const size = (seconds: number) => spanText(seconds, units)
  if (low < 0 && high > 0) return verify.skewAround(size(low), size(high))
  const [from = 0, to = 0] = [low, high].sort((a, b) => Math.abs(a) - Math.abs(b))
  // Days away, half a minute is nothing to speak of.
  if (size(from) === size(to)) return verify.skewOnly(size(estimate), direction)
  return verify.skew(size(estimate), direction, size(from), size(to))
}

/** To the second up to a day: what is known to half a minute. */
function spanText(seconds: number, units: Words['clock']['units']): string {
  const whole = Math.round(Math.abs(seconds))
  if (whole < 120 || whole >= 86_400) return sizeText(whole, units)
  const parts = [
    [Math.floor(whole / 3600), units.h],
    [Math.floor((whole % 3600) / 60), units.min],
    [whole % 60, units.s],
  ] as const
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => unit(String(number)))
    .join(units.between)
}

/** "1 in 24,000" */
export function chanceText(chance: number, words: Words): string {
  const number = Math.max(1, Number((1 / chance).toPrecision(2)))
  return words.totp.verify.oneIn(number < 1e15 ? number.toLocaleString('en') : number.toPrecision(2))
}

const includesZero = ({ low, high }: Skew): boolean => low <= 0 && high > 0

/** Within a step of now: what services mostly take, and what slow typing does. */
function isLittle({ low, high }: Skew, { period }: OtpParameters): boolean {
  return low < period && high > -period
}

/** What to do about it. */
export function verdictHints(verdict: CodeVerdict, { search }: Asked, words: Words): readonly string[] {
  const { hints } = words.totp.verify
  switch (verdict.kind) {
    case 'match':
      return [hints.match]
    case 'lost-zero':
      return [hints.lostZero(verdict.code.length)]
    case 'lost-digits':
      return [hints.lostDigits(verdict.code.length)]
    case 'incomplete':
      return [hints.incomplete]
    case 'drifted':
      if (isLittle(verdict.skew, verdict.parameters)) return [hints.little]
      return [isWholeHours(verdict.skew) ? hints.zone : hints.drifted]
    case 'other-parameters':
      return [hints.parameters]
    case 'other-reading':
      return [hints.reading]
    case 'counter':
      return [hints.counter]
    case 'no-match':
      return [hints.noMatch, ...(search === 'deep' ? [] : [search === 'one' ? hints.second : hints.deep])]
  }
}

function isWholeHours({ estimate }: Skew): boolean {
  const hours = Math.round(estimate / 3600)
  return hours !== 0 && Math.abs(hours) <= 14 && Math.abs(estimate - hours * 3600) <= 60
}

/** The object that `totp verify --json` prints. Its keys are stable: schema 1. */
export function verdictJson(verdict: CodeVerdict, asked: Asked, words: Words) {
  const found = 'chance' in verdict ? verdict : undefined
  const { clock } = asked
  return {
    schema: 1,
    answer: verdict.kind,
    skew_s: found !== undefined && 'skew' in found && found.skew !== undefined ? skewJson(found.skew) : null,
    parameters: parametersJson(verdict.parameters),
    /** The whole code, where digits were left out. */
    code: verdict.kind === 'lost-zero' || verdict.kind === 'lost-digits' ? verdict.code : null,
    reading: verdict.kind === 'other-reading' ? readingJson(verdict.reading) : null,
    counter: found !== undefined && 'counter' in found ? (found.counter ?? null) : null,
    chance: found?.chance ?? null,
    computer_clock: {
      checked: clock.kind === 'checked',
      offset_s: clock.kind === 'checked' ? roundToMicrosecond(clock.verdict.offset) : null,
    },
    words: [...answerLines(verdict, asked, words), ...clockLines(verdict, asked, words)].join(' '),
  }
}

const readingJson = (reading: Extract<CodeVerdict, { kind: 'other-reading' }>['reading']) =>
  reading.kind === 'character' ? { kind: reading.kind, place: reading.place } : { kind: reading.kind }
