/** One way of writing for codes, however a printer, a keyboard or a web page wrote them. */

/** Blanks of every width; tabs stay, because they part columns. */
const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
/** Hyphens, dashes, the minus sign and their full-width forms. */
const hyphens = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** The Japanese long vowel mark, which a Japanese keyboard gives for a hyphen between letters and digits. */
const longVowels = /(?<=[A-Za-z0-9])[\u30fc\uff70](?=[A-Za-z0-9])/g
/** What takes no room: soft hyphens, joiners, marks of order and direction. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** Full-width letters and digits, and every kind of blank and hyphen, as plain ones; nothing else changes. */
export function plainForm(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(invisible, '')
    .replace(blanks, ' ')
    .replace(hyphens, '-')
    .replace(longVowels, '-')
}
