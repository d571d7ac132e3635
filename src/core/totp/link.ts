/**
 * Links that carry an account: `otpauth://TYPE/LABEL?PARAMS` (Key URI Format), Apple's `apple-otpauth://`, and
 * `steam://SECRET`. Read by hand: URL parsers cut at a raw `#`, turn `+` of a label into a space, and quote the secret
 * in their errors; otplib's reader refuses Steam, five, nine and ten digits, and quotes as well.
 */
import { Secret } from '../secret.ts'
import { type Account, type AccountNote, secretNotes, usualLeastBytes } from './account.ts'
import { formatBase32, readBase32, readGroups } from './base32.ts'
import { foreignKind } from './foreign.ts'
import { parseNames } from './link-names.ts'
import {
  codeParameters,
  type LinkParameters,
  type Pair,
  parseCounter,
  readParameters,
  refuseLink,
  splitPairs,
} from './link-parameters.ts'
import { showableName } from './parameter-names.ts'
import { type OtpType, steamParameters, usualParameters } from './parameters.ts'
import { isPlainLink, readPlainLink } from './plain-link.ts'
import { findSpokenSettings, readSettings } from './setting-lines.ts'
import { hasWholeEscapes, unescapePercent } from './unescape.ts'

/** An account, and what there is to know about it. */
export interface ParsedLink {
  readonly account: Account
  readonly notes: readonly AccountNote[]
}

/** Longer than any link that fits a QR code. */
const longest = 8192

/**
 * The account behind one link. Throws `bad-link`.
 *
 * @example
 * ```js
 * import { parseLink } from '2fa-rescue/totp'
 *
 * const { account } = parseLink(
 *   'otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example',
 * )
 * console.log(account.issuer, account.name, account.parameters.digits) // Example alice 6
 * ```
 */
export function parseLink(text: string): ParsedLink {
  return parseLinkWith(text, [])
}

/** Like `parseLink`, with settings that stand next to the link. Throws `bad-link` where the link contradicts them. */
export function parseLinkWith(text: string, settings: readonly Pair[]): ParsedLink {
  const plain = settings.length === 0 && isPlainLink(text) ? readPlainLink(text) : undefined
  if (plain !== undefined && text.length <= longest) return { account: plain, notes: [] }
  const link = text.replace(/^\ufeff/, '').trim()
  if (link.length > longest) refuseLink({ kind: 'too-long' })
  const what = foreignKind(link)
  if (what !== undefined) refuseLink({ kind: 'foreign', what })
  const [whole, scheme = ''] =
    /^([a-z][a-z0-9+.-]{0,30}):(?:\/\/|(?<=^otpauth:)\/?(?=(?:totp|hotp|steam|yaotp)\/))/i.exec(link) ??
    refuseLink({ kind: 'no-link' })
  const rest = link.slice(whole.length)
  switch (scheme.toLowerCase()) {
    case 'otpauth':
    case 'apple-otpauth':
      return parseOtpauth(rest, settings)
    case 'steam':
      return parseSteam(rest, settings)
    case 'motp':
      return refuseLink({ kind: 'mobile-otp' })
    case 'otpauth-migration':
      return refuseLink({ kind: 'transfer' })
    default:
      return refuseLink({ kind: 'scheme' })
  }
}

