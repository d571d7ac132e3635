/** One row of a list, taken apart into cells: what may be a code, with its number, its marks and its label; and what is not. */
import { mostFrequent } from './code-form.ts'
import { addressMark, dateMark, phoneMark } from './dates-and-addresses.ts'
import { isCommonWord, isOwnerName, type LabelKind, labelKind } from './known-words.ts'
import { backMarks, frontMarks, type Marks, spentValue, usedCell, usedValue } from './line-marks.ts'
import type { Row } from './list-rows.ts'

/** Why a line holds no code. */
export type LeftReason =
  | 'blank'
  | 'decoration'
  | 'masked'
  | 'markup'
  | 'text'
  | 'date'
  | 'address'
  | 'phone'
  | 'label'
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
  /** For a cell that is known to be no code: what it is. */
  readonly known?: LeftReason
}

/** A row with its cells, in their order. */
export interface ListLine {
  readonly row: Row
  readonly cells: readonly Cell[]
  /** Why the whole row is not looked at. */
  readonly left?: LeftReason
  /** Without a code of its own, it says whether one was used. */
  readonly says?: boolean
  /** What a column of users or accounts says. */
  readonly owner?: string
}

/** Lists have short lines; a longer one is no list. */
const maxLine = 4000
/** Marks and labels are looked for in cells up to this length. */
const maxCell = 240

const runPattern = /[A-Za-z0-9]+/g

/** Takes all rows apart. The heads of a table's columns hold for the rows below it. */
export function readLines(given: readonly Row[]): readonly ListLine[] {
  const rows = withJoinedGroups(given)
  let heads: readonly LabelKind[] = []
  let owners = -1
  const isMail = rows.filter(({ text }) => mailHead.test(text)).length > 1
  return rows.map((row) => {
    const left = leftAsWhole(row, isMail)
    if (left !== undefined) return { row, cells: [], left }
    const columns = splitColumns(row.masked)
    const found = headsIn(columns)
    if (found !== undefined) {
      heads = found
      owners = columns.findIndex(({ text }) => isOwnerName(text))
      return { row, cells: [], left: 'text' }
    }
    const line = readColumns(row, columns, columns.length > 1 ? heads : [])
    const owner = columns.length > 1 ? columns[owners] : undefined
    return owner === undefined ? line : { ...line, owner: ownText(row, owner) }
  })
}

/**
 * Groups that are too short to be codes each, with the same sign between them on nearly every line, make one code:
 * `4109:4668`. Their sign is read as a space.
 */
function withJoinedGroups(rows: readonly Row[]): readonly Row[] {
  const pattern = /^\s*[A-Za-z0-9]{2,4}(?:[\t,;:|/][A-Za-z0-9]{2,4}){1,7}\s*$/
  const solid = rows.filter(({ text }) => text.trim() !== '').length
  const joined = rows.filter(({ text }) => text.length < 80 && pattern.test(text) && /\d/.test(text))
  const forms = joined.map(({ text }) => text.trim().replace(/[A-Za-z0-9]/g, 'x'))
  const form = mostFrequent(forms)
  const alike = joined.filter((_, index) => forms[index] === form)
  const firsts = alike.map(({ text }) => Number.parseInt(text, 10))
  const counts = firsts.every((number, index) => index === 0 || number === (firsts[index - 1] ?? 0) + 1)
  if (form === undefined || form.replace(/[^x]/g, '').length < 6 || counts) return rows
  if (alike.length < 3 || alike.length < solid * 0.6) return rows
  const set = new Set(alike)
  const spaced = (text: string): string => text.replace(/[\t,;:|/](?=[A-Za-z0-9])/g, ' ')
  return rows.map((row) =>
    set.has(row) ? { ...row, text: spaced(row.text), masked: spaced(row.text) } : row,
  )
}

const mailHead =
  /^(?:from|to|cc|subject|date|message-id|mime-version|content-[\w-]+|x-[\w-]+|dkim-[\w-]+|received|return-path|reply-to):|\bboundary=/i

