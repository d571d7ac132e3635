/** Codes that a narrow page or mail has broken over two lines. */
import { type Alphabet, findAlphabet, fitsAlphabet, mostFrequent, outline, plainLength } from './code-form.ts'
import { bareLength, type FoundRow, hasCode, isBlank, isCode } from './found-row.ts'
import { isHeadingWord, looksLikeWord } from './known-words.ts'
import type { ListedCode } from './listed-code.ts'
import type { Row } from './text-place.ts'

// --- Broken at a hyphen ---

const opened = /^[^\p{L}\p{N}]*(?:\d{1,3}[.):]\s*)?([A-Za-z0-9]{2,}(?:[- ][A-Za-z0-9]+)*)-\s*$/u
const closed = /^[^\p{L}\p{N}]*(?:\d{1,3}[.):]\s*)?([A-Za-z0-9]{2,}(?:[- ][A-Za-z0-9]+)*)\s*$/u
const rest = /^\s*([A-Za-z0-9]{2,}(?:[- ][A-Za-z0-9]+)*)\s*$/
const restAfterHyphen = /^\s*-([A-Za-z0-9]{2,}(?:[- ][A-Za-z0-9]+)*)\s*$/

/** Joins a line that ends in a hyphen, and one that begins with it, with its neighbour. */
export function joinAtHyphens(rows: readonly Row[]): readonly Row[] {
  const pairs = new Set<number>()
  const lengths: number[] = []
  for (const [index, { text }] of rows.entries()) {
    if (pairs.has(index - 1)) continue
    const next = rows[index + 1]?.text
    if (text.length > 200 || next === undefined || next.length > 200) continue
    if ((opened.test(text) && rest.test(next)) || isBrokenBefore(text, next)) pairs.add(index)
    else if (closed.test(text)) lengths.push(plainLength(text))
  }
  if (pairs.size === 0) return rows
  const usual = mostFrequent(lengths)
  const alone = lengths.filter((length) => length === usual).length
  const isWhole = (index: number): boolean => plainLength(rows[index]?.text ?? '') === usual
  // Where the parts are as long as the codes of other lines, the hyphens are bullets or marks.
  const joined = [...pairs].filter((index) => alone < 1 || !isWhole(index) || !isWhole(index + 1))
  if (joined.length === 0) return rows
  const starts = new Set(joined)
  const wrapped = alone === 0 && joined.length > 1 ? 'all' : 'some'
  return rows.flatMap((row, index) => {
    if (starts.has(index - 1)) return []
    const next = rows[index + 1]
    return starts.has(index) && next !== undefined ? [joinRows(row, next, wrapped)] : [row]
  })
}

/** Where both parts are equally long, the hyphen is a bullet. */
function isBrokenBefore(text: string, next: string): boolean {
  const [first, second] = [plainLength(text), plainLength(next)]
  return (
    /^\s*\w/.test(text) && closed.test(text) && restAfterHyphen.test(next) && (first !== second || first < 6)
  )
}

function joinRows(first: Row, second: Row, wrapped: 'all' | 'some'): Row {
  const head = first.text.trimEnd()
  const indent = second.text.length - second.text.trimStart().length
  const text = head + second.text.slice(indent)
  return {
    ...first,
    text,
    masked: text,
    place: (index) => (index < head.length ? first.place(index) : second.place(index - head.length + indent)),
    lines: [first.lines[0], second.lines[1]],
    wrapped,
  }
}

// --- Broken anywhere ---

interface JoinedRows {
  readonly rows: readonly FoundRow[]
  /** Lines that hold the rest of the code above them. */
  readonly continued: ReadonlySet<number>
}

/** Two lines that only together are as long as the codes, and codes with a short rest below them: doubts. */
export function joinWrapped(rows: readonly FoundRow[]): JoinedRows {
  const continued = new Set<number>()
  const codes = rows.flatMap(({ found }) => found.filter(isCode).map(({ code }) => code))
  const length = mostFrequent(codes.map(plainLength))
  if (length === undefined) return { rows, continued }
  const form = mostFrequent(codes.map(outline))
  const alphabet = findAlphabet(codes)
  const restIsCounted = countsUp(rows)
  const found: FoundRow[] = []
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    const next = rows[index + 1]
    if (row === undefined) continue
    const after = rows[index + 2]
    const isNextBroken = next !== undefined && after !== undefined && isBroken(next, after, length)
    const isPair =
      next !== undefined &&
      (isBroken(row, next, length) ||
        (!restIsCounted && !isNextBroken && hasRest(row, next, length, alphabet)))
    if (!isPair) {
      found.push(row)
      continue
    }
    found.push(joinTwoRows(row, next, form), {
      ...next,
      line: { ...next.line, left: 'continued' },
      found: [],
    })
    for (let line = next.line.row.lines[0]; line <= next.line.row.lines[1]; line++) continued.add(line)
    index += 1
  }
  return { rows: found, continued }
}

function isBroken(row: FoundRow, next: FoundRow, length: number): boolean {
  if (hasCode(row) || hasCode(next) || isBlank(next)) return false
  const [first, second] = [bareLength(row), bareLength(next)]
  const words = `${row.line.row.text.trim()}-${next.line.row.text.trim()}`.split(/[^A-Za-z0-9]+/)
  if (words.some((word) => word.length > 2 && isHeadingWord(word)) || words.every(looksLikeWord)) return false
  return first > 0 && second > 0 && first + second === length
}

/** A whole code, and directly below it something that is too short for one. */
function hasRest(row: FoundRow, next: FoundRow, length: number, alphabet: Alphabet): boolean {
  const text = next.line.row.text.trim()
  return (
    hasCode(row) &&
    row.found.length === 1 &&
    next.found.length === 0 &&
    bareLength(next) > 0 &&
    bareLength(next) < Math.max(length, 5) &&
    /^[A-Za-z0-9]+$/.test(text) &&
    !isHeadingWord(text) &&
    fitsAlphabet(text, alphabet)
  )
}

/** Whether the short lines count the codes: 1, 2, 3. */
function countsUp(rows: readonly FoundRow[]): boolean {
  const numbers = rows.flatMap(({ line, found }) => {
    const text = line.row.text.trim()
    return found.length === 0 && /^\d{1,3}$/.test(text) ? [Number(text)] : []
  })
  return (
    numbers.length > 1 &&
    numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1)
  )
}

function joinTwoRows(row: FoundRow, next: FoundRow, form: string | undefined): FoundRow {
  const [first, second] = [row.line.row.text.trim(), next.line.row.text.trim()]
  const start = row.found[0]?.code ?? first
  const code = ['', '-', ' '].map((joint) => start + joint + second).find((text) => outline(text) === form)
  const { text, place } = row.line.row
  const doubt: ListedCode = {
    code: code ?? start + second,
    used: row.found[0]?.used ?? false,
    doubt: 'wrapped',
    ...place(text.length - text.trimStart().length),
  }
  return { ...row, found: [doubt] }
}
