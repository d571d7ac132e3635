/** What the rows of a list say about the codes in them: notes next to a code, lines between codes, codes that come twice. */

import type { DoubtReason } from '../errors.ts'
import { mostFrequent, plainLength } from './code-form.ts'
import { addressMark, dateMark, isCompactDate, isLocalPhone } from './dates-and-addresses.ts'
import type { Judged } from './judge-cells.ts'
import { isHeadingWord, isLabelWord, isOwnerHead } from './known-words.ts'
import { type Cell, type ListLine, runsIn } from './list-line.ts'
import type { Row } from './list-rows.ts'
import type { ListedCode } from './listed-code.ts'
import { readSectionHead } from './section-heads.ts'
import { normalised } from './set.ts'

/** A row with what was found in it. */
interface FoundRow {
  readonly line: ListLine
  readonly cells: readonly Cell[]
  readonly found: readonly ListedCode[]
}

/** The codes and doubts of a list, in the order of the text. */
interface FoundInList {
  readonly found: readonly ListedCode[]
  /** Lines that only repeat codes of other lines. */
  readonly repeated: ReadonlySet<number>
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
    return { line, cells: own, found: own.flatMap((cell) => (judged.get(cell) ?? []).map(listed)) }
  })
  const noted = doubtNotes(rows, judged, names)
  const marked = applySections(applyStatements(doubtFirstApart(doubtRareMarks(noted))))
  const between = doubtLinesBetween(marked, names)
  return withoutRepeated(doubtOtherLists(between))
}

function listed({ part, doubt }: Judged): ListedCode {
  const { text, used, number, cell } = part
  return { code: text, used, number, doubt, ...cell.row.place(part.from) }
}

const isCode = ({ doubt }: ListedCode): boolean => doubt === undefined
const hasCode = ({ found }: FoundRow): boolean => found.some(isCode)
const withDoubt = (row: FoundRow, reason: DoubtReason): FoundRow => ({
  ...row,
  found: row.found.map((code) => (isCode(code) ? { ...code, doubt: reason } : code)),
})

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

// --- Marks before a few codes only ---

