/** What is said of lists of backup codes: what was understood, what was not, and how strong new ones are. */

import type { CodeForm, Shape } from '../../core/backup/code-form.ts'
import type { Weakness } from '../../core/backup/generate.ts'
import type { LeftReason } from '../../core/backup/list-cell.ts'
import type { CodesRule, DoubtReason } from '../../core/flaws.ts'

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
  'unclear-spaces': 'one code or several: the spaces do not tell',
  'maybe-word': 'may be a word',
  'behind-label': 'the words before it do not say that it is a code',
  'in-sentence': 'other words stand on its line',
  'between-codes': 'stands between two codes, and does not look like one',
  wrapped: 'one code on two lines, perhaps',
  'in-comment': 'stands in a comment of the page, which the page does not show',
  dated: 'a date stands next to it, and not next to the others: perhaps it was used then',
  'unclear-mark': 'the mark next to it may say that it was used, or not',
  'maybe-date': 'may be a date',
  'maybe-phone': 'may be a telephone number',
  'maybe-key': 'looks like the key for an authenticator app, which is no backup code',
  repeated: 'the same code as on another line: another one may be missing',
  'other-list': 'a second list begins here, perhaps that of another account',
}

const left: Record<LeftReason, string> = {
  blank: 'empty',
  decoration: 'decoration',
  markup: 'markup of the page',
  text: 'text',
  date: 'a date',
  address: 'an address',
  phone: 'a telephone number',
  label: 'something else, by the words before it',
  masked: 'masked or left blank: the code itself does not stand here',
  comment: 'a comment of the page',
  unseen: 'a part of the page that it does not show, such as a script',
  continued: 'belongs to the line above it, perhaps',
  link: 'a link for an authenticator app',
  setting: 'a setting',
  repeated: 'the same codes once more',
  'too-long': 'too long for a line of a list',
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
  left,
  /** The first line of what was understood. */
  found: (count: number, { alphabet, length, groups }: Shape) => {
    const each = groups.includes('-') ? ` (${groups})` : ''
    return count === 1
      ? `1 code of ${alphabets[alphabet](length)}${each}`
      : `${count} codes of ${alphabets[alphabet](length)}${each}`
  },
  used: (count: number) => `${count} of them marked as used`,
  missing: (numbers: readonly number[]) => `missing in the list: number ${numbers.join(', ')}`,
  unlike: ({ count, length }: Pick<CodeForm, 'count' | 'length'>) =>
    `this service usually gives ${[
      ...(count === undefined ? [] : [count === 1 ? '1 code' : `${count} codes`]),
      ...(length === undefined ? [] : [`${length} characters each`]),
    ].join(', ')}`,
  /** A line that was not taken, and why. */
  line: (line: number, why: string) => `line ${line}: ${why}`,
  /** The same with the text of the line, for a person who looks at it. */
  lineText: (line: number, text: string, why: string) => `line ${line}: “${text}”: ${why}`,
  bits: (bits: number) => `${bits.toFixed(1)} bits in each code`,
  weaknesses,
}

export type CodesWords = typeof codes
