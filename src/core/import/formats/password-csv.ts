/** Tables of other password managers, told apart by their columns: Apple Passwords and Safari, KeePassXC, LastPass. */
import type { Table } from '../csv.ts'
import { formatItemTitle, readItems } from '../entry.ts'
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import { readLinkEntry } from '../link-entry.ts'
import type { FormatId } from '../model.ts'

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
  return {
    id,
    recognise: ({ table }) => plainIf(hasAll(table, marks)),
    open: async ({ table }) => {
      const rows = table?.rows.filter((row) => (row.get(columns.code) ?? '').trim() !== '') ?? []
      const folder = (row: ReadonlyMap<string, string>): string => row.get(columns.folder ?? '') ?? ''
      const list = readItems(rows, {
        title: (row, index) => formatItemTitle(row.get(columns.title), row.get(columns.username), index),
        read: (row) => {
          const title = row.get(columns.title)
          return readLinkEntry(row.get(columns.code), {
            issuer: title,
            account: row.get(columns.username),
            title,
            tags: [folder(row).replace(/^Root(?:\/|$)/, '')],
            comment: row.get(columns.notes),
          })
        },
        isTrash: (row) => folder(row).split('/').includes('Recycle Bin'),
      })
      return createResult(id, list)
    },
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
