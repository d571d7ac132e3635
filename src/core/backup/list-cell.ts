/** The parts of a list's rows: cells, and the letters and digits in them. */
import type { Marks } from './line-marks.ts'
import type { Row } from './text-place.ts'

/** Why a line holds no code. */
export type LeftReason =
  | 'blank'
  | 'decoration'
  | 'markup'
  | 'text'
  | 'date'
  | 'address'
  | 'phone'
  | 'label'
  | 'masked'
  | 'comment'
  | 'unseen'
  | 'continued'
  | 'link'
  | 'setting'
  | 'repeated'
  | 'too-long'

/** Letters and digits without anything between them. */
export interface Run {
  readonly text: string
  /** Offset in the text of the row. */
  readonly from: number
}

/** A column of a row: letters and digits that may be a code, several, or none. */
export interface Cell extends Marks {
  readonly row: Row
  /** Everything that stands in the cell. */
  readonly text: string
  readonly from: number
  readonly runs: readonly Run[]
  readonly label?: 'code' | 'unknown'
  /** The words of an unknown label. */
  readonly labelText?: string
  /** A date stands next to it. */
  readonly dated?: boolean
  /** The marks next to it may say that it was used, or not. */
  readonly unclearMark?: boolean
  /** Whom or what the codes belong to, as a label or a column says. */
  readonly owner?: Owner
  /** For a cell that is known to be no code: what it is. */
  readonly known?: LeftReason
}

/** The name of a column or label, and what stands there. */
export interface Owner {
  readonly name: string
  readonly value: string
}

/** A row with its cells, in their order. */
export interface ListLine {
  readonly row: Row
  readonly cells: readonly Cell[]
  /** Why the whole row is not looked at. */
  readonly left?: LeftReason
}

const runPattern = /[A-Za-z0-9]+/g

/** Letters and digits, each with its offset. */
export function runsIn(text: string, from: number): readonly Run[] {
  return [...text.matchAll(runPattern)].map((found) => ({ text: found[0], from: from + found.index }))
}
