/** Which cells of a list are codes, which are in doubt, and which are only words. */
import type { DoubtReason } from '../flaws.ts'
import {
  clearParts,
  countCharacters,
  createPart,
  isClean,
  isPossible,
  isStrong,
  type Part,
  partsInside,
  partsOfLength,
  shorterPart,
  signsBeside,
} from './cell-readings.ts'
import {
  type CodeForm,
  findAlphabet,
  fitsAlphabet,
  groupSizes,
  letterCase,
  looksLikeKey,
  mostFrequent,
} from './code-form.ts'
import { findModel, type Model } from './code-model.ts'
import { isCompactDate, isLocalPhone, isServicePhone } from './dates-and-addresses.ts'
import { isCommonWord, isHeadingWord, isLabelWord, isLikelyWord, looksLikeWord } from './known-words.ts'
import type { Cell } from './list-cell.ts'

/** A part of a cell, and why it is not a code for sure; without a reason it is one. */
export interface Judged {
  readonly part: Part
  readonly doubt?: DoubtReason
}

/** Judges the cells of a list. A cell without an entry, or with an empty one, is only words. */
export function judgeCells(
  cells: readonly Cell[],
  form: CodeForm,
  names: ReadonlySet<string>,
  announcesCodes = false,
): ReadonlyMap<Cell, readonly Judged[]> {
  const open = cells.filter(({ known, runs }) => known === undefined && runs.length > 0)
  const clean = open.filter(isClean)
  const model = findModel(clean, form, announcesCodes)
  const readings = new Map(clean.map((cell) => [cell, readCell(cell, model)]))
  const order = clean.flatMap((cell) => readings.get(cell)?.parts ?? [])
  const context: Context = {
    model,
    names,
    announcesCodes,
    odd: oddParts(order, model),
    signs: mostCommonSigns(clean, model),
    neighbours: new Map(order.map((part, index) => [part, [order[index - 1], order[index + 1]]])),
    prefix: commonPrefix(order.filter(({ length }) => length === model?.length)),
    areNamed: areAllNamed(order.filter(({ length }) => length === model?.length)),
    ends: firstAndLast(order.filter(({ length }) => length === model?.length)),
  }
  return new Map(open.map((cell) => [cell, judgeCell(cell, readings.get(cell), context)]))
}

/** What a cell is judged by. */
interface Context {
  readonly model: Model | undefined
  /** Words that are no part of a code. */
  readonly names: ReadonlySet<string>
  /** The text speaks of backup codes, and of no key for an app. */
  readonly announcesCodes: boolean
  readonly odd: ReadonlySet<Part>
  /** The characters that stand next to most codes. */
  readonly signs: string
  readonly neighbours: ReadonlyMap<Part, readonly [Part | undefined, Part | undefined]>
  /** Each has a label of its own. */
  readonly areNamed: boolean
  /** The first and the last of those that are as long as a code. */
  readonly ends: ReadonlySet<Part>
  /** Letters with which all codes begin: perhaps a label. */
  readonly prefix: string | undefined
}

function firstAndLast(parts: readonly Part[]): ReadonlySet<Part> {
  return new Set([...parts.slice(0, 1), ...parts.slice(-1)])
}

function commonPrefix(parts: readonly Part[]): string | undefined {
  const prefix = /^[A-Za-z]{2,}[-._ ]/.exec(parts[0]?.text ?? '')?.[0]
  return prefix !== undefined && parts.length > 2 && parts.every(({ text }) => text.startsWith(prefix))
    ? prefix
    : undefined
}

function judgeCell(cell: Cell, reading: Reading | undefined, context: Context): readonly Judged[] {
  if (reading === undefined) return judgeInside(cell, context.model)
  if (reading.unclear) return [{ part: createPart(cell, cell.runs), doubt: 'unclear-spaces' }]
  const found = reading.parts.flatMap((part) => judgePart(part, context))
  return found.length > 0 ||
    reading.parts.some(({ text }) => isHeading(text, context.names, cell.listed === true))
    ? found
    : judgeInside(cell, context.model)
}

// --- One cell ---

interface Reading {
  readonly parts: readonly Part[]
  readonly unclear: boolean
}

