/** The rows of a list with the codes and doubts that were found in them. */
import type { DoubtReason } from '../flaws.ts'
import { plainLength } from './code-form.ts'
import type { Cell, ListLine } from './list-cell.ts'
import type { ListedCode } from './listed-code.ts'

/** A row with what was found in it. */
export interface FoundRow {
  readonly line: ListLine
  readonly cells: readonly Cell[]
  readonly found: readonly ListedCode[]
}

export const isCode = ({ doubt }: ListedCode): boolean => doubt === undefined
export const hasCode = ({ found }: FoundRow): boolean => found.some(isCode)
export const isBlank = ({ line }: FoundRow): boolean => line.left === 'blank'

/** The same row, with a doubt at each of its codes. */
export const withDoubt = (row: FoundRow, reason: DoubtReason): FoundRow => ({
  ...row,
  found: row.found.map((code) => (isCode(code) ? { ...code, doubt: reason } : code)),
})

/** The text of a row as a doubt. */
export function asDoubt(row: FoundRow, doubt: DoubtReason): FoundRow {
  const { text, place } = row.line.row
  const code = text.trim().slice(0, 128)
  return { ...row, found: [{ code, used: false, doubt, ...place(text.length - text.trimStart().length) }] }
}

/** A row of nothing but letters, digits and what joins them: how many of them; else 0. */
export function bareLength({ line }: FoundRow): number {
  const text = line.row.text.trim()
  return text.length <= 128 && /^[A-Za-z0-9]+(?:[-. _][A-Za-z0-9]+)*-?$/.test(text) ? plainLength(text) : 0
}
