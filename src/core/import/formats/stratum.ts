/** Stratum, formerly Authenticator Pro: JSON, both encrypted backups, and the app's own database. */
import { argon2 } from '../argon2.ts'
import type { Content } from '../content.ts'
import { openCbc, openGcm, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refusePassword, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain } from '../format.ts'
import { mobileOtpSecret } from '../link-entry.ts'
import type { ImportedEntry, ImportResult } from '../model.ts'
import { readTable } from '../sqlite.ts'
import { asList, asObject, asText, decodeText, type JsonObject, parseJson } from '../text.ts'

const strong = 'AUTHENTICATORPRO'
const legacy = 'AuthenticatorPro'
const headerBytes = 16

const types = [undefined, 'hotp', 'totp', 'motp', 'steam', 'yandex'] as const
const algorithms = ['SHA1', 'SHA256', 'SHA512'] as const

const readHeader = (bytes: Uint8Array): string =>
  new TextDecoder('latin1').decode(bytes.subarray(0, headerBytes))

export const stratum: ImportFormat = {
  id: 'stratum',
  recognise: ({ bytes, json, tables }) => {
    if ([strong, legacy].includes(readHeader(bytes))) return locked
    if (tables?.get('authenticator')?.has('secret') === true) return plain
    return Array.isArray(asObject(json).Authenticators) ? plain : undefined
  },
  open: async (content, context) => {
    if (content.tables !== undefined) return readDatabase(content, content.tables)
    if (content.json !== undefined) return readBackup(asObject(content.json))
    const backup = parseJson(decodeText(await decrypt(content, context)) ?? '')
    if (!Array.isArray(asObject(backup).Authenticators)) return refusePassword(content.name)
    return readBackup(asObject(backup))
  },
}

async function decrypt({ name, bytes }: Content, context: OpenContext): Promise<Uint8Array> {
  const isStrong = readHeader(bytes) === strong
  const [saltBytes, ivBytes] = isStrong ? [16, 12] : [20, 16]
  const salt = bytes.subarray(headerBytes, headerBytes + saltBytes)
  const iv = bytes.subarray(headerBytes + saltBytes, headerBytes + saltBytes + ivBytes)
  const sealed = bytes.subarray(headerBytes + saltBytes + ivBytes)
  if (sealed.length < 16) return refuseFile(name, { kind: 'damaged', format: 'stratum' })
  const password = passwordBytes(requirePassword(name, context))
  if (!isStrong) {
    const key = await pbkdf2(name, password, { digest: 'sha1', salt, rounds: 64_000 })
    return openCbc(key, iv, sealed) ?? refusePassword(name)
  }
  const how = { kind: 'argon2id', salt, passes: 3, memory: 65_536, lanes: 4 } as const
  return openGcm(await argon2(name, password, how, context), iv, sealed) ?? refusePassword(name)
}

function readBackup(backup: JsonObject): ImportResult {
  const names = new Map(
    asList(backup.Categories).map((one) => [asObject(one).Id, asText(asObject(one).Name)]),
  )
  const tags = new Map<unknown, string[]>()
  for (const { CategoryId, AuthenticatorSecret } of asList(backup.AuthenticatorCategories).map(asObject))
    tags.set(AuthenticatorSecret, [...(tags.get(AuthenticatorSecret) ?? []), names.get(CategoryId) ?? ''])
  const list = readItems(asList(backup.Authenticators).map(asObject), {
    title: ({ Issuer, Username }, index) => formatItemTitle(Issuer, Username, index),
    read: (item) => readAuthenticator(item, tags.get(item.Secret) ?? []),
  })
  return createResult('stratum', list)
}

function readAuthenticator(item: JsonObject, tags: readonly string[]): ImportedEntry {
  const type = item.Type === undefined || item.Type === null ? 'totp' : types[Number(item.Type)]
  const algorithm = algorithms[Number(item.Algorithm ?? 0)]
  if (type === undefined) return refuseEntry({ kind: 'type' })
  if (algorithm === undefined) return refuseEntry({ kind: 'algorithm', name: '…' })
  return buildEntry({
    type,
    issuer: item.Issuer,
    account: item.Username,
    secret: type === 'motp' ? mobileOtpSecret(asText(item.Secret)) : item.Secret,
    algorithm: item.Algorithm === undefined || item.Algorithm === null ? undefined : algorithm,
    digits: item.Digits,
    period: item.Period,
    counter: item.Counter,
    pin: item.Pin,
    tags,
  })
}

type Tables = NonNullable<Content['tables']>

/** The database has the columns of the backup's fields. */
async function readDatabase({ name, bytes }: Content, tables: Tables): Promise<ImportResult> {
  const readRows = async (table: string, names: readonly string[]): Promise<readonly JsonObject[]> => {
    const rows = tables.has(table) ? await readTable(name, bytes, table) : []
    return rows.map((row) => Object.fromEntries(names.map((name) => [name, row.get(name.toLowerCase())])))
  }
  return readBackup({
    Authenticators: await readRows('authenticator', [
      'Type',
      'Issuer',
      'Username',
      'Secret',
      'Pin',
      'Algorithm',
      'Digits',
      'Period',
      'Counter',
    ]),
    Categories: await readRows('category', ['Id', 'Name']),
    AuthenticatorCategories: await readRows('authenticatorcategory', ['CategoryId', 'AuthenticatorSecret']),
  })
}