function leftAsWhole({ text }: Row, isMail: boolean): LeftReason | undefined {
  if (text.trim() === '') return 'blank'
  if (text.length > maxLine) return 'too-long'
  // The file of Google's PAM module keeps its settings behind a quotation mark.
  if (/^\s*"\s[A-Z_]+\b/.test(text)) return 'setting'
  // The separator between the parts of a mail.
  if (isMail && (/^--\S{8,}$/.test(text.trim()) || mailHead.test(text))) return 'setting'
  return /\botpauth(?:-migration)?:/i.test(text) ? 'link' : undefined
}

interface Column {
  readonly text: string
  readonly from: number
}

/** Columns are separated by tabs, two spaces or more, bars and commas, or by the number of the next code. */
function splitColumns(text: string): readonly Column[] {
  const gaps = /\s*[\t|,;、，；│┃]\s*|\s{2,}|(?<=\S)\s(?=\(?\d{1,3}[.)]\s)/g
  const columns: Column[] = []
  let from = 0
  for (const { 0: gap, index } of [...text.matchAll(gaps), { 0: '', index: text.length }]) {
    columns.push({ text: text.slice(from, index), from })
    from = index + gap.length
  }
  // The bars at the ends of a table's line enclose it.
  if (columns.length > 1 && columns[0]?.text.trim() === '') columns.shift()
  return columns.flatMap(splitSoftly)
}

/** Also at signs that may belong to a code, where what they separate is equally long. */
function splitSoftly({ text, from }: Column): readonly Column[] {
  const parts: Column[] = []
  let start = 0
  for (const { 0: gap, index } of [
    ...text.matchAll(/ ?[/·&+~] ?| (?:and|or|と) /g),
    { 0: '', index: text.length },
  ]) {
    parts.push({ text: text.slice(start, index), from: from + start })
    start = index + gap.length
  }
  const sizes = new Set(parts.map((part) => part.text.replace(/[^A-Za-z0-9]/g, '').length))
  const [size = 0] = sizes
  return parts.length < 2 || sizes.size > 1 || size < 6 ? [{ text, from }] : parts
}

/** The heads of a table; undefined where this row is none. */
function headsIn(columns: readonly Column[]): readonly LabelKind[] | undefined {
  if (columns.length < 2 || columns.some(({ text }) => /\d/.test(text))) return undefined
  const kinds = columns.map(({ text }) => labelKind(text.replace(/^[\s"'*_`]+|[\s"'*_`:]+$/g, '')))
  const known = kinds.filter((kind) => kind !== 'unknown').length
  return kinds.includes('code') && known > 1 ? kinds : undefined
}

function readColumns(row: Row, columns: readonly Column[], heads: readonly LabelKind[]): ListLine {
  const cells: Cell[] = []
  let said: Said = {}
  let says: boolean | undefined
  for (const [index, { text, from }] of columns.entries()) {
    const indent = text.length - text.trimStart().length
    const trimmed = text.trim()
    if (trimmed === '') continue
    const { label: _, ...marks } = said
    const next = readCell(
      { row, text: trimmed, from: from + indent, runs: [] },
      said,
      heads[index],
      heads.includes('used') || heads.includes('unused'),
    )
    said = marks
    if ('used' in next && next.used !== 'unclear') says = next.used
    if ('cell' in next) {
      cells.push(next.cell)
      if (next.cell.runs.length > 0 && next.cell.known === undefined) said = {}
    } else if ('announced' in next) said = next.announced
    else if (next.used === 'unclear') markLast(cells, { unclearMark: true })
    else if (next.used) {
      if (cells.some(({ known, runs }) => known === undefined && runs.length > 0))
        markLast(cells, { used: true })
      else said = { ...said, used: true }
    }
  }
  return cells.length === 0 && says !== undefined && /[:=]\s*\S/.test(row.text)
    ? { row, cells, says }
    : { row, cells }
}

const ownText = ({ text }: Row, column: Column): string =>
  text
    .slice(column.from, column.from + column.text.length)
    .trim()
    .toLowerCase()

/** A cell that only says “used” speaks of the code before it. */
function markLast(cells: Cell[], marks: Pick<Cell, 'used' | 'unclearMark'>): void {
  const at = cells.findLastIndex(({ known, runs }) => known === undefined && runs.length > 0)
  const cell = cells[at]
  if (cell !== undefined) cells[at] = { ...cell, ...marks }
}

/** What words or marks before a code say about it. */
interface Said extends Marks {
  readonly label?: 'code' | 'unknown'
  readonly labelText?: string
}

type CellContent =
  | { readonly cell: Cell }
  | { readonly announced: Said }
  | { readonly used: boolean | 'unclear' }

type BareCell = Pick<Cell, 'row' | 'text' | 'from' | 'runs'>

/** Reads a cell. `isMarked`: another column says which codes were used. */
function readCell(cell: BareCell, said: Said, head: LabelKind | undefined, isMarked: boolean): CellContent {
  const { text } = cell
  if (head === 'used') return { used: usedValue(text) }
  if (head === 'unused') return { used: spentValue(text) }
  if (head === 'other')
    return { cell: { ...cell, known: isMarked ? 'label' : (maskReason(text) ?? 'label') } }
  if (head === 'number' && /^\W*\d{1,3}\W*$/.test(text))
    return { announced: { ...said, number: Number(text.replace(/\D/g, '')), listed: true } }
  if (text.length > maxCell) return { cell: { ...cell, runs: runsIn(text, cell.from) } }
  const alone = usedCell(text)
  if (alone !== undefined) return { used: alone }
  // A cell that only counts belongs to the next one.
  if (/^[#(]?\d{1,3}[.):]?$/.test(text) && said.number === undefined)
    return { announced: { ...said, number: Number(text.replace(/\D/g, '')), listed: true } }
  return readContent(cell, said)
}

function readContent(cell: BareCell, said: Said): CellContent {
  const front = frontMarks(cell.text)
  const marks = { ...said, ...front.marks }
  const rest = cell.text.slice(front.length)
  const label = labelIn(rest)
  if (label !== undefined) {
    const length = front.length + label.length
    return behindLabel(
      { ...cell, text: cell.text.slice(length), from: cell.from + length },
      label.words,
      marks,
      cell,
    )
  }
  const back = backMarks(rest)
  const from = cell.from + front.length
  // A star may point to a note.
  const star =
    /[A-Za-z0-9)]\s*\*+$/.test(rest) && !rest.includes('**') && !/\*/.test(cell.text.slice(0, front.length))
  const runs = runsIn(back.rest, from)
  const known = runs.length === 0 ? (maskReason(cell.text) ?? emptyReason(cell.text)) : undefined
  return {
    cell: {
      ...cell,
      text: star ? `${back.rest} *` : back.rest,
      from,
      ...marks,
      runs,
      ...(known === undefined ? {} : { known }),
      ...(back.number === undefined || marks.number !== undefined
        ? {}
        : { number: back.number, listed: true }),
      ...(back.used || isStruck(cell) ? { used: true } : {}),
      ...(back.dated ? { dated: true } : {}),
    },
  }
}

const emptyReason = (text: string): LeftReason => (/\p{L}|\p{N}/u.test(text) ? 'text' : 'decoration')

function isStruck({ text, from, row }: BareCell): boolean {
  if (/~~[\s`*_]*\w/.test(text)) return true
  if (row.struck.size === 0) return false
  for (let index = from; index < from + text.length; index++) if (row.struck.has(index)) return true
  return false
}

/** Letters and digits, each with its offset. */
export function runsIn(text: string, from: number): readonly Run[] {
  return [...text.matchAll(runPattern)].map((found) => ({ text: found[0], from: from + found.index }))
}

function maskReason(text: string): LeftReason | undefined {
  if (text.includes(addressMark)) return 'address'
  if (text.includes(phoneMark)) return 'phone'
  return text.includes(dateMark) ? 'date' : undefined
}

interface Label {
  readonly words: string
  /** With the colon and the spaces after it. */
  readonly length: number
}

/** Words with a colon after them, or with “is”. */
function labelIn(text: string): Label | undefined {
  const found =
    /^([^:=]{1,80}?)(?:\s*[:=]\s*|\s+(?:is|are)[:\s]\s*|\s+は\s+|(?<=コード|キー|パスワード)は\s*)(?=\S|$)/.exec(
      text,
    )
  const words = found?.[1]
  if (found === null || words === undefined || !/\p{L}/u.test(words)) return undefined
  const isColon = /[:=]\s*$/.test(found[0])
  // “is” may also be a group of a code.
  if (!isColon && labelKind(words) === 'unknown') return undefined
  // A colon inside a code: more digits than words have.
  if (
    isColon &&
    !/[:=]\s/.test(found[0]) &&
    /^[A-Za-z0-9]*\d[A-Za-z0-9]*$/.test(words) &&
    labelKind(words) === 'unknown'
  )
    return undefined
  return { words, length: found[0].length }
}

function behindLabel(value: BareCell, words: string, said: Said, whole: BareCell): CellContent {
  const kind = labelKind(words)
  if (kind === 'used' && (value.text !== '' || said.number === undefined)) return behindUsed(value, said)
  if (kind === 'unused') {
    const answer = spentValue(value.text)
    if (value.text === '') return { used: false }
    return answer === 'unclear' && runsIn(value.text, 0).length > 0
      ? readContent(value, { ...said, label: 'code' })
      : { used: answer }
  }
  if (kind === 'other') return { cell: { ...whole, known: maskReason(value.text) ?? 'label' } }
  const digits = /(\d{1,3})\D*$/.exec(words)?.[1]
  const isCode =
    kind === 'code' || words.split(/[^A-Za-z]+/).every((word) => word === '' || isCommonWord(word))
  const now: Said = {
    ...said,
    ...(digits === undefined || said.number !== undefined ? {} : { number: Number(digits), listed: true }),
    label: isCode ? 'code' : 'unknown',
    labelText: words.toLowerCase().replace(/\d+/g, '#'),
  }
  return value.text === '' ? { announced: now } : readContent(value, now)
}

/** “used: 1234-5678” and “used: yes”. */
function behindUsed(value: BareCell, said: Said): CellContent {
  const answer = usedValue(value.text)
  if (answer !== 'unclear') return { used: answer }
  if (value.text === '×') return { used: 'unclear' }
  return readContent(value, { ...said, used: true, label: 'code' })
}
