/** A text as rows: its lines, or what its markup makes of them. Each row knows where its characters stood in the text. */
import { numberCountedRows } from './counting-words.ts'
import { maskLine } from './dates-and-addresses.ts'
import { jsonRows } from './json-rows.ts'
import { withoutMarkup } from './markup.ts'
import { normaliseLine } from './normalise-characters.ts'
import { joinRecords } from './record-rows.ts'
import type { Row, TextKind, TextPlace } from './text-place.ts'
import { joinAtHyphens } from './wrapped-codes.ts'

export interface TextRows {
  readonly kind: TextKind
  readonly rows: readonly Row[]
  readonly lineCount: number
  /** Lines with something in them, such as a script, that the page does not show. */
  readonly unseen: ReadonlySet<number>
}

/** Splits at every kind of line end. */
export const splitLines = (text: string): readonly string[] => text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)

/** Takes a text apart into rows. Never throws. */
export function readRows(text: string): TextRows {
  const lines = splitLines(text)
  const json = jsonRows(text)
  if (json !== undefined)
    return {
      kind: 'json',
      lineCount: lines.length,
      unseen: new Set(),
      rows: json.map(({ text, place, lines }) => row(text, place, lines)),
    }
  const { kind, pieces, unseen } = withoutMarkup(lines)
  return {
    kind,
    lineCount: lines.length,
    unseen,
    rows: numberCountedRows(
      joinRecords(
        joinAtHyphens(pieces.map(({ text, place, lines, hidden }) => row(text, place, lines, hidden))),
      ),
    ),
  }
}

function row(raw: string, place: (index: number) => TextPlace, lines: Row['lines'], hidden = false): Row {
  const { text, offsetIn, struck } = normaliseLine(raw)
  return { text, masked: maskLine(text), place: (index) => place(offsetIn(index)), lines, struck, hidden }
}
