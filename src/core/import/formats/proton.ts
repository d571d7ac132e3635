/** Proton Authenticator (JSON, plain or with a password) and Proton Pass (JSON, CSV, archive; PGP messages hold the JSON). */
import { argon2 } from '../argon2.ts'
import { openGcm, passwordBytes } from '../cryptography.ts'
import { formatItemTitle, readItems } from '../entry.ts'
import { refuseFile, refusePassword, requirePassword } from '../failure.ts'
import {
  createResult,
  type ImportFormat,
  locked,
  type OpenContext,
  openInner,
  plain,
  plainIf,
} from '../format.ts'
import { readLinkEntry, type Surroundings } from '../link-entry.ts'
import type { ImportResult } from '../model.ts'
import { readTableEntries } from '../table-entries.ts'
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
import { readMember } from '../zip.ts'

const saltBytes = 16
const nonceBytes = 12
const associated = 'proton.authenticator.export.v1'

export const protonAuthenticator: ImportFormat = {
  id: 'proton-authenticator',
  recognise: ({ json }) => {
    const { version, salt, content, entries } = asObject(json)
    if (version === undefined) return undefined
    if (typeof salt === 'string' && typeof content === 'string' && entries === undefined) return locked
    const items = asList(entries).map(asObject)
    return plainIf(
      Array.isArray(entries) &&
        (items.length === 0 || items.some(({ content }) => 'entry_type' in asObject(content))),
    )
  },
  open: async ({ name, json }, context) => {
    const file = asObject(json)
    const { entries } = file.entries === undefined ? await decrypt(name, file, context) : file
    const list = readItems(asList(entries).map(asObject), {
      title: ({ content }, index) => formatItemTitle('', asObject(content).name, index),
      read: ({ content, note }) => {
        const { uri, name: account } = asObject(content)
        return readLinkEntry(uri, { account, title: account, comment: note })
      },
    })
    return createResult('proton-authenticator', list)
  },
}

async function decrypt(file: string, json: JsonObject, context: OpenContext): Promise<JsonObject> {
  const password = passwordBytes(requirePassword(file, context))
  const [salt, sealed] = [parseBase64(json.salt), parseBase64(json.content)]
  if (salt === undefined || sealed === undefined || salt.length < saltBytes / 2)
    return refuseFile(file, { kind: 'damaged', format: 'proton-authenticator' })
  const how = { kind: 'argon2id', salt, passes: 2, memory: 19_456, lanes: 1 } as const
  const key = await argon2(file, password, how, context)
  const data = new TextEncoder().encode(associated)
  const bytes = openGcm(key, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), data)
  const inner = bytes === undefined ? refusePassword(file) : parseJson(decodeText(bytes) ?? '')
  return isObject(inner) ? inner : refuseFile(file, { kind: 'damaged', format: 'proton-authenticator' })
}

/** The state of an item in the bin. */
const inBin = 2

interface PassCode extends Surroundings {
  readonly uri: unknown
  readonly isTrash: boolean
}

export const protonPass: ImportFormat = {
  id: 'proton-pass',
  recognise: ({ json, table }) => {
    if (table !== undefined)
      return plainIf(['type', 'totp', 'email', 'username'].every((column) => table.columns.includes(column)))
    return plainIf(isObject(asObject(json).vaults))
  },
  open: async ({ json, table }) => {
    if (table === undefined)
      return readCodes(
        Object.values(asObject(asObject(json).vaults))
          .flatMap((vault) => codesInVault(asObject(vault)))
          .filter(({ uri }) => asText(uri).trim() !== ''),
      )
    return readTableEntries('proton-pass', table, {
      code: (row) => row.get('totp') ?? '',
      around: (row) => ({
        issuer: row.get('name'),
        account: row.get('username') || row.get('email'),
        title: row.get('name'),
        tags: [row.get('vault') ?? ''],
        comment: row.get('note'),
      }),
    })
  },
}

function readCodes(codes: readonly PassCode[]): ImportResult {
  const list = readItems(codes, {
    title: ({ issuer, account }, index) => formatItemTitle(issuer, account, index),
    read: ({ uri, isTrash, ...around }) => readLinkEntry(uri, around),
    isTrash: ({ isTrash }) => isTrash,
  })
  return createResult('proton-pass', list)
}

/** The codes of a vault: of the login itself, and of fields and sections that the person added. */
function codesInVault({ name, items }: JsonObject): readonly PassCode[] {
  return asList(items).flatMap((item) => {
    const { data, state } = asObject(item)
    const { metadata, content, extraFields } = asObject(data)
    const login = asObject(content)
    const fields = [
      ...asList(extraFields),
      ...asList(login.sections).flatMap((section) => asList(asObject(section).sectionFields)),
    ].map(asObject)
    const uris = [
      login.totpUri,
      ...fields
        .filter(({ type }) => asText(type).toLowerCase() === 'totp')
        .map(({ data }) => asObject(data).totpUri ?? asObject(data).content),
    ]
    const title = asObject(metadata).name
    const account = [login.itemUsername, login.username, login.itemEmail].find((text) => asText(text) !== '')
    const comment = asObject(metadata).note
    return uris.map((uri) => ({
      uri,
      issuer: title,
      account,
      title,
      comment,
      tags: [asText(name)],
      isTrash: state === inBin,
    }))
  })
}

const protonData = /(?:^|\/)data\.(?:json|pgp)$|\.pgp$/i

/** The archive of Proton Pass. Its member may be a PGP message, which asks for the password itself. */
export const protonPassZip: ImportFormat = {
  id: 'proton-pass',
  recognise: ({ members = [] }) => {
    const data = members.find(({ name }) => protonData.test(name) && name !== 'data.json')
    if (data === undefined) return undefined
    return data.encrypted || /pgp$/i.test(data.name) ? locked : plain
  },
  open: async ({ name, bytes, members = [] }, context) => {
    const data = members.find((member) => protonData.test(member.name) && member.name !== 'data.json')
    const member = data?.name ?? ''
    const inner = await readMember(name, bytes, member, context.password)
    return openInner({ name: `${name} › ${member}`, bytes: inner }, context)
  },
}
