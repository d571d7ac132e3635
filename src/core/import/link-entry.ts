/** Entries from links and from bare secrets, wherever a format keeps them. */

import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { readBase32 } from '../totp/base32.ts'
import { type ParsedLink, parseLink } from '../totp/link.ts'
import { readPlainLink } from '../totp/plain-link.ts'
import { buildEntry, dropLastCharacter, findAlgorithm, type RawEntry, readExportedBase32 } from './entry.ts'
import { refuseEntry } from './failure.ts'
import type { EntryNote, ImportedEntry } from './model.ts'
import { asObject, asText, parseBase64, parseJson } from './text.ts'

/** What the container says about a link that may say less itself. */
export interface Surroundings {
  readonly issuer?: unknown
  readonly account?: unknown
  readonly title?: unknown
  readonly tags?: readonly string[]
  readonly comment?: unknown
  readonly notes?: readonly EntryNote[]
  /** What a bare secret is used with; a link says so itself. */
  readonly parameters?: Pick<RawEntry, 'type' | 'algorithm' | 'digits' | 'period' | 'counter'>
}

/** The parameters of a link by lower-case names, form-encoded; damaged escapes stay as they are. */
export function parseParameters(link: string): ReadonlyMap<string, string> {
  const query = link.slice(link.indexOf('?') + 1)
  if (!link.includes('?')) return new Map()
  const found = new Map<string, string>()
  for (const pair of query.split('&')) {
    const end = pair.indexOf('=')
    const name = (end < 0 ? pair : pair.slice(0, end)).toLowerCase()
    // The first of equal names counts.
    if (!found.has(name)) found.set(name, end < 0 ? '' : decodePart(pair.slice(end + 1)))
  }
  return found
}

/** Text as forms encode it; most has nothing to decode. */
function decodePart(given: string): string {
  const text = given.replaceAll('+', ' ')
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const noTags: readonly string[] = []
const noNotes: readonly EntryNote[] = []
const stateable = ['algorithm', 'digits', 'period'] as const

/**
 * The entry of a line that `isPlainLink` accepts, of which lists hold thousands: nothing of it has to be checked again.
 * Undefined where the reader of all links has to look at it.
 */
export function readPlainLinkEntry(link: string): ImportedEntry | undefined {
  const account = readPlainLink(link)
  if (account === undefined) return undefined
  const { issuer, name, prefix, parameters, secret } = account
  const query = link.slice(link.indexOf('?'))
  return {
    type: 'totp',
    issuer,
    account: name,
    secret,
    parameters,
    stated: stateable.filter((parameter) => query.includes(`${parameter}=`)),
    tags: noTags,
    notes: prefix === undefined ? noNotes : [{ kind: 'other-name', name: prefix }],
  }
}

/**
 * The entry behind a link, or behind a bare secret. Names of the link win; the surroundings fill what it leaves empty.
 * Throws an EntryError.
 */
export function readLinkEntry(given: unknown, around: Surroundings = {}): ImportedEntry {
  const text = asText(given)
    .replace(/^\ufeff/, '')
    .trim()
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text) ?? []
  switch (scheme.toLowerCase()) {
    case '':
      return buildEntry({ ...around, ...around.parameters, secret: text })
    case 'motp':
      return readMobileOtp(text, around)
    case 'otpauth':
      return /^otpauth:\/\/(?:yaotp|yandex)\//i.test(text)
        ? readYandex(text, around)
        : readOtpauth(text, around)
    default:
      return readAccountLink(text, around, {})
  }
}

function readOtpauth(link: string, around: Surroundings): ImportedEntry {
  const given = parseParameters(link)
  const data = given.get('data')
  const shared = data === undefined ? '' : asText(asObject(parseJson(data)).shared_secret)
  if (shared !== '') return readWinAuthSteam(link, shared, around)
  // WinAuth: without the data there is only a secret that makes wrong codes.
  if ((data !== undefined || given.has('deviceid')) && isSteamLink(link, given))
    return refuseEntry({ kind: 'structure' })
  const algorithm = findAlgorithm(given.get('algorithm') ?? '')
  // The reader of links knows the algorithms of RFC 6238 only.
  const other = algorithm === 'MD5' || algorithm === 'SHA224' || algorithm === 'SHA384'
  if (!other) return readAccountLink(link, around, {}, given)
  return readAccountLink(link.replace(/([?&])algorithm=[^&]*/gi, '$1'), around, { algorithm }, given)
}

