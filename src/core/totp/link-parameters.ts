/**
 * The parameters of a link. The key URI format names seven; programs write many more. Each is honoured, passed as
 * harmless, refused because it may change the codes, or named in a note.
 */
import { RescueError } from '../errors.ts'
import type { LinkFlaw } from './flaws.ts'
import {
  type Algorithm,
  algorithmNamed,
  digitRange,
  largestCounter,
  longestPeriod,
  type OtpParameters,
  type OtpType,
  steamParameters,
  usualParameters,
} from './parameters.ts'
import { unescapePercent } from './unescape.ts'

/** Throws `bad-link`. */
export function refuseLink(flaw: LinkFlaw): never {
  throw new RescueError({ code: 'bad-link', flaw })
}

/** The parameters that mean something here, and the other names that programs give them. */
const aliases = {
  secret: ['secret'],
  issuer: ['issuer'],
  algorithm: ['algorithm', 'algo', 'alg', 'hash', 'hashalgorithm', 'hash_algorithm', 'hmac', 'digest'],
  digits: ['digits', 'digit', 'size', 'length', 'codelength', 'code_length', 'otplength', 'otp_length'],
  period: ['period', 'interval', 'step', 'timestep', 'time_step', 'timeperiod', 'time_period', 'stepsize'],
  counter: ['counter', 'movingfactor', 'moving_factor'],
  encoder: ['encoder'],
  steam: ['steam'],
} as const
type Known = keyof typeof aliases

const knownByName: ReadonlyMap<string, Known> = new Map(
  (Object.keys(aliases) as Known[]).flatMap((known) => aliases[known].map((name) => [name, known] as const)),
)

/** Looks, groups and notes of apps. They say nothing about the codes. */
const harmless: ReadonlySet<string> = new Set(
  `image icon iconurl icon_url imageurl image_url imgurl logo logourl color colour background backgroundcolor
   background_color foreground textcolor text_color lock locked codedisplay tags tag group groups note notes comment
   favorite favourite pinned name label title user username account accountname account_name email login displayname
   display_name app appname application brand service provider domain url source client version v ver lang locale
   id uid uuid uniqueid unique_id deviceid device_id trashed position order category template iconname icontype
   issuerext issuerint mfa policies oid b`.split(/\s+/),
)

/** Values at which parameters that may bear on the code say what is the case anyway. */
const agreeing: ReadonlyMap<string, RegExp> = new Map([
  ['t0', /^0?$/],
  ['epoch', /^0?$/],
  ['offset', /^0?$/],
  ['timeoffset', /^0?$/],
  ['time_offset', /^0?$/],
  ['encoding', /^(?:base32)?$/i],
  ['secretencoding', /^(?:base32)?$/i],
  ['secret_encoding', /^(?:base32)?$/i],
])

/** Names of parameters that change the codes in a way that is not known here. */
const bearing =
  /^2step|^pin(?:_?length)?$|^t0$|^(?:type|mode|otp_?type)$|^ocra|digit|period|interval|time_?step|algo|hash|hmac|encod|offset|epoch|salt|drift|truncat|alphabet|charset|counter/

/** What was found in the query of a link. */
export interface LinkParameters {
  /** The value of a parameter, decoded, or undefined. Throws `bad-link` where it stands there with two values. */
  readonly get: (name: Known) => string | undefined
  /** The secret as it stands, with raw spaces told apart from encoded ones. */
  readonly rawSecret: string | undefined
  /** Names that are not known, as far as they can be shown. */
  readonly unknown: readonly string[]
}

interface Pair {
  readonly name: string
  readonly value: string
}

/** Reads a query. Throws `bad-link` for a parameter that may change the codes. */
export function readParameters(query: string, type: OtpType): LinkParameters {
  const pairs = splitPairs(query)
  const found = new Map<Known, Pair[]>()
  const unknown: string[] = []
  for (const pair of pairs) {
    const known = knownParameter(pair)
    if (known !== undefined) found.set(known, [...(found.get(known) ?? []), pair])
    else if (!isHarmless(pair, type)) unknown.push(showableName(pair.name))
  }
  const get = (name: Known): string | undefined => {
    const values = (found.get(name) ?? []).map(({ value }) => decodeValue(value, name))
    const filled = values.filter((value) => value !== '')
    if (name !== 'issuer' && new Set(filled.map((value) => value.toUpperCase())).size > 1)
      refuseLink({ kind: 'repeated', name })
    return filled[0] ?? values[0]
  }
  return { get, rawSecret: found.get('secret')?.[0]?.value, unknown: [...new Set(unknown)] }
}

