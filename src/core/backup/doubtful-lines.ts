/** What the rows of a list say about the codes in them: notes next to a code, lines between codes, codes that come twice. */

import { mostFrequent, plainLength } from './code-form.ts'
import { addressMark, dateMark, isCompactDate, isLocalPhone } from './dates-and-addresses.ts'
import { asDoubt, type FoundRow, hasCode, isCode, withDoubt } from './found-row.ts'
import type { Judged } from './judge-cells.ts'
import { isHeadingWord, isLabelWord } from './known-words.ts'
import { type Cell, type ListLine, runsIn } from './list-cell.ts'
import type { ListedCode } from './listed-code.ts'
import { applyMarksOfFew } from './marks-of-few.ts'
import { doubtOtherLists } from './other-lists.ts'
import { normaliseCode } from './set.ts'
import type { Row } from './text-place.ts'
import { applySections } from './used-sections.ts'
import { joinWrapped } from './wrapped-codes.ts'

/** The codes and doubts of a list, in the order of the text. */
interface FoundInList {
  readonly found: readonly ListedCode[]
  /** Lines that only repeat codes of other lines. */
  readonly repeated: ReadonlySet<number>
  /** Lines that hold the rest of a code above them. */
  readonly continued: ReadonlySet<number>
}

/** Puts the list together, and adds the doubts that come from what stands around a code. */
export function addDoubts(
  lines: readonly ListLine[],
  cells: readonly Cell[],
  judged: ReadonlyMap<Cell, readonly Judged[]>,
  names: ReadonlySet<string>,
): FoundInList {
  const byRow = new Map<Row, Cell[]>()
  for (const cell of cells) {
    const others = byRow.get(cell.row)
    if (others === undefined) byRow.set(cell.row, [cell])
    else others.push(cell)
  }
  const rows = lines.map((line): FoundRow => {
    const own = byRow.get(line.row) ?? []
    return { line, cells: own, found: own.flatMap((cell) => (judged.get(cell) ?? []).map(toListedCode)) }
  })
  const noted = doubtNotes(rows, judged, names)
  const whole = joinWrapped(applySections(doubtFirstApart(noted)))
  const marked = applyMarksOfFew(whole.rows)
  const between = doubtLinesBetween(doubtOtherLists(marked), names)
  return { ...dropRepeated(between), continued: whole.continued }
}

function toListedCode({ part, doubt }: Judged): ListedCode {
  const { text, used, number, cell } = part
  const { hidden, wrapped } = cell.row
  const own = doubt ?? (hidden ? 'in-comment' : wrapped === 'some' ? 'wrapped' : undefined)
  return { code: text, used, number, doubt: own, ...cell.row.place(part.from) }
}

// --- Notes next to a code ---

/** Other words or a date next to some codes only may say that those were used. */
function doubtNotes(
  rows: readonly FoundRow[],
  judged: ReadonlyMap<Cell, readonly Judged[]>,
  names: ReadonlySet<string>,
): readonly FoundRow[] {
  const notes = rows.map((row) => (hasCode(row) ? notesIn(row, judged, names) : []))
  const coded = rows.filter(hasCode).length
  const counts = new Map<string, number>()
  for (const note of notes.flatMap((own) => [...new Set(own)])) counts.set(note, (counts.get(note) ?? 0) + 1)
  const isUsual = (note: string): boolean => {
    const count = counts.get(note) ?? 0
    return count >= 2 && (count === coded || (count >= 3 && count >= coded * 0.6))
  }
  return rows.map((row, index) => {
    const own = (notes[index] ?? []).filter((note) => !isUsual(note))
    if (own.length === 0) return row
    return withDoubt(row, own.every((note) => note === dateMark) ? 'dated' : 'in-sentence')
  })
}

/** Each note as text; dates and addresses only as their mark. */
function notesIn(
  { cells }: FoundRow,
  judged: ReadonlyMap<Cell, readonly Judged[]>,
  names: ReadonlySet<string>,
): readonly string[] {
  return cells.flatMap((cell): readonly string[] => {
    const dates = cell.dated === true ? [dateMark] : []
    if ((judged.get(cell) ?? []).length > 0) return dates
    if (cell.known === 'date') return [dateMark]
    if (cell.known === 'address') return [addressMark]
    if (cell.known !== undefined && cell.known !== 'text') return dates
    const words = cell.text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
    const harmless = words.every((word) => isLabelWord(word) || names.has(word))
    return harmless && !/[^\0-\u007f]/.test(cell.text) ? dates : [...dates, cell.text.toLowerCase()]
  })
}