/** The reading of a cell that fits the others, else the one that is clear. */
function readCell(cell: Cell, model: Model | undefined): Reading {
  if (model !== undefined) {
    const fitting = partsOfLength(cell, model.length)
    // A word that is as long as the codes: Customer 77881234.
    if (fitting !== undefined && fitting.length > 1 && areOfDigits(model) && fitting.some(isWordOnly))
      return { parts: [], unclear: false }
    const isOneCode = cell.number !== undefined && cell.listed === true
    if (
      fitting !== undefined &&
      (fitting.length === 1 || !isOneCode || model.groups.has(groupSizes(fitting[0]?.text ?? '')))
    )
      return { parts: fitting, unclear: false }
    const shorter = shorterPart(cell)
    if (shorter?.length === model.length) return { parts: [shorter], unclear: false }
  }
  const clear = clearParts(cell)
  return { parts: clear ?? [], unclear: clear === undefined }
}

const areOfDigits = ({ parts }: Model): boolean => parts.every(({ text }) => !/[A-Za-z]/.test(text))
const isWordOnly = ({ text }: Part): boolean => !/\d/.test(text)

function judgePart(part: Part, context: Context): readonly Judged[] {
  const { model, odd, signs } = context
  if (!isPossible(part) && part.length !== model?.length)
    return isShortEntry(part, model) ? [{ part, doubt: 'unlike-others' }] : []
  const doubt = findDoubt(part, context)
  if (doubt === 'words') return []
  if (doubt !== undefined) return [{ part, doubt }]
  if (odd.has(part)) return [{ part, doubt: 'odd-character' }]
  if (part.cell.unclearMark === true) return [{ part, doubt: 'unclear-mark' }]
  return [signsBeside(part.cell) === signs ? { part } : { part, doubt: 'in-sentence' }]
}

/** Why a part is no code for sure; `words` where it is none at all. */
function findDoubt(part: Part, context: Context): DoubtReason | 'words' | undefined {
  const { text, cell, length } = part
  const { model } = context
  const strong = isStrong(part)
  if (isHeading(text, context.names, cell.listed === true)) return 'words'
  const isNamed = cell.label === 'code' && /^[A-Za-z0-9]{6,}$/.test(text)
  if (cell.label === 'unknown' && !isCommonLabel(cell, context)) return strong ? 'behind-label' : 'words'
  if (model === undefined) return strong ? 'unlike-others' : isNamed ? undefined : nearMiss(part, model)
  if (length !== model.length) return strong ? 'unlike-others' : nearMiss(part, model)
  if (
    model.parts.length === 1 &&
    !model.isKnown &&
    !context.announcesCodes &&
    looksLikeKey(text) &&
    cell.label !== 'code'
  )
    return 'maybe-key'
  // Many digits without a space: perhaps several codes that were pasted together.
  if (model.parts.length === 1 && /^\d{20,}$/.test(text)) return 'unclear-spaces'
  if (hasWeakLabel(part, model)) return 'behind-label'
  if (context.prefix !== undefined && text.startsWith(context.prefix)) return 'behind-label'
  const resembled = resemblance(part, model, context)
  if (resembled !== undefined) return resembled
  if (/\d/.test(text) && (!looksLikeWord(text) || isAmidCodes(part, context))) return undefined
  return judgeLetters(part, model, context)
}

/**
 * A day on a line of its own, at any place: 20240821. A month, years or a telephone number only as the first or the last of
 * what may be codes. Behind a number or a bullet, as the others are, it is a code.
 */
function resemblance(part: Part, model: Model, { ends }: Context): DoubtReason | undefined {
  const { text, cell } = part
  if (model.parts.length < 2 || !isSetApart(part, model)) return undefined
  const isAlone = cell.row.text.trim() === text
  if (isCompactDate(text) && (ends.has(part) || (isAlone && /^\d{8}$/.test(text)))) return 'maybe-date'
  if (!ends.has(part)) return undefined
  if (isServicePhone(text) && isAlone) return 'maybe-phone'
  const alike = model.parts.filter((other) => groupSizes(other.text) === groupSizes(text)).length
  return isLocalPhone(text) && alike < 2 ? 'maybe-phone' : undefined
}

