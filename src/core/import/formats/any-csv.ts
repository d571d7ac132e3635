/** Tables of programs that are not known by themselves: links in any column, or secrets in a column for codes. */
import type { Row } from '../csv.ts'
import { type ImportFormat, plainIf } from '../format.ts'
import { holdsLinks } from '../links-in-text.ts'
import { readTableEntries } from '../table-entries.ts'

/** Names of columns, without spaces and marks, in the order in which they are looked for. */
const names = {
  code: [
    'totp',
    'otpauth',
    'otp',
    'otpsecret',
    'totpsecret',
    'otpurl',
    'totpurl',
    'otpuri',
    'totpuri',
    'secret',
  ],
  issuer: ['issuer', 'service', 'title', 'site', 'website', 'name'],
  account: ['account', 'username', 'user', 'login', 'email', 'name'],
  type: ['type'],
  algorithm: ['algorithm', 'algo'],
  digits: ['digits'],
  period: ['period', 'interval', 'step'],
  counter: ['counter'],
} as const

const findColumn = (columns: Iterable<string>, wanted: readonly string[]): string | undefined => {
  const known = [...columns].map((column) => [column.replace(/[^a-z0-9]/g, ''), column] as const)
  return wanted.flatMap((name) => known.filter(([plain]) => plain === name))[0]?.[1]
}

const readCell = (row: Row, wanted: readonly string[]): string | undefined =>
  row.get(findColumn(row.keys(), wanted) ?? '')

export const anyCsv: ImportFormat = {
  id: 'csv',
  recognise: ({ table }) => plainIf(findColumn(table?.columns ?? [], names.code) !== undefined),
  open: async ({ table }) =>
    readTableEntries('csv', table, {
      code: (row) => [...row.values()].find((cell) => holdsLinks(cell)) ?? readCell(row, names.code) ?? '',
      around: (row) => {
        const issuer = readCell(row, names.issuer)
        const account = readCell(row, names.account)
        return {
          issuer,
          account: account === issuer ? undefined : account,
          parameters: {
            type: readType(readCell(row, names.type)),
            algorithm: readCell(row, names.algorithm),
            digits: readCell(row, names.digits),
            period: readCell(row, names.period),
            counter: readCell(row, names.counter),
          },
        }
      },
    }),
}

/** In tables of passwords the column says what kind of item it is. */
const readType = (text = ''): string | undefined =>
  /^(?:totp|hotp|steam)$/i.test(text.trim()) ? text : undefined
