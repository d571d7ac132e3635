/** Records of several lines, as YAML, TOML and plain notes have them: the fields of one code make one row. */
import { isUsedKind, labelKind } from './known-words.ts'
import type { Row } from './text-place.ts'

const field =
  /^\s*(-\s+)?(?:["'])?([\p{L}][\p{L}\p{N} _-]{0,30}?\??)(?:["'])?\s*[:=]\s*(\S.{0,200}?)\s*,?\s*$/u

interface Field {
  readonly row: Row
  readonly name: string
  readonly begins: boolean
}

/** Joins lines such as `code: …` and `used: true` that follow each other. */
export function joinRecords(rows: readonly Row[]): readonly Row[] {
  const found: Row[] = []
  let record: Field[] = []
  const end = (): void => {
    if (isRecord(record)) found.push(joinFields(record))
    else for (const { row } of record) found.push(row)
    record = []
  }
  for (const row of rows) {
    const match = row.text.length > 300 || row.hidden ? null : field.exec(row.text)
    const name = match?.[2]
    if (match === null || name === undefined) {
      end()
      found.push(row)
      continue
    }
    const begins = match[1] !== undefined
    if (begins || record.length >= 12 || record.some((other) => other.name === name)) end()
    record.push({ row, name, begins })
  }
  end()
  return found
}

/** A field that says whether it was used, next to one that may be the code. */
function isRecord(record: readonly Field[]): boolean {
  const saying = record.filter(({ name }) => isUsedKind(labelKind(name))).length
  const others = record.some(
    ({ row, name }) => !isUsedKind(labelKind(name)) && /[A-Za-z0-9]{3}/.test(row.text),
  )
  return saying > 0 && others && record.length > 1
}

function joinFields(record: readonly Field[]): Row {
  const parts = record.map(({ row, begins }) => {
    const skipped = row.text.length - row.text.trimStart().replace(begins ? /^-\s+/ : '', '').length
    return {
      row,
      skipped,
      text: row.text.slice(skipped).trimEnd(),
      masked: row.masked.slice(skipped, row.text.trimEnd().length),
    }
  })
  const starts: number[] = []
  let length = 0
  for (const { text } of parts) {
    starts.push(length)
    length += text.length + 3
  }
  const first = record[0]?.row
  const last = record.at(-1)?.row
  return {
    text: parts.map(({ text }) => text).join(' | '),
    masked: parts.map(({ masked }) => masked).join(' | '),
    place: (index) => {
      const at = Math.max(
        0,
        starts.findLastIndex((start) => start <= index),
      )
      const part = parts[at]
      return part?.row.place(index - (starts[at] ?? 0) + part.skipped) ?? { line: 1, column: 1 }
    },
    lines: [first?.lines[0] ?? 1, last?.lines[1] ?? 1],
    struck: new Set(),
    hidden: false,
  }
}
