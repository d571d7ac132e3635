/** Lines that fit a window, for English and for Japanese, which has no spaces to break at. */
import stringWidth from 'fast-string-width'
import type { Language } from '../core/flow/book.ts'

/** Letters and punctuation of one cell each: most of the text measured at start, so the library need not look at it. */
const narrow = /^[\u0020-\u007e\u00a1-\u02ff\u2010-\u2027]*$/

/** The cells a text takes in a terminal; a Japanese character takes two. */
export function cellWidth(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text)
}

/** The rows that printed lines take in a window; a terminal breaks lines that are too long. */
export function countRows(lines: readonly string[], columns: number): number {
  return lines.reduce((rows, line) => rows + countLineRows(line, columns), 0)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told what to do by escape characters
const styles = /\u001b\[[?\d;]*[A-Za-z]/g

function countLineRows(line: string, columns: number): number {
  const width = cellWidth(line)
  if (width <= columns || narrow.test(line)) return Math.max(1, Math.ceil(width / columns))
  // A wide character is not divided: where one cell is left, it begins the next row.
  let rows = 1
  let used = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    line.replace(styles, ''),
  )) {
    const needed = cellWidth(segment)
    if (used + needed > columns) {
      rows += 1
      used = 0
    }
    used += needed
  }
  return rows
}

/**
 * What erases printed lines in a terminal, however its window breaks them now, with the cursor below them. Row by row:
 * some terminals keep what is erased all at once.
 */
export function eraseCodes(lines: readonly string[], columns: number): string {
  return '\u001b[1A\u001b[2K'.repeat(countRows(lines, columns))
}

/** Characters that must not begin a line, and those that must not end one (JIS X 4051). */
const notFirst =
  /^[、。，．・：；？！」』）］｝〉》”’…‥ー〜々ゝゞァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ%,.:;?!)\]}>]/u
const notLast = /[「『（［｛〈《“‘(<[{]$/u
/** The segmenter splits loanwords it does not know; to a reader, a run of katakana is one word. */
const katakana = /[\u30a1-\u30fa\u30fc]/u
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u

/** Splits a text into lines of at most `width` cells. A word is split only if it is longer than a line. */
export function wrap(text: string, width: number, language: Language): readonly string[] {
  const columns = Math.max(1, width)
  // Most texts fit, and finding word boundaries loads dictionaries.
  if (cellWidth(text) <= columns && !text.includes('\n')) return [text.trimEnd()]
  const lines: string[] = []
  let line = ''
  for (const unit of splitUnits(text, language)) {
    if (cellWidth(line + unit.trimEnd()) <= columns) {
      line += unit
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = unit
    while (cellWidth(line.trimEnd()) > columns) {
      const head = takeHead(line, columns)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** The longest beginning of a text that fits. */
function takeHead(text: string, columns: number): string {
  let head = ''
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (head !== '' && cellWidth(head + segment) > columns) break
    head += segment
  }
  return head
}

/** Parts that are kept together on a line: words with the punctuation that belongs to them. */
function splitUnits(text: string, language: Language): readonly string[] {
  // Without wide characters, lines break only at spaces, and the segmenter's dictionaries need not be loaded.
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
