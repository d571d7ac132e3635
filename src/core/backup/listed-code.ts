/** The parts of a list that was read. */
import type { DoubtReason } from '../flaws.ts'
import type { LeftReason } from './list-cell.ts'
import type { TextPlace } from './text-place.ts'

/** A code as it was found. */
export interface FoundCode extends TextPlace {
  /** As printed; only full-width characters and unusual spaces and hyphens are made plain. */
  readonly code: string
  /** Marked as used on the list: crossed out, ticked, or so called. */
  readonly used: boolean
}

/** A code while the list is put together. */
export interface ListedCode extends FoundCode {
  readonly number?: number | undefined
  readonly doubt?: DoubtReason | undefined
}

/** A line without a code, and why it has none. */
export interface LeftLine {
  readonly line: number
  /** As it stands in the text, shortened. */
  readonly text: string
  readonly reason: LeftReason
}
