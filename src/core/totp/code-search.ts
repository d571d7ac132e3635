/**
 * Which counters make a code: every counter of a range is tried. There are two implementations. Short ranges are
 * computed with otplib, like the codes themselves. Long ones use the WebAssembly kernel, which is loaded only then.
 */
import { type CodeForm, codeValue, formatCode } from './code.ts'
import type { Algorithm } from './parameters.ts'

/** What to search for. */
export interface CounterSearch {
  /** The secret, 1 to 1024 bytes. */
  readonly key: Uint8Array
  readonly algorithm: Algorithm
  /** Codes of consecutive counters. */
  readonly codes: readonly string[]
  readonly form: CodeForm
  /** First and last counter that the first code may have, both inclusive: 0 to `largestCounter`. */
  readonly from: number
  readonly to: number
}

/** Answers with the counters of the first code, in ascending order; none for a text that is no code of this form. */
export type CodeSearch = (search: CounterSearch) => Promise<readonly number[]>

/** Ranges with more counters than this are searched by the kernel, which costs some milliseconds to load. */
export const longestPlainSearch = 2000

/**
 * Searches a range of any length: a short one with otplib, a long one with the kernel.
 *
 * @example
 * ```js
 * import { parseSecret, searchCounters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const search = { key: secret.reveal(), algorithm: 'SHA1', codes: ['287082'], form: 'decimal', from: 0, to: 1000 }
 * console.log(await searchCounters(search)) // [ 1 ]
 * ```
 */
export const searchCounters: CodeSearch = async (search) => {
  if (search.to - search.from < longestPlainSearch) return searchPlain(search)
  const { searchWithKernel } = await import('./kernel-search.ts')
  return searchWithKernel(search)
}

/** Searches with otplib: some hundred thousand counters a second. */
export function searchPlain({ key, algorithm, codes, form, from, to }: CounterSearch): readonly number[] {
  const fits = (code: string, counter: number): boolean =>
    formatCode(codeValue(key, algorithm, counter), form, code.length) === code
  const found: number[] = []
  // Adding 1 to a larger number changes nothing, and the loop would not end.
  const last = Math.min(to, Number.MAX_SAFE_INTEGER - 1)
  if (codes.length === 0 || codes.includes('')) return found
  for (let counter = from; counter <= last; counter += 1)
    if (codes.every((code, index) => fits(code, counter + index))) found.push(counter)
  return found
}
