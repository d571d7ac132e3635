/**
 * Turns what a service prints, or lets one download, into codes. A list is recognised by what its lines have in
 * common, not by its service; nothing is guessed silently: what is doubtful is reported with its place.
 */
import { type DoubtReason, type Fault, type Flaw, RescueError } from '../errors.ts'
import { type Issued, issuedBy } from './issued.ts'
import { type Line, lineOf, type Piece, type SkipReason } from './pieces.ts'
import { normalised } from './set.ts'

export interface FoundCode {
  /** As printed; only full-width characters and unusual blanks and hyphens are made plain. */
  readonly code: string
  /** Marked as used on the list: crossed out, ticked, or so called. */
  readonly used: boolean
  /** Where it stands, counted from 1. */
  readonly line: number
  readonly column: number
}

/** Something that may be a code. It is not among the codes: a person has to say. */
export interface Doubt extends FoundCode {
  readonly reason: DoubtReason
}

export interface Skipped {
  readonly line: number
  readonly reason: SkipReason
}

/** What the codes have in common. */
export interface Shape {
  readonly alphabet: 'digits' | 'hex' | 'letters' | 'mixed'
  /** Letters and digits of one code, without blanks and hyphens. */
  readonly length: number
  /** How they are grouped: `5-5`; only the length where they are not. */
  readonly groups: string
}

/** What was understood. */
export interface CodeList {
  readonly codes: readonly FoundCode[]
  /** Undefined where there is no code, only doubts. */
  readonly shape: Shape | undefined
  readonly doubts: readonly Doubt[]
  readonly skipped: readonly Skipped[]
  /** Numbers that a numbered list leaves out. */
  readonly missing: readonly number[]
  /** What the service is known to issue, where this list differs from it. */
  readonly unlike: Issued | undefined
}

/** More than ten times the longest list a service is known to print. */
const maxCodes = 200
/** Letters and digits of a code: PINs and words are shorter, keys of certificates longer. */
const lengths = { least: 5, most: 128 }

/**
 * Reads a list. `service` is the id of its card, where it is known; `file` names the text in what is thrown. Throws
 * `bad-codes` where nothing looks like a code, where a code stands there twice (with both places), and where there are
 * too many. Never shows the text.
 */
export function readCodes(text: string, file: string, service?: string): CodeList {
  const issued = issuedBy(service)
  const lines = text.split(/\r\n|[\n\r\v\f\u2028\u2029]/).map((raw, index) => lineOf(raw, index + 1))
  const pieces = withoutLead(lines.flatMap((line) => line.pieces))
  const candidates = resolved(pieces, issued)
  const found = chosen(candidates)
  const hidden = hiddenIn(lines, found)
  if (found.codes.length + found.doubts.length + hidden.length === 0)
    throw badCodes(file, 1, 1, rule('no-codes'))
  refuseMany(found.codes, file)
  refuseDuplicates(found.codes, file)
  const shape = shapeOf(found.codes)
  return {
    codes: inOrder(found.codes).map(bare),
    shape,
    doubts: [...found.doubts, ...hidden].sort(byPlace),
    skipped: skippedOf(lines, found),
    missing: missingOf(found.codes),
    unlike: differs(found.codes, shape, issued) ? issued : undefined,
  }
}

