/** The sheet that this program prints: a box, a number and a code on each line. It is read back as it was printed. */

import { outline } from './code-form.ts'
import { isHeadingWord, looksLikeWord } from './known-words.ts'
import type { ListedCode } from './listed-code.ts'
import type { Row } from './text-place.ts'

const code = '[A-Za-z0-9](?:[-. _A-Za-z0-9]{0,126}[A-Za-z0-9])?'
/** `[ ] 1. ABCD-EFGH (used)` */
const boxed = new RegExp(`^\\s*\\[([ ?xX])\\] +(\\d{1,3})\\. (${code})(?: ?\\([^()]*\\))?\\s*$`)
/** The page: `<code>` is read as a backtick. */
const quoted = new RegExp(`^\\s*(?:([?×])\\s*)?(\\d{1,3})\\.\\s*(?:~~)?\`(${code})\``)

/** A line that is nothing but the title of a sheet. */
const title = /^\s*(?:backup codes?|recovery codes?|バックアップコード)\s*(?:[(（][^()（）]*[)）])?\s*$/i

/** The codes of a printed sheet; undefined where the rows are none. */
export function sheetCodes(rows: readonly Row[]): readonly ListedCode[] | undefined {
  const items = rows.flatMap((row) => {
    if (row.text.length > 400) return []
    const found = boxed.exec(row.text) ?? quoted.exec(row.text)
    if (found === null) return []
    const [whole, mark = '', number, text = ''] = found
    const place = row.place(row.text.indexOf(text, whole.indexOf('.')))
    return [{ code: text, used: /[xX×]/.test(mark), number: Number(number), ...place }]
  })
  const isCounted = items.length > 0 && items.every(({ number }, index) => number === index + 1)
  const skeletons = new Set(items.map(({ code }) => outline(code)))
  return isCounted && skeletons.size === 1 && (isTitled(rows) || !isToDoList(items)) ? items : undefined
}

/** Whether a title stands above the list: then a code that looks like a word by chance is a code all the same. */
function isTitled(rows: readonly Row[]): boolean {
  const first = rows.findIndex(({ text }) => boxed.test(text) || quoted.test(text))
  return rows.slice(0, first).some(({ text }) => title.test(text))
}

/** Words where the codes should be, or the same word before each. */
function isToDoList(items: readonly ListedCode[]): boolean {
  const groups = items.map(({ code }) => code.split(/[-. _]+/))
  const firsts = new Set(groups.map(([first = '']) => first.toLowerCase()))
  const [first = ''] = firsts
  const isLabel = /^[A-Za-z]{2,}$/.test(first) && groups.every((parts) => parts.length > 1)
  if (isLabel && firsts.size === 1 && (items.length > 1 || isHeadingWord(first))) return true
  // Single groups of a code may be words by chance; sentences are words with spaces throughout.
  if (items.some(({ code }) => !code.includes(' '))) return false
  const long = groups.flat().filter((group) => group.length > 2)
  const isWord = items.length > 2 ? looksLikeWord : isHeadingWord
  return long.length > 0 && long.every(isWord)
}
