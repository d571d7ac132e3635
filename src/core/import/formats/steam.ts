/** Steam: maFiles of Steam Desktop Authenticator and steamguard-cli, plain or encrypted, and the file of the old app. */
import type { Secret } from '../../secret.ts'
import { argon2 } from '../argon2.ts'
import type { Content } from '../content.ts'
import { openCbc, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refusePassword, refuseUnusable, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, type OpenContext, plainIf } from '../format.ts'
import { parseParameters, revocationNotes } from '../link-entry.ts'
import type { ImportedEntry, ImportResult } from '../model.ts'
import {
  asList,
  asObject,
  asText,
  decodeText,
  isObject,
  type JsonObject,
  parseBase64,
  parseJson,
} from '../text.ts'

const rounds = 50_000

/** The accounts in a file: itself, or the wrapped ones of newer app versions. */
function accountsIn(json: unknown): readonly JsonObject[] {
  const file = asObject(json)
  if ('shared_secret' in file) return [file]
  return Object.values(asObject(file.accounts)).filter(
    (account): account is JsonObject => isObject(account) && 'shared_secret' in account,
  )
}

/** The list of files that Steam Desktop Authenticator keeps next to them. */
export const isSteamManifest = ({ json }: Content): boolean => {
  const { encrypted, entries } = asObject(json)
  return (
    Array.isArray(entries) &&
    encrypted !== undefined &&
    !('header' in asObject(json)) &&
    entries.some((entry) => 'filename' in asObject(entry))
  )
}

/** Base64 of whole AES blocks: an encrypted maFile, if a manifest lists it. */
export function isBase64Blocks({ text, json, table }: Content): boolean {
  if (text === undefined || json !== undefined || table !== undefined) return false
  const plain = text.trim()
  const bytes = /^[A-Z2-7\s]*$/.test(plain) ? undefined : parseBase64(plain)
  return bytes !== undefined && bytes.length > 0 && bytes.length % 16 === 0
}

export const steam: ImportFormat = {
  id: 'steam',
  recognise: (content) => plainIf(accountsIn(content.json).length > 0),
  open: async ({ json }) => readAccounts(accountsIn(json)),
}

/** A manifest alone has no secrets; together with its maFiles it is their companion. */
export const steamManifest: ImportFormat = {
  id: 'steam',
  recognise: (content) =>
    isSteamManifest(content) ? refuseUnusable(content.name, 'steam-manifest-only') : undefined,
  open: async ({ name }) => refuseUnusable(name, 'steam-manifest-only'),
}

/** An encrypted maFile. It is recognised by the manifest among the files that were given with it. */
export const steamEncrypted: ImportFormat = {
  id: 'steam',
  recognise: () => undefined,
  open: async ({ name, text = '' }, context) => {
    const manifest = findManifest(name, context.companions)
    if (manifest === undefined) return refuseUnusable(name, 'steam-no-manifest')
    const json = await decrypt(name, text, manifest, context)
    return readAccounts(accountsIn(json), manifest)
  },
}

const baseName = (name: string): string => name.split(/[/\\]/).at(-1) ?? ''

/** The entry of a maFile in a manifest: by its file name, or the only one there is. */
export function findManifest(name: string, companions: readonly Content[]): JsonObject | undefined {
  const entries = companions
    .filter(isSteamManifest)
    .flatMap(({ json }) => asList(asObject(json).entries).map(asObject))
  const named = entries.find(({ filename }) => baseName(asText(filename)) === baseName(name))
  return named ?? (entries.length === 1 ? entries[0] : undefined)
}

async function decrypt(
  file: string,
  text: string,
  manifest: JsonObject,
  context: OpenContext,
): Promise<unknown> {
  const encryption = asObject(manifest.encryption)
  const iv = parseBase64(manifest.encryption_iv ?? encryption.iv)
  const salt = parseBase64(manifest.encryption_salt ?? encryption.salt)
  const sealed = parseBase64(text)
  if (iv === undefined || salt === undefined || sealed === undefined || salt.length < 8)
    return refuseFile(file, { kind: 'damaged', format: 'steam' })
  const key = await deriveKey(file, requirePassword(file, context), salt, asText(encryption.scheme), context)
  const bytes = openCbc(key, iv, sealed) ?? refusePassword(file)
  const json = parseJson(decodeText(bytes) ?? '')
  // Padding can fit by accident.
  return accountsIn(json).length > 0 ? json : refusePassword(file)
}

async function deriveKey(
  file: string,
  password: Secret<string>,
  salt: Uint8Array,
  scheme: string,
  context: OpenContext,
): Promise<Uint8Array> {
  const secret = passwordBytes(password)
  if (!/argon2/i.test(scheme)) return pbkdf2(file, secret, { digest: 'sha1', salt, rounds })
  return argon2(file, secret, { kind: 'argon2id', salt, passes: 3, memory: 12_288, lanes: 12 }, context)
}

function readAccounts(accounts: readonly JsonObject[], manifest: JsonObject = {}): ImportResult {
  const list = readItems(accounts, {
    title: ({ account_name }, index) => formatItemTitle('Steam', account_name, index),
    read: (account) => readAccount(account, manifest),
  })
  return createResult('steam', list)
}

function readAccount(account: JsonObject, manifest: JsonObject): ImportedEntry {
  const secret = parseBase64(account.shared_secret)
  if (secret === undefined || secret.length === 0) return refuseEntry({ kind: 'no-secret' })
  const uri = asText(account.uri)
  const [, label = ''] = /^otpauth:\/\/totp\/(?:Steam(?::|%3a))?([^?]*)/i.exec(uri) ?? []
  const ids = [account.steamid, account.steam_id, asObject(account.Session).SteamID, manifest.steamid]
  const names = [account.account_name, manifest.account_name, decodeLabel(label), ...ids]
  return buildEntry({
    type: 'steam',
    issuer: 'Steam',
    account: names.find((name) => asText(name) !== ''),
    secret,
    notes: revocationNotes(account.revocation_code),
  })
}

/** A label decoded as form data decodes it, which cannot fail. */
const decodeLabel = (label: string): string => parseParameters(`?x=${label}`).get('x') ?? ''