/** Known words, names and small numbers: Page 1 of 2. Behind a bullet it takes a sentence. */
function isHeading(text: string, names: ReadonlySet<string>, isListed: boolean): boolean {
  const words = text.split(/[^A-Za-z0-9]+/)
  if (isListed && words.length < 3) return false
  const isKnown = (word: string): boolean => isHeadingWord(word) || names.has(word.toLowerCase())
  return (
    words.some((word) => word.length > 1 && isKnown(word)) &&
    words.every((word) => isKnown(word) || /^\d{1,2}$/.test(word))
  )
}

/** Whether the same unknown words stand before most codes. */
function isCommonLabel(cell: Cell, { model, names, areNamed }: Context): boolean {
  const words = (cell.labelText ?? '').split(/[^\p{L}]+/u).filter((word) => word !== '')
  if (words.every((word) => names.has(word) || isCommonWord(word))) return true
  if (areNamed) return true
  const same = model?.parts.filter((part) => part.cell.labelText === cell.labelText).length ?? 0
  return same >= 3 && same >= (model?.parts.length ?? 0) * 0.6
}

/** Each code with a name of its own: “Laptop: …”, “Office: …”. */
function areAllNamed(parts: readonly Part[]): boolean {
  const names = new Set(parts.map(({ cell }) => cell.labelText))
  const groups = new Set(parts.map(({ text }) => groupSizes(text)))
  return parts.length >= 3 && groups.size === 1 && names.size === parts.length && !names.has(undefined)
}

/** Words such as “ID” before this code and not before the others. */
function hasWeakLabel({ cell, from }: Part, model: Model): boolean {
  const words = wordsBefore(cell, from)
  if (
    words.length < 2 ||
    !words.split(' ').every(isLabelWord) ||
    /code|backup|back up|recovery|scratch|emergency|rescue|token|passcode/.test(words)
  )
    return false
  const others = model.parts.filter((other) => wordsBefore(other.cell, other.from) === words).length
  return model.parts.length >= 3 && others < Math.max(3, model.parts.length * 0.6)
}

const wordsBefore = ({ row, from }: Cell, end: number): string =>
  row.text
    .slice(from, end)
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .toLowerCase()

/** Not one of the items: no number and no bullet, where the others have one; or nothing in the list has. */
function isSetApart({ cell }: Part, model: Model): boolean {
  const listed = model.parts.filter((part) => part.cell.listed === true).length
  return cell.listed !== true || listed < model.parts.length / 2
}

/** Among codes: on the list next to one of them, or with one before and one after it. */
function isAmidCodes(part: Part, { model, neighbours }: Context): boolean {
  const others = neighbours.get(part) ?? []
  const isCode = (other: Part | undefined): boolean => other !== undefined && other.length === model?.length
  return part.cell.listed === true ? others.some(isCode) : others.length > 0 && others.every(isCode)
}

/** Letters only, as long as the codes: a code that happens to have no digits, or a word. */
function judgeLetters(part: Part, model: Model, context: Context): DoubtReason | 'words' | undefined {
  const { text, cell } = part
  const words = text.split(/[^A-Za-z0-9]+/)
  if (cell.listed !== true && words.every(isHeadingWord)) return 'words'
  const others = model.parts.filter((other) => other !== part)
  const alphabet = findAlphabet(others.map((other) => other.text))
  const cases = new Set(others.map((other) => letterCase(other.text)))
  const fitsCase = cases.has('both') || cases.has(letterCase(text)) || others.length === 0
  if (alphabet === 'digits' || (alphabet === 'hex' && !fitsAlphabet(text, 'hex')))
    return cell.listed === true ? 'odd-character' : 'words'
  if (!model.groups.has(groupSizes(text))) return isAmidCodes(part, context) ? 'maybe-word' : 'words'
  if (!fitsCase) return 'maybe-word'
  // Among codes with digits it may come by chance.
  if (words.some(isLikelyWord) && cell.label !== 'code' && alphabet === 'letters') return 'maybe-word'
  if (cell.label === 'code' || isAmidCodes(part, context)) return undefined
  return words.every(looksLikeWord) ? 'maybe-word' : undefined
}

