/** What stands in one cell of a list: a label, marks, and what may be a code; or something that is known to be none. */
import { isCodeLike } from './code-form.ts'
import { addressMark, dateMark, phoneMark } from './dates-and-addresses.ts'
import { isCommonWord, isUsedKind, type LabelKind, labelKind } from './known-words.ts'
import { backMarks, frontMarks, type Marks, usedCell, usedValue } from './line-marks.ts'
import { type Cell, type LeftReason, type Owner, runsIn } from './list-cell.ts'
import { isMasked } from './masked.ts'

/** Marks and labels are looked for in cells up to this length. */
const maxCell = 240

/** What words or marks before a code say about it. */
export interface Said extends Marks {
  readonly label?: 'code' | 'unknown'
  readonly labelText?: string
}

type CellContent =
  | { readonly cell: Cell }
  | { readonly announced: Said }
  | { readonly used: boolean | 'unclear' }

/** The head of the column in which a cell stands. */
export interface Head {
  readonly kind: LabelKind | undefined
  readonly name: string
  /** Another column says which codes were used. */
  readonly isMarked: boolean
}

type BareCell = Pick<Cell, 'row' | 'text' | 'from' | 'runs'>

/** Reads a cell below its column's head. */
export function readCell(cell: BareCell, said: Said, { kind, name, isMarked }: Head): CellContent {
  const { text } = cell
  if (isUsedKind(kind)) return { used: usedValue(text, kind) }
  if (kind === 'owner') return { cell: { ...cell, known: 'label', owner: ownerIn(name, text) } }
  if (kind === 'other')
    return { cell: { ...cell, known: isMarked ? 'label' : (maskReason(text) ?? 'label') } }
  if (kind === 'number' && /^\W*\d{1,3}\W*$/.test(text))
    return { announced: { ...said, number: Number(text.replace(/\D/g, '')), listed: true } }
  if (text.length > maxCell) return { cell: { ...cell, runs: runsIn(text, cell.from) } }
  const entry = text.replace(/^(?:\d{1,3}[.):]|\[\s?\]|[☐□])\s*/, '')
  if (isMasked(entry, said.listed === true || entry !== text)) return { cell: { ...cell, known: 'masked' } }
  const alone = usedCell(text)
  if (alone !== undefined) return { used: alone }
  // A cell that only counts belongs to the next one.
  if (/^(?:~~)?[#(]?\d{1,3}[.):]?(?:~~)?$/.test(text) && said.number === undefined)
    return { announced: { ...said, number: Number(text.replace(/\D/g, '')), listed: true } }
  return readContent(cell, said)
}

function readContent(cell: BareCell, said: Said): CellContent {
  const front = frontMarks(cell.text)
  const marks = { ...said, ...front.marks }
  const rest = cell.text.slice(front.length)
  const label = labelIn(rest)
  if (label !== undefined) {
    const length = front.length + label.length
    return behindLabel(
      { ...cell, text: cell.text.slice(length), from: cell.from + length },
      label.words,
      marks,
      cell,
    )
  }
  const back = backMarks(rest)
  const from = cell.from + front.length
  // A star may point to a note.
  const star =
    /[A-Za-z0-9)]\s*\*+$/.test(rest) && !rest.includes('**') && !/\*/.test(cell.text.slice(0, front.length))
  const runs = runsIn(back.rest, from)
  const known = runs.length === 0 ? (maskReason(cell.text) ?? emptyReason(cell.text)) : undefined
  return {
    cell: {
      ...cell,
      text: star ? `${back.rest} *` : back.rest,
      from,
      ...marks,
      runs,
      ...(known === undefined ? {} : { known }),
      ...(back.number === undefined || marks.number !== undefined
        ? {}
        : { number: back.number, listed: true }),
      ...(back.used || isStruck(cell) ? { used: true } : {}),
      ...(back.dated ? { dated: true } : {}),
    },
  }
}

const emptyReason = (text: string): LeftReason => (/\p{L}|\p{N}/u.test(text) ? 'text' : 'decoration')

function isStruck({ text, from, row }: BareCell): boolean {
  if (/~~[\s`*_]*\w/.test(text)) return true
  if (row.struck.size === 0) return false
  for (let index = from; index < from + text.length; index++) if (row.struck.has(index)) return true
  return false
}

function maskReason(text: string): LeftReason | undefined {
  if (text.includes(addressMark)) return 'address'
  if (text.includes(phoneMark)) return 'phone'
  return text.includes(dateMark) ? 'date' : undefined
}

interface Label {
  readonly words: string
  /** With the colon and the spaces after it. */
  readonly length: number
}

/** Words with a colon after them, or with “is”. */
function labelIn(text: string): Label | undefined {
  const found =
    /^([^:=]{1,80}?)(?:\s*[:=]\s*|\s+(?:is|are)[:\s]\s*|\s+は\s+|(?<=コード|キー|パスワード)は\s*)(?=\S|$)/.exec(
      text,
    )
  const words = found?.[1]
  if (found === null || words === undefined || !/\p{L}/u.test(words)) return undefined
  const isColon = /[:=]\s*$/.test(found[0])
  // “is” may also be a group of a code.
  if (!isColon && labelKind(words) === 'unknown') return undefined
  // A colon inside a code: more digits than words have.
  if (
    isColon &&
    !/[:=]\s/.test(found[0]) &&
    /^[A-Za-z0-9]*\d[A-Za-z0-9]*$/.test(words) &&
    labelKind(words) === 'unknown'
  )
    return undefined
  return { words, length: found[0].length }
}

function behindLabel(value: BareCell, words: string, said: Said, whole: BareCell): CellContent {
  const kind = labelKind(words)
  if (isUsedKind(kind) && (value.text !== '' || said.number === undefined))
    return behindUsed(value, kind, said)
  if (kind === 'owner' && !isCodeLike(value.text))
    return { cell: { ...whole, known: maskReason(value.text) ?? 'label', owner: ownerIn(words, value.text) } }
  if (kind === 'other') return { cell: { ...whole, known: maskReason(value.text) ?? 'label' } }
  const digits = /(\d{1,3})\D*$/.exec(words)?.[1]
  const isCode =
    kind === 'code' || words.split(/[^A-Za-z]+/).every((word) => word === '' || isCommonWord(word))
  const now: Said = {
    ...said,
    ...(digits === undefined || said.number !== undefined ? {} : { number: Number(digits), listed: true }),
    label: isCode ? 'code' : 'unknown',
    labelText: words.toLowerCase().replace(/\d+/g, '#'),
  }
  return value.text === '' ? { announced: now } : readContent(value, now)
}

/** “used: 1234-5678” and “used: yes”. */
function behindUsed(value: BareCell, kind: 'used' | 'unused' | 'state', said: Said): CellContent {
  const answer = usedValue(value.text, kind)
  if (answer !== 'unclear') return { used: answer }
  if (/^\W{0,3}$|^(?:maybe|perhaps|probably|unknown|たぶん|おそらく|不明)\W*$/i.test(value.text))
    return { used: 'unclear' }
  if (kind === 'state') return readContent(value, { ...said, label: 'unknown', labelText: kind })
  return readContent(value, { ...said, ...(kind === 'used' ? { used: true } : {}), label: 'code' })
}

const ownerIn = (name: string, value: string): Owner => ({
  name: name.trim().toLowerCase(),
  value: value.replace(/^["'\s]+|["'\s,]+$/g, '').toLowerCase(),
})
