/**
 * Turns what a service prints, or lets one download, into codes. Every line of the text is accounted for: it holds a
 * code, or something that may be one, or it is left out with a reason.
 */

import { RescueError } from '../errors.ts'
import type { CodesRule, DoubtReason, Flaw } from '../flaws.ts'
import { type CodeForm, findShape, type Shape } from './code-form.ts'
import { maxBytes } from './decode.ts'
import { addDoubts } from './doubtful-lines.ts'
import { judgeCells } from './judge-cells.ts'
import { leftLines, shownLength } from './left-lines.ts'
import { readLines } from './list-line.ts'
import { readRows, splitLines } from './list-rows.ts'
import type { FoundCode, LeftLine, ListedCode } from './listed-code.ts'
import { sheetCodes } from './printed-sheet.ts'
import { withoutRepeatedParts } from './repeated-parts.ts'
import { normaliseCode } from './set.ts'
import type { TextKind } from './text-place.ts'

/** Something that may be a code. It is not among the codes: a person has to say. */
export interface Doubt extends FoundCode {
  readonly reason: DoubtReason
  /** The whole line, shortened, for a person who looks at it. */
  readonly text: string
}

/** What was understood. Each line of the text is in at least one of `codes`, `doubts` and `left`. */
export interface CodeList {
  readonly codes: readonly FoundCode[]
  /** Undefined where there is no code, only doubts. */
  readonly shape: Shape | undefined
  readonly doubts: readonly Doubt[]
  readonly left: readonly LeftLine[]
  /** Numbers that a numbered list leaves out. */
  readonly missing: readonly number[]
  /** How the service is known to print its codes, where this list differs from it. */
  readonly unlike: Pick<CodeForm, 'count' | 'length'> | undefined
}

/** More than ten times the longest list a service is known to print. */
const maxCodes = 200

/**
 * Reads a list. `form` is what is known of the service's codes (`object`, because a string has a `length` too); `file` names the text in what is thrown. Throws
 * `bad-codes` where nothing looks like a code, where there are too many, and for more than 64 KiB. Its errors never show the text.
 *
 * @example
 * ```js
 * import { readCodes } from '2fa-rescue/backup'
 *
 * const { codes } = readCodes('1. 1234 5678\n2. 8765 4321 (used)\n', 'codes.txt')
 * console.log(codes.map(({ code, used }) => [code, used])) // [ [ '1234 5678', false ], [ '8765 4321', true ] ]
 * ```
 */
export function readCodes(text: string, file: string, form: CodeForm & object = {}): CodeList {
  if (text.length > maxBytes) refuse('too-large', file)
  const read = readRows(text)
  const { rows, kind } = read
  const sheet = sheetCodes(rows)
  if (sheet !== undefined) return codeList(text, sheet, leftLines(text, read, readLines(rows), sheet), form)
  const lines = readLines(rows)
  const names = new Set((form.names ?? []).flatMap((name) => name.toLowerCase().split(/\s+/)))
  const cells = withoutRepeatedParts(
    lines.flatMap(({ cells }) => cells),
    names,
  )
  const { found, ...taken } = addDoubts(
    lines,
    cells,
    judgeCells(cells, form, names, announcesCodes(text)),
    names,
  )
  refuseUnreadable(found, kind, file)
  return codeList(text, found, leftLines(text, read, lines, found, taken), form)
}

/** Whether a text speaks of backup codes, and of no key for an authenticator app. */
function announcesCodes(text: string): boolean {
  const head = text.slice(0, 20_000)
  return (
    /(?:backup|recovery|scratch|emergency) codes?|バックアップ ?コード|リカバリー? ?コード|回復用?コード/i.test(
      head,
    ) && !/secret|set-?up key|authenticator|シークレット|設定キー|認証アプリ/i.test(head)
  )
}

