/** The lines of a text that hold neither a code nor a doubt, each with its reason. */

import { mostFrequent } from './code-form.ts'
import type { LeftReason, ListLine } from './list-cell.ts'
import { splitLines, type TextRows } from './list-rows.ts'
import type { LeftLine, ListedCode } from './listed-code.ts'
import { isDrawnLine } from './masked.ts'

/** Longer lines are shortened to this. */
export const shownLength = 80

/** Lines whose codes were taken with other lines. */
interface TakenLines {
  readonly repeated: ReadonlySet<number>
  readonly continued: ReadonlySet<number>
}

const noLines: TakenLines = { repeated: new Set(), continued: new Set() }

/** Besides codes, a line may hold these. */
const isNamedAnyway = (reason: LeftReason | undefined): boolean => reason === 'masked' || reason === 'unseen'
/** Says little about a line. */
const isWeak = (reason: LeftReason | undefined): boolean =>
  reason === undefined || reason === 'blank' || reason === 'decoration' || reason === 'markup'

export function leftLines(
  text: string,
  { lineCount, unseen }: Pick<TextRows, 'lineCount' | 'unseen'>,
  lines: readonly ListLine[],
  found: readonly ListedCode[],
  { repeated, continued }: TakenLines = noLines,
): readonly LeftLine[] {
  const held = new Set(found.map(({ line }) => line))
  const firstHeld = found.reduce((least, { line }) => Math.min(least, line), Number.MAX_SAFE_INTEGER)
  const lastHeld = found.reduce((most, { line }) => Math.max(most, line), 0)
  const size = mostFrequent(found.map(({ code }) => code.length)) ?? 0
  const reasons = new Map<number, LeftReason>()
  for (const line of lines) {
    const [first, last] = line.row.lines
    for (let number = first; number <= last; number++)
      if (!reasons.has(number) || reasons.get(number) === 'blank')
        reasons.set(
          number,
          line.row.wrapped !== undefined && number > first ? 'continued' : chooseReason(line),
        )
  }
  for (const line of unseen) if (held.has(line) || isWeak(reasons.get(line))) reasons.set(line, 'unseen')
  const texts = splitLines(text)
  return Array.from({ length: lineCount }, (_, index) => index + 1).flatMap((line) => {
    if (held.has(line) && !isNamedAnyway(reasons.get(line))) return []
    const own = texts[line - 1] ?? ''
    const taken = repeated.has(line) ? 'repeated' : continued.has(line) ? 'continued' : undefined
    const known = taken ?? reasons.get(line) ?? 'markup'
    const isHidden = known === 'decoration' && line > firstHeld && line < lastHeld && mayHideCode(own, size)
    const reason = own.trim() === '' ? 'blank' : isHidden ? 'masked' : known
    return [{ line, text: own.trim().slice(0, shownLength), reason }]
  })
}

/** A line of one sign among codes: drawn, or in place of a code. */
function mayHideCode(text: string, size: number): boolean {
  const plain = text.trim()
  return isDrawnLine(plain) || (/^[-–—=~]+$/.test(plain) && plain.length === size)
}

/** The reason that says most about a row. */
function chooseReason({ left, cells, row }: ListLine): LeftReason {
  if (left !== undefined) return left
  if (row.hidden) return 'comment'
  const known = cells.map((cell) => cell.known ?? 'text')
  const telling = (['masked', 'label', 'address', 'phone', 'date', 'repeated'] as const).find((reason) =>
    known.includes(reason),
  )
  return telling ?? (known.every((reason) => reason === 'decoration') ? 'decoration' : 'text')
}