/** `steam://SECRET`, as Bitwarden and Proton write it: there is no label. */
function parseSteam(rest: string, settings: readonly Pair[]): ParsedLink {
  codeParameters('steam', readParameters(settings, 'steam'), '')
  const { secret, notes } = parseSecretValue(rest.replace(/[/?#].*$/s, ''))
  return withNotes({ issuer: '', name: '', parameters: steamParameters, secret }, notes)
}

function parseOtpauth(rest: string, settings: readonly Pair[]): ParsedLink {
  const typeName = /^[^/?#&]*/.exec(rest)?.[0] ?? ''
  const type = parseType(typeName)
  const { label, query } = splitQuery(rest.slice(typeName.length).replace(/^\//, ''))
  const given = readParameters([...splitPairs(query), ...settings], type)
  const { secret, notes } = parseSecretValue(given.rawSecret ?? refuseLink({ kind: 'no-secret' }))
  if (given.get('secret') === undefined) refuseLink({ kind: 'no-secret' })
  const names = parseNames(label, given.get('issuer') ?? '')
  const parameters = codeParameters(given.type ?? type, given, names.issuer)
  const all = [...notes, ...unknownNotes(given)]
  if (parameters.type !== 'hotp') return withNotes({ ...names, parameters, secret }, all)
  const counter = parseCounter(given)
  const counterNotes: readonly AccountNote[] = counter === undefined ? [{ kind: 'no-counter' }] : []
  return withNotes({ ...names, parameters, counter: counter ?? 0, secret }, [...all, ...counterNotes])
}

function parseType(name: string): OtpType {
  const type = name.toLowerCase()
  if (type === 'yaotp') return refuseLink({ kind: 'yandex' })
  return type === 'totp' || type === 'hotp' || type === 'steam' ? type : refuseLink({ kind: 'type' })
}

/**
 * Label and query. A name may hold a raw `?`, and the `?` may be missing: the query is what holds the secret, and begins
 * with a parameter.
 */
function splitQuery(rest: string): { readonly label: string; readonly query: string } {
  const secretAt = /[?&]\s*secret=/i.exec(rest)?.index
  if (secretAt === undefined) {
    const mark = rest.indexOf('?')
    return mark === -1
      ? { label: rest, query: '' }
      : { label: rest.slice(0, mark), query: rest.slice(mark + 1) }
  }
  const marks = [...rest.matchAll(/\?(?=[a-z0-9_-]{1,24}=)/gi)].map(({ index }) => index)
  const firstMark = rest.slice(0, secretAt).indexOf('?')
  const start = marks.filter((mark) => mark <= secretAt).at(-1) ?? (firstMark === -1 ? secretAt : firstMark)
  return { label: rest.slice(0, start), query: rest.slice(start + 1) }
}

function unknownNotes({ unknown }: LinkParameters): readonly AccountNote[] {
  return unknown.length === 0 ? [] : [{ kind: 'unknown-parameters', names: unknown }]
}

function withNotes(account: Account, notes: readonly AccountNote[] = []): ParsedLink {
  return { account, notes: [...notes, ...secretNotes(account.secret)] }
}

/**
 * The secret in the value of a parameter. Words behind it are left out with a note where the secret is one group, and
 * refused where they may be groups of it.
 */
function parseSecretValue(value: string): {
  readonly secret: Secret
  readonly notes: readonly AccountNote[]
} {
  const raw = value.replace(/#.*$/s, '')
  if (!hasWholeEscapes(raw)) refuseLink({ kind: 'escape' })
  const whole = unescapePercent(raw.replaceAll('+', ' '))
  if (/\.{2,}|[…‥]|\*{3,}|[•●]{2,}/.test(whole)) refuseLink({ kind: 'secret', flaw: { kind: 'cut' } })
  const text = trimMarks(whole)
  const bytes = readGroups(text)
  if (bytes instanceof Uint8Array) return { secret: new Secret(bytes), notes: [] }
  if (bytes.kind === 'empty') return refuseLink({ kind: 'no-secret' })
  const [first = '', ...words] = trimMarks(raw).split(/\s+/)
  const [beside] = readSettings(words.join(' ')) ?? findSpokenSettings(words.join(' '))
  if (beside !== undefined) refuseLink({ kind: 'parameter', name: showableName(beside.name) })
  const alone = words.length === 0 ? undefined : readBase32(trimMarks(first))
  const mayBelong = words.some((word) => word.length >= 8 && readBase32(word) instanceof Uint8Array)
  if (alone instanceof Uint8Array && alone.length >= usualLeastBytes && !mayBelong)
    return { secret: new Secret(alone), notes: [{ kind: 'text-after' }] }
  return refuseLink({ kind: 'secret', flaw: bytes })
}

/** Without quotation marks and the full stop of a sentence. */
const trimMarks = (text: string): string =>
  text.trim().replace(/^["'`“”‘’«»]{1,4}|["'`“”‘’«».,;:!*)\]}]{1,4}$/g, '')

// --- Writing ---

/**
 * The link of an account, as most apps understand it. Read again it gives the same account.
 *
 * @example
 * ```js
 * import { formatLink, parseSecret, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * console.log(formatLink({ issuer: 'Example', name: 'alice', parameters: usualParameters, secret }))
 * // otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example
 * ```
 */
export function formatLink({ issuer, name, parameters, counter, secret }: Account): string {
  const { type, algorithm, digits, period } = parameters
  // A name with a colon and nothing before it would be taken for an issuer.
  const prefix = issuer !== '' ? `${encodeName(issuer)}:` : name.includes(':') ? ':' : ''
  const params = [
    ['secret', formatBase32(secret.reveal())],
    ['issuer', issuer],
    ['algorithm', algorithm === usualParameters.algorithm ? '' : algorithm],
    ['digits', digits === usualParameters.digits && issuer !== 'Steam' ? '' : String(digits)],
    ['period', type === 'hotp' || period === usualParameters.period ? '' : String(period)],
    ['counter', type === 'hotp' ? String(counter ?? 0) : ''],
    ['encoder', type === 'steam' ? 'steam' : ''],
  ] as const
  const query = params
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${encodeName(value)}`)
  return `otpauth://${type === 'hotp' ? 'hotp' : 'totp'}/${prefix}${encodeName(name)}?${query.join('&')}`
}

/** Half of a pair of surrogates, which no text should hold, would throw. */
const encodeName = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
