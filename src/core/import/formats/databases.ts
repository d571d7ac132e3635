/** Databases of apps from a rooted phone: Microsoft Authenticator and Google Authenticator. */
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry } from '../failure.ts'
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import type { ImportedEntry, Loss } from '../model.ts'
import { type Row, readTable } from '../sqlite.ts'
import { mayHaveLog } from '../sqlite-wal.ts'
import { asText, parseBase64 } from '../text.ts'

const table = 'accounts'
/** Microsoft's kinds of accounts. */
const [byTime, personal] = [0, 1]

const findLosses = (bytes: Uint8Array): readonly Loss[] => [
  'algorithm',
  'digits',
  'period',
  ...(mayHaveLog(bytes) ? (['recent-changes'] as const) : []),
]

export const microsoftAuthenticator: ImportFormat = {
  id: 'microsoft-authenticator',
  recognise: ({ tables }) => plainIf(tables?.get(table)?.has('oath_secret_key') === true),
  open: async ({ name, bytes }) => {
    const list = readItems(await readTable(name, bytes, table), {
      title: (row, index) => formatItemTitle(row.get('name'), row.get('username'), index),
      read: readMicrosoft,
    })
    return createResult('microsoft-authenticator', list, findLosses(bytes))
  },
}

function readMicrosoft(row: Row): ImportedEntry {
  const names = { issuer: row.get('name'), account: row.get('username') }
  const secret = asText(row.get('oath_secret_key'))
  const kind = Number(row.get('account_type') ?? byTime)
  if (secret === '' || (kind !== byTime && kind !== personal)) return refuseEntry({ kind: 'push-only' })
  if (kind === byTime) return buildEntry({ ...names, secret })
  return buildEntry({
    ...names,
    secret: parseBase64(secret) ?? refuseEntry({ kind: 'structure' }),
    digits: 8,
  })
}

export const googleDatabase: ImportFormat = {
  id: 'google-authenticator-db',
  recognise: ({ tables }) => {
    const columns = tables?.get(table)
    return plainIf(columns?.has('email') === true && columns.has('secret'))
  },
  open: async ({ name, bytes }) => {
    const list = readItems(await readTable(name, bytes, table), {
      title: (row, index) => formatItemTitle(row.get('issuer'), row.get('email'), index),
      read: readGoogle,
    })
    return createResult('google-authenticator-db', list, findLosses(bytes))
  },
}

function readGoogle(row: Row): ImportedEntry {
  if (Number(row.get('isencrypted') ?? 0) !== 0) return refuseEntry({ kind: 'other-key' })
  const kind = Number(row.get('type') ?? 0)
  const type = (['totp', 'hotp'] as const)[kind] ?? refuseEntry({ kind: 'type' })
  const email = asText(row.get('email'))
  const [first = '', ...rest] = email.split(':')
  const issuer = asText(row.get('issuer'))
  const names =
    rest.length > 0 && (issuer === '' || issuer === first)
      ? { issuer: first, account: rest.join(':') }
      : { issuer, account: email }
  return buildEntry({ type, ...names, secret: row.get('secret'), counter: row.get('counter') })
}
