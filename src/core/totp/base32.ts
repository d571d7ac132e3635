/** Secrets as people see them: Base32 (RFC 4648, section 6), typed, pasted or printed in groups. */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { SecretFlaw } from './flaws.ts'
import { secretRange } from './parameters.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Unused bits that a whole number of bytes can leave over; more of them mean that a character is missing. */
const mostUnusedBits = 4

/** No printed secret has larger groups: two blocks of 16 characters are rather two secrets. */
const largestGroup = 10

/** The same characters in upper case and half width, without spaces, hyphens and invisible characters. */
export function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
}

/** The text without the padding at its end. */
export function withoutPadding(text: string): string {
  let end = text.length
  while (text[end - 1] === '=') end -= 1
  return text.slice(0, end)
}

/**
 * The bytes of a secret in Base32, or what is wrong with it. Lower case, spaces, hyphens, missing or surplus padding
 * and left-over bits are accepted; 0, 1, 8 and 9 are not, since nobody can know what they were meant to be.
 */
export function readBase32(text: string): Uint8Array | SecretFlaw {
  const body = withoutPadding(compact(text))
  if (body === '') return { kind: 'empty' }
  if (Math.floor((body.length * 5) / 8) > secretRange.most)
    return { kind: 'too-long', most: secretRange.most }
  const bytes = readPlainBase32(body)
  if (bytes !== undefined) return bytes
  for (const [index, character] of [...body].entries()) {
    if (character === '=') return { kind: 'padding', place: index + 1 }
    if (!alphabet.includes(character)) return { kind: 'character', character, place: index + 1 }
  }
  return { kind: 'length', length: body.length }
}

const valueAt = new Int8Array(128).fill(-1)
for (let at = 0; at < alphabet.length; at += 1) valueAt[alphabet.charCodeAt(at)] = at

/** The bytes of capitals and digits without spaces or padding; undefined for anything else, which `readBase32` judges. */
export function readPlainBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array((text.length * 5) >> 3)
  if (bytes.length > secretRange.most) return undefined
  let [at, bits, value] = [0, 0, 0]
  for (let index = 0; index < text.length; index += 1) {
    const digit = valueAt[text.charCodeAt(index)] ?? -1
    if (digit === -1) return undefined
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = value >> bits
    at += 1
  }
  return bits > mostUnusedBits ? undefined : bytes
}

/**
 * Like `readBase32`, for a text that may hold other words as well: the groups of one secret stand on one line, are
 * written in the same case, and are all of one size except the last, which may be shorter. Groups of small letters alone
 * are words.
 */
export function readGroups(text: string): Uint8Array | SecretFlaw {
  const bytes = readBase32(text)
  if (!(bytes instanceof Uint8Array)) return bytes
  if (/^[A-Z2-7]+$/.test(text)) return bytes
  const trimmed = text.normalize('NFKC').trim()
  if (/[\n\r\u0085\u2028\u2029]/.test(trimmed)) return { kind: 'groups' }
  const groups = withoutPadding(trimmed)
    .split(/[\s\p{Pd}]+/u)
    .map((group) => group.replace(/\p{Cf}/gu, ''))
    .filter((group) => group !== '')
  if (!areAlike(groups)) return { kind: 'groups' }
  if (mayHoldWord(groups)) return { kind: 'word', length: groups.join('').length }
  return endsInSoftBreak(trimmed) ? { kind: 'cut' } : bytes
}

function areAlike(groups: readonly string[]): boolean {
  const [first = '', ...others] = groups
  const last = others.pop()
  if (last === undefined) return true
  const cases = new Set(groups.filter((group) => /[a-z]/i.test(group)).map(findCase))
  // Short words of a language: hardly any secret has no digit.
  if (cases.has('lower') && !groups.some((group) => /\d/.test(group))) return false
  return (
    first.length <= largestGroup &&
    last.length <= first.length &&
    others.every(({ length }) => length === first.length) &&
    cases.size === 1
  )
}

/** How many characters secrets have: 10, 16, 20, 32, 40 and 64 bytes. */
const usualLengths: ReadonlySet<number> = new Set([16, 26, 32, 52, 64, 103])

/** Shorter secrets in two groups are rather that than a word and a secret. */
const leastBesideWord = 8

/** Whether services give out secrets of so many characters. */
export const isUsualLength = (characters: number): boolean => usualLengths.has(characters)

/** Words that people write next to a secret, as long as groups are. */
const words: ReadonlySet<string> = new Set(
  `work home mail bank shop main test blog news game chat site user pass code keys auth phone email login admin token
   crypto server google github gitlab amazon paypal apple slack steam azure twitter reddit secret backup mobile`
    .toUpperCase()
    .split(/\s+/),
)

/**
 * Whether the first or the last group may be a word that is no part of the secret: it is one, or the whole has a length
 * that no service gives out and the group has no digit, or the rest has a usual length without it.
 */
function mayHoldWord(groups: readonly string[]): boolean {
  const [first = '', ...others] = groups
  const last = others.at(-1)
  if (last === undefined) return false
  const edges = [first, last]
  if (edges.some((group) => words.has(group.toUpperCase()))) return true
  const length = groups.reduce((sum, group) => sum + group.length, 0)
  if (isUsualLength(length)) return false
  return edges.some((group) => {
    const rest = length - group.length
    return isUsualLength(rest) || (rest >= leastBesideWord && !/\d/.test(group))
  })
}

/** Whether a single `=` ends the text where it is no padding: mails break a line so, and the rest is missing. */
function endsInSoftBreak(text: string): boolean {
  const body = withoutPadding(text)
  return text.length - body.length === 1 && compact(body).length % 8 !== 7
}

/** Which case a group is written in. */
function findCase(group: string): 'upper' | 'lower' | 'mixed' {
  if (group === group.toUpperCase()) return 'upper'
  return group === group.toLowerCase() ? 'lower' : 'mixed'
}

/**
 * * The secret in a text that holds nothing else. Throws `bad-secret`, which names the place of a fault but never the
 * text.
 *
 * @example
 * ```js
 * import { parseSecret } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * console.log(secret.reveal().length, String(secret)) // 20 [secret]
 * ```
 */
export function parseSecret(text: string): Secret {
  const bytes = readGroups(text)
  if (bytes instanceof Uint8Array) return new Secret(bytes)
  throw new RescueError({ code: 'bad-secret', flaw: bytes })
}

/**
 * Bytes as Base32 without padding (RFC 4648, section 6).
 *
 * @example
 * ```js
 * import { formatBase32 } from '2fa-rescue/totp'
 *
 * console.log(formatBase32(new TextEncoder().encode('foobar'))) // MZXW6YTBOI
 * ```
 */
export function formatBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31]
}

/** Whether two secrets are the same. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** Base32 in groups of four, as it is read aloud and typed. */
export function formatGroups(base32: string): string {
  return base32.replace(/.{4}(?=.)/g, '$& ')
}
