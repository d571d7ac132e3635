/** A search for codes by their counters. */
import type { CodeForm } from './code.ts'
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
