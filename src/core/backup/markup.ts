/** HTML, quoted-printable mail and terminal colours as plain text, with the places of the characters kept. */

import { htmlRows, isHtml } from './html-rows.ts'
import { type Char, decodeEntities, fromChars, type PlacedChar, toChars } from './placed-chars.ts'
import type { PlacedText, TextKind } from './text-place.ts'

/** Takes the markup out of the lines of a text, and says which kind there was. */
export function withoutMarkup(lines: readonly string[]): {
  readonly kind: TextKind
  readonly pieces: readonly PlacedText[]
  readonly unseen: ReadonlySet<number>
} {
  const plain = lines.map((line, index) => placeCharacters(line, index + 1))
  const isMail = isQuotedPrintable(lines)
  const pieces = isMail ? joinSoftBreaks(plain) : plain
  if (isHtml(lines)) return { kind: 'html', ...htmlRows(pieces) }
  return { kind: isMail ? 'mail' : 'plain', pieces: pieces.map(withoutEntities), unseen: new Set() }
}

/** A page that was copied as its source. */
function withoutEntities(piece: PlacedText): PlacedText {
  const { text, place, lines } = piece
  if (!/&(?:nbsp|ensp|emsp|[a-z]?dash|bull|middot|amp|quot|#\d{2,5}|#x[\da-f]{2,4});/i.test(text))
    return piece
  const chars = toChars(text).map(({ char }, index) => ({ char, ...place(index) }))
  return fromChars(decodeEntities(chars), ...lines)
}

function placeCharacters(text: string, line: number): PlacedText {
  if (text.includes('\u001b'))
    return fromChars(
      withoutColours(text).map((char) => ({ ...char, line })),
      line,
    )
  return { text, place: (index) => ({ line, column: index + 1 }), lines: [line, line] }
}

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
