/** HTML, quoted-printable mail and terminal colours as plain text, with the places of the characters kept. */

import type { PlacedText, TextKind } from './text-place.ts'

/** Takes the markup out of the lines of a text, and says which kind there was. */
export function withoutMarkup(lines: readonly string[]): {
  readonly kind: TextKind
  readonly pieces: readonly PlacedText[]
} {
  const plain = lines.map((line, index) => placed(line, index + 1))
  const isMail = isQuotedPrintable(lines)
  const pieces = isMail ? joinSoftBreaks(plain) : plain
  if (!isHtml(lines)) return { kind: isMail ? 'mail' : 'plain', pieces: pieces.map(withoutSpaceEntities) }
  return { kind: 'html', pieces: htmlPieces(pieces) }
}

/** Plain text that was copied out of a page's source. */
function withoutSpaceEntities(piece: PlacedText): PlacedText {
  if (!/&(?:nbsp|ensp|emsp|#160|#xa0);/i.test(piece.text)) return piece
  const chars = toChars(piece.text).map(({ char }, index) => ({ char, ...piece.place(index) }))
  return fromChars(decodeEntities(chars), ...piece.lines)
}

function placed(text: string, line: number): PlacedText {
  if (text.includes('\u001b'))
    return fromChars(
      withoutColours(text).map((char) => ({ ...char, line })),
      line,
    )
  return { text, place: (index) => ({ line, column: index + 1 }), lines: [line, line] }
}

/** A character and where it stood; `column` counts from 1. */
interface Char {
  readonly char: string
  readonly column: number
}

interface PlacedChar extends Char {
  readonly line: number
}

function fromChars(chars: readonly PlacedChar[], line: number, last = line): PlacedText {
  const end = chars.at(-1)
  return {
    text: chars.map(({ char }) => char).join(''),
    place: (index) => {
      const found = chars[index] ?? end
      return { line: found?.line ?? line, column: found?.column ?? 1 }
    },
    lines: [line, last],
  }
}

const toChars = (text: string): readonly Char[] =>
  Array.from({ length: text.length }, (_, index) => ({ char: text[index] ?? '', column: index + 1 }))

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told what to do by escape characters
const colour = /\u001b\[([\d;]*)[A-Za-z]|\u001b[@-Z\\-_]/g

/** Terminal escape sequences; a stroke through the text becomes `~~`. */
function withoutColours(line: string): readonly Char[] {
  const chars = toChars(line)
  return replaceIn(chars, line, colour, ([, parameters = '']) =>
    /(?:^|;)9(?:;|$)/.test(parameters) ? '~~' : '',
  )
}

/** Replaces what a pattern finds; the replacement takes the place of what was found. */
function replaceIn(
  chars: readonly Char[],
  text: string,
  pattern: RegExp,
  replacement: (found: RegExpExecArray) => string,
): readonly Char[] {
  const found: Char[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    for (const char of chars.slice(from, match.index)) found.push(char)
    const column = chars[match.index]?.column ?? 1
    for (const char of replacement(match)) found.push({ char, column })
    from = match.index + match[0].length
  }
  for (const char of chars.slice(from)) found.push(char)
  return found
}

// --- Quoted-printable ---

function isQuotedPrintable(lines: readonly string[]): boolean {
  if (lines.some((line) => /^content-transfer-encoding:\s*quoted-printable/i.test(line))) return true
  const soft = lines.filter((line) => /=$/.test(line)).length
  return soft > 1 && lines.some((line) => /=(?:3D|20|C2=A0|E[23]=8\d|09)/.test(line))
}

/** Joins lines that end in a soft break, and reads `=3D` and its like. */
function joinSoftBreaks(pieces: readonly PlacedText[]): readonly PlacedText[] {
  const found: PlacedText[] = []
  let chars: PlacedChar[] = []
  let first = 1
  for (const { text, place, lines } of pieces) {
    if (chars.length === 0) [first] = lines
    const isSoft = text.endsWith('=') && chars.length < 4000
    const here = toChars(isSoft ? text.slice(0, -1) : text).map(({ char }, index) => ({
      char,
      ...place(index),
    }))
    for (const char of here) chars.push(char)
    if (isSoft) continue
    found.push(fromChars(decodeQuoted(chars), first, lines[1]))
    chars = []
  }
  if (chars.length > 0) found.push(fromChars(decodeQuoted(chars), first, pieces.length))
  return found
}

function decodeQuoted(chars: readonly PlacedChar[]): readonly PlacedChar[] {
  const text = chars.map(({ char }) => char).join('')
  if (!text.includes('=')) return chars
  const found: PlacedChar[] = []
  let from = 0
  for (const { 0: quoted, index } of text.matchAll(/(?:=[\dA-F]{2})+/gi)) {
    for (const char of chars.slice(from, index)) found.push(char)
    const bytes = Uint8Array.from(quoted.slice(1).split('='), (digits) => Number.parseInt(digits, 16))
    const start = chars[index]
    if (start !== undefined)
      for (const char of new TextDecoder().decode(bytes)) found.push({ ...start, char })
    from = index + quoted.length
  }
  for (const char of chars.slice(from)) found.push(char)
  return found
}

// --- HTML ---

const tag = /<(\/?)([a-z][a-z0-9]*)\b[^<>]{0,2000}>|<!--|-->|<![^<>]{0,500}>/gi
const inline = /^(?:a|abbr|b|big|bdi|em|font|i|label|mark|nobr|q|small|span|strong|sub|sup|u|var|wbr)$/i
/** What is printed letter by letter. */
const quoting = /^(?:code|kbd|samp|tt)$/i
const cell = /^t[dh]$/i
const stroke = /^(?:s|del|strike)$/i
const unseen = /^(?:script|style|head|svg|template|noscript|title)$/i

function isHtml(lines: readonly string[]): boolean {
  let tags = 0
  for (const line of lines) {
    if (/<!doctype html|<html\b|<body\b/i.test(line)) return true
    if (line.includes('<'))
      tags +=
        line.match(/<\/(?:li|td|tr|p|div|span|s|del|strike|code|pre|b|strong|ul|ol|table)>|<br ?\/?>/gi)
          ?.length ?? 0
  }
  return tags > 0
}

/** Rows of an HTML text: block tags end a row, cells are separated by a tab, tags of strokes become `~~`. */
function htmlPieces(pieces: readonly PlacedText[]): readonly PlacedText[] {
  const found: PlacedText[] = []
  let chars: PlacedChar[] = []
  let hidden: string | undefined
  const end = (line: number): void => {
    const [start] = chars
    if (chars.some(({ char }) => char.trim() !== ''))
      found.push(fromChars(decodeEntities(chars), start?.line ?? line, line))
    chars = []
  }
  for (const { text, place, lines } of pieces) {
    const [line] = lines
    let from = 0
    const take = (to: number): void => {
      if (hidden === undefined)
        for (let index = from; index < to; index++) chars.push({ char: text[index] ?? '', ...place(index) })
    }
    for (const match of text.matchAll(tag)) {
      const [whole, slash = '', name = ''] = match
      take(match.index)
      from = match.index + whole.length
      if (hidden !== undefined) {
        if (whole === hidden || (slash === '/' && name.toLowerCase() === hidden)) hidden = undefined
      } else if (whole === '<!--') hidden = '-->'
      else if (slash === '' && unseen.test(name) && !whole.endsWith('/>')) hidden = name.toLowerCase()
      else if (stroke.test(name)) for (const char of '~~') chars.push({ char, ...place(match.index) })
      else if (quoting.test(name)) chars.push({ char: '`', ...place(match.index) })
      else if (cell.test(name)) chars.push({ char: '\t', ...place(match.index) })
      else if (!inline.test(name)) end(line)
    }
    take(text.length)
    end(line)
  }
  return found
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
  bull: '•',
  middot: '·',
  rarr: '→',
  times: '×',
  check: '✓',
  shy: '',
  zwnj: '',
}

function decodeEntities(chars: readonly PlacedChar[]): readonly PlacedChar[] {
  const text = chars.map(({ char }) => char).join('')
  if (!text.includes('&')) return chars
  const found: PlacedChar[] = []
  let from = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(/&(#x?[\da-f]{1,6}|[a-z]{2,8});/gi)) {
    const char = name.startsWith('#') ? fromCodePoint(name.slice(1)) : entities[name.toLowerCase()]
    const start = chars[index]
    if (char === undefined || start === undefined) continue
    for (const before of chars.slice(from, index)) found.push(before)
    for (const unit of char) found.push({ ...start, char: unit })
    from = index + whole.length
  }
  for (const char of chars.slice(from)) found.push(char)
  return found
}

function fromCodePoint(digits: string): string | undefined {
  const point = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10)
  return point > 0x1f && point <= 0xffff ? String.fromCharCode(point) : undefined
}
