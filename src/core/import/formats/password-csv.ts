/** Tables of other password managers, told apart by their columns: Apple Passwords and Safari, KeePassXC, LastPass. */
import type { Row, Table } from '../csv.ts'
import { type ImportFormat, plainIf } from '../format.ts'
import type { FormatId } from '../model.ts'
import { readTableEntries } from '../table-entries.ts'

interface Columns {
  readonly code: string
  readonly title: string
  readonly username: string
  readonly notes: string
  readonly folder?: string
}

const hasAll = (table: Table | undefined, columns: readonly string[]): boolean =>
  columns.every((column) => table?.columns.includes(column) === true)

function createCsvFormat(id: FormatId, marks: readonly string[], columns: Columns): ImportFormat {
  const folder = (row: Row): string => row.get(columns.folder ?? '') ?? ''
  return {
    id,
    recognise: ({ table }) => plainIf(hasAll(table, marks)),
    open: async ({ table }) =>
      readTableEntries(id, table, {
        code: (row) => row.get(columns.code) ?? '',
        around: (row) => {
          const title = row.get(columns.title)
          return {
            issuer: title,
            account: row.get(columns.username),
            title,
            tags: [folder(row).replace(/^Root(?:\/|$)/, '')],
            comment: row.get(columns.notes),
          }
        },
        isTrash: (row) => folder(row).split('/').includes('Recycle Bin'),
      }),
  }
}

export const applePasswords = createCsvFormat('apple-passwords', ['otpauth', 'title', 'url', 'username'], {
  code: 'otpauth',
  title: 'title',
  username: 'username',
  notes: 'notes',
})

export const keepassXcCsv = createCsvFormat('keepassxc-csv', ['totp', 'group', 'title', 'username'], {
  code: 'totp',
  title: 'title',
  username: 'username',
  notes: 'notes',
  folder: 'group',
})

export const lastPassCsv = createCsvFormat('lastpass-csv', ['totp', 'extra', 'name', 'grouping'], {
  code: 'totp',
  title: 'name',
  username: 'username',
  notes: 'extra',
  folder: 'grouping',
})
