/** One line of a list, taken apart: what may be a code, with its number, its mark and its label; and what is not. */
import { plainForm } from './plain.ts'

/** Letters and digits with the blanks or hyphens between them, which may be a code, several, or none. */
export interface Piece {
  readonly text: string
  readonly line: number
  readonly column: number
  /** Its number in the list, where it has one. */
  readonly number?: number
  /** A number that may just as well be a part of the code: “1 1234 5678”. */
  readonly lead?: number
  /** It stands behind a number, a bullet or a box, as things on a list do. */
  readonly listed: boolean
  /** The list says that it was used. */
  readonly used: boolean
  /** It stands behind words and a colon: such as say “code”, or others. */
  readonly label?: 'code' | 'unknown'
}

/** Why a line holds no code. */
export type SkipReason = 'text' | 'date' | 'address' | 'label' | 'link' | 'setting'

/** What a line is made of. */
export interface Line {
  readonly pieces: readonly Piece[]
  /** Sentences, in which a code may still be hidden. */
  readonly sentences: readonly { readonly text: string; readonly column: number }[]
  readonly skipped?: SkipReason
}

/** Lists have short lines; a longer one is no list, and is not searched. */
const maxLine = 2000

/** Stand for a date and for an address while a line is taken apart. */
const dateMark = '\ufffc'
const addressMark = '\ufffd'

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const year = '(?:19|20)\\d\\d'
const dates = new RegExp(
  [
    // 2025-01-05, 2025/1/5, 2025年1月5日, with a time behind it or not
    `(?<!\\w)${year}(?:[-/.](?:0?[1-9]|1[0-2])[-/.]|年\\s?(?:0?[1-9]|1[0-2])月\\s?)(?:0?[1-9]|[12]\\d|3[01])日?(?:t\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:z|[+-]\\d\\d:?\\d\\d)?|(?![\\w-]))`,
    // 05/01/2025, 5.1.25
    `(?<![\\w/.])\\d{1,2}([/.])\\d{1,2}\\1(?:${year}|\\d\\d)(?![\\w/.])`,
    // Jan 5, 2025 and 5 January 2025
    `\\b${month} \\d{1,2}(?:st|nd|rd|th)?,? ${year}(?!\\w)`,
    `(?<!\\w)\\d{1,2}(?:st|nd|rd|th)? ${month},? ${year}(?!\\w)`,
    // 12:34, 12:34:56 PM
    '(?<![\\w:])\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:\\s?[ap]\\.?m\\b\\.?)?z?(?![\\w:])',
  ].join('|'),
  'gi',
)

const addresses = new RegExp(
  [
    '[^\\s@<>(),;|"、]{1,64}@[^\\s@<>(),;|"、]{1,255}',
    '\\b(?:https?://|www\\.)\\S+',
    '\\b(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|net|org|jp|co|io|gg|me|app|dev|txt|html?)\\b(?:/\\S*)?',
    '\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b',
  ].join('|'),
  'gi',
)

