/** Characters that keep their places while markup is taken out of a text. */
import type { PlacedText } from './text-place.ts'

/** A character and where it stood; `column` counts from 1. */
export interface Char {
  readonly char: string
  readonly column: number
}

export interface PlacedChar extends Char {
  readonly line: number
}

export function fromChars(
  chars: readonly PlacedChar[],
  line: number,
  last = line,
  hidden = false,
): PlacedText {
  const end = chars.at(-1)
  return {
    text: chars.map(({ char }) => char).join(''),
    place: (index) => {
      const found = chars[index] ?? end
      return { line: found?.line ?? line, column: found?.column ?? 1 }
    },
    lines: [line, last],
    ...(hidden ? { hidden } : {}),
  }
}

export const toChars = (text: string): readonly Char[] =>
  Array.from({ length: text.length }, (_, index) => ({ char: text[index] ?? '', column: index + 1 }))

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

/** Reads `&nbsp;` and its like. */
export function decodeEntities(chars: readonly PlacedChar[]): readonly PlacedChar[] {
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
