/**
 * Links in their ordinary form, read in one pass: lists hold thousands of them. Anything else about a link (another
 * parameter, a short secret, an odd character) is left to the full reader, which gives the same account for these.
 */
import { Secret } from '../secret.ts'
import type { Account } from './account.ts'
import { usualLeastBytes } from './account.ts'
import { readPlainBase32 } from './base32.ts'
import { parseNames } from './link-names.ts'
import { type OtpParameters, usualParameters } from './parameters.ts'
import { unescapePercent } from './unescape.ts'

const beginning = 'otpauth://totp/'

/** Nothing that is escaped for another format, no space, no fragment. */
const plainCharacters = /^[\w/:@.%?=&-]+$/

/** Whether a line is one link and nothing else. */
export function isPlainLink(line: string): boolean {
  return (
    line.startsWith(beginning) &&
    !line.endsWith('.') &&
    !line.endsWith('=') &&
    line.indexOf('=3D') === -1 &&
    line.indexOf('otpauth', 1) === -1 &&
    line.indexOf('://', beginning.length) === -1 &&
    plainCharacters.test(line)
  )
}

type Field = 'secret' | 'issuer' | 'algorithm' | 'digits' | 'period'
type Fields = { [Name in Field]?: string }

const isField = (name: string): name is Field =>
  name === 'secret' || name === 'issuer' || name === 'digits' || name === 'period' || name === 'algorithm'

/** The account of a link that `isPlainLink` accepts; undefined where the full reader has to look at it. */
export function readPlainLink(link: string): Account | undefined {
  const mark = link.indexOf('?')
  if (mark === -1 || link.indexOf('?', mark + 1) !== -1) return undefined
  const fields = readFields(link, mark + 1)
  const bytes = fields?.secret === undefined ? undefined : readPlainBase32(fields.secret)
  if (fields === undefined || bytes === undefined || bytes.length < usualLeastBytes) return undefined
  const parameters = readParameters(fields)
  const issuer = decode(fields.issuer ?? '')
  if (parameters === undefined || issuer === 'Steam') return undefined
  const names = readNames(link.slice(beginning.length, mark), issuer)
  if (names.issuer === 'Steam') return undefined
  const { prefix } = names
  const secret = new Secret(bytes)
  return prefix === undefined
    ? { issuer: names.issuer, name: names.name, parameters, secret }
    : { issuer: names.issuer, name: names.name, prefix, parameters, secret }
}

/** Undefined for a name that is not one of the five, or that stands there twice. */
function readFields(link: string, from: number): Fields | undefined {
  const fields: Fields = {}
  for (let at = from; at < link.length; ) {
    const ampersand = link.indexOf('&', at)
    const end = ampersand === -1 ? link.length : ampersand
    const equals = link.indexOf('=', at)
    if (equals === -1 || equals >= end) return undefined
    const name = link.slice(at, equals)
    if (!isField(name) || fields[name] !== undefined) return undefined
    fields[name] = link.slice(equals + 1, end)
    at = end + 1
  }
  return fields
}

const decode = (text: string): string => (text.includes('%') ? unescapePercent(text).trim() : text)

/** `Issuer:name` without escapes; the rest is for the full reader of labels. */
function readNames(label: string, issuer: string): Pick<Account, 'issuer' | 'name' | 'prefix'> {
  const colon = label.indexOf(':')
  if (colon < 1 || label.includes('/') || issuer.includes(':')) return parseNames(label, issuer)
  const prefix = decode(label.slice(0, colon))
  const name = decode(label.slice(colon + 1))
  if (/^http/i.test(prefix) || prefix === '') return parseNames(label, issuer)
  return issuer === '' || issuer === prefix ? { issuer: prefix, name } : { issuer, name, prefix }
}

function readParameters({ algorithm, digits, period }: Fields): OtpParameters | undefined {
  const isUsual =
    (algorithm === undefined || algorithm === 'SHA1') &&
    (digits === undefined || digits === '6') &&
    (period === undefined || period === '30')
  if (isUsual) return usualParameters
  if (algorithm !== undefined && algorithm !== 'SHA1' && algorithm !== 'SHA256' && algorithm !== 'SHA512')
    return undefined
  if (digits !== undefined && digits !== '6' && digits !== '8') return undefined
  if (period !== undefined && period !== '30' && period !== '60') return undefined
  return {
    type: 'totp',
    algorithm: algorithm ?? usualParameters.algorithm,
    digits: digits === '8' ? 8 : usualParameters.digits,
    period: period === '60' ? 60 : usualParameters.period,
  }
}