/** Something about as long as a code, with digits or on the list: a code that was typed wrongly, perhaps. */
function nearMiss(part: Part, model: Model | undefined): DoubtReason | 'words' {
  const { text, cell, length } = part
  const digits = text.replace(/\D/g, '').length
  if (model === undefined) {
    if (cell.listed === true && digits >= 3) return 'unlike-others'
    // Without anything to compare it with, what is no word is asked about.
    const sizes = new Set(text.split(/[^A-Za-z0-9]+/).map((group) => group.length))
    return sizes.size === 1 && length >= 6 && !text.split(/[^A-Za-z0-9]+/).every(looksLikeWord)
      ? 'maybe-word'
      : 'words'
  }
  if (cell.listed === true && digits >= 3) return 'unlike-others'
  const words = text.split(/[^A-Za-z0-9]+/)
  const isNear = Math.abs(length - model.length) <= 2
  const alphabet = findAlphabet(model.parts.map((other) => other.text))
  const couldBe =
    digits > 0 || (alphabet !== 'digits' && alphabet !== 'hex' && words.length === 1 && !looksLikeWord(text))
  return isNear && couldBe ? 'unlike-others' : 'words'
}

/** Shorter than any code, and still about as long as the others of the list. */
function isShortEntry(part: Part, model: Model | undefined): boolean {
  if (model === undefined || part.length > model.length) return false
  return model.length - part.length <= 2 && /\d/.test(part.text)
}

/** A code among other words of its cell; and what else in them may be one. */
function judgeInside(cell: Cell, model: Model | undefined): readonly Judged[] {
  if (model === undefined) {
    return cell.runs.flatMap((run): readonly Judged[] => {
      const part = createPart(cell, [run])
      return run.text.length >= 8 && isStrong(part) ? [{ part, doubt: 'in-sentence' }] : []
    })
  }
  const alphabet = findAlphabet(model.parts.map(({ text }) => text))
  const inside = partsInside(
    cell,
    model.length,
    ({ text }) =>
      fitsAlphabet(text, alphabet) &&
      (alphabet === 'letters' || /\d/.test(text)) &&
      (model.groups.has(text.replace(/[A-Za-z0-9]+/g, (run) => `${run.length}`).replace(/[^0-9]+/g, '-')) ||
        /^[A-Za-z0-9]+$/.test(text)) &&
      !text.split(/[^A-Za-z0-9]+/).every(looksLikeWord),
  )
  const found: Judged[] = inside.map((part) => ({ part, doubt: 'in-sentence' }))
  const taken = inside.map(({ from, text }) => [from, from + text.length] as const)
  const rest = cell.runs.filter(({ from }) => !taken.some(([start, end]) => from >= start && from < end))
  const digits = rest.filter(({ text }) => /\d/.test(text))
  const size = countCharacters(digits)
  const isNear = digits.length > 0 && Math.abs(size - model.length) <= 2 && digits.length <= 6
  if (!isNear || (found.length > 0 && size < 4)) return found
  return [...found, { part: createPart(cell, runsBetween(cell, digits)), doubt: 'unlike-others' }]
}

/** All runs of a cell from the first of some to the last. */
function runsBetween(cell: Cell, some: readonly { readonly from: number }[]): Cell['runs'] {
  const first = some[0]?.from ?? 0
  const last = some.at(-1)?.from ?? 0
  return cell.runs.filter(({ from }) => from >= first && from <= last)
}

// --- The whole list ---

/** Where nearly all codes are of digits, or of hexadecimal digits, those that are not. */
function oddParts(parts: readonly Part[], model: Model | undefined): ReadonlySet<Part> {
  const codes = parts.filter(({ length, text }) => length === model?.length && /\d/.test(text))
  for (const alphabet of ['digits', 'hex'] as const) {
    const fitting = codes.filter(({ text }) => fitsAlphabet(text, alphabet))
    const enough = alphabet === 'digits' ? 3 : 4
    if (codes.length >= enough && fitting.length >= codes.length * 0.65)
      return new Set(codes.filter(({ text }) => !fitsAlphabet(text, alphabet)))
  }
  return new Set()
}

/** The characters that stand next to most codes; usually none. */
function mostCommonSigns(cells: readonly Cell[], model: Model | undefined): string {
  const codes = cells.filter(({ runs }) => model !== undefined && countCharacters(runs) === model.length)
  const signs = codes.map(signsBeside).filter((found) => found !== '')
  if (signs.length < 3 || signs.length < codes.length * 0.6) return ''
  return mostFrequent(signs) ?? ''
}
