/** andOTP: JSON, and two encrypted forms that have no mark at all. Its PGP backups are OpenPGP messages. */
import { readBase32 } from '../../totp/base32.ts'
import type { Content } from '../content.ts'
import { hash, openGcm, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refusePassword, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, type OpenContext, plainIf } from '../format.ts'
import { mobileOtpSecret } from '../link-entry.ts'
import type { ImportedEntry, ImportResult } from '../model.ts'
import {
  asList,
  asObject,
  asText,
  decodeText,
  formatHex,
  isObject,
  type JsonObject,
  parseJson,
} from '../text.ts'

const nonceBytes = 12
const saltBytes = 12
const tagBytes = 16
/** Round counts that the newer form may state; anything else is the older form. */
const leastRounds = 1000
const mostRounds = 4_000_000

const isEntry = (item: unknown): boolean =>
  isObject(item) &&
  'secret' in item &&
  ('label' in item || 'thumbnail' in item) &&
  /^(?:TOTP|HOTP|STEAM|MOTP)$/i.test(asText(item.type)) &&
  !('kind' in item)

/** First bytes of other binary files, in hexadecimal: no password is asked for them. */
const otherMagic =
  /^(?:25504446|7f454c46|4d5a|1f8b|377abcaf|52617221|425a68|fd377a58|89504e47|ffd8ff|47494638|52494646|.{8}66747970|504b|4f676753|494433|664c6143|d0cf11e0|62706c69|cafebabe|00000100)/

export const andOtp: ImportFormat = {
  id: 'andotp',
  recognise: ({ bytes, text, json, members, tables }) => {
    if (json !== undefined) return plainIf(asList(json).some(isEntry))
    if (text !== undefined || members !== undefined || tables !== undefined) return undefined
    const start = formatHex(bytes.subarray(0, 16))
    const couldBe = bytes.length > nonceBytes + tagBytes && !otherMagic.test(start)
    return couldBe ? { encrypted: true, certain: false } : undefined
  },
  open: async (content, context) =>
    readAccounts(content.json === undefined ? await decrypt(content, context) : content.json),
}

async function decrypt({ name, bytes }: Content, context: OpenContext): Promise<unknown> {
  const password = passwordBytes(requirePassword(name, context))
  const plainBytes =
    (await openNew(name, bytes, password)) ?? openOld(bytes, password) ?? refusePassword(name)
  const accounts = parseJson(decodeText(plainBytes) ?? '')
  return Array.isArray(accounts) ? accounts : refuseFile(name, { kind: 'damaged', format: 'andotp' })
}

async function openNew(
  file: string,
  bytes: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array | undefined> {
  const start = 4 + saltBytes + nonceBytes
  if (bytes.length < start + tagBytes) return undefined
  const rounds = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (rounds < leastRounds || rounds > mostRounds) return undefined
  const salt = bytes.subarray(4, 4 + saltBytes)
  const key = await pbkdf2(file, password, { digest: 'sha1', salt, rounds })
  return openGcm(key, bytes.subarray(4 + saltBytes, start), bytes.subarray(start))
}

const openOld = (bytes: Uint8Array, password: Uint8Array): Uint8Array | undefined =>
  openGcm(hash('sha256', password), bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes))

function readAccounts(accounts: unknown): ImportResult {
  const list = readItems(asList(accounts).map(asObject), {
    title: ({ issuer, label }, index) => formatItemTitle(issuer, label, index),
    read: readAccount,
  })
  const hasPin = list.entries.some(({ type }) => type === 'motp')
  return createResult('andotp', list, hasPin ? ['pin'] : [])
}

function readAccount(item: JsonObject): ImportedEntry {
  return buildEntry({
    type: item.type,
    ...namesIn(item),
    secret: /^motp$/i.test(asText(item.type)) ? mobileOtpText(asText(item.secret)) : item.secret,
    algorithm: item.algorithm,
    digits: item.digits,
    period: item.period,
    counter: item.counter,
    tags: asList(item.tags).map(asText),
  })
}

/** Old versions wrote `issuer - account` into the label, and a later one repeated the issuer there. */
function namesIn({ issuer, label }: JsonObject): { readonly issuer: string; readonly account: string } {
  const account = asText(label)
  if (issuer === undefined) {
    const [first = '', ...rest] = account.split(' - ')
    return rest.length === 0 ? { issuer: '', account } : { issuer: first, account: rest.join(' - ') }
  }
  const name = asText(issuer)
  const repeated = [`${name}:`, `${name} - `].find((prefix) => name !== '' && account.startsWith(prefix))
  return { issuer: name, account: repeated === undefined ? account : account.slice(repeated.length) }
}

/** The hexadecimal text of a Mobile-OTP key, which is kept in Base32. */
function mobileOtpText(base32: string): Uint8Array {
  const bytes = readBase32(base32)
  if (!(bytes instanceof Uint8Array)) return refuseEntry({ kind: 'secret', flaw: bytes })
  return mobileOtpSecret(new TextDecoder().decode(bytes))
}
