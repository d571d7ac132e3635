/** Authy: preferences of the app from a rooted phone, and lists made from them or from its servers by scripts. */
import { readPreferences } from '../android-map.ts'
import type { Content } from '../content.ts'
import { openCbc, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refusePassword, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain } from '../format.ts'
import { checkAllRounds } from '../limits.ts'
import { readLinkEntry } from '../link-entry.ts'
import type { ImportedEntry } from '../model.ts'
import {
  asList,
  asNumber,
  asObject,
  asText,
  decodeText,
  isObject,
  type JsonObject,
  parseBase64,
  parseHex,
  parseJson,
} from '../text.ts'

const preferencesKey = /^com\.authy\.storage\.tokens\.\w+\.key$/
const rounds = 1000

const sealedSecret = (token: JsonObject): string =>
  asText(token.encryptedSecret) || asText(token.encrypted_seed)

const isToken = (item: unknown): boolean =>
  isObject(item) &&
  ('decryptedSecret' in item ||
    'encryptedSecret' in item ||
    'encrypted_seed' in item ||
    'secretSeed' in item ||
    ('uri' in item && 'secret' in item && 'name' in item))

/** The tokens of a file, or undefined where it holds none of Authy. */
function tokensIn({ json, root }: Content): readonly JsonObject[] | undefined {
  const strings = readPreferences(root)
  if (strings !== undefined) {
    const lists = [...strings].filter(([name]) => preferencesKey.test(name))
    if (lists.length === 0) return undefined
    return lists.flatMap(([, text]) => asList(parseJson(text)).map(asObject))
  }
  const list = asList(asObject(json).authenticator_tokens ?? json)
  return list.some(isToken) ? list.map(asObject) : undefined
}

const isSealed = (token: JsonObject): boolean =>
  asText(token.decryptedSecret) === '' && asText(token.uri) === '' && sealedSecret(token) !== ''

export const authy: ImportFormat = {
  id: 'authy',
  recognise: (content) => {
    const tokens = tokensIn(content)
    return tokens === undefined ? undefined : tokens.some(isSealed) ? locked : plain
  },
  open: async (content, context) => {
    const tokens = tokensIn(content) ?? []
    const secrets = await openSecrets(content.name, tokens, context)
    const list = readItems(tokens, {
      title: (token, index) =>
        formatItemTitle(token.originalIssuer, token.name ?? token.original_name, index),
      read: (token) => readToken(token, secrets.get(token)),
    })
    return createResult('authy', list, ['algorithm', 'period', 'type'])
  },
}

/** The secrets of sealed tokens. Where none at all can be opened the password is wrong. */
async function openSecrets(
  file: string,
  tokens: readonly JsonObject[],
  context: OpenContext,
): Promise<ReadonlyMap<JsonObject, string>> {
  const sealed = tokens.filter(isSealed)
  if (sealed.length === 0) return new Map()
  const password = passwordBytes(requirePassword(file, context))
  checkAllRounds(file, sealed.map(readRounds))
  const opened = await Promise.all(
    sealed.map(async (token) => [token, await openSecret(file, token, password)] as const),
  )
  const secrets = new Map(
    opened.flatMap(([token, secret]) => (secret === undefined ? [] : [[token, secret] as const])),
  )
  return secrets.size === 0 ? refusePassword(file) : secrets
}

function readRounds({ key_derivation_iterations: given }: JsonObject): number {
  const stated = asNumber(given)
  return Number.isNaN(stated) ? rounds : stated
}

async function openSecret(
  file: string,
  token: JsonObject,
  password: Uint8Array,
): Promise<string | undefined> {
  // The salt counts as its text.
  const salt = new TextEncoder().encode(asText(token.salt))
  const how = { digest: 'sha1', salt, rounds: readRounds(token) } as const
  const key = await pbkdf2(file, password, how)
  const iv = parseHex(token.unique_iv) ?? parseBase64(token.unique_iv)
  const bytes = openCbc(
    key,
    iv?.length === 16 ? iv : new Uint8Array(16),
    parseBase64(sealedSecret(token)) ?? new Uint8Array(),
  )
  const text = bytes === undefined ? undefined : decodeText(bytes)?.trim()
  // The padding of CBC can fit by accident, and the result is then no Base32.
  return text !== undefined && /^[A-Z2-7\s=-]+$/i.test(text) ? text : undefined
}

function readToken(token: JsonObject, opened: string | undefined): ImportedEntry {
  const names = namesIn(token)
  if (asText(token.uri) !== '') return readLinkEntry(token.uri, names)
  const seed = asText(token.secretSeed)
  if (seed !== '') {
    const secret = parseHex(seed) ?? refuseEntry({ kind: 'structure' })
    const digits = token.digits ?? 7
    return buildEntry({ ...names, secret, digits, period: 10 })
  }
  const secret = asText(token.decryptedSecret) || asText(token.secret) || opened
  if (secret === undefined || secret === '')
    return refuseEntry(sealedSecret(token) === '' ? { kind: 'no-secret' } : { kind: 'other-key' })
  return buildEntry({ ...names, secret, digits: token.digits })
}

/** Names come as `issuer:account` or `issuer: account`, with the issuer by itself where it is known. */
function namesIn(token: JsonObject): { readonly issuer: string; readonly account: string } {
  const issuer = asText(token.originalIssuer) || asText(token.issuer)
  const name = asText(token.originalName) || asText(token.original_name) || asText(token.name)
  const colon = name.indexOf(':')
  const [prefix, account] = colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1).trim()]
  if (issuer === '') return { issuer: prefix, account }
  return prefix.trim().toLowerCase() === issuer.toLowerCase()
    ? { issuer, account }
    : { issuer, account: name }
}