/** What is doubtful, for those who refuse it: without a person to ask, a list with doubts is not taken. */
export function doubtFlaws({ doubts }: CodeList, file: string): readonly Flaw[] {
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
export function codesWith({ codes }: CodeList, taken: readonly Doubt[]): readonly FoundCode[] {
  const known = new Set(codes.map(({ code }) => normalised(code)))
  const added = taken.filter(({ code }) => {
    const form = normalised(code)
    return !known.has(form) && known.add(form)
  })
  if (added.length === 0) return codes
  const inPlace = codes.every((code, index) => index === 0 || byPlace(codes[index - 1] ?? code, code) <= 0)
  const together = [...codes, ...added.map(bare)]
  return inPlace ? together.sort(byPlace) : together
}

/** A piece that can only be one code, or that has to be asked about. */
interface Candidate extends FoundCode {
  readonly number?: number
  readonly listed: boolean
  readonly weight: 'strong' | 'weak'
  readonly doubt?: DoubtReason
}

function skippedOf(lines: readonly Line[], found: Chosen): readonly Skipped[] {
  const told = new Set([...found.codes, ...found.doubts].map(({ line }) => line))
  return lines.flatMap(({ skipped, pieces }, index) => {
    const line = index + 1
    if (told.has(line)) return []
    if (skipped !== undefined) return [{ line, reason: skipped }]
    return pieces.length > 0 ? [{ line, reason: 'text' as const }] : []
  })
}

// Numbers before codes

/** “1 1234 5678”: a number of the list where the numbers count up through the list, else a part of the code. */
function withoutLead(pieces: readonly Piece[]): readonly Piece[] {
  const leads = pieces.flatMap(({ lead }) => lead ?? [])
  const counted =
    leads.length > 1 && new Set(leads).size === leads.length && Math.max(...leads) <= pieces.length
  const numbered = pieces.map((piece) => {
    if (!counted || piece.lead === undefined) return piece
    const text = piece.text.replace(/^\d+ /, '')
    return { ...piece, text, number: piece.lead, column: piece.column + piece.text.length - text.length }
  })
  return withoutCounts(numbered)
}

/** A cell that only counts belongs to the next one of its line. */
function withoutCounts(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = []
  for (const piece of pieces) {
    const last = found.at(-1)
    const counts = last !== undefined && last.line === piece.line && /^\d{1,3}$/.test(last.text)
    if (counts) found.pop()
    found.push(counts ? { number: Number(last.text), ...piece, used: piece.used || last.used } : piece)
  }
  return found
}

// Blanks inside codes

const groupsOf = (text: string): readonly string[] => text.split(/ ?- ?|[ ._]/)
const bareLength = (text: string): number => text.replace(/[^A-Za-z0-9]/g, '').length

/** Codes out of pieces, by what the pieces whose blanks are clear have in common. */
function resolved(pieces: readonly Piece[], issued: Issued | undefined): readonly Candidate[] {
  const first = pieces.map((piece) => ({ piece, parts: clearParts(piece) }))
  const known = issued?.length ?? commonLength(first.flatMap(({ parts }) => parts ?? []))
  return first.flatMap(({ piece, parts }) => {
    const found = partsOf(piece.text, known) ?? parts
    if (found === undefined) return [candidateOf(piece, piece.text, 'unclear-blanks')]
    return found.map((text, index) => candidateOf(piece, text, undefined, index))
  })
}

/** The codes of a piece where there is one way to read its blanks; undefined where there are several. */
function clearParts({ text }: Piece): readonly string[] | undefined {
  const tokens = text.replace(/ ?- ?/g, '-').split(' ')
  if (tokens.length === 1) return [text]
  const sizes = new Set(tokens.map((token) => token.length))
  const [size = 0] = sizes
  // Whole codes with hyphens, one beside the other.
  if (tokens.every((token) => token.includes('-'))) return sizes.size === 1 ? tokens : undefined
  if (sizes.size > 1 || /-/.test(text)) return [text]
  // Groups of up to five make one code; seven characters and more are a code each; six may be either.
  if (size >= 7) return tokens
  if (size === 6) return undefined
  return tokens.length <= 3 || /[A-Za-z]/.test(text) ? [text] : undefined
}

/** A piece cut into codes of a known length, where its groups allow it. */
function partsOf(text: string, length: number | undefined): readonly string[] | undefined {
  if (length === undefined || bareLength(text) === length || bareLength(text) % length !== 0) return undefined
  const parts: string[] = []
  let part = ''
  for (const token of text.split(' ')) {
    part = part === '' ? token : `${part} ${token}`
    if (bareLength(part) > length) return undefined
    if (bareLength(part) === length) {
      parts.push(part)
      part = ''
    }
  }
  return part === '' ? parts : undefined
}

function commonLength(texts: readonly string[]): number | undefined {
  const strong = texts.filter((text) => weightOf(text) === 'strong').map(bareLength)
  return strong.length < 2 ? undefined : most(strong)
}

/** What comes most often; undefined where two come equally often. */
function most<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
  return first !== undefined && first[1] !== second?.[1] ? first[0] : undefined
}

function candidateOf(piece: Piece, code: string, doubt?: DoubtReason, index = 0): Candidate {
  const { line, used, label, number, listed } = piece
  const why = doubt ?? (label === 'unknown' ? 'behind-label' : undefined)
  const word =
    weightOf(code) === 'weak' && !(label === 'code' && groupsOf(code).length === 1 && code.length > 5)
  return {
    code: code.replace(/ - /g, '-'),
    used,
    line,
    column: piece.column + Math.max(0, piece.text.indexOf(code)),
    listed: listed || number !== undefined,
    weight: word ? 'weak' : 'strong',
    ...(number === undefined || index > 0 ? {} : { number }),
    ...(why === undefined ? {} : { doubt: why }),
  }
}