function readAccountLink(
  link: string,
  around: Surroundings,
  override: Pick<RawEntry, 'algorithm'>,
  given: ReadonlyMap<string, string> = parseParameters(link),
): ImportedEntry {
  const { account } = parseAccountLink(link)
  const { type, algorithm, digits, period } = account.parameters
  const issuer = account.issuer === '' && account.name === '' ? around.issuer : account.issuer
  const name = account.issuer === '' && account.name === '' ? around.account : account.name
  const entry = buildEntry({
    ...around,
    type,
    issuer,
    account: name,
    secret: account.secret.reveal(),
    algorithm: override.algorithm ?? algorithm,
    digits,
    period,
    counter: account.counter,
    notes: [
      ...(around.notes ?? []),
      ...(type === 'hotp' && !given.has('counter') ? [{ kind: 'no-counter' } as const] : []),
      ...(account.prefix === undefined ? [] : [{ kind: 'other-name', name: account.prefix } as const]),
    ],
  })
  const stated = (['algorithm', 'digits', 'period'] as const).filter((name) => (given.get(name) ?? '') !== '')
  return type === 'steam' ? entry : { ...entry, stated: stated }
}

function parseAccountLink(link: string): ParsedLink {
  try {
    return parseLink(link)
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-link') throw error
    const { flaw } = error.problem
    const mended = flaw.kind === 'secret' && flaw.flaw.kind === 'length' ? dropSurplus(link) : link
    return mended === link ? refuseEntry(flaw) : parseAccountLink(mended)
  }
}

/** The link with a secret that has no character too many, as apps read it. */
function dropSurplus(link: string): string {
  const given = parseParameters(link).get('secret') ?? link.replace(/^steam:\/\//i, '')
  const bytes = readExportedBase32(given)
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return link
  return link.replace(given, dropLastCharacter(given))
}

const isSteamLink = (link: string, given: ReadonlyMap<string, string>): boolean =>
  given.get('issuer') === 'Steam' || /^otpauth:\/\/totp\/Steam(?::|%3a)/i.test(link)

/** WinAuth: the secret in the link is not the one of the codes; it is in the Steam data next to it. */
function readWinAuthSteam(link: string, shared: string, around: Surroundings): ImportedEntry {
  const secret = parseBase64(shared)
  if (secret === undefined) return refuseEntry({ kind: 'structure' })
  const data = asObject(parseJson(parseParameters(link).get('data') ?? ''))
  const { issuer, account } = splitLabel(link)
  return buildEntry({
    ...around,
    type: 'steam',
    issuer: issuer === '' ? 'Steam' : issuer,
    account: account === '' ? data.account_name : account,
    secret,
    notes: [...(around.notes ?? []), ...revocationNotes(data.revocation_code)],
  })
}

export function revocationNotes(code: unknown): readonly EntryNote[] {
  const text = asText(code).trim()
  return text === '' ? [] : [{ kind: 'revocation-code', code: new Secret(text) }]
}

/** A `+` of a label is a plus sign. */
const decodeLabel = (text: string): string => decodePart(text.replaceAll('+', '%2B'))

function splitLabel(link: string): { readonly issuer: string; readonly account: string } {
  const [, label = ''] = /^[a-z]+:\/\/(?:(?:totp|hotp|steam|yaotp|yandex)\/)?([^?]*)/i.exec(link) ?? []
  const colon = label.includes(':') ? /:/ : /%3a/i
  const [first = '', ...rest] = label.split(colon)
  const account = rest.length === 0 ? first : rest.join(':')
  const prefix = rest.length === 0 ? '' : decodeLabel(first).trim()
  const issuer = parseParameters(link).get('issuer')?.trim() ?? ''
  return { issuer: issuer === '' ? prefix : issuer, account: decodeLabel(account).trim() }
}

/** `motp://ISSUER:ACCOUNT?secret=HEX`: the hexadecimal text itself is hashed. */
function readMobileOtp(link: string, around: Surroundings): ImportedEntry {
  const given = parseParameters(link)
  const text = given.get('secret')?.trim() ?? ''
  if (text === '') return refuseEntry({ kind: 'no-secret' })
  return buildEntry({
    ...around,
    ...namesOr(around, splitLabel(link)),
    type: 'motp',
    secret: mobileOtpSecret(text),
    pin: given.get('pin'),
  })
}

const namesOr = (around: Surroundings, names: { readonly issuer: string; readonly account: string }) =>
  names.issuer === '' && names.account === '' ? { issuer: around.issuer, account: around.account } : names

/** The key of Mobile-OTP: the bytes of its hexadecimal text. Throws an EntryError. */
export function mobileOtpSecret(text: string): Uint8Array {
  if (!/^[0-9a-f]+$/i.test(text))
    return refuseEntry({ kind: 'secret', flaw: { kind: 'length', length: text.length } })
  return new TextEncoder().encode(text)
}

function readYandex(link: string, around: Surroundings): ImportedEntry {
  const given = parseParameters(link)
  return buildEntry({
    ...around,
    ...namesOr(around, splitLabel(link)),
    type: 'yandex',
    secret: given.get('secret'),
    pin: readYandexPin(given.get('pin') ?? ''),
  })
}

/** A PIN has only digits; some apps write it in Base32. */
function readYandexPin(text: string): string {
  if (/^\d*$/.test(text)) return text
  const bytes = readBase32(text)
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : ''
}
