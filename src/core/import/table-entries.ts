/** Entries from the rows of a table, in which broken rows are never passed over. */
import type { BrokenRow, Row, Table } from './csv.ts'
import { formatItemTitle, type ItemReader, readItems } from './entry.ts'
import { refuseEntry } from './failure.ts'
import { createResult } from './format.ts'
import { readLinkEntry, type Surroundings } from './link-entry.ts'
import { findLinks } from './links-in-text.ts'
import type { FormatId, ImportResult } from './model.ts'

/** Where the columns of a format are. */
interface RowReader extends Pick<ItemReader<Row>, 'isTrash'> {
  /** The link or secret of a row; empty where it has none. */
  readonly code: (row: Row) => string
  readonly around: (row: Row) => Surroundings
}

/** The entries of all rows that have a code, and those that could not be read. */
export function readTableEntries(
  format: FormatId,
  table: Table | undefined,
  { code, around, isTrash }: RowReader,
): ImportResult {
  const { rows = [], broken = [], isCut = false } = table ?? {}
  const list = readItems(
    rows.filter((row) => code(row).trim() !== ''),
    {
      title: (row, index) => formatItemTitle(around(row).issuer, around(row).account, index),
      read: (row) => readLinkEntry(code(row), around(row)),
      ...(isTrash === undefined ? {} : { isTrash }),
    },
  )
  const pieces = readItems(broken.flatMap(findPieces), {
    title: ({ place }) => `#${place}`,
    read: ({ link }) => (link === undefined ? refuseEntry({ kind: 'structure' }) : readLinkEntry(link)),
  })
  return createResult(format, [list, pieces], isCut ? ['rest-of-file'] : [])
}

/** The links in a broken row. Unless there is exactly one, other codes may be lost in it, which is said. */
function findPieces({
  place,
  pieces,
}: BrokenRow): readonly { readonly place: number; readonly link?: string }[] {
  const links = pieces.flatMap((piece) => findLinks(piece)).flatMap(({ link }) => link ?? [])
  const found = links.map((link) => ({ place, link }))
  return links.length === 1 ? found : [...found, { place }]
}