/** Strong is what nobody would write for another reason: enough digits, or groups of one size with digits or capitals. */
function weightOf(code: string): 'strong' | 'weak' {
  const groups = groupsOf(code)
  const alike = new Set(groups.map(({ length }) => length)).size === 1
  const digits = code.replace(/[^0-9]/g, '').length
  if (/^\d+$/.test(code)) return code.length >= 6 ? 'strong' : 'weak'
  if (groups.length === 1)
    return digits > 0 && code.length >= 6 && !/^[A-Za-z]+\d{1,4}$/.test(code) ? 'strong' : 'weak'
  if (!alike) return 'weak'
  if (digits > 0 && groups.some((group) => /\d/.test(group) && group.length >= 3)) return 'strong'
  return groups.length >= 3 && /^[^a-z]+$/.test(code) ? 'strong' : 'weak'
}

// What the codes have in common

interface Chosen {
  readonly codes: readonly Candidate[]
  readonly doubts: readonly Doubt[]
  /** What is only words. */
  readonly texts: readonly Candidate[]
}

function chosen(candidates: readonly Candidate[]): Chosen {
  const possible = candidates.filter(isPossible)
  const models = modelsIn(possible)
  const judged = possible.map((candidate, index) => ({
    candidate,
    reason: judge(candidate, models, [possible[index - 1], possible[index + 1]]),
  }))
  const odd = oddOnes(judged.flatMap(({ candidate, reason }) => (reason === undefined ? [candidate] : [])))
  const codes: Candidate[] = []
  const doubts: Doubt[] = []
  const texts: Candidate[] = candidates.filter((candidate) => !isPossible(candidate))
  for (const { candidate, reason } of judged) {
    const why = reason ?? (odd.has(candidate) ? 'odd-character' : undefined)
    if (why === undefined) codes.push(candidate)
    else if (why === 'text') texts.push(candidate)
    else doubts.push({ ...bare(candidate), reason: why })
  }
  return { codes, doubts, texts }
}

function isPossible({ code }: Candidate): boolean {
  const length = bareLength(code)
  return length >= lengths.least && length <= lengths.most
}

/** Those that show what a code of this list looks like: all of one length. Empty where that is not clear. */
function modelsIn(possible: readonly Candidate[]): ReadonlySet<Candidate> {
  const free = possible.filter(({ doubt }) => doubt === undefined)
  const strong = free.filter(({ weight }) => weight === 'strong')
  const length = most(strong.map(({ code }) => bareLength(code)))
  if (length !== undefined) return new Set(strong.filter(({ code }) => bareLength(code) === length))
  // What is weak alone is clear where three are alike.
  const withDigits = strong.length > 0 ? [] : free.filter(({ code }) => /\d/.test(code))
  const form = most(withDigits.map(({ code }) => formOf(code)))
  const alike = withDigits.filter(({ code }) => formOf(code) === form)
  return new Set(alike.length < 3 ? [] : alike)
}

/** The sizes of its groups: `4-4`. */
const formOf = (code: string): string =>
  groupsOf(code)
    .map(({ length }) => length)
    .join('-')

type Neighbours = readonly (Candidate | undefined)[]

/** Why a candidate is no code for sure; `text` where it is none at all; undefined where it is one. */
function judge(
  candidate: Candidate,
  models: ReadonlySet<Candidate>,
  neighbours: Neighbours,
): DoubtReason | 'text' | undefined {
  const { code, weight, doubt } = candidate
  const [model] = models
  if (doubt !== undefined) return doubt === 'behind-label' && weight === 'weak' ? 'text' : doubt
  if (model === undefined || bareLength(code) !== bareLength(model.code))
    return weight === 'weak' && !isEntry(candidate) ? 'text' : 'unlike-others'
  if (models.size === 1 && looksLikeKey(code)) return 'maybe-key'
  if (weight === 'strong' || models.has(candidate)) return undefined
  if ([...models].every((other) => /^[^A-Za-z]+$/.test(other.code)))
    return /[A-Za-z]/.test(code) ? 'text' : undefined
  return isNoWord(candidate, models, neighbours) ? undefined : 'maybe-word'
}

/** Something on the list with digits in it: a code from which a character was lost, perhaps. */
function isEntry({ code, listed }: Candidate): boolean {
  return listed && code.replace(/\D/g, '').length >= 3
}

/** A weak one beside strong ones of its length: a code that happens to have no digits, or a word. */
function isNoWord(
  { code, listed }: Candidate,
  models: ReadonlySet<Candidate>,
  neighbours: Neighbours,
): boolean {
  const alike = [...models].some((other) => formOf(other.code) === formOf(code))
  if (alike && (/\d/.test(code) || code.includes('-'))) return true
  const amid = neighbours.every((other) => other !== undefined && models.has(other))
  return alike && (listed || amid || !/[aeiouy]/i.test(code))
}

