/**
 * The parameters of a link. The key URI format names seven; programs write many more. Each is honoured, passed as
 * harmless, refused because it may change the codes, or named in a note.
 */
import { RescueError } from '../errors.ts'
import type { LinkFlaw } from './flaws.ts'
import {
  findParameter,
  isHarmless,
  type KnownParameter,
  mayBear,
  normaliseName,
  showableName,
} from './parameter-names.ts'
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

/** A name and a value that stand in a link or next to a secret; the value is encoded as in a link. */
export interface Pair {
  /** As it stands there. */
  readonly name: string
  readonly value: string
}

/** What was found in the query of a link. */
export interface LinkParameters {
  /** The value of a parameter, decoded, or undefined. Throws `bad-link` where it stands there with two values. */
  readonly get: (name: KnownParameter) => string | undefined
  /** The secret as it stands, with raw spaces told apart from encoded ones. */
  readonly rawSecret: string | undefined
  /** What kind of codes the parameters name, undefined where they do not. */
  readonly type: OtpType | undefined
  /** Names that are not known, as far as they can be shown. */
  readonly unknown: readonly string[]
}

/**
 * Reads parameters. `type` is what the link itself says, undefined for a bare secret. Throws `bad-link` for a parameter
 * that may change the codes.
 */
export function readParameters(pairs: readonly Pair[], type: OtpType | undefined): LinkParameters {
  const found = new Map<KnownParameter, Pair[]>()
  const unknown = new Set<string>()
  for (const pair of pairs) {
    const known = knownParameter(pair)
    if (known === undefined) addUnknown(pair, unknown)
    else if (found.has(known)) found.get(known)?.push(pair)
    else found.set(known, [pair])
  }
  const get = (name: KnownParameter): string | undefined => {
    const all = found.get(name)
    if (all === undefined) return undefined
    const values = all.map(({ value }) => decodeValue(value, name))
    const filled = values.filter((value) => value !== '')
    if (name !== 'issuer' && filled.length > 1 && new Set(filled.map((one) => one.toUpperCase())).size > 1)
      refuseLink({ kind: 'repeated', name })
    return filled[0] ?? values[0]
  }
  return {
    get,
    rawSecret: found.get('secret')?.[0]?.value,
    type: readType(get('type'), found.get('type')?.[0]?.name ?? 'type', type),
    unknown: [...unknown],
  }
}

function addUnknown({ name, value }: Pair, unknown: Set<string>): void {
  const plain = normaliseName(name)
  if (plain === '' || isHarmless(plain, value)) return
  if (plain.startsWith('2step')) refuseLink({ kind: 'two-step' })
  if (mayBear(plain, unescapePercent(value))) refuseLink({ kind: 'parameter', name: showableName(name) })
  unknown.add(showableName(name))
}

/** Where the next parameter begins: behind `&`, or behind `;`, `#` or `?` where a name and a value follow. */
const separator = /&|[;#?](?=[\p{L}\d_-]{1,24}=)/u

/** The parameters of a query. Names are decoded, without what is left of `&amp;`. */
export function splitPairs(query: string): readonly Pair[] {
  return query
    .split(separator)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      return {
        name: unescapePercent(name).trim().replace(/^amp;/i, ''),
        value: equals === -1 ? '' : part.slice(equals + 1),
      }
    })
}

function knownParameter({ name, value }: Pair): KnownParameter | undefined {
  const plain = normaliseName(name)
  // The size of the picture, in pixels.
  if (plain === 'size' && !/^\d{1,2}$/.test(value)) return undefined
  return findParameter(plain)?.known
}

const typeNames: readonly (readonly [OtpType, RegExp])[] = [
  ['totp', /^(?:totp|time|time-?based|時間|時間ベース|時刻ベース)$/i],
  ['hotp', /^(?:hotp|hmac|counter|counter-?based|event|event-?based|カウンター|カウンターベース)$/i],
  ['steam', /^steam$/i],
]

/** The kind of codes behind a word; undefined for any other word. */
export function findType(word: string): OtpType | undefined {
  return typeNames.find(([, names]) => names.test(word.replace(/\s/g, '')))?.[0]
}

/** Throws `bad-link` where a parameter names another kind of code than the link, or one that is not known. */
function readType(value: string | undefined, name: string, type: OtpType | undefined): OtpType | undefined {
  if (value === undefined || value === '') return type
  const named = findType(value)
  const agrees = named !== undefined && (type === undefined || named === type)
  if (agrees || (named === 'steam' && type === 'totp')) return named
  return refuseLink({ kind: 'parameter', name: showableName(name) })
}

/** Form encoding: `+` is a space. A fragment ends a number, but belongs to a name. */
function decodeValue(value: string, name: KnownParameter): string {
  if (!/[#+%]/.test(value)) return value.trim()
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
  const digits = parseNumber('digits', get('digits'), digitRange.least, digitRange.most)
  const encoder = get('encoder')?.toLowerCase()
  if (encoder === 'yandex') refuseLink({ kind: 'yandex' })
  if (encoder !== undefined && !['', 'steam', 'default', 'decimal', 'totp', 'google'].includes(encoder))
    refuseLink({ kind: 'parameter', name: 'encoder' })
  const marked = type === 'steam' || encoder === 'steam' || get('steam') !== undefined
  const bySteam = issuer === 'Steam' && (digits ?? steamParameters.digits) === steamParameters.digits
  if (type !== 'hotp' && (marked || bySteam)) return steamParameters
  const period = type === 'hotp' ? undefined : parseNumber('period', get('period'), 1, longestPeriod)
  return {
    type: type === 'hotp' ? 'hotp' : 'totp',
    algorithm: parseAlgorithm(get('algorithm')),
    digits: digits ?? usualParameters.digits,
    period: period ?? usualParameters.period,
  }
}

/** The counter of the next code, or undefined where the link does not say. Throws `bad-link`. */
export function parseCounter({ get }: Pick<LinkParameters, 'get'>): number | undefined {
  return parseNumber('counter', get('counter'), 0, largestCounter)
}

/** What names of hash functions look like: MD5, SHA3-256, RIPEMD160. No part of a secret does. */
const hashName = /^(?:hmac[-_]?)?[a-z]{2,9}\d{0,3}(?:[-_/]\d{1,3})?$/i

/** Never SHA1 for a name that is not known: such codes would look right and be refused. */
function parseAlgorithm(name: string | undefined): Algorithm {
  const word = name?.split(/\s/)[0] ?? ''
  if (word === '') return usualParameters.algorithm
  return algorithmNamed(word) ?? refuseLink({ kind: 'algorithm', name: hashName.test(word) ? word : '…' })
}

/** A whole number, with whatever text stands behind a space left out. */
function parseNumber(
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
