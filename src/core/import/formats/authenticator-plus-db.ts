/** The database of Authenticator Plus. Like the backups of andOTP it has no mark, so both are tried. */
import { passwordBytes } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat } from '../format.ts'
import type { ImportedEntry } from '../model.ts'
import { couldBeSqlCipher, openSqlCipher } from '../sqlcipher.ts'
import { type Row, readTable } from '../sqlite.ts'
import { asText, parseHex } from '../text.ts'
import { andOtp } from './and-otp.ts'

const [byTime, byCounter, battleNet] = [0, 1, 2]

export const authenticatorPlusDatabase: ImportFormat = {
  id: 'authenticator-plus',
  recognise: (content) =>
    couldBeSqlCipher(content.bytes) && andOtp.recognise(content)?.certain === false
      ? { encrypted: true, certain: false }
      : undefined,
  open: async (content, context) => {
    const { name, bytes } = content
    const password = passwordBytes(requirePassword(name, context))
    const database = await openSqlCipher(name, bytes, password)
    if (database === undefined) return andOtp.open(content, context)
    const list = readItems(await readTable(name, database, 'accounts'), {
      title: (row, index) => formatItemTitle(row.get('issuer'), row.get('email'), index),
      read: readAccount,
    })
    return createResult('authenticator-plus', list, ['algorithm', 'digits', 'period'])
  },
}

function readAccount(row: Row): ImportedEntry {
  const kind = Number(row.get('type') ?? byTime)
  const email = asText(row.get('email'))
  const issuer = asText(row.get('issuer'))
  const repeats = issuer !== '' && email.startsWith(`${issuer}:`)
  const common = {
    issuer,
    account: repeats ? email.slice(issuer.length + 1) : email,
    tags: [asText(row.get('category'))],
  }
  const secret = asText(row.get('secret'))
  if (kind === byTime) return buildEntry({ ...common, secret })
  if (kind === byCounter) return buildEntry({ ...common, type: 'hotp', secret, counter: row.get('counter') })
  if (kind !== battleNet) return refuseEntry({ kind: 'type' })
  return buildEntry({ ...common, secret: parseHex(secret) ?? refuseEntry({ kind: 'structure' }), digits: 8 })
}
