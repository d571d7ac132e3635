/** What the codes of a list look like: how a single text is judged, and what the texts of a list have in common. */

/** How a service prints its codes, as its card says. Every key may be missing. */
export interface CodeForm {
  /** Codes in a whole set. */
  readonly count?: number | undefined
  /** Letters and digits of one code. */
  readonly length?: number | undefined
  readonly alphabet?: Alphabet | undefined
  /** The sizes of the groups in which a code is printed: `4-4`. */
  readonly groups?: string | undefined
  /** The names of the service, which are no part of a code. */
  readonly names?: readonly string[] | undefined
}

export const alphabets = ['digits', 'hex', 'letters', 'mixed'] as const
export type Alphabet = (typeof alphabets)[number]

/** What the codes have in common. */
export interface Shape {
  readonly alphabet: Alphabet
  /** Letters and digits of one code, without spaces and hyphens. */
  readonly length: number
  /** How they are grouped: `5-5`; only the length where they are not. */
  readonly groups: string
}

/** Letters and digits of a code: PINs and words are shorter, keys of certificates longer. */
export const codeLengths = { least: 5, most: 128 }

export const plainLength = (text: string): number => text.replace(/[^A-Za-z0-9]/g, '').length

/** A code with an `x` for each of its letters and digits: what is left shows how it is grouped. */
export const outline = (code: string): string => code.replace(/[A-Za-z0-9]/g, 'x')

const groupsIn = (text: string): readonly string[] => text.split(/ ?- ?|[ ._]/)

/** The sizes of its groups: `4-4`. */
export const groupSizes = (code: string): string =>
  groupsIn(code)
    .map(({ length }) => length)
    .join('-')

/** The smallest alphabet to which all characters belong. */
export function findAlphabet(texts: readonly string[]): Alphabet {
  const all = texts
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
  if (/^\d+$/.test(all)) return 'digits'
  if (/^[a-z]+$/.test(all)) return 'letters'
  return /^[\da-f]+$/.test(all) ? 'hex' : 'mixed'
}

/** Whether a text has only characters of an alphabet. */
export function fitsAlphabet(text: string, alphabet: Alphabet): boolean {
  const plain = text.replace(/[^A-Za-z0-9]/g, '')
  switch (alphabet) {
    case 'digits':
      return /^\d+$/.test(plain)
    case 'hex':
      return /^[\da-f]+$/i.test(plain)
    case 'letters':
      return /^[a-z]+$/i.test(plain)
    case 'mixed':
      return true
  }
}

/** Whether its letters are small, capital, both, or none. */
export function letterCase(text: string): 'lower' | 'upper' | 'both' | 'none' {
  const lower = /[a-z]/.test(text)
  const upper = /[A-Z]/.test(text)
  if (lower && upper) return 'both'
  if (lower) return 'lower'
  return upper ? 'upper' : 'none'
}

/** What nobody would write for another reason: enough digits, or groups of one size with digits or capitals. */
export function isCodeLike(code: string): boolean {
  const groups = groupsIn(code)
  const alike = new Set(groups.map(({ length }) => length)).size === 1
  const digits = code.replace(/[^0-9]/g, '').length
  if (/^\d+$/.test(code)) return code.length >= 6
  if (groups.length === 1) return digits > 0 && code.length >= 6 && !/^[A-Za-z]+\d{1,4}$/.test(code)
  if (!alike) return false
  if (digits > 0 && groups.some((group) => /\d/.test(group) && group.length >= 3)) return true
  return groups.length >= 3 && /^[^a-z]+$/.test(code)
}

/** Base32 of 10, 16, 20 or 32 bytes, as keys for authenticator apps are shown, in groups of four or not. */
export function looksLikeKey(code: string): boolean {
  const one = code.replace(/ /g, '')
  return (
    /^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(one) && [16, 26, 32, 52].includes(one.length) && /[A-Za-z]/.test(one)
  )
}

/** The value that comes most often; undefined where two come equally often. */
export function mostFrequent<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
  return first !== undefined && first[1] !== second?.[1] ? first[0] : undefined
}

/** The shape of codes of one length; undefined where there is none. */
export function findShape(codes: readonly string[]): Shape | undefined {
  const [first] = codes
  if (first === undefined) return undefined
  return {
    alphabet: findAlphabet(codes),
    length: mostFrequent(codes.map(plainLength)) ?? plainLength(first),
    groups: mostFrequent(codes.map(groupSizes)) ?? groupSizes(first),
  }
}
