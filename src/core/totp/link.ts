/**
 * Links that carry an account: `otpauth://TYPE/LABEL?PARAMS` (Key URI Format), and `steam://SECRET`. Read by hand: URL
 * parsers cut at a raw `#`, turn `+` of a label into a blank, and quote the secret in their errors; otplib's reader
 * refuses Steam, five, nine and ten digits, and quotes as well.
 */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { type Account, type AccountNote, secretNotes } from './account.ts'
import { base32Of, readBase32, type SecretFlaw } from './base32.ts'
import {
  type Algorithm,
  algorithmNamed,
  digitRange,
  longestPeriod,
  type OtpParameters,
  steamParameters,
  usualParameters,
} from './parameters.ts'

/** What is wrong with a link; nothing of it is repeated but the name of an algorithm. */
export type LinkFlaw =
  | { readonly kind: 'no-link' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'scheme' }
  | { readonly kind: 'type' }
  /** Mobile-OTP and Yandex make their codes in a way of their own, with a PIN. */
  | { readonly kind: 'mobile-otp' }
  | { readonly kind: 'yandex' }
  /** A transfer of several accounts stands where one account is wanted. */
  | { readonly kind: 'transfer' }
  /** A transfer that is cut off or changed. */
  | { readonly kind: 'damaged-transfer' }
  | { readonly kind: 'escape' }
  | { readonly kind: 'no-secret' }
  | { readonly kind: 'secret'; readonly flaw: SecretFlaw }
  | { readonly kind: 'algorithm'; readonly name: string }
  | { readonly kind: 'digits' | 'period' | 'counter' }

/** An account, and what there is to know about it. */
export interface Parsed {
  readonly account: Account
  readonly notes: readonly AccountNote[]
}

/** Longer than any link that fits a QR code. */
const longest = 8192

/** Whether a text looks like a link rather than a bare secret. */
export function looksLikeLink(text: string): boolean {
  return /^[\s\ufeff]*[a-z][a-z0-9+.-]*:\/\//i.test(text)
}

