/** Codes as people type and paste them. */
import { type OtpParameters, steamAlphabet, steamParameters, usualParameters } from './parameters.ts'

/** One code, or two of which the second came directly after the first. */
export type Codes = readonly [string] | readonly [string, string]

/** A code in what was typed, and whether letters were read as the digits they look like. */
interface TypedDigits {
  readonly code: string
  /** Whether O was read as 0, or I, l or | as 1. */
  readonly hasLookAlikes: boolean
}

/** What stands before a code in a message: `Code:`, `Your Example code is`, `コード：`, Google's `G-`, `#`. */
const labels: readonly RegExp[] = [
  /^(?:[\p{L}\s'’-]{1,40}:|[\p{L}\s'’]{0,40}(?:code|コード)(?:\sis)?\s|#)\s*/iu,
  /^[A-Z]{1,4}\p{Pd}(?=[\dOIl|\s]{5,}$)/iu,
]

/** Marks between and around the groups of a code. */
const marks = /[\s\p{Pd}\p{Cf}\p{Pi}\p{Pf}"'`.「」()]/gu

/**
 * The code in what a person typed: 5 to 10 digits, or five of Steam's letters; undefined for anything else. Spaces,
 * hyphens and full stops within a code, full-width digits, a label such as `Code:` and Google's `G-` are understood, and
 * so are the sentence of a message with one number and letters that look like digits.
 *
 * @example
 * ```js
 * import { readCode } from '2fa-rescue/totp'
 *
 * console.log(readCode('Code: 287 082'), readCode('hello')) // 287082 undefined
 * ```
 */
export function readCode(text: string): string | undefined {
  return readTypedCode(text)?.code
}

/** Like `readCode`, and says whether letters were read as digits. */
export function readTypedCode(text: string): TypedDigits | undefined {
  if (text.length > longestTyped) return undefined
  const whole = text.normalize('NFKC').trim()
  const plain = labels.reduce((rest, label) => rest.replace(label, ''), whole)
  return readPlainCode(plain) ?? readOnlyNumber(whole)
}

function readPlainCode(text: string): TypedDigits | undefined {
  // A comma between groups of three or four; between others it may part two codes.
  const joined = /^\d{3}(?:,\d{3}){1,2}$|^\d{4},\d{4}$/.test(text) ? text.replaceAll(',', '') : text
  const letters = joined.replace(marks, '')
  const code = letters.toUpperCase()
  if (/^\d{5,10}$/.test(code) || isSteamCode(code)) return { code, hasLookAlikes: false }
  const digits = letters.replace(/[oОо]/gi, '0').replace(/[il|]/gi, '1')
  const changed = [...letters].filter((letter, at) => letter !== digits[at]).length
  // With more letters than digits it is rather a word.
  return /^\d{5,10}$/.test(digits) && changed * 2 < digits.length
    ? { code: digits, hasLookAlikes: true }
    : undefined
}

/** The only number of a message: `G-324550 is your Google verification code.` */
function readOnlyNumber(text: string): TypedDigits | undefined {
  const [only, ...more] = text.match(/\d+(?:[ -]\d+)*/g) ?? []
  if (only === undefined || more.length > 0 || !/\p{L}/u.test(text)) return undefined
  // Letters that touch the number may belong to it.
  const at = text.indexOf(only)
  if (/[\p{L},.]$/u.test(text.slice(0, at)) || /^(?:[\p{L}]|[,.]\S)/u.test(text.slice(at + only.length)))
    return undefined
  return readPlainCode(only)
}

/** Longer than any message with a code. */
const longestTyped = 200

/** Whether these are five of Steam's letters. Five digits may be both. */
function isSteamCode(code: string): boolean {
  return code.length === steamParameters.digits && [...code].every((letter) => steamAlphabet.includes(letter))
}

/** What codes of this look are usually made with. */
export function usualFor([code]: readonly [string, ...string[]]): OtpParameters {
  return /^\d+$/.test(code) ? { ...usualParameters, digits: code.length } : steamParameters
}

/** Whether codes look as these parameters make them. */
export function fitsForm({ type, digits }: OtpParameters, codes: Codes): boolean {
  return codes.every(
    (code) => code.length === digits && (type === 'steam' ? isSteamCode(code) : /^\d+$/.test(code)),
  )
}

/**
 * The codes with the zeros that may have been lost at their front, as spreadsheets and forms for numbers do; undefined
 * where none is missing. Without declared parameters the next even number of digits is taken: 6 for 5, 8 for 7.
 */
export function withLostZeros(codes: Codes, declared: OtpParameters | undefined): Codes | undefined {
  if (declared?.type === 'steam' || !codes.every((code) => /^\d+$/.test(code))) return undefined
  const longest = Math.max(...codes.map(({ length }) => length))
  const digits = declared?.digits ?? longest + (longest % 2)
  if (longest > digits || codes.every(({ length }) => length === digits)) return undefined
  const [first, second] = codes
  const complete = (code: string): string => code.padStart(digits, '0')
  return second === undefined ? [complete(first)] : [complete(first), complete(second)]
}

/** How many digits codes have where nothing is declared: the next of these above an odd number. */
const usualDigits = [6, 8, 10] as const

/**
 * How many digits the shortest of the codes lacks: it has an odd number of digits, one below what was declared. Services
 * use 6 or 8, and the last digits of a code fit wherever the whole code does. 0 where nothing is missing.
 */
export function missingDigits(codes: Codes, declared: OtpParameters | undefined): number {
  if (declared?.type === 'steam' || !codes.every((code) => /^\d+$/.test(code))) return 0
  const shortest = Math.min(...codes.map(({ length }) => length))
  if (shortest % 2 === 0) return 0
  const whole = declared?.digits ?? usualDigits.find((digits) => digits > shortest) ?? shortest
  return whole - shortest === 1 ? 1 : 0
}
