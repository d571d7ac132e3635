/** Bitwarden: JSON, CSV and the archive with attachments; the password-protected JSON; and Bitwarden Authenticator. */
import type { Secret } from '../../secret.ts'
import { argon2 } from '../argon2.ts'
import type { Content } from '../content.ts'
import { hash, hmac, isEqual, openCbc, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { formatItemTitle, readItems } from '../entry.ts'
import { refuseFile, refusePassword, refuseUnusable, requirePassword } from '../failure.ts'
import {
  createResult,
  type ImportFormat,
  locked,
  type OpenContext,
  openInner,
  plain,
  plainIf,
} from '../format.ts'
import { readLinkEntry } from '../link-entry.ts'
import type { FormatId, ImportResult } from '../model.ts'
import { readTableEntries } from '../table-entries.ts'
import {
  asList,
  asNumber,
  asObject,
  asText,
  decodeText,
  isObject,
  type JsonObject,
  parseBase64,
  parseJson,
} from '../text.ts'
import { readMember } from '../zip.ts'

const loginType = 1
const byArgon2 = 1

const isProtected = (json: JsonObject): boolean => json.encrypted === true && json.passwordProtected === true

const hasFolders = (json: JsonObject): boolean => 'folders' in json || 'collections' in json

/** Whether a JSON export has the items of Bitwarden; an empty vault has none, and some only notes. */
const holdsItems = (json: JsonObject): boolean =>
  Array.isArray(json.items) &&
  (json.items.length === 0 ||
    json.items.some(
      (item) => isObject(item) && ('login' in item || (hasFolders(json) && 'name' in item && 'type' in item)),
    ))

export const bitwarden: ImportFormat = {
  id: 'bitwarden',
  recognise: ({ name, json, table, members }) => {
    if (table !== undefined) return plainIf(table.columns.includes('login_totp'))
    if (members !== undefined) return undefined
    const vault = asObject(json)
    if (isProtected(vault)) return locked
    if (
      vault.encrypted === true &&
      ('encKeyValidation_DO_NOT_EDIT' in vault || 'items' in vault || 'data' in vault)
    )
      return refuseUnusable(name, 'bitwarden-account')
    return plainIf(holdsItems(vault) && hasFolders(vault))
  },
  open: async (content, context) => {
    if (content.table !== undefined) return readCsv(content)
    const vault = asObject(content.json)
    return readVault('bitwarden', isProtected(vault) ? await decrypt(content.name, vault, context) : vault)
  },
}

export const bitwardenAuthenticator: ImportFormat = {
  id: 'bitwarden-authenticator',
  recognise: ({ json }) => {
    const vault = asObject(json)
    return holdsItems(vault) && !hasFolders(vault) && vault.encrypted !== true ? plain : undefined
  },
  open: async ({ json }) => readVault('bitwarden-authenticator', asObject(json)),
}

/** The archive with attachments; Proton Pass has a file of the same name in a folder. */
export const bitwardenZip: ImportFormat = {
  id: 'bitwarden',
  recognise: ({ members = [] }) => {
    const data = members.find(({ name }) => name === 'data.json')
    return data === undefined ? undefined : data.encrypted ? locked : plain
  },
  open: async ({ name, bytes }, context) =>
    openInner(
      {
        name: `${name} › data.json`,
        bytes: await readMember(name, bytes, 'data.json', context.password),
      },
      context,
    ),
}

function readVault(format: FormatId, vault: JsonObject): ImportResult {
  const folders = new Map(
    [...asList(vault.folders), ...asList(vault.collections)].map((folder) => [
      asObject(folder).id,
      asText(asObject(folder).name),
    ]),
  )
  const items = asList(vault.items).map(asObject)
  const logins = items.filter(
    ({ type, login }) =>
      (type === undefined || type === loginType) && asText(asObject(login).totp).trim() !== '',
  )
  const list = readItems(logins, {
    title: ({ name, login }, index) => formatItemTitle(name, asObject(login).username, index),
    read: ({ name, login, folderId, collectionIds, notes }) =>
      readLinkEntry(asObject(login).totp, {
        issuer: name,
        account: asObject(login).username,
        title: name,
        tags: [folderId, ...asList(collectionIds)].map((id) => folders.get(id) ?? ''),
        comment: notes,
      }),
    isTrash: ({ deletedDate }) => asText(deletedDate) !== '',
  })
  return createResult(format, list)
}

function readCsv({ table }: Content): ImportResult {
  return readTableEntries('bitwarden', table, {
    code: (row) => row.get('login_totp') ?? '',
    around: (row) => ({
      issuer: row.get('name'),
      account: row.get('login_username'),
      title: row.get('name'),
      tags: [row.get('folder') ?? row.get('collections') ?? ''],
      comment: row.get('notes'),
      // Only Bitwarden Authenticator has these.
      parameters: { digits: row.get('digits'), period: row.get('period') },
    }),
  })
}

// --- The password-protected export ---

async function decrypt(file: string, vault: JsonObject, context: OpenContext): Promise<JsonObject> {
  const key = await deriveKey(file, vault, requirePassword(file, context), context)
  // HKDF-Expand (RFC 5869) for 32 bytes is a single HMAC.
  const expand = (info: string): Uint8Array =>
    hmac('sha256', key, new TextEncoder().encode(info), Uint8Array.of(1))
  const keys = { encryption: expand('enc'), mac: expand('mac') }
  const check = openString(asText(vault.encKeyValidation_DO_NOT_EDIT), keys)
  if (check === undefined) return refusePassword(file)
  const data = openString(asText(vault.data), keys)
  const inner = data === undefined ? undefined : parseJson(decodeText(data) ?? '')
  return isObject(inner) ? inner : refuseFile(file, { kind: 'damaged', format: 'bitwarden' })
}

async function deriveKey(
  file: string,
  vault: JsonObject,
  password: Secret<string>,
  context: OpenContext,
): Promise<Uint8Array> {
  // The salt counts as its Base64 text; it is not decoded.
  const salt = new TextEncoder().encode(asText(vault.salt))
  const rounds = asNumber(vault.kdfIterations)
  const secret = passwordBytes(password)
  if (vault.kdfType !== byArgon2) return pbkdf2(file, secret, { digest: 'sha256', salt, rounds })
  const kind = 'argon2id'
  const memory = asNumber(vault.kdfMemory) * 1024
  const lanes = asNumber(vault.kdfParallelism)
  return argon2(file, secret, { kind, salt: hash('sha256', salt), passes: rounds, memory, lanes }, context)
}

/** The bytes of `2.IV|CT|MAC` in Base64, or undefined where the MAC does not fit. */
function openString(
  text: string,
  keys: { readonly encryption: Uint8Array; readonly mac: Uint8Array },
): Uint8Array | undefined {
  if (!text.startsWith('2.')) return undefined
  const [iv, sealed, mac] = text.slice(2).split('|').map(parseBase64)
  if (iv === undefined || sealed === undefined || mac === undefined) return undefined
  return isEqual(hmac('sha256', keys.mac, iv, sealed), mac) ? openCbc(keys.encryption, iv, sealed) : undefined
}
