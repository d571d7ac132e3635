/** FreeOTP 2 (an encrypted backup), FreeOTP 1 (preferences of the app) and FreeOTP+ (JSON). */
import { readPreferences } from '../android-map.ts'
import type { Content } from '../content.ts'
import { openGcm, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refusePassword, refuseUnusable, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain, plainIf } from '../format.ts'
import { isJavaStream, parseJavaMap } from '../java-map.ts'
import type { FormatId, ImportedEntry, ImportResult } from '../model.ts'
import { asList, asNumber, asObject, asText, isObject, type JsonObject, parseJson } from '../text.ts'

/** A byte array as Java writes it in JSON: −128 to 127. */
function readSignedBytes(value: unknown): Uint8Array | undefined {
  if (!Array.isArray(value)) return undefined
  const fits = value.every((byte) => Number.isInteger(byte) && byte >= -128 && byte <= 255)
  return fits ? Uint8Array.from(value, (byte) => byte & 255) : undefined
}

const formatTokenTitle = (token: JsonObject, index: number): string =>
  formatItemTitle(token.issuerExt ?? token.issuerInt, token.label, index)

function readToken(token: JsonObject, secret: Uint8Array | undefined, algorithm: unknown): ImportedEntry {
  const issuer = asText(token.issuerExt) === '' ? token.issuerInt : token.issuerExt
  const isSteam = issuer === 'Steam' && asText(token.type).toUpperCase() !== 'HOTP'
  return buildEntry({
    type: isSteam ? 'steam' : token.type,
    issuer,
    account: token.label,
    secret: secret ?? refuseEntry({ kind: 'no-secret' }),
    algorithm,
    digits: token.digits,
    period: token.period,
    counter: token.counter,
  })
}

function readTokens(format: FormatId, tokens: readonly JsonObject[]): ImportResult {
  const list = readItems(tokens, {
    title: formatTokenTitle,
    read: (token) => readToken(token, readSignedBytes(token.secret), token.algo),
  })
  return createResult(format, list)
}

// --- FreeOTP 1 and FreeOTP+ ---

export const freeOtpPlus: ImportFormat = {
  id: 'freeotp-plus',
  recognise: ({ json }) => {
    const { tokens, tokenOrder } = asObject(json)
    const hasBytes = asList(tokens).some((token) => Array.isArray(asObject(token).secret))
    return plainIf(Array.isArray(tokens) && (tokenOrder !== undefined || hasBytes))
  },
  open: async ({ json }) => readTokens('freeotp-plus', asList(asObject(json).tokens).map(asObject)),
}

/**
 * The tokens in preferences: strings of JSON that name an issuer or a label. Of one that is damaged, or only listed, there
 * is just the name.
 */
function tokensIn(content: Content): readonly JsonObject[] | undefined {
  const strings = readPreferences(content.root)
  if (strings === undefined) return undefined
  const order = asList(parseJson(strings.get('tokenOrder') ?? '')).map(asText)
  const tokens = [...new Set([...order, ...strings.keys()])].flatMap((name) => {
    const text = strings.get(name)?.trim()
    const json = parseJson(text ?? '')
    if (json === undefined) return text === undefined || text.startsWith('{"') ? [{ label: name }] : []
    const token = asObject(json)
    return 'label' in token || 'issuerExt' in token || 'issuerInt' in token ? [token] : []
  })
  return strings.has('tokenOrder') || tokens.some((token) => Object.keys(token).length > 1)
    ? tokens
    : undefined
}

const freeOtpPreferences: Pick<ImportFormat, 'recognise' | 'open'> = {
  recognise: (content) => {
    const tokens = tokensIn(content)
    if (tokens === undefined) return undefined
    // FreeOTP 2 keeps the names in such files and the keys in the phone's key store.
    if (tokens.length > 0 && tokens.every((token) => !('secret' in token)))
      return refuseUnusable(content.name, 'freeotp-names')
    return plain
  },
  open: async (content) => readTokens('freeotp', tokensIn(content) ?? []),
}

// --- FreeOTP 2 ---

const masterKey = 'masterKey'
const tokenEnding = '-token'

export const freeOtp: ImportFormat = {
  id: 'freeotp',
  recognise: (content) => (isJavaStream(content.bytes) ? locked : freeOtpPreferences.recognise(content)),
  open: async (content, context) =>
    isJavaStream(content.bytes) ? openBackup(content, context) : freeOtpPreferences.open(content, context),
}

async function openBackup({ name, bytes }: Content, context: OpenContext): Promise<ImportResult> {
  const map = parseJavaMap(bytes)
  const master = asObject(parseJson(map?.get(masterKey) ?? ''))
  if (map === undefined || !isObject(master.mEncryptedKey))
    return refuseFile(name, { kind: 'damaged', format: 'freeotp' })
  const password = passwordBytes(requirePassword(name, context))
  const salt = readSignedBytes(master.mSalt)
  if (salt === undefined) return refuseFile(name, { kind: 'damaged', format: 'freeotp' })
  const digest = /SHA1$/i.test(asText(master.mAlgorithm)) ? 'sha1' : 'sha512'
  const derived = await pbkdf2(name, password, { digest, salt, rounds: asNumber(master.mIterations) })
  const key = openKey(derived, master.mEncryptedKey)
  if (key?.length !== 32) return refusePassword(name)
  const keys = [...map.keys()].filter((id) => id !== masterKey)
  // A key without its token, too, is an account that was lost.
  const ids = new Set(keys.map((id) => (id.endsWith(tokenEnding) ? id : `${id}${tokenEnding}`)))
  const list = readItems([...ids], {
    title: (id, index) => formatTokenTitle(asObject(parseJson(map.get(id) ?? '')), index),
    read: (id) => {
      const token = parseJson(map.get(id) ?? '')
      const holder = parseJson(map.get(id.slice(0, -tokenEnding.length)) ?? '')
      if (!isObject(token) || !isObject(holder)) return refuseEntry({ kind: 'structure' })
      const sealed = typeof holder.key === 'string' ? parseJson(holder.key) : (holder.key ?? holder)
      const secret = openKey(key, asObject(sealed)) ?? refuseEntry({ kind: 'other-key' })
      return readToken(token, secret, token.algo ?? asObject(sealed).mToken)
    },
  })
  return createResult('freeotp', list)
}

/** A key under another one: AES-256-GCM with the name of its algorithm as associated data. */
function openKey(key: Uint8Array, sealed: unknown): Uint8Array | undefined {
  const { mCipherText, mParameters, mToken } = asObject(sealed)
  const cipherText = readSignedBytes(mCipherText)
  const nonce = findNonce(readSignedBytes(mParameters))
  if (cipherText === undefined || nonce === undefined) return undefined
  return openGcm(key, nonce, cipherText, new TextEncoder().encode(asText(mToken)))
}

/** The nonce in DER: an octet string, by itself or first in a sequence. */
function findNonce(der: Uint8Array | undefined): Uint8Array | undefined {
  const octets = der?.[0] === 0x30 ? der.subarray(2) : der
  if (octets?.[0] !== 0x04) return undefined
  const length = octets[1] ?? 0
  return length > 0 && length < 0x80 && octets.length >= 2 + length
    ? octets.subarray(2, 2 + length)
    : undefined
}
