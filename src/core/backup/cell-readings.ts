/** The ways to read one cell: as one code, as several, with or without the words at its ends. */
import { codeLengths, isCodeLike } from './code-form.ts'
import { isLabelWord } from './known-words.ts'
import { isUsedWord } from './line-marks.ts'
import type { Cell, Run } from './list-cell.ts'
import { textBetween } from './repeated-parts.ts'

/** Some runs of a cell, read as one code. */
export interface Part {
  readonly cell: Cell
  /** As printed, with plain characters. */
  readonly text: string
  /** Offset in the row. */
  readonly from: number
  /** Letters and digits. */
  readonly length: number
  readonly used: boolean
  readonly number?: number
}

/** A part of a cell; `used` and `number` where words next to it say so. */
export function createPart(cell: Cell, runs: readonly Run[], used = false, number = cell.number): Part {
  const [first] = runs
  const last = runs.at(-1)
  const from = first?.from ?? cell.from
  const text = cell.row.text.slice(from, last === undefined ? from : last.from + last.text.length)
  return {
    cell,
    text: text.replace(/ - /g, '-'),
    from,
    length: runs.reduce((sum, run) => sum + run.text.length, 0),
    used: used || cell.used === true,
    ...(number === undefined ? {} : { number }),
  }
}

const usualJoint = /^(?: ?- ?|[ ._])$/

/** Whether nothing but spaces, hyphens, dots and low lines stands between the runs. */
export function isClean({ runs, row }: Pick<Cell, 'runs' | 'row'>): boolean {
  return runs.every((run, index) => {
    const before = runs[index - 1]
    return before === undefined || usualJoint.test(textBetween(row.text, [before, run]))
  })
}

/** Other signs in the cell that may mean something: a question mark, an arrow, letters of other scripts. */
export function signsBeside({ text, from, runs }: Cell): string {
  const first = runs[0]?.from ?? from
  const last = runs.at(-1)
  const end = last === undefined ? first : last.from + last.text.length
  const outside = `${text.slice(0, Math.max(0, first - from))} ${text.slice(Math.max(0, end - from))}`
  return outside.replace(/[^?!<←*†‡※…\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0400-\u04ff]/g, '')
}

/** The codes in which a cell can be read where its spaces are clear; undefined where there are several ways. */
export function clearParts(cell: Cell): readonly Part[] | undefined {
  const tokens = tokensIn(cell)
  const whole = [createPart(cell, cell.runs)]
  if (tokens.length <= 1 || (cell.number !== undefined && cell.listed === true)) return whole
  const sizes = new Set(tokens.map(countCharacters))
  const [size = 0] = sizes
  const each = tokens.map((runs, index) =>
    createPart(cell, runs, false, index === 0 ? cell.number : undefined),
  )
  // Whole codes with hyphens, one next to the other.
  if (tokens.every((token) => token.length > 1)) return sizes.size === 1 ? each : undefined
  if (sizes.size > 1 || tokens.some((token) => token.length > 1)) return whole
  // Groups of up to five make one code; seven characters and more are a code each; six may be either.
  if (size >= 7) return each
  if (size === 6) return undefined
  return tokens.length <= 3 || /[A-Za-z]/.test(cell.text) ? whole : undefined
}

/** A cell cut into codes of a known length, where its groups allow it. */
export function partsOfLength(cell: Cell, length: number): readonly Part[] | undefined {
  const total = countCharacters(cell.runs)
  if (total === length) return [createPart(cell, cell.runs)]
  if (total % length !== 0) return undefined
  const parts: Part[] = []
  let runs: Run[] = []
  for (const token of tokensIn(cell)) {
    runs = [...runs, ...token]
    if (countCharacters(runs) > length) return undefined
    if (countCharacters(runs) < length) continue
    parts.push(createPart(cell, runs, false, parts.length === 0 ? cell.number : undefined))
    runs = []
  }
  return runs.length === 0 ? parts : undefined
}

/** The cell without the words at its ends that only announce a code: `Backup code 1 x`, `x used`. */
export function shorterPart(cell: Cell): Part | undefined {
  let { runs, number } = cell
  let used = false
  let words = 0
  while (runs.length > 1) {
    const [first] = runs
    const last = runs.at(-1)
    if (
      first !== undefined &&
      (isLabelWord(first.text) || /^x$/i.test(first.text) || isUsedWord(first.text))
    ) {
      used ||= isUsedWord(first.text)
      words += 1
      runs = runs.slice(1)
    } else if (first !== undefined && words > 0 && number === undefined && /^\d{1,2}$/.test(first.text)) {
      number = Number(first.text)
      runs = runs.slice(1)
    } else if (last !== undefined && isUsedWord(last.text)) {
      used = true
      runs = runs.slice(0, -1)
    } else break
  }
  if (runs.length === cell.runs.length || !isClean({ ...cell, runs })) return undefined
  return createPart(cell, runs, used, number)
}

/** Places in a cell where runs next to each other have exactly this many letters and digits, and are `wanted`. */
export function partsInside(cell: Cell, length: number, wanted: (part: Part) => boolean): readonly Part[] {
  const runs = cell.runs
  const found: Part[] = []
  let index = 0
  while (index < runs.length) {
    const end = endOfPart(runs, index, length)
    const part = end === undefined ? undefined : createPart(cell, runs.slice(index, end))
    if (end === undefined || part === undefined || !wanted(part)) index += 1
    else {
      found.push(part)
      index = end
    }
  }
  return found
}

function endOfPart(runs: readonly Run[], start: number, length: number): number | undefined {
  let size = 0
  for (let index = start; index < runs.length && size < length; index++) {
    size += runs[index]?.text.length ?? 0
    if (size === length) return index + 1
  }
  return undefined
}

/** Runs that hang together by hyphens, dots or low lines. */
function tokensIn({ runs, row }: Cell): readonly (readonly Run[])[] {
  const tokens: Run[][] = []
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1]
    const isNew = before === undefined || textBetween(row.text, [before, run]) === ' '
    if (isNew) tokens.push([run])
    else tokens.at(-1)?.push(run)
  }
  return tokens
}

export const countCharacters = (runs: readonly Run[]): number =>
  runs.reduce((sum, { text }) => sum + text.length, 0)

/** Long enough for a code, and short enough. */
export const isPossible = ({ length }: Part): boolean =>
  length >= codeLengths.least && length <= codeLengths.most

export const isStrong = (part: Part): boolean => isPossible(part) && isCodeLike(part.text)