/** Takes a line apart. `line` counts from 1. Never throws. */
export function lineOf(raw: string, line: number): Line {
  const skip = (skipped: SkipReason): Line => ({ pieces: [], sentences: [], skipped })
  const text = plainForm(raw)
  if (text.trim() === '') return { pieces: [], sentences: [] }
  if (text.length > maxLine) return skip('text')
  // The file of Google's PAM module keeps its settings behind a quotation mark.
  if (/^\s*"\s[A-Z_]+\b/.test(text)) return skip('setting')
  if (/\botpauth(-migration)?:/i.test(text)) return skip('link')
  const masked = text
    .replace(dates, (found) => dateMark.repeat(found.length))
    .replace(addresses, (found) => addressMark.repeat(found.length))
  return joined([...cellsOf(masked)].reduce(read, begun(line)))
}

/** A line while its cells are read, from left to right. */
interface Reading {
  readonly line: number
  readonly pieces: readonly Piece[]
  readonly sentences: Line['sentences']
  readonly skipped: SkipReason | undefined
  /** What a label further left said of the cells right of it. */
  readonly said: Said
  /** A label announced something else than codes: the rest of the line is that. */
  readonly over: boolean
}

function begun(line: number): Reading {
  return { line, pieces: [], sentences: [], skipped: undefined, said: {}, over: false }
}

function joined({ pieces, sentences, skipped }: Reading): Line {
  return { pieces, sentences, ...(pieces.length === 0 ? { skipped: skipped ?? 'text' } : {}) }
}

interface Cell {
  readonly text: string
  readonly column: number
}

function read(reading: Reading, { text, column }: Cell): Reading {
  if (reading.over) return reading
  const found = contentOf(text, reading.said)
  switch (found.kind) {
    case 'piece': {
      const { kind: _, ...piece } = found
      const offset = Math.max(0, text.indexOf(piece.text))
      const { number: _taken, listed: _too, ...said } = reading.said
      const pieces = [...reading.pieces, { ...piece, line: reading.line, column: column + offset }]
      return { ...reading, pieces, said }
    }
    case 'mark':
      return { ...reading, pieces: markedLast(reading.pieces, found.used) }
    case 'announcement':
      return { ...reading, said: found.said }
    case 'none': {
      const sentences = [...reading.sentences, ...(found.reason === 'text' ? [{ text, column }] : [])]
      const over = found.reason === 'label'
      return { ...reading, sentences, skipped: reading.skipped ?? found.reason, over }
    }
  }
}

/** A cell of a row that only says “used” speaks of the code before it. */
function markedLast(pieces: readonly Piece[], used: boolean): readonly Piece[] {
  const last = pieces.at(-1)
  return last === undefined ? pieces : [...pieces.slice(0, -1), { ...last, used: last.used || used }]
}

/** Columns of a line: parted by tabs, two blanks or more, bars and commas, or by the number of the next code. */
function* cellsOf(text: string): Generator<Cell> {
  const gaps = /\s*[\t|,;、，；│]\s*|\s{2,}|(?<=\S)\s(?=\(?\d{1,3}[.)]\s)/g
  let from = 0
  for (const { 0: gap, index } of [...text.matchAll(gaps), { 0: '', index: text.length }]) {
    const cell = text.slice(from, index)
    const indent = cell.length - cell.trimStart().length
    if (cell.trim() !== '') yield { text: cell.trim(), column: from + indent + 1 }
    from = index + gap.length
  }
}

/** What words or marks before a code say of it. */
interface Said {
  readonly number?: number
  readonly used?: boolean
  readonly listed?: boolean
  readonly label?: 'code' | 'unknown'
}

type Content =
  | { readonly kind: 'mark'; readonly used: boolean }
  | { readonly kind: 'announcement'; readonly said: Said }
  | { readonly kind: 'none'; readonly reason: SkipReason }
  | ({ readonly kind: 'piece' } & Omit<Piece, 'line' | 'column'>)

const usedWords =
  '(?:already )?(?:used(?: up)?|spent|redeemed|consumed|refused)|使用済み?|使用ずみ|使いました|使えなかった|済み?'
const unusedWords = 'unused|not used|perhaps used|available|active|未使用|使用可能?|使ったかもしれない'
const usedTicks = '[☑☒✓✔✗✘✅❌]'

const saysUsed = new RegExp(`^(?:${usedWords}|${usedTicks}|x)$`, 'i')
const saysUnused = new RegExp(`^(?:${unusedWords})$`, 'i')
/** Letters and digits, with single blanks, hyphens, dots or lines between groups of them. */
const body = /^[A-Za-z0-9]+(?:(?: ?- ?|[ ._])[A-Za-z0-9]+)*$/

function contentOf(cell: string, before: Said): Content {
  if (saysUnused.test(cell)) return { kind: 'mark', used: false }
  if (saysUsed.test(cell)) return { kind: 'mark', used: true }
  const front = frontOf(unstruck(cell), before)
  const label = labelOf(front.rest)
  if (label !== undefined) return behindLabel(label, front)
  const { rest, used } = backOf(front.rest)
  if (!body.test(rest)) return { kind: 'none', reason: reasonOf(cell) }
  const { number } = front.said
  const lead = number === undefined ? /^(\d{1,2}) (?=[A-Za-z0-9])/.exec(rest)?.[1] : undefined
  return {
    kind: 'piece',
    text: rest,
    listed: front.said.listed === true,
    used: used || front.said.used === true || isStruck(cell),
    ...(front.said.label === undefined ? {} : { label: front.said.label }),
    ...(number === undefined ? {} : { number }),
    ...(lead === undefined ? {} : { lead: Number(lead) }),
  }
}

function reasonOf(text: string): SkipReason {
  if (text.includes(addressMark)) return 'address'
  return text.includes(dateMark) ? 'date' : 'text'
}

/** Strokes drawn through a text, a character at a time. */
const strokes = /[\u0335-\u0338]/g

function unstruck(text: string): string {
  return text.replace(strokes, '')
}

function isStruck(text: string): boolean {
  return unstruck(text) !== text || /~~\w/.test(text)
}

/** What may stand before a code; taken off in any order, as often as it comes. */
const before: readonly {
  readonly pattern: RegExp
  readonly says: (found: RegExpExecArray) => Said
}[] = [
  { pattern: /^(?:\[[\s?]?\]|\(\s?\)|[☐□◯○▢])\s*/, says: () => ({ listed: true }) },
  {
    pattern: new RegExp(`^(?:\\[[xX✓✔*]\\]|${usedTicks}|[x×X](?=\\s))\\s*`),
    says: () => ({ used: true, listed: true }),
  },
  {
    pattern: new RegExp(`^(?:[[(](?:${usedWords})[)\\]]|(?:${usedWords})(?=\\s))\\s*`, 'i'),
    says: () => ({ used: true, listed: true }),
  },
  { pattern: /^(?:[-*+>](?=\s)|[•‣◦●・∙▪▫■◆◇▶])\s*/, says: () => ({ listed: true }) },
  {
    pattern: /^\(?(\d{1,3})[.):](?!\d{1,3}(?![\w-]))\s*/,
    says: ([, digits]) => ({ number: Number(digits) }),
  },
  { pattern: /^(?:no\.?|#|№)\s?(\d{1,3})[.):]?\s+/i, says: ([, digits]) => ({ number: Number(digits) }) },
  { pattern: /^[①-⑳]\s*/, says: ([sign]) => ({ number: (sign.codePointAt(0) ?? 0) - 0x245f }) },
  { pattern: /^[\s"'`“”‘’「」『』<>{}*_~[(]+(?=\S)/, says: () => ({}) },
]

interface Front {
  readonly rest: string
  readonly said: Said
}

/** More marks than this stand before no code. */
const maxMarks = 8

function frontOf(text: string, said: Said, left = maxMarks): Front {
  const found = before.flatMap(({ pattern, says }) => {
    const match = pattern.exec(text)
    return match === null ? [] : [{ match, says }]
  })
  const [first] = found
  if (first === undefined || left === 0) return { rest: text, said }
  const rest = text.slice(first.match[0].length)
  return frontOf(rest, { ...said, ...first.says(first.match) }, left - 1)
}

const usedAfter = new RegExp(
  `\\s*(?:[-:]\\s*)?(?:[(\\[（【]\\s*)?(?:${usedWords})(?:(?: on| at|日)?[\\s:]*${dateMark}+)*\\s*[)\\]）】]?$|\\s*(?:\\[[xX]\\]|${usedTicks}|(?<=\\s)[×x])$`,
  'i',
)
const unusedAfter = new RegExp(`\\s*(?:[-:]\\s*)?[([（【]?\\s*(?:${unusedWords})\\s*[)\\]）】]?$`, 'i')
const closing = /[\s"'`“”‘’「」『』<>{}*_~.。,)\]]+$/

function backOf(text: string): { readonly rest: string; readonly used: boolean } {
  const rest = text.replace(/[\s"'`*_~.。,]+$/, '')
  const open = rest.replace(unusedAfter, '')
  const used = open === rest && usedAfter.test(rest)
  return { rest: (used ? rest.replace(usedAfter, '') : open).replace(closing, ''), used }
}

/** Words before a colon that announce a code. */
const codeWords =
  /codes?\b|コード|recover|back-?\s?up|scratch|emergency|rescue|復旧|回復|復元|リカバリ|バックアップ|強制解除|予備|緊急/i
/** Words before a colon that announce something else, whatever stands beside them. */
const otherWords =
  /phone|\btel\b|e-?mail|電話|メール|\bdate\b|日時|\btime\b|\busers?\b|user-?name|\bname\b|\baccounts?$|アカウント(?:名)?$|ユーザー|\bid\b|serial|シリアル|\bpassword\b|(?<!強制解除)パスワード|\bpin\b|secret|シークレット|set-?up key|設定キー|\bzip\b|postal|郵便|country|\border\b|version|generated|created|作成|生成|verification|確認コード/i

interface Label {
  readonly words: string
  readonly value: string
}

/** Words with a colon behind them, or with “is”; and what follows. */
function labelOf(text: string): Label | undefined {
  const found = /^([^:=]{1,80}?)(?:\s*[:=]\s*|\s+(?:is|は)\s+|(?<=コード|キー|パスワード)は\s*)(?=\S|$)/.exec(
    text,
  )
  const words = found?.[1]
  if (found === null || words === undefined || !/\p{L}/u.test(words)) return undefined
  return { words, value: text.slice(found[0].length) }
}

function behindLabel({ words, value }: Label, { said }: Front): Content {
  const used = new RegExp(`^(?:${usedWords})`, 'i').test(words)
  if (!used && otherWords.test(words)) {
    const reason = reasonOf(value)
    return { kind: 'none', reason: reason === 'text' ? 'label' : reason }
  }
  const digits = /(\d{1,3})\D*$/.exec(words)?.[1]
  const now: Said = {
    ...said,
    ...(digits === undefined ? {} : { number: Number(digits) }),
    ...(used ? { used } : {}),
    label: used || codeWords.test(words) ? 'code' : 'unknown',
  }
  return value === '' ? { kind: 'announcement', said: now } : contentOf(value, now)
}