/** The account behind a link. Throws `bad-link`. */
export function parseLink(text: string): Parsed {
  const link = text.replace(/^\ufeff/, '').trim()
  if (link.length > longest) refuse({ kind: 'too-long' })
  const [whole, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(link) ?? refuse({ kind: 'no-link' })
  const rest = link.slice(whole.length)
  switch (scheme.toLowerCase()) {
    case 'otpauth':
      return otpauth(rest)
    case 'steam':
      return steam(rest)
    case 'motp':
      return refuse({ kind: 'mobile-otp' })
    case 'otpauth-migration':
      return refuse({ kind: 'transfer' })
    default:
      return refuse({ kind: 'scheme' })
  }
}

function refuse(flaw: LinkFlaw): never {
  throw new RescueError({ code: 'bad-link', flaw })
}

/** `steam://SECRET`, as Bitwarden and Proton write it: there is no label. */
function steam(rest: string): Parsed {
  const secret = secretOf(decoded(rest.replace(/[/?#].*$/s, '')))
  return withNotes({ issuer: '', name: '', parameters: steamParameters, secret })
}

function otpauth(rest: string): Parsed {
  const [, type = '', label = '', query = ''] = /^([^/?#]*)\/?([^?]*)\??(.*)$/s.exec(rest) ?? []
  const kind = type.toLowerCase()
  if (kind === 'yaotp') refuse({ kind: 'yandex' })
  if (kind !== 'totp' && kind !== 'hotp' && kind !== 'steam') refuse({ kind: 'type' })
  const given = paramsOf(query)
  const secret = secretOf(given('secret') ?? refuse({ kind: 'no-secret' }))
  const names = namesOf(label, given('issuer')?.trim() ?? '')
  const parameters = parametersOf(kind, given, names.issuer)
  if (parameters.type !== 'hotp') return withNotes({ ...names, parameters, secret })
  const counter = numberIn('counter', given('counter'), 0, Number.MAX_SAFE_INTEGER)
  const notes: readonly AccountNote[] = counter === undefined ? [{ kind: 'no-counter' }] : []
  return withNotes({ ...names, parameters, counter: counter ?? 0, secret }, notes)
}

function withNotes(account: Account, notes: readonly AccountNote[] = []): Parsed {
  return { account, notes: [...notes, ...secretNotes(account.secret)] }
}

function secretOf(text: string): Secret {
  const bytes = readBase32(text)
  if (bytes instanceof Uint8Array) return new Secret(bytes)
  return bytes.kind === 'empty' ? refuse({ kind: 'no-secret' }) : refuse({ kind: 'secret', flaw: bytes })
}

// --- Names ---

/**
 * Issuer and name of a label: parted at the first raw colon, and only where there is none at the first encoded one. A
 * `+` is a plus sign here. The parameter is above the label's word.
 */
function namesOf(label: string, issuer: string): Pick<Account, 'issuer' | 'name' | 'prefix'> {
  const colon = label.includes(':') ? /:/ : /%3a/i
  const [first = '', ...others] = label.split(colon)
  const rest = label.slice(first.length).replace(colon, '')
  const prefix = others.length === 0 ? '' : decoded(first).trim()
  const name = decoded(others.length === 0 ? first : rest).trim()
  if (issuer === '' || prefix === '' || issuer === prefix) return { issuer: issuer || prefix, name }
  return { issuer, name, prefix }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse({ kind: 'escape' })
  }
}

// --- Parameters ---

type Given = (name: string) => string | undefined

/**
 * Form-encoded parameters, by names without case; the first of equal ones counts. What follows a raw `#` is no part
 * of them, unless the secret stands there: then the `#` belongs to a name.
 */
function paramsOf(query: string): Given {
  const all = pairsOf(query.replace(/#.*$/s, ''))
  const found = all.has('secret') ? all : pairsOf(query)
  return (name) => {
    const value = found.get(name)
    return value === undefined ? undefined : decoded(value.replaceAll('+', ' '))
  }
}

function pairsOf(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').map((pair): [string, string] => {
    const [name = ''] = pair.split('=')
    return [name.toLowerCase(), pair.slice(name.length + 1)]
  })
  return new Map(pairs.reverse())
}

function parametersOf(kind: 'totp' | 'hotp' | 'steam', given: Given, issuer: string): OtpParameters {
  const digits = numberIn('digits', given('digits'), digitRange.least, digitRange.most)
  const marked =
    kind === 'steam' || given('encoder')?.toLowerCase() === 'steam' || given('steam') !== undefined
  const bySteam = issuer === 'Steam' && (digits ?? steamParameters.digits) === steamParameters.digits
  if (kind !== 'hotp' && (marked || bySteam)) return steamParameters
  const period = kind === 'hotp' ? undefined : numberIn('period', given('period'), 1, longestPeriod)
  return {
    type: kind === 'hotp' ? 'hotp' : 'totp',
    algorithm: algorithmIn(given('algorithm')),
    digits: digits ?? usualParameters.digits,
    period: period ?? usualParameters.period,
  }
}

/** Never SHA1 for a name that is not known: such codes would look right and be refused. */
function algorithmIn(name: string | undefined): Algorithm {
  if (name === undefined || name.trim() === '') return usualParameters.algorithm
  return algorithmNamed(name) ?? refuse({ kind: 'algorithm', name: /^[\w-]{1,16}$/.test(name) ? name : '…' })
}

function numberIn(
  kind: 'digits' | 'period' | 'counter',
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined || text === '') return undefined
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : refuse({ kind })
}

// --- Writing ---

/** The link of an account, as most apps understand it. Read again it gives the same account. */
export function linkOf({ issuer, name, parameters, counter, secret }: Account): string {
  const { type, algorithm, digits, period } = parameters
  // A name with a colon and nothing before it would be taken for an issuer.
  const prefix = issuer !== '' ? `${encoded(issuer)}:` : name.includes(':') ? ':' : ''
  const params = [
    ['secret', base32Of(secret.reveal())],
    ['issuer', issuer],
    ['algorithm', algorithm === usualParameters.algorithm ? '' : algorithm],
    ['digits', digits === usualParameters.digits && issuer !== 'Steam' ? '' : String(digits)],
    ['period', type === 'hotp' || period === usualParameters.period ? '' : String(period)],
    ['counter', type === 'hotp' ? String(counter ?? 0) : ''],
    ['encoder', type === 'steam' ? 'steam' : ''],
  ] as const
  const query = params.filter(([, value]) => value !== '').map(([key, value]) => `${key}=${encoded(value)}`)
  return `otpauth://${type === 'hotp' ? 'hotp' : 'totp'}/${prefix}${encoded(name)}?${query.join('&')}`
}

/** Half of a pair of surrogates, which no text should hold, would throw. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
