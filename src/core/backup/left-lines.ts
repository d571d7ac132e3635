/** The lines of a text that hold neither a code nor a doubt, each with its reason. */

import type { LeftReason, ListLine } from './list-line.ts'
import { splitLines } from './list-rows.ts'
import type { LeftLine, ListedCode } from './listed-code.ts'

/** Longer lines are shortened to this. */
const shownLength = 80

export function leftLines(
  text: string,
  lineCount: number,
  lines: readonly ListLine[],
  found: readonly ListedCode[],
  repeated: ReadonlySet<number> = new Set(),
): readonly LeftLine[] {
  const held = new Set(found.map(({ line }) => line))
  const reasons = new Map<number, LeftReason>()
  for (const line of lines) {
    const [first, last] = line.row.lines
    for (let number = first; number <= last; number++)
      if (!reasons.has(number) || reasons.get(number) === 'blank') reasons.set(number, reasonOf(line))
  }
  const texts = splitLines(text)
  return Array.from({ length: lineCount }, (_, index) => index + 1).flatMap((line) => {
    if (held.has(line)) return []
    const own = texts[line - 1] ?? ''
    const known = repeated.has(line) ? 'repeated' : (reasons.get(line) ?? 'markup')
    const reason = own.trim() === '' ? 'blank' : known
    return [{ line, text: own.trim().slice(0, shownLength), reason }]
  })
}

/** The reason that says most about a row. */
function reasonOf({ row, left, cells }: ListLine): LeftReason {
  if (left === 'blank') return left
  if (isMasked(row.text)) return 'masked'
  if (left !== undefined) return left
  const known = cells.map((cell) => cell.known ?? 'text')
  const telling = (['label', 'address', 'phone', 'date', 'repeated'] as const).find((reason) =>
    known.includes(reason),
  )
  // A heading or a label has no cell of its own.
  const isPlain = known.every((reason) => reason === 'decoration') && !/\p{L}/u.test(row.text)
  return telling ?? (isPlain ? 'decoration' : 'text')
}

/** Signs that a page prints in the place of a code's characters, or lines on which one was to be written. */
function isMasked(text: string): boolean {
  const plain = text.replace(/^[\s|"'`]*(?:\(?\d{1,3}[.):]\s*)?|[\s|"',`]+$/g, '')
  return (
    plain.length <= 40 &&
    /[*•·●◦∙■█▇_?…xX＊]{3}/.test(plain) &&
    /^(?:[A-Za-z0-9]{1,5}[\s-]?)?(?:[*•·●◦∙■█▇_?…xX＊]+[\s.-]?)+(?:[A-Za-z0-9]{1,5})?$/.test(plain) &&
    !/^[_*·]{17,}$/.test(plain)
  )
}
