/** Which counters make a code. */
import { codeAtCounter } from './code.ts'
import type { Algorithm } from './parameters.ts'

export interface CounterSearch {
  readonly key: Uint8Array
  readonly algorithm: Algorithm
  /** One code, or two of consecutive counters; of one length. */
  readonly codes: readonly string[]
  readonly form: 'decimal' | 'steam'
  /** Both inclusive; whole numbers from 0 to 2^53 − 1. */
  readonly from: number
  readonly to: number
}

/** The counters of the first code, in ascending order: those at which the next ones make the other codes. */
export function searchCounters({ key, algorithm, codes, form, from, to }: CounterSearch): readonly number[] {
  const found: number[] = []
  const digits = codes[0]?.length ?? 0
  const parameters = { type: form === 'steam' ? 'steam' : 'hotp', algorithm, digits } as const
  for (let counter = from; counter <= to; counter += 1) {
    if (codes.every((code, index) => codeAtCounter(key, parameters, counter + index) === code))
      found.push(counter)
  }
  return found
}
