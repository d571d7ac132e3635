/** What most codes of a list share, worked out from the cells that can only be codes. */
import { clearParts, isPossible, isStrong, type Part, partsOfLength, shorterPart } from './cell-readings.ts'
import { type CodeForm, groupSizes, letterCase } from './code-form.ts'
import { looksLikeWord } from './known-words.ts'
import type { Cell } from './list-cell.ts'
import type { Row } from './text-place.ts'

/** What most codes of the list share. */
export interface Model {
  readonly length: number
  /** Those that show it. */
  readonly parts: readonly Part[]
  readonly groups: ReadonlySet<string>
  /** The service is known to print codes of this length. */
  readonly isKnown: boolean
}

/** What most codes share; undefined where nothing looks like one. */
export function findModel(
  cells: readonly Cell[],
  form: CodeForm,
  announcesCodes: boolean,
): Model | undefined {
  const readings = cells.flatMap((cell) => clearParts(cell) ?? [])
  const shorter = cells.flatMap((cell) => shorterPart(cell) ?? [])
  const alone = alikeAlone(readings, form, announcesCodes)
  const length = modelLength(cells, readings, shorter, alone, form)
  if (length === undefined) return undefined
  const isKnown = form.length === length
  const cut = isKnown ? cells.flatMap((cell) => partsOfLength(cell, length) ?? []) : []
  const fitting = [...(cut.length > 0 ? cut : readings), ...shorter].filter((part) => part.length === length)
  const strong = fitting.filter((part) => isStrong(part) && part.cell.label !== 'unknown')
  const named = fitting.filter(isStrong)
  // So many show what a code looks like; a list has no more.
  const parts = [strong, named, alikeAlone(fitting, form, announcesCodes)]
    .find((some) => some.length > 0)
    ?.slice(0, 400)
  if (parts === undefined) return undefined
  return { length, parts, groups: new Set(parts.map(({ text }) => groupSizes(text))), isKnown }
}

function modelLength(
  cells: readonly Cell[],
  readings: readonly Part[],
  shorter: readonly Part[],
  alone: readonly Part[],
  form: CodeForm,
): number | undefined {
  const votes = new Map<number, number>()
  const vote = (part: Part, weight: number): void => {
    votes.set(part.length, (votes.get(part.length) ?? 0) + weight)
  }
  for (const part of readings) if (isStrong(part)) vote(part, 1)
  for (const part of alone) if (!isStrong(part)) vote(part, 1)
  // A shorter reading counts where it is common to more of the list than the whole cells are.
  for (const part of shorter) if (isStrong(part)) vote(part, 0.99)
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a)
  const { length } = form
  if (length !== undefined) {
    const fitting = cells.filter((cell) => partsOfLength(cell, length) !== undefined).length
    if (fitting > 0 && fitting >= (first?.[1] ?? 0) / 2) return length
  }
  return first !== undefined && first[1] !== second?.[1] ? first[0] : undefined
}

/**
 * Those that stand alone and are alike: five; three with digits, or where the text announces codes and none looks like a
 * word. Four digits alone are short for a code: five of them.
 */
function alikeAlone(parts: readonly Part[], form: CodeForm, announcesCodes: boolean): readonly Part[] {
  const kinds = new Map<string, Part[]>()
  const perRow = new Map<Row, number>()
  for (const { cell } of parts) perRow.set(cell.row, (perRow.get(cell.row) ?? 0) + 1)
  const isShort = (part: Part): boolean =>
    /^\d{4}$/.test(part.text) && perRow.get(part.cell.row) === 1 && (form.length ?? 4) === 4
  for (const part of parts) {
    if (!isPossible(part) && !isShort(part)) continue
    const hasDigits = /\d/.test(part.text)
    const kind = `${groupSizes(part.text)} ${hasDigits ? 'digits' : letterCase(part.text)}`
    const alike = kinds.get(kind)
    if (alike === undefined) kinds.set(kind, [part])
    else alike.push(part)
  }
  const found: Part[] = []
  for (const [kind, alike] of kinds) {
    const different = new Set(alike.map(({ text }) => text)).size
    const words = alike.filter(({ text }) => text.split(/[^A-Za-z0-9]+/).every(looksLikeWord)).length
    const isClear = kind.endsWith('digits') ? !kind.startsWith('4 ') : announcesCodes && words === 0
    const enough = isClear ? 3 : 5
    const years = alike.filter(({ text }) => /^(?:19|20)\d\d$/.test(text)).length
    if (years > alike.length / 2) continue
    if (different >= enough && words < alike.length / 2) for (const part of alike) found.push(part)
  }
  return found
}