// --- A first line that stands apart ---

/** A date or a telephone number above a list may be as long as its codes. */
function doubtFirstApart(rows: readonly FoundRow[]): readonly FoundRow[] {
  const places = rows.flatMap((row, index) => (hasCode(row) ? [index] : []))
  const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0))
  const [first, ...others] = gaps
  const isApart = first !== undefined && others.length > 1 && others.every((gap) => gap < first)
  const start = places[0] ?? -1
  const code = rows[start]?.found[0]?.code ?? ''
  const reason = isLocalPhone(code) ? 'maybe-phone' : isCompactDate(code) ? 'maybe-date' : undefined
  if (!isApart || reason === undefined) return rows
  return rows.map((row, index) => (index === start ? withDoubt(row, reason) : row))
}

// --- Lines between codes, and lines about as long ---

function doubtLinesBetween(rows: readonly FoundRow[], names: ReadonlySet<string>): readonly FoundRow[] {
  const length = mostFrequent(
    rows.flatMap(({ found }) => found.filter(isCode).map(({ code }) => plainLength(code))),
  )
  if (length === undefined) return rows
  const solid = rows.filter(({ line }) => line.left !== 'blank')
  const place = new Map(solid.map((row, index) => [row, index]))
  return rows.map((row) => {
    const index = place.get(row)
    if (index === undefined || row.found.length > 0 || row.line.left !== undefined) return row
    if (row.line.row.hidden) return row
    const isBetween = [solid[index - 1], solid[index + 1]].every((other) => (other?.found.length ?? 0) > 0)
    // The title of another list is named with its codes.
    const isOther = solid[index + 1]?.found.some(({ doubt }) => doubt === 'other-list') === true
    if (isUnknownText(row, names) && isBetween && !isOther) return asDoubt(row, 'between-codes')
    return isAboutAsLong(row, length) ? asDoubt(row, 'unlike-others') : row
  })
}

/** Words that are not all known from headings and instructions. */
function isUnknownText({ cells }: FoundRow, names: ReadonlySet<string>): boolean {
  return cells.some(
    ({ known, runs }) =>
      known === undefined &&
      runs.some(
        ({ text }) => !/^\d{1,3}$/.test(text) && !isHeadingWord(text) && !names.has(text.toLowerCase()),
      ),
  )
}

function isAboutAsLong({ cells, line }: FoundRow, length: number): boolean {
  if (cells.some(({ known }) => known === 'label') || line.row.text.length > 240) return false
  const runs = runsIn(line.row.masked, 0).filter(({ text }) => /\d/.test(text))
  const size = runs.reduce((sum, { text }) => sum + text.length, 0)
  return Math.abs(size - length) <= 2 && size >= 4
}

// --- Codes that come twice ---

/** A list that stands there twice is one list; a single code that comes twice is a doubt. */
function dropRepeated(rows: readonly FoundRow[]): Omit<FoundInList, 'continued'> {
  const seen = new Map<string, ListedCode>()
  const copies: ListedCode[] = []
  for (const code of rows.flatMap(({ found }) => found).filter(isCode)) {
    const form = normaliseCode(code.code)
    const first = seen.get(form)
    if (first === undefined) seen.set(form, code)
    else {
      copies.push(code)
      if (code.used) seen.set(form, { ...first, used: true })
    }
  }
  const isWholeCopy = copies.length >= 2 && copies.length >= seen.size / 2
  const copied = new Set(copies)
  const repeated = new Set<number>()
  const found = rows.flatMap((row) =>
    row.found.flatMap((code): readonly ListedCode[] => {
      if (!isCode(code)) return [code]
      if (!copied.has(code)) return [{ ...code, used: seen.get(normaliseCode(code.code))?.used ?? code.used }]
      if (!isWholeCopy) return [{ ...code, doubt: 'repeated' }]
      repeated.add(code.line)
      return []
    }),
  )
  for (const { line } of found) repeated.delete(line)
  return { found, repeated }
}
