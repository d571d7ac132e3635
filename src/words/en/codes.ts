/** What is said of lists of backup codes: what was understood, what was not, and how strong new ones are. */
import type { Weakness } from '../../core/backup/generate.ts'
import type { Issued } from '../../core/backup/issued.ts'
import type { SkipReason } from '../../core/backup/pieces.ts'
import type { Shape } from '../../core/backup/read.ts'
import type { CodesRule, DoubtReason } from '../../core/errors.ts'

const rules: Record<CodesRule, string> = {
  'no-codes': 'nothing here looks like a backup code',
  'too-many': 'more than 200 codes: this is more than one list',
  'too-large': 'the file is larger than 64 KiB: no list of backup codes is',
  pdf: 'this is a PDF: open it, and copy the codes out of it',
  'web-page': 'this is a saved web page: open it, and copy the codes out of it',
  'rich-text': 'this is formatted text (RTF): save it as plain text',
  archive: 'this is a packed file or an office document: open it, and copy the codes out of it',
  picture: 'this is a picture: type the codes that it shows',
  binary: 'this is not a text file',
}

const doubts: Record<DoubtReason, string> = {
  'unlike-others': 'not as long as the other codes',
  'odd-character': 'has another kind of character than the other codes: perhaps O for 0, or l for 1',
  'unclear-blanks': 'one code or several: the blanks do not tell',
  'maybe-word': 'may be a word',
  'behind-label': 'stands behind words that do not say that it is a code',
  'in-sentence': 'stands in a sentence',
  'maybe-key': 'looks like the key for an authenticator app, which is no backup code',
}

const skips: Record<SkipReason, string> = {
  text: 'text',
  date: 'a date',
  address: 'an address',
  label: 'something else, by what stands before it',
  link: 'a link for an authenticator app',
  setting: 'a setting',
}

const alphabets: Record<Shape['alphabet'], (length: number) => string> = {
  digits: (length) => `${length} digits`,
  hex: (length) => `${length} hexadecimal digits`,
  letters: (length) => `${length} letters`,
  mixed: (length) => `${length} letters and digits`,
}

const weaknesses: Record<Weakness, string> = {
  'below-20':
    'this is less than the 20 bits that NIST SP 800-63B asks of such codes (look-up secrets): they can be guessed',
  'below-40':
    'this is enough only where tries are limited, as NIST SP 800-63B asks below 64 bits (look-up secrets); 40 bits and more are safer',
}

export const codes = {
  rules,
  doubts,
  skips,
  /** The first line of what was understood. */
  found: (count: number, { alphabet, length, groups }: Shape) => {
    const each = groups.includes('-') ? ` (${groups})` : ''
    return count === 1
      ? `1 code of ${alphabets[alphabet](length)}${each}`
      : `${count} codes of ${alphabets[alphabet](length)}${each}`
  },
  used: (count: number) => `${count} of them marked as used`,
  missing: (numbers: readonly number[]) => `missing in the list: number ${numbers.join(', ')}`,
  unlike: ({ count, length }: Issued) =>
    `this service usually gives ${[
      ...(count === undefined ? [] : [count === 1 ? '1 code' : `${count} codes`]),
      ...(length === undefined ? [] : [`${length} characters each`]),
    ].join(', ')}`,
  /** A line that was not taken, and why. */
  line: (line: number, why: string) => `line ${line}: ${why}`,
  bits: (bits: number) => `${bits.toFixed(1)} bits in each code`,
  weaknesses,
}

export type CodesWords = typeof codes
