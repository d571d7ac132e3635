/** Lines that fit a window, for English and for Japanese, which has no blanks to break at. */
import stringWidth from 'fast-string-width'
import type { Language } from '../core/flow/book.ts'

/** Letters and punctuation that take one cell each: most of what is measured at start, when every millisecond counts. */
const narrow = /^[\u0020-\u007e\u00a1-\u02ff\u2010-\u2027]*$/

/** The cells a text takes in a terminal; a Japanese character takes two. */
export function widthOf(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text)
}

/** The rows that printed lines take in a window: a line that is too long is folded by the terminal. */
export function rowsOf(lines: readonly string[], columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
}

/** Characters that may not begin a line, and those that may not end one (JIS X 4051). */
const notFirst =
  /^[、。，．・：；？！」』）］｝〉》”’…‥ー〜々ゝゞァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ%,.:;?!)\]}>]/u
const notLast = /[「『（［｛〈《“‘(<[{]$/u
/** The segmenter cuts borrowed words it does not know; a run of katakana is one word to a reader. */
const katakana = /[\u30a1-\u30fa\u30fc]/u
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u

/** A text in lines of at most so many cells. Only what is longer than a line by itself is cut inside a word. */
export function wrap(text: string, width: number, language: Language): readonly string[] {
  const columns = Math.max(1, width)
  // Most texts fit, and telling words apart loads dictionaries.
  if (widthOf(text) <= columns && !text.includes('\n')) return [text.trimEnd()]
  const lines: string[] = []
  let line = ''
  for (const unit of unitsOf(text, language)) {
    if (widthOf(line + unit.trimEnd()) <= columns) {
      line += unit
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = unit
    while (widthOf(line.trimEnd()) > columns) {
      const head = headOf(line, columns)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** The longest beginning that fits. */
function headOf(text: string, columns: number): string {
  let head = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (head !== '' && widthOf(head + segment) > columns) break
    head += segment
  }
  return head
}

/** Parts that stay together on a line: words with the punctuation that belongs to them. */
function unitsOf(text: string, language: Language): readonly string[] {
  // Without wide characters blanks are the only breaks, and the segmenter's dictionaries need not be loaded.
  if (!wide.test(text)) return text.split(/(?<=\s)(?=\S)/)
  const units: string[] = []
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const before = units.at(-1)
    if (before === undefined || mayBreak(before, segment)) units.push(segment)
    else units[units.length - 1] = before + segment
  }
  return units
}

function mayBreak(before: string, next: string): boolean {
  if (/^\s/.test(next) || notFirst.test(next) || notLast.test(before)) return false
  if (/\s$/.test(before)) return true
  if (katakana.test(before.slice(-1)) && katakana.test(next.slice(0, 1))) return false
  return wide.test(before.slice(-1)) || wide.test(next.slice(0, 1))
}