/** Base32 of 10, 16, 20 or 32 bytes, as keys for authenticator apps are shown, in groups of four or not. */
function looksLikeKey(code: string): boolean {
  const one = code.replace(/ /g, '')
  return (
    /^(?:[A-Z2-7]+|[a-z2-7]+)$/.test(one) && [16, 26, 32, 52].includes(one.length) && /[A-Za-z]/.test(one)
  )
}

/** Where nearly all codes are of digits, or of hexadecimal digits, those that are not. */
function oddOnes(codes: readonly Candidate[]): ReadonlySet<Candidate> {
  for (const alphabet of [/^\d+$/, /^[\da-f]+$/]) {
    const fits = (candidate: Candidate) => alphabet.test(normalised(candidate.code))
    const fitting = codes.filter(fits)
    if (codes.length >= 4 && fitting.length >= codes.length * 0.7)
      return new Set(codes.filter((code) => !fits(code)))
  }
  return new Set()
}

/** Codes that stand in sentences: those that look like the others, or, where there are none, like any. */
function hiddenIn(lines: readonly Line[], { codes, doubts, texts }: Chosen): readonly Doubt[] {
  const form = most(codes.map(({ code }) => formOf(code)))
  const alone = codes.length + doubts.length === 0
  const sentences = [
    ...lines.flatMap((line, index) => line.sentences.map((cell) => ({ ...cell, line: index + 1 }))),
    ...texts.map(({ code, line, column }) => ({ text: code, line, column })),
  ]
  return sentences.flatMap(({ text, line, column }) =>
    [...text.matchAll(/(?<![\w-])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![\w-])/g)]
      .filter(([token]) => weightOf(token) === 'strong' && token.length <= lengths.most)
      .filter(([token]) => (alone ? token.length >= 8 : formOf(token) === form))
      .map(({ 0: code, index }) => ({
        code,
        used: false,
        line,
        column: column + index,
        reason: 'in-sentence',
      })),
  )
}

function shapeOf(codes: readonly Candidate[]): Shape | undefined {
  const [first] = codes
  if (first === undefined) return undefined
  const all = codes.map(({ code }) => normalised(code)).join('')
  const alphabet = /^\d+$/.test(all)
    ? 'digits'
    : /^[\da-f]+$/.test(all)
      ? 'hex'
      : /^[a-z]+$/.test(all)
        ? 'letters'
        : 'mixed'
  return {
    alphabet,
    length: bareLength(first.code),
    groups: most(codes.map(({ code }) => formOf(code))) ?? formOf(first.code),
  }
}

// Order, numbers, what a service issues

function inOrder(codes: readonly Candidate[]): readonly Candidate[] {
  const numbers = numbersOf(codes)
  return numbers === undefined ? codes : [...codes].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
}

/** The numbers of a list in which every code has one of its own. */
function numbersOf(codes: readonly Candidate[]): readonly number[] | undefined {
  const numbers = codes.flatMap(({ number }) => number ?? [])
  return numbers.length === codes.length && new Set(numbers).size === numbers.length ? numbers : undefined
}

function missingOf(codes: readonly Candidate[]): readonly number[] {
  const numbers = numbersOf(codes)
  if (numbers === undefined || numbers.length === 0) return []
  const last = Math.min(Math.max(...numbers), maxCodes)
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !numbers.includes(number))
}

function differs(codes: readonly Candidate[], shape: Shape | undefined, issued: Issued | undefined): boolean {
  if (issued === undefined || shape === undefined) return false
  const { count, length } = issued
  return (count !== undefined && codes.length !== count) || (length !== undefined && shape.length !== length)
}

function bare({ code, used, line, column }: FoundCode): FoundCode {
  return { code, used, line, column }
}

const byPlace = (a: FoundCode, b: FoundCode): number => a.line - b.line || a.column - b.column

// What is refused

const rule = (name: 'no-codes' | 'too-many'): Fault => ({ kind: 'codes', rule: name })

function badCodes(file: string, line: number, column: number, fault: Fault): RescueError {
  return new RescueError({ code: 'bad-codes', flaws: [{ file, line, column, fault }] })
}

function refuseMany(codes: readonly FoundCode[], file: string): void {
  const first = codes[maxCodes]
  if (first !== undefined) throw badCodes(file, first.line, first.column, rule('too-many'))
}

function refuseDuplicates(codes: readonly FoundCode[], file: string): void {
  const seen = new Map<string, FoundCode>()
  const flaws: Flaw[] = []
  for (const code of [...codes].sort(byPlace)) {
    const form = normalised(code.code)
    const first = seen.get(form)
    if (first === undefined) seen.set(form, code)
    else {
      const fault: Fault = { kind: 'duplicate-code', line: first.line, column: first.column }
      flaws.push({ file, line: code.line, column: code.column, fault })
    }
  }
  if (flaws.length > 0) throw new RescueError({ code: 'bad-codes', flaws })
}
