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

/** What a counter costs in time, beside one with SHA-1 as 10. */
export const searchCosts: Readonly<Record<Algorithm, number>> = { SHA1: 10, SHA256: 14, SHA512: 35 }

/** Whether a search would block its thread for about half a second or more. */
export const isLongSearch = ({ algorithm, from, to }: CounterSearch): boolean =>
  searchCosts[algorithm] * (to - from + 1) > longSearch

/** Three million counters with SHA-1. */
const longSearch = 30_000_000

/** Searches a range of any length: a short one with otplib, a long one with the kernel. */
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
