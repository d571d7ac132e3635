/** Tables of comma-separated values (RFC 4180) through papaparse: the only file that knows it. */
import { maxItems } from './limits.ts'

export type Row = ReadonlyMap<string, string>

/** A row that does not fit the table: an open quotation mark, other cells than there are columns, or cut off. */
export interface BrokenRow {
  /** Place among the rows, from 1. */
  readonly place: number
  /** What stands there: its cells, or pieces of a line that could not be split into cells. */
  readonly pieces: readonly string[]
}

export interface Table {
  /** The column names in lower case. */
  readonly columns: readonly string[]
  /** The cells of each row by column name. */
  readonly rows: readonly Row[]
  readonly broken: readonly BrokenRow[]
  /** Whether the table has more rows than are read. */
  readonly isCut: boolean
}

/** Most rows with an open quotation mark that are looked past. */
const mostBroken = 100
/** Most characters that are read in all the attempts together: a few seconds. */
const mostRead = 12 * 1024 * 1024

/** The table in a text whose first line names its columns; undefined for a text with fewer than two columns. */
export async function parseTable(text: string): Promise<Table | undefined> {
  const records = await splitRecords(text.replace(/^\ufeff/, ''))
  const [head, ...body] = records
  if (head === undefined || head.isOpen) return undefined
  const columns = head.cells.map((name) => name.trim().toLowerCase())
  if (columns.length < 2) return undefined
  const isWhole = /[\r\n]$/.test(text)
  const rows: Row[] = []
  const broken: BrokenRow[] = []
  for (const [index, { cells, isOpen }] of body.slice(0, maxItems).entries()) {
    const isLast = index === body.length - 1
    const fits = !isOpen && isRow(cells, columns.length, isLast && !isWhole)
    if (fits) rows.push(createRow(columns, cells))
    else broken.push({ place: index + 1, pieces: cells })
  }
  return { columns, rows, broken, isCut: body.length > maxItems }
}

/** Of columns with the same name the first cell that is not empty counts. */
function createRow(columns: readonly string[], cells: readonly string[]): Row {
  const row = new Map<string, string>()
  for (const [at, column] of columns.entries()) if (!row.get(column)) row.set(column, cells[at] ?? '')
  return row
}

/** Surplus cells may be empty. Too few are the end of a file that was cut off, or empty ones that were left out. */
function isRow(cells: readonly string[], columns: number, mayBeCut: boolean): boolean {
  if (cells.length < columns) return !mayBeCut
  return cells.slice(columns).every((cell) => cell.trim() === '')
}

interface Record {
  readonly cells: readonly string[]
  /** Whether it is a line with a quotation mark that is never closed: what seem to be its cells may be none. */
  readonly isOpen: boolean
}

/**
 * The records of a text. A quotation mark that is never closed would make the rest of the file one cell: its line is set
 * aside, and reading goes on after it.
 */
async function splitRecords(text: string): Promise<readonly Record[]> {
  const { default: papaparse } = await import('papaparse')
  const records: Record[] = []
  const options = { skipEmptyLines: true, preview: maxItems + 2, delimitersToGuess: [',', ';', '\t'] }
  let delimiter = ''
  let rest = text
  let read = 0
  for (let broken = 0; rest !== '' && broken <= mostBroken && read <= mostRead; broken += 1) {
    read += rest.length
    const whole = papaparse.parse<string[]>(rest, { ...options, delimiter })
    delimiter = whole.meta.delimiter
    const open = whole.errors.find(({ code }) => code === 'MissingQuotes')?.index
    const start = open === undefined ? rest.length : rest.lastIndexOf('\n', open) + 1
    const { data } =
      open === undefined ? whole : papaparse.parse<string[]>(rest.slice(0, start), { ...options, delimiter })
    records.push(...data.map((cells) => ({ cells, isOpen: false })))
    if (open === undefined) return records
    const end = rest.indexOf('\n', open) + 1
    const line = rest.slice(start, end === 0 ? undefined : end)
    records.push(splitOpenLine(line))
    rest = rest.slice(start + line.length)
  }
  if (rest !== '') records.push(splitOpenLine(rest))
  return records
}

const splitOpenLine = (text: string): Record => ({ cells: text.split(/[",\t\r\n]+/), isOpen: true })
