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
function reasonOf({ left, cells }: ListLine): LeftReason {
  if (left !== undefined) return left
  const known = cells.map((cell) => cell.known ?? 'text')
  const telling = (['label', 'address', 'phone', 'date', 'repeated'] as const).find((reason) =>
    known.includes(reason),
  )
  return telling ?? (known.every((reason) => reason === 'decoration') ? 'decoration' : 'text')
}