function codeList(
  text: string,
  found: readonly ListedCode[],
  left: readonly LeftLine[],
  form: CodeForm,
): CodeList {
  const codes = found.filter(({ doubt }) => doubt === undefined)
  const ordered = inOrder(codes).map(dropNumber)
  const lines = splitLines(text)
  const shape = findShape(ordered.map(({ code }) => code))
  return {
    codes: ordered,
    shape,
    doubts: found
      .flatMap(({ doubt, ...code }) =>
        doubt === undefined
          ? []
          : [
              {
                ...dropNumber(code),
                reason: doubt,
                text: (lines[code.line - 1] ?? '').trim().slice(0, shownLength),
              },
            ],
      )
      .sort(byPlace),
    left,
    missing: missingNumbers(codes),
    unlike: differsFromForm(codes.length, shape, form)
      ? { count: form.count, length: form.length }
      : undefined,
  }
}

/** What is doubtful, for those who refuse it: without a person to ask, a list with doubts is not taken. */
export function doubtFlaws({ doubts }: Pick<CodeList, 'doubts'>, file: string): readonly Flaw[] {
  return doubts.map(({ line, column, reason }) => ({
    file,
    line,
    column,
    fault: { kind: 'doubtful-code', reason },
  }))
}

/**
 * The codes of a list together with the doubtful ones that a person called codes. The order of the list stays, which may
 * be that of its numbers; without numbers doubtful ones stand where they stood. What is a code already is not taken twice.
 */
export function codesWith({ codes }: Pick<CodeList, 'codes'>, taken: readonly Doubt[]): readonly FoundCode[] {
  const known = new Set(codes.map(({ code }) => normaliseCode(code)))
  const added = taken.filter(({ code }) => {
    const form = normaliseCode(code)
    return !known.has(form) && known.add(form)
  })
  if (added.length === 0) return codes
  const inPlace = codes.every((code, index) => index === 0 || byPlace(codes[index - 1] ?? code, code) <= 0)
  const together = [...codes, ...added.map(dropNumber)]
  return inPlace ? together.sort(byPlace) : together
}

function inOrder(codes: readonly ListedCode[]): readonly ListedCode[] {
  const numbers = listNumbers(codes)
  return numbers === undefined ? codes : [...codes].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
}

/** The numbers of a list in which every code has one of its own. */
function listNumbers(codes: readonly ListedCode[]): readonly number[] | undefined {
  const numbers = codes.flatMap(({ number }) => number ?? [])
  return numbers.length === codes.length && new Set(numbers).size === numbers.length ? numbers : undefined
}

function missingNumbers(codes: readonly ListedCode[]): readonly number[] {
  const numbers = listNumbers(codes)
  if (numbers === undefined || numbers.length === 0) return []
  // A list that begins far behind 1 is the next page of another one.
  const first = Math.min(...numbers)
  const last = Math.min(Math.max(...numbers), first + maxCodes)
  const start = first > 20 ? first : 1
  const known = new Set(numbers)
  return Array.from({ length: Math.max(0, last - start + 1) }, (_, index) => index + start).filter(
    (number) => !known.has(number),
  )
}

function differsFromForm(count: number, shape: Shape | undefined, form: CodeForm): boolean {
  if (shape === undefined) return false
  return (
    (form.count !== undefined && count !== form.count) ||
    (form.length !== undefined && shape.length !== form.length)
  )
}

function dropNumber({ code, used, line, column }: FoundCode): FoundCode {
  return { code, used, line, column }
}

const byPlace = (a: FoundCode, b: FoundCode): number => a.line - b.line || a.column - b.column

function refuseUnreadable(found: readonly ListedCode[], kind: TextKind, file: string): void {
  const codes = found.filter(({ doubt }) => doubt === undefined)
  if (codes.length === 0 && kind === 'html') refuse('web-page', file)
  if (found.length === 0) refuse('no-codes', file)
  const first = codes[maxCodes]
  if (first !== undefined) refuse('too-many', file, first)
}

function refuse(rule: CodesRule, file: string, { line, column } = { line: 1, column: 1 }): never {
  throw new RescueError({
    code: 'bad-codes',
    flaws: [{ file, line, column, fault: { kind: 'codes', rule } }],
  })
}
