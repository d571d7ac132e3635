/** How likely a search finds codes of another secret by accident. docs/search.md derives it. */
import { steamAlphabet } from './parameters.ts'

/** A code is made from 31 bits, however many digits it has. */
const mostValues = 2 ** 31

/** The probability (0–1) that at least one of so many candidates fits codes of another secret. */
export function computeChance(codes: readonly string[], candidates: number): number {
  const values = codes.reduce((product, code) => product * codeCount(code), 1)
  return -Math.expm1(candidates * Math.log1p(-1 / values))
}

/** How many different codes look like this one. */
function codeCount(code: string): number {
  return /^\d+$/.test(code) ? Math.min(10 ** code.length, mostValues) : steamAlphabet.length ** code.length
}
