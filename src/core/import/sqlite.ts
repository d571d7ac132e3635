/** SQLite databases through sql.js (SQLite compiled to WebAssembly): the only file that knows it. */
import { refuseFile } from './failure.ts'
import { maxItems } from './limits.ts'

export type Row = ReadonlyMap<string, unknown>

export const isSqlite = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === 'SQLite format 3\0'

/** Where the header says how the file is written and read: 2 is with a write-ahead log, 1 without. */
const versionPlaces = [18, 19]

async function withDatabase<Value>(
  file: string,
  bytes: Uint8Array,
  read: (query: (sql: string) => readonly Row[]) => Value,
): Promise<Value> {
  const { default: open } = await import('sql.js/dist/sql-wasm-inline.js')
  const copy = bytes.slice()
  // Without its log a database in write-ahead mode does not open.
  for (const place of versionPlaces) copy[place] = 1
  const { Database } = await open()
  const database = new Database(copy)
  try {
    return read((sql) =>
      database
        .exec(sql)
        .flatMap(({ columns, values }) =>
          values.map((row) => new Map(columns.map((column, index) => [column.toLowerCase(), row[index]]))),
        ),
    )
  } catch {
    return refuseFile(file, { kind: 'damaged', format: 'sqlite' })
  } finally {
    database.close()
  }
}

/** The tables and their columns, in lower case. Throws `bad-import`. */
export function listTables(
  file: string,
  bytes: Uint8Array,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  return withDatabase(file, bytes, (query) => {
    const tables = query("select name from sqlite_master where type = 'table'").map((row) =>
      String(row.get('name')),
    )
    return new Map(
      tables.map((table) => {
        const columns = query(`pragma table_info("${table.replaceAll('"', '""')}")`)
        return [table.toLowerCase(), new Set(columns.map((row) => String(row.get('name')).toLowerCase()))]
      }),
    )
  })
}

/** All rows of the table `accounts` or another fixed name, in the order of the file. Throws `bad-import`. */
export function readTable(file: string, bytes: Uint8Array, table: string): Promise<readonly Row[]> {
  return withDatabase(file, bytes, (query) => query(`select * from "${table}" limit ${maxItems}`))
}
