/**
 * Which counters make a code: every counter of a range is tried. There are two implementations. Short ranges are
 * computed with otplib, like the codes themselves. Long ones use the WebAssembly kernel, which is loaded only then.
 */

import { codeValue, formatCode } from './code.ts'
import type { CodeSearch, CounterSearch } from './counter-search.ts'
import type { Algorithm } from './parameters.ts'

/** Ranges with more counters than this are searched by the kernel, which costs some milliseconds to load. */
export const longestPlainSearch = 2000

/** What a counter costs in time, where one with SHA-1 costs 10. */
export const searchCosts: Readonly<Record<Algorithm, number>> = { SHA1: 10, SHA256: 14, SHA512: 35 }

/** Whether a search would block its thread for about half a second or more. */
export const isLongSearch = ({ algorithm, from, to }: CounterSearch): boolean =>
  searchCosts[algorithm] * (to - from + 1) > longSearch

/** Three million counters with SHA-1. */
const longSearch = 30_000_000

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
