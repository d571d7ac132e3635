/** Codes as people type and paste them. */
import { type OtpParameters, steamAlphabet, steamParameters, usualParameters } from './parameters.ts'

/** One code, or two of which the second came directly after the first. */
export type Codes = readonly [string] | readonly [string, string]

/** What stands before a code in a message: `Code:`, `Your Example code is`, `コード：`, Google's `G-`. */
const label =
  /^(?:[\p{L}\s'’-]{1,40}:|[\p{L}\s'’]{0,40}(?:code|コード)(?:\sis)?\s|[A-Z]{1,4}\p{Pd}(?=[\d\s]{5,}$))\s*/iu

/**
 * * The code in what a person typed: 5 to 10 digits, or five of Steam's letters; undefined for anything else. Spaces,
 * hyphens and full stops within a code, full-width digits, a label such as `Code:` and Google's `G-` are understood.
 *
 * @example
 * ```js
 * import { readCode } from '2fa-rescue/totp'
 *
 * console.log(readCode('Code: 287 082'), readCode('hello')) // 287082 undefined
 * ```
 */
export function readCode(text: string): string | undefined {
  if (text.length > longestTyped) return undefined
  const plain = text.normalize('NFKC').trim().replace(label, '')
  const code = plain.replace(/[\s\p{Pd}\p{Cf}\p{Pi}\p{Pf}"'`.]/gu, '').toUpperCase()
  return /^\d{5,10}$/.test(code) || isSteamCode(code) ? code : undefined
}

/** Longer than any code with its label. */
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
