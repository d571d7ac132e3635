/** One row of a list, taken apart into cells: what may be a code, with its number, its marks and its label; and what is not. */

import { type Head, readCell, type Said } from './cell-content.ts'
import { mostFrequent, outline } from './code-form.ts'
import { isUsedKind, labelKind } from './known-words.ts'
import type { Cell, LeftReason, ListLine } from './list-cell.ts'
import type { Row } from './text-place.ts'

/** Lists have short lines; a longer one is no list. */
const maxLine = 4000
/** Takes all rows apart. The heads of a table's columns hold for the rows below it. */
export function readLines(given: readonly Row[]): readonly ListLine[] {
  const rows = withJoinedGroups(given)
  let heads: readonly Omit<Head, 'isMarked'>[] = []
  const isMail = rows.filter(({ text }) => mailHead.test(text)).length > 1
  return rows.map((row) => {
    const left = leftAsWhole(row, isMail)
    if (left !== undefined) return { row, cells: [], left }
    const columns = splitColumns(row.masked)
    const found = headsIn(columns)
    if (found !== undefined) {
      heads = found
      return { row, cells: [], left: 'text' }
    }
    return readColumns(row, columns, columns.length > 1 ? heads : [])
  })
}

/**
 * Groups that are too short to be codes each, with the same sign between them on nearly every line, make one code:
 * `4109:4668`. Their sign is read as a space.
 */
function withJoinedGroups(rows: readonly Row[]): readonly Row[] {
  const grouped = rows.filter(({ text }) => text.length < 80 && groupsOnly.test(text) && /\d/.test(text))
  const joined = grouped.filter(({ text }) => /[\t,;:|/]/.test(withoutNumber(text).trim()))
  if (joined.length === 0) return rows
  const solid = rows.filter(({ text }) => text.trim() !== '').length
  const outlineRow = ({ text }: Row): string => outline(withoutNumber(text).trim())
  // A tab in one of many codes of two groups stands for a space.
  const spaced = grouped.filter((row) => / /.test(outlineRow(row)) && !/[\t,;:|/]/.test(outlineRow(row)))
  const spacedForm = mostFrequent(spaced.map(outlineRow))
  const form = mostFrequent(joined.map(outlineRow))
  const alike = joined.filter((row) => outlineRow(row) === form)
  const firsts = alike.map(({ text }) => Number.parseInt(withoutNumber(text), 10))
  const counts = firsts.every((number, index) => index === 0 || number === (firsts[index - 1] ?? 0) + 1)
  const isMostly = alike.length >= 3 && alike.length >= solid * 0.6 && (form?.split(/[^x]/).length ?? 0) <= 8
  const tabbed = joined.filter(
    (row) => !isTabbedTable(outlineRow(row)) && outlineRow(row).replace(/\t/g, ' ') === spacedForm,
  )
  const isWhole = form !== undefined && form.replace(/[^x]/g, '').length >= 6 && !counts && isMostly
  const set = new Set(isWhole && !isTabbedTable(form) ? alike : spaced.length >= 2 ? tabbed : [])
  const plain = (text: string): string => {
    const start = text.length - withoutNumber(text).length
    return text.slice(0, start) + text.slice(start).replace(/[\t,;:|/](?=[A-Za-z0-9])/g, ' ')
  }
  return rows.map((row) => (set.has(row) ? { ...row, text: plain(row.text), masked: plain(row.text) } : row))
}

/** Four groups and more with tabs between them may be several codes. */
const isTabbedTable = (form: string): boolean => form.split('\t').length > 3 || /\t.* | .*\t/.test(form)

const groupsOnly = /^\s*(?:\d{1,3}[.):]\s+)?[A-Za-z0-9]{2,4}(?:[\t,;:|/ ][A-Za-z0-9]{2,4}){1,7}\s*$/

const withoutNumber = (text: string): string => text.replace(/^\s*\d{1,3}[.)]\s+/, '')

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
function headsIn(columns: readonly Column[]): readonly Omit<Head, 'isMarked'>[] | undefined {
  if (columns.length < 2 || columns.some(({ text }) => /\d/.test(text))) return undefined
  const heads = columns.map(({ text }) => {
    const name = text.replace(/^[\s"'*_`]+|[\s"'*_`:]+$/g, '')
    return { kind: labelKind(name), name }
  })
  const known = heads.filter(({ kind }) => kind !== 'unknown').length
  const saying = heads.filter(({ kind }) => isUsedKind(kind)).length
  const hasCodes = heads.some(({ kind }) => kind === 'code') && known > 1
  return hasCodes || (saying > 0 && saying < heads.length) ? heads : undefined
}

function readColumns(
  row: Row,
  columns: readonly Column[],
  heads: readonly Omit<Head, 'isMarked'>[],
): ListLine {
  const isMarked = heads.some(({ kind }) => isUsedKind(kind))
  const cells: Cell[] = []
  let said: Said = {}
  for (const [index, { text, from }] of columns.entries()) {
    const indent = text.length - text.trimStart().length
    const trimmed = text.trim()
    if (trimmed === '') continue
    const { label: _, ...marks } = said
    const next = readCell({ row, text: trimmed, from: from + indent, runs: [] }, said, {
      kind: undefined,
      name: '',
      ...heads[index],
      isMarked,
    })
    said = marks
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
  // A number, or a box, with nothing behind it.
  if (cells.length === 0 && said.listed === true && /\d\s*[.):\]]/.test(row.text)) {
    cells.push({ row, text: row.text.trim(), from: 0, runs: [], known: 'masked' })
  }
  if (/^\s*(?:\[\s?\]|[☐□])\s*$/.test(row.text))
    return { row, cells: [{ row, text: row.text.trim(), from: 0, runs: [], known: 'masked' }] }
  return { row, cells }
}

/** A cell that only says “used” speaks of the code before it. */
function markLast(cells: Cell[], marks: Pick<Cell, 'used' | 'unclearMark'>): void {
  const at = cells.findLastIndex(({ known, runs }) => known === undefined && runs.length > 0)
  const cell = cells[at]
  if (cell !== undefined) cells[at] = { ...cell, ...marks }
}