/** Names without case and without what is left of `&amp;`. A semicolon parts like `&` where a parameter follows. */
function splitPairs(query: string): readonly Pair[] {
  return query
    .split(/&|;(?=[a-z0-9_]{1,20}=)/i)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      return {
        name: unescapePercent(name).trim().toLowerCase().replace(/^amp;/, ''),
        value: equals === -1 ? '' : part.slice(equals + 1),
      }
    })
}

function knownParameter({ name, value }: Pair): Known | undefined {
  const known = knownByName.get(name)
  // The size of the picture, in pixels.
  if (name === 'size' && !/^\d{1,2}$/.test(value)) return undefined
  return known
}

function isHarmless({ name, value }: Pair, type: OtpType): boolean {
  if (name === 'size' && /^\d{3,4}(?:x\d{3,4})?$/i.test(value)) return true
  if (name === 'type' || name === 'otptype' || name === 'otp_type')
    if (value.toLowerCase() === type) return true
  if (harmless.has(name) || agreeing.get(name)?.test(value)) return true
  if (name.startsWith('2step')) refuseLink({ kind: 'two-step' })
  if (bearing.test(name)) refuseLink({ kind: 'parameter', name: showableName(name) })
  return false
}

/** A name from outside is shown only where it is no part of a secret. */
function showableName(name: string): string {
  if (!/^[a-z_2][\w.-]{0,23}$/i.test(name)) return '…'
  const runs = name.match(/[a-z2-7]{8,}/gi) ?? []
  return runs.some((run) => run.length >= 16 || /\d/.test(run)) ? '…' : name
}

/** Form encoding: `+` is a space. A fragment ends a number, but belongs to a name. */
function decodeValue(value: string, name: Known): string {
  const whole = name === 'issuer' ? value : value.replace(/#.*$/s, '')
  return unescapePercent(whole.replaceAll('+', ' ')).trim()
}

// --- What the codes are made with ---

/** The parameters of the codes. Throws `bad-link`. */
export function codeParameters(
  type: OtpType,
  { get }: Pick<LinkParameters, 'get'>,
  issuer: string,
): OtpParameters {
  const digits = numberIn('digits', get('digits'), digitRange.least, digitRange.most)
  const encoder = get('encoder')?.toLowerCase()
  if (encoder === 'yandex') refuseLink({ kind: 'yandex' })
  if (encoder !== undefined && !['', 'steam', 'default', 'decimal', 'totp', 'google'].includes(encoder))
    refuseLink({ kind: 'parameter', name: 'encoder' })
  const marked = type === 'steam' || encoder === 'steam' || get('steam') !== undefined
  const bySteam = issuer === 'Steam' && (digits ?? steamParameters.digits) === steamParameters.digits
  if (type !== 'hotp' && (marked || bySteam)) return steamParameters
  const period = type === 'hotp' ? undefined : numberIn('period', get('period'), 1, longestPeriod)
  return {
    type: type === 'hotp' ? 'hotp' : 'totp',
    algorithm: algorithmIn(get('algorithm')),
    digits: digits ?? usualParameters.digits,
    period: period ?? usualParameters.period,
  }
}

/** The counter of the next code, or undefined where the link does not say. Throws `bad-link`. */
export function counterIn({ get }: Pick<LinkParameters, 'get'>): number | undefined {
  return numberIn('counter', get('counter'), 0, largestCounter)
}

/** What names of hash functions look like: MD5, SHA3-256, RIPEMD160. No part of a secret does. */
const hashName = /^(?:hmac[-_]?)?[a-z]{2,9}\d{0,3}(?:[-_/]\d{1,3})?$/i

/** Never SHA1 for a name that is not known: such codes would look right and be refused. */
function algorithmIn(name: string | undefined): Algorithm {
  const word = name?.split(/\s/)[0] ?? ''
  if (word === '') return usualParameters.algorithm
  return algorithmNamed(word) ?? refuseLink({ kind: 'algorithm', name: hashName.test(word) ? word : '…' })
}

/** A whole number, with whatever text stands behind a space left out. */
function numberIn(
  kind: 'digits' | 'period' | 'counter',
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  const word = text?.split(/\s/)[0] ?? ''
  if (word === '') return undefined
  const number = /^\d{1,16}$/.test(word) ? Number(word) : Number.NaN
  return number >= least && number <= most ? number : refuseLink({ kind })
}
