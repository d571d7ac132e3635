/** Values of options: typed text to plain values, or refused. */
import { maxRequests } from '../core/clock/defaults.ts'
import { readTime } from '../core/totp/time.ts'
import type { Host } from '../host/host.ts'
import { refuseValue } from '../host/misuse.ts'

/** Numbers an option takes. */
interface Range {
  readonly min: number
  readonly max: number
}

/** A plain decimal number: no exponent, no sign, nothing that only JavaScript calls a number. Throws `misused`. */
export function seconds(
  name: string,
  text: string | undefined,
  { min, max }: Range,
  allowed: string,
): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max ? number : refuseValue(name, allowed)
}

/** How often each web server is asked, by `--precise [n]`; once without it. Throws `misused`. */
export function requestsFrom(precise: string | true | undefined, allowed: string): number {
  if (precise === undefined) return 1
  if (precise === true) return maxRequests
  return whole('--precise', precise, { min: 2, max: maxRequests }, allowed) ?? 1
}

/** A whole number. Throws `misused`. */
export function whole(
  name: string,
  text: string | undefined,
  range: Range,
  allowed: string,
): number | undefined {
  const number = seconds(name, text, range, allowed)
  return number === undefined || Number.isInteger(number) ? number : refuseValue(name, allowed)
}

/** Unix seconds of `--at`, or undefined where it is not given. Throws `misused`. */
export function timeFrom(at: string | undefined, { words }: Host): number | undefined {
  return at === undefined ? undefined : (readTime(at) ?? refuseValue('--at', words.totp.allowed.time))
}

/** Collects the values of an option that can be given several times. */
export function collectValues(value: string, before: unknown): readonly string[] {
  return [...(Array.isArray(before) ? before : []), value]
}