const rareMark = /\(x\)|\/\/|--+|[~#+]|-(?=\w|$)/gi

/** Signs before a few codes that the others do not have may say that those were used: `(x)`, `#`, `//`, `-` among `+`. */
function doubtRareMarks(rows: readonly FoundRow[]): readonly FoundRow[] {
  const marks = new Map<FoundRow, string>()
  for (const row of rows) {
    const [code] = row.found
    const [cell] = row.cells
    if (code === undefined || row.found.length > 1 || code.used || cell === undefined) continue
    const text = row.line.row.text
    const at = text.indexOf(code.code)
    const boxed = row.line.cells.some(({ boxed }) => boxed === true)
    // A number or a letter that counts is no such mark.
    const counts = code.number !== undefined || /^\s*\(?[a-wyz]\)/i.test(text)
    if (at >= 0 && !boxed) marks.set(row, counts ? '' : (text.slice(0, at).match(rareMark)?.join('') ?? ''))
  }
  const usual = mostFrequent([...marks.values()])
  const alike = [...marks.values()].filter((mark) => mark === usual).length
  if (usual === undefined || marks.size < 3 || alike < marks.size * 0.5) return rows
  return rows.map((row) => {
    const mark = marks.get(row)
    return mark === undefined || mark === usual || mark === '' || (mark === '-' && usual !== '+')
      ? row
      : withDoubt(row, 'unclear-mark')
  })
}

// --- Lines that say whether the code next to them was used ---

/** `used: true` on a line of its own, as in YAML and TOML: of the code above it, or of the one below. */
function applyStatements(rows: readonly FoundRow[]): readonly FoundRow[] {
  const solid = rows.filter(({ line }) => line.left !== 'blank' && /[A-Za-z0-9]/.test(line.row.text))
  const said = solid.flatMap(({ line }, index) => (line.says === undefined ? [] : [index]))
  if (said.length === 0) return rows
  const isAllBeside = (step: number): boolean =>
    said.every((index) => (solid[index + step]?.found.length ?? 0) > 0)
  const isAbove = isAllBeside(-1)
  const isBelow = isAllBeside(1)
  const steps = isAbove === isBelow ? [-1, 1] : [isAbove ? -1 : 1]
  const spent = new Set(said.filter((index) => solid[index]?.line.says === true))
  const meant = new Set([...spent].flatMap((index) => steps.flatMap((step) => solid[index + step] ?? [])))
  return rows.map((row) => {
    if (!meant.has(row)) return row
    if (steps.length > 1) return withDoubt(row, 'unclear-mark')
    return { ...row, found: row.found.map((code) => ({ ...code, used: true })) }
  })
}

// --- “Used:” above codes ---

/** A heading “Used:” speaks of the codes below it; a line that only says “used” may speak of the one above or below. */
function applySections(rows: readonly FoundRow[]): readonly FoundRow[] {
  const found: FoundRow[] = []
  let section: 'spent' | 'open' | 'unknown' | undefined
  let isUnclear = false
  let last = -1
  for (const row of rows) {
    if (row.found.length > 0) {
      const marked = inSection(row, section)
      found.push(isUnclear ? withDoubt(marked, 'unclear-mark') : marked)
      last = found.length - 1
      isUnclear = false
      continue
    }
    const text = row.line.row.text.trim()
    // The heads of a table's columns are left as a whole: they say nothing of all codes.
    const head = row.line.left === undefined ? readSectionHead(text) : undefined
    if (head === 'spent' && last >= 0 && section === undefined && isBareMark(text)) {
      const before = found[last]
      if (before !== undefined) found[last] = withDoubt(before, 'unclear-mark')
      isUnclear = true
    } else if (head !== undefined) {
      section = head
      isUnclear = false
    } else if (section === 'spent' && last >= 0 && isOtherHead(row)) section = 'unknown'
    found.push(row)
  }
  return found
}

/** A single word that may be a mark of the code above it: nothing shows that it is a heading. */
const isBareMark = (text: string): boolean => /^[^:：#*=]+$/.test(text) && !/code|コード|\s\S/i.test(text)

/** Words that may be the heading of codes of another kind. */
const isOtherHead = ({ line }: FoundRow): boolean =>
  line.left === undefined && /\p{L}{2}/u.test(line.row.masked) && line.row.text.length < 60

function inSection(row: FoundRow, section: 'spent' | 'open' | 'unknown' | undefined): FoundRow {
  if (section === 'unknown') return withDoubt(row, 'unclear-mark')
  return section === 'spent' ? { ...row, found: row.found.map((code) => ({ ...code, used: true })) } : row
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
    const isBetween = [solid[index - 1], solid[index + 1]].every((other) => (other?.found.length ?? 0) > 0)
    if (isUnknownText(row, names) && isBetween) return asDoubt(row, 'between-codes')
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

function asDoubt(row: FoundRow, doubt: DoubtReason): FoundRow {
  const { text, place } = row.line.row
  const code = text.trim().slice(0, 128)
  return { ...row, found: [{ code, used: false, doubt, ...place(text.length - text.trimStart().length) }] }
}

// --- Several lists in one text ---

/** Codes of a second list: numbers begin again, or another address stands above them. */
function doubtOtherLists(rows: readonly FoundRow[]): readonly FoundRow[] {
  const start = secondListIn(rows)
  return start === undefined
    ? rows
    : rows.map((row, index) => (index < start ? row : withDoubt(row, 'other-list')))
}

/** The first row of a second list. */
function secondListIn(rows: readonly FoundRow[]): number | undefined {
  const known = new Set<string>()
  const addresses = new Set<string>()
  let last = 0
  let before = 0
  let hasRisen = false
  let codes = 0
  let isOther = false
  let owner: string | undefined
  for (const [index, row] of rows.entries()) {
    for (const address of addressesIn(row)) {
      if (codes >= 1 && addresses.size > 0 && !addresses.has(address)) isOther = true
      addresses.add(address)
    }
    const named = row.line.owner ?? ownerIn(row)
    if (named !== undefined) {
      if (codes >= 1 && owner !== undefined && named !== owner) isOther = true
      owner = named
    }
    const own = row.found.filter(isCode)
    const [first] = own
    if (first === undefined) continue
    const isNew = own.some(({ code }) => !known.has(normalised(code)))
    const number = first.number ?? 0
    if (before > 0 && number === before + 1) hasRisen = true
    // Numbers may count down all the way.
    const countsDown = !hasRisen && before === number + 1
    const isRestart = number > 0 && number <= 1 && last >= 2 && !countsDown && own.length === 1
    if (isNew && (isRestart || isOther)) return index
    for (const { code } of own) known.add(normalised(code))
    codes += own.length
    last = Math.max(last, number)
    before = number
  }
  return undefined
}

/** A heading that names a service or an account. */
function ownerIn({ line, found }: FoundRow): string | undefined {
  const text = line.row.text.trim()
  if (found.length > 0 || line.left !== undefined || text.length > 40) return undefined
  return isOwnerHead(text)
    ? text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    : undefined
}

function addressesIn({ line }: FoundRow): readonly string[] {
  const { text, masked } = line.row
  if (!masked.includes(addressMark)) return []
  return [...masked.matchAll(new RegExp(`${addressMark}+`, 'g'))]
    .map((found) => text.slice(found.index, found.index + found[0].length).toLowerCase())
    .filter((address) => address.includes('@'))
}

// --- Codes that come twice ---

/** A list that stands there twice is one list; a single code that comes twice is a doubt. */
function withoutRepeated(rows: readonly FoundRow[]): FoundInList {
  const seen = new Map<string, ListedCode>()
  const copies: ListedCode[] = []
  for (const code of rows.flatMap(({ found }) => found).filter(isCode)) {
    const form = normalised(code.code)
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
      if (!copied.has(code)) return [{ ...code, used: seen.get(normalised(code.code))?.used ?? code.used }]
      if (!isWholeCopy) return [{ ...code, doubt: 'repeated' }]
      repeated.add(code.line)
      return []
    }),
  )
  for (const { line } of found) repeated.delete(line)
  return { found, repeated }
}
