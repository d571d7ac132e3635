/** Tables of comma-separated values (RFC 4180) through papaparse: the only file that knows it. */
import { maxItems } from './limits.ts'

export interface Table {
  /** The column names in lower case. */
  readonly columns: readonly string[]
  /** The cells of each row by column name. */
  readonly rows: readonly ReadonlyMap<string, string>[]
}

/** The table in a text whose first line names its columns; undefined for a text with fewer than two columns. */
export async function parseTable(text: string): Promise<Table | undefined> {
  const { default: papaparse } = await import('papaparse')
  const { data } = papaparse.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: true,
    preview: maxItems,
    delimitersToGuess: [',', ';', '\t'],
  })
  const [head = [], ...body] = data
  const columns = head.map((name) => name.trim().toLowerCase())
  if (columns.length < 2) return undefined
  const rows = body.map((cells) => new Map(columns.map((column, index) => [column, cells[index] ?? ''])))
  return { columns, rows }
}
