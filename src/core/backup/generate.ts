/**
 * Generates backup codes; all codes of a pattern are equally likely. NIST SP 800-63B (look-up secrets) asks for at least
 * 20 bits each, and for a limit on tries below 64 bits.
 */
import { type PatternFault, RescueError } from '../errors.ts'
import { normaliseCode } from './set.ts'

/** The placeholders of a pattern, and the characters that each may become. */
const alphabets: Readonly<Record<string, string>> = {
  d: '0123456789',
  x: '0123456789abcdef',
  // Crockford's Base32 leaves out I, L, O and U (https://www.crockford.com/base32.html).
  c: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  a: 'abcdefghijklmnopqrstuvwxyz',
  A: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
}
const separators = '-. _'

/** Named patterns. The first is the default. */
export const formats = {
  crockford: 'cccc-cccc',
  hex: 'xxxxx-xxxxx',
  digits: 'dddddddd',
} as const

export const usualFormat: keyof typeof formats = 'crockford'

/** The default number of codes in a set. */
export const usualCount = 10

/** Longest code that people can copy by hand. */
const longest = 64

/** A valid pattern: placeholders of `alphabets`, with separators between them. */
export type Pattern = string & { readonly pattern: unique symbol }

/**
 * Reads the name of a format, or a pattern such as `dddd-dddd`. Throws `bad-pattern`.
 *
 * @example
 * ```js
 * import { parsePattern } from '2fa-rescue/backup'
 *
 * console.log(parsePattern('hex'), parsePattern('dddd-dddd')) // xxxxx-xxxxx dddd-dddd
 * ```
 */
export function parsePattern(text: string): Pattern {
  const pattern = Object.hasOwn(formats, text) ? formats[text as keyof typeof formats] : text
  const refuse = (reason: PatternFault): never => {
    throw new RescueError({ code: 'bad-pattern', reason })
  }
  if (pattern.length > longest) return refuse('too-long')
  const signs = listPlaceholders(pattern)
  if (signs.some((sign) => !Object.hasOwn(alphabets, sign))) return refuse('unknown-sign')
  // A separator at an end would be lost where codes are copied.
  if (signs.length === 0 || /^[-. _]|[-. _]$/.test(pattern)) return refuse('no-signs')
  return pattern as Pattern
}

const listPlaceholders = (pattern: string): readonly string[] =>
  [...pattern].filter((sign) => !separators.includes(sign))

/** The entropy of one code of a pattern, in bits. */
export function computeEntropy(pattern: Pattern): number {
  return listPlaceholders(pattern).reduce((bits, sign) => bits + Math.log2(alphabets[sign]?.length ?? 1), 0)
}

/** Below 20 bits NIST SP 800-63B does not allow look-up secrets; 40 is what this program makes by itself. */
export type Weakness = 'below-20' | 'below-40'

/** Warnings about a pattern. */
export function findWeakness(pattern: Pattern): Weakness | undefined {
  const bits = computeEntropy(pattern)
  if (bits < 20) return 'below-20'
  return bits < 40 ? 'below-40' : undefined
}

/** Returns random bytes of the system's generator. */
export type RandomBytes = (count: number) => Uint8Array

/**
 * Generates different codes of a pattern. Each is drawn without bias and drawn again if it is a duplicate, so all sets of
 * different codes are equally likely. Throws `bad-pattern` where the pattern has too few codes for that.
 *
 * @example
 * ```js
 * import { randomBytes } from 'node:crypto'
 * import { generateCodes, parsePattern } from '2fa-rescue/backup'
 *
 * const codes = generateCodes(parsePattern('crockford'), 10, randomBytes)
 * console.log(codes.length, codes[0].length) // 10 9
 * ```
 */
export function generateCodes(pattern: Pattern, count: number, random: RandomBytes): readonly string[] {
  const possible = listPlaceholders(pattern).reduce(
    (product, sign) => product * (alphabets[sign]?.length ?? 1),
    1,
  )
  // With at most half of all codes used, every second draw is new on average.
  if (count > possible / 2) throw new RescueError({ code: 'bad-pattern', reason: 'too-few' })
  const codes = new Map<string, string>()
  while (codes.size < count) {
    const code = drawCode(pattern, random)
    codes.set(normaliseCode(code), code)
  }
  return [...codes.values()]
}

function drawCode(pattern: Pattern, random: RandomBytes): string {
  return [...pattern].map((sign) => drawCharacter(alphabets[sign], random) ?? sign).join('')
}

function drawCharacter(alphabet: string | undefined, random: RandomBytes): string | undefined {
  return alphabet?.[drawBelow(alphabet.length, random)]
}

/**
 * A uniformly random integer below `limit` (1 to 256). Bytes that would favour small numbers are rejected.
 */
export function drawBelow(limit: number, random: RandomBytes): number {
  const fair = 256 - (256 % limit)
  for (;;) {
    const [byte = fair] = random(1)
    if (byte < fair) return byte % limit
  }
}

/**
 * How codes of a format are compared. In Crockford's Base32 what looks alike is the same: O is read as 0, I and L as 1.
 */
export function comparisonForm(format: string | undefined): (code: string) => string {
  const signs =
    format === undefined ? [] : listPlaceholders(format === 'crockford' ? formats.crockford : format)
  if (signs.length === 0 || signs.some((sign) => sign !== 'c')) return normaliseCode
  return (code) => normaliseCode(code).replace(/o/g, '0').replace(/[il]/g, '1')
}
