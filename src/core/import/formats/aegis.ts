/** Aegis: a vault in JSON, plain or encrypted under a master key that stands in password slots. */
import { readBase32 } from '../../totp/base32.ts'
import type { Content } from '../content.ts'
import { openGcm, passwordBytes, scrypt } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refusePassword, refuseUnusable, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain } from '../format.ts'
import { mobileOtpSecret } from '../link-entry.ts'
import type { ImportedEntry } from '../model.ts'
import {
  asList,
  asNumber,
  asObject,
  asText,
  decodeText,
  formatHex,
  isObject,
  type JsonObject,
  parseBase64,
  parseHex,
  parseJson,
} from '../text.ts'

const passwordSlot = 1

const readSlots = (vault: JsonObject): readonly JsonObject[] =>
  asList(asObject(vault.header).slots).map(asObject)

export const aegis: ImportFormat = {
  id: 'aegis',
  recognise: ({ name, json }) => {
    const vault = asObject(json)
    if (!('header' in vault && 'db' in vault && 'version' in vault)) return undefined
    if (typeof vault.db !== 'string') return plain
    if (readSlots(vault).some(({ type }) => type === passwordSlot)) return locked
    return refuseUnusable(name, 'aegis-no-password')
  },
  open: async (content, context) => {
    const vault = asObject(content.json)
    const db = typeof vault.db === 'string' ? await decrypt(content, vault, context) : vault.db
    if (!isObject(db) || !Array.isArray(db.entries))
      return refuseFile(content.name, { kind: 'damaged', format: 'aegis' })
    const groups = new Map(
      asList(db.groups).map((group) => [asObject(group).uuid, asText(asObject(group).name)]),
    )
    const list = readItems(db.entries.map(asObject), {
      title: ({ issuer, name }, index) => formatItemTitle(issuer, name, index),
      read: (entry) => readEntry(entry, groups),
    })
    return createResult('aegis', list, asNumber(db.version) > 3 ? ['newer-version'] : [])
  },
}

async function decrypt({ name }: Content, vault: JsonObject, context: OpenContext): Promise<unknown> {
  const password = passwordBytes(requirePassword(name, context))
  const { nonce, tag } = asObject(asObject(vault.header).params)
  const sealed = joinTag(parseBase64(vault.db), parseHex(tag))
  const iv = parseHex(nonce)
  if (sealed === undefined || iv === undefined) return refuseFile(name, { kind: 'damaged', format: 'aegis' })
  for (const slot of readSlots(vault).filter(({ type }) => type === passwordSlot)) {
    const key = await openSlot(name, slot, password, context)
    const bytes = key === undefined ? undefined : openGcm(key, iv, sealed)
    if (bytes !== undefined) return parseJson(decodeText(bytes) ?? '')
  }
  return refusePassword(name)
}

/** The master key in a slot, or undefined where the password or the slot does not fit. */
async function openSlot(
  file: string,
  slot: JsonObject,
  password: Uint8Array,
  context: OpenContext,
): Promise<Uint8Array | undefined> {
  const salt = parseHex(slot.salt)
  const { nonce, tag } = asObject(slot.key_params)
  const iv = parseHex(nonce)
  const sealed = joinTag(parseHex(slot.key), parseHex(tag))
  if (salt === undefined || iv === undefined || sealed === undefined) return undefined
  const [n, r, p] = [asNumber(slot.n), asNumber(slot.r), asNumber(slot.p)]
  const key = await scrypt(file, password, { salt, n, r, p }, context)
  const master = key === undefined ? undefined : openGcm(key, iv, sealed)
  return master?.length === 32 ? master : undefined
}

const joinTag = (sealed: Uint8Array | undefined, tag: Uint8Array | undefined): Uint8Array | undefined =>
  sealed === undefined || tag === undefined ? undefined : new Uint8Array([...sealed, ...tag])

function readEntry(entry: JsonObject, groups: ReadonlyMap<unknown, string>): ImportedEntry {
  const { secret, algo, digits, period, counter, pin } = asObject(entry.info)
  const tags = [asText(entry.group), ...asList(entry.groups).map((uuid) => groups.get(uuid) ?? '')]
  return buildEntry({
    type: entry.type,
    issuer: entry.issuer,
    account: entry.name,
    secret: asText(entry.type).toLowerCase() === 'motp' ? mobileOtpBytes(asText(secret)) : secret,
    algorithm: algo,
    digits,
    period,
    counter,
    pin,
    tags,
    comment: entry.note,
  })
}

/** Aegis keeps the raw bytes; Mobile-OTP hashes their hexadecimal text. */
function mobileOtpBytes(text: string): Uint8Array {
  const bytes = readBase32(text)
  if (bytes instanceof Uint8Array) return mobileOtpSecret(formatHex(bytes))
  return refuseEntry({ kind: 'secret', flaw: bytes })
}
