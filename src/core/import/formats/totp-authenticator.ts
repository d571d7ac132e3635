/** TOTP Authenticator: Base64 of AES-CBC under a hash of the password, or of a constant where there is none. */

import { readPreferences } from '../android-map.ts'
import type { Content } from '../content.ts'
import { hash, openCbc, passwordBytes } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refusePassword, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, type OpenContext, plain } from '../format.ts'
import type { ImportedEntry } from '../model.ts'
import {
  asList,
  asObject,
  asText,
  decodeText,
  isObject,
  type JsonObject,
  parseBase64,
  parseHex,
  parseJson,
} from '../text.ts'
import { isBase64Blocks } from './steam.ts'

/** What the app takes for a password where the person set none. */
const noPassword = 'TotpAuthenticator'
const preferencesKey = 'STATIC_TOTP_CODES_LIST'

const isList = (json: unknown): boolean =>
  asList(json).some((item) => isObject(item) && 'base' in item && 'key' in item)

export const totpAuthenticator: ImportFormat = {
  id: 'totp-authenticator',
  recognise: (content) => {
    if (isList(content.json) || readPreferences(content.root)?.has(preferencesKey) === true) return plain
    if (!isBase64Blocks(content)) return undefined
    return openWith(content, new TextEncoder().encode(noPassword)) === undefined
      ? { encrypted: true, certain: false }
      : plain
  },
  open: async (content, context) => {
    const list = readItems(accountsIn(content, context).map(asObject), {
      title: ({ issuer, name }, index) => formatItemTitle(issuer, name, index),
      read: readAccount,
    })
    return createResult('totp-authenticator', list, ['type', 'algorithm'])
  },
}

function accountsIn(content: Content, context: OpenContext): readonly unknown[] {
  const preferences = readPreferences(content.root)?.get(preferencesKey)
  if (preferences !== undefined) return asList(parseJson(preferences))
  if (content.json !== undefined) return asList(content.json)
  return (
    openWith(content, new TextEncoder().encode(noPassword)) ??
    openWith(content, passwordBytes(requirePassword(content.name, context))) ??
    refusePassword(content.name)
  )
}

/** The accounts under a password, or undefined: the padding of CBC can fit by accident, JSON cannot. */
function openWith({ text = '' }: Content, password: Uint8Array): readonly unknown[] | undefined {
  const bytes = openCbc(hash('sha256', password), new Uint8Array(16), parseBase64(text) ?? new Uint8Array())
  const json = parseJson(bytes === undefined ? '' : (decodeText(bytes) ?? ''))
  if (Array.isArray(json)) return json
  // The list is the first key of an object.
  const [key = ''] = Object.keys(asObject(json))
  const list = parseJson(key)
  return Array.isArray(list) ? list : undefined
}

function readAccount({ issuer, name, key, base, digits, period }: JsonObject): ImportedEntry {
  return buildEntry({ issuer, account: name, secret: readKey(asText(key), asText(base)), digits, period })
}

function readKey(key: string, base: string): unknown {
  if (base === '16') return parseHex(key.replace(/\s/g, '')) ?? refuseEntry({ kind: 'structure' })
  if (base === '64') return parseBase64(key) ?? refuseEntry({ kind: 'structure' })
  return base === '32' || base === '' ? key : refuseEntry({ kind: 'structure' })
}
