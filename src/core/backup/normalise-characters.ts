/** One way of writing codes, whichever printer, keyboard or web page wrote them. */

/** Spaces of every width; tabs stay, because they separate columns. */
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
/** Hyphens, dashes, the minus sign and their full-width forms. */
const hyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** The Japanese long vowel mark, which a Japanese keyboard gives for a hyphen between letters and digits. */
const longVowels = /(?<=[A-Za-z0-9])[\u30fc\uff70](?=[A-Za-z0-9])/g
/** Characters that take no room: soft hyphens, joiners, marks of order and direction. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
/** Strokes drawn through a text, one character at a time. */
const strokes = /[\u0335-\u0338]/g

/** Replaces full-width letters and digits, and every kind of space and hyphen, with the plain ones. */
export function normaliseCharacters(text: string): string {
  return sameLength(text.replace(invisible, ''))
}

/** A line with plain characters, and where each of them stood. */
interface NormalisedLine {
  readonly text: string
  /** The offset in the original of each character of `text`. */
  readonly offsetIn: (index: number) => number
  /** Offsets in `text` of characters that are struck through. */
  readonly struck: ReadonlySet<number>
}

/** Like `normaliseCharacters`, and keeps the offsets. Strokes through characters are taken off and remembered. */
export function normaliseLine(raw: string): NormalisedLine {
  const bare = raw.replace(invisible, '').replace(strokes, '')
  if (bare.length === raw.length)
    return { text: sameLength(raw), offsetIn: (index) => index, struck: new Set() }
  const offsets: number[] = []
  const struck = new Set<number>()
  for (const { 0: char, index } of raw.matchAll(/[\s\S]/gu)) {
    if (/[\u0335-\u0338]/.test(char)) struck.add(offsets.length - 1)
    else if (!/\p{Default_Ignorable_Code_Point}/u.test(char))
      for (let unit = 0; unit < char.length; unit++) offsets.push(index + unit)
  }
  return { text: sameLength(bare), offsetIn: (index) => offsets[index] ?? raw.length, struck }
}

/** The replacements that keep the length. */
function sameLength(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(spaces, ' ')
    .replace(hyphens, '-')
    .replace(longVowels, '-')
}
