/** JSON as rows: each value of a list is one, and each object with its keys. Places are those in the text. */

import { isCodeLike } from './code-form.ts'
import { labelKind } from './known-words.ts'
import type { PlacedText, TextPlace } from './text-place.ts'

type Token =
  | { readonly kind: 'sign'; readonly sign: string; readonly at: number }
  | { readonly kind: 'value'; readonly value: string; readonly at: number; readonly isText: boolean }

const tokenPattern =
  /\s*(?:([{}[\]:,])|"((?:[^"\\\n\r]|\\.){0,4000})"|(-?\d{1,200}(?:\.\d{1,50})?(?:[eE][+-]?\d{1,3})?|true|false|null)(?![\w"-]))/y

/** The rows of a JSON text; undefined where it is none. */
export function jsonRows(text: string): readonly PlacedText[] | undefined {
  if (!/^\s*[{[]\s*["{[\d\]}]/.test(text)) return undefined
  const tokens = tokensIn(text)
  if (tokens === undefined) return undefined
  const rows: Part[][] = []
  const cursor = { at: 0 }
  // Several objects, one after the other, are JSON lines.
  while (cursor.at < tokens.length) {
    if (tokens[cursor.at]?.kind !== 'sign' || !readValue(tokens, cursor, undefined, rows, 0)) return undefined
  }
  const placeAt = placesIn(text)
  return rows.filter((parts) => parts.length > 0).map((parts) => joinParts(parts, placeAt))
}

function tokensIn(text: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let at = 0
  const end = text.trimEnd().length
  while (at < end) {
    tokenPattern.lastIndex = at
    const found = tokenPattern.exec(text)
    if (found === null) return undefined
    const [whole, sign, string, other] = found
    at += whole.length
    if (sign !== undefined) tokens.push({ kind: 'sign', sign, at: at - 1 })
    else if (string !== undefined)
      tokens.push({ kind: 'value', value: undoEscapes(string), at: at - string.length - 1, isText: true })
    else tokens.push({ kind: 'value', value: other ?? '', at: at - (other ?? '').length, isText: false })
  }
  return tokens
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', b: ' ', f: ' ' }

function undoEscapes(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|(.))/g,
    (_, point: string | undefined, char: string | undefined) =>
      point === undefined
        ? (escapes[char ?? ''] ?? char ?? '')
        : String.fromCharCode(Number.parseInt(point, 16)),
  )
}

/** A key and its value in a row. */
interface Part {
  readonly key: string | undefined
  readonly value: string
  readonly at: number
}

/** Reads one value into rows; false where the tokens are no JSON. Objects and lists may be 40 deep. */
function readValue(
  tokens: readonly Token[],
  cursor: { at: number },
  key: string | undefined,
  rows: Part[][],
  depth: number,
  own?: Part[],
): boolean {
  const token = tokens[cursor.at++]
  if (token === undefined || depth > 40) return false
  if (token.kind === 'value') {
    const parts = token.value.split('\n').map((value) => ({ key, value, at: token.at }))
    if (own !== undefined && parts.length === 1) own.push(...parts)
    else for (const part of parts) rows.push([part])
    return true
  }
  if (token.sign === '[') return readItems(tokens, cursor, key, rows, depth)
  return token.sign === '{' ? readFields(tokens, cursor, key, rows, depth) : false
}

function readItems(
  tokens: readonly Token[],
  cursor: { at: number },
  key: string | undefined,
  rows: Part[][],
  depth: number,
): boolean {
  // A list is called by what it holds only where that is known; else its key is a title: {"github": ["…"]}.
  const kind = key === undefined ? 'unknown' : labelKind(key)
  const name = kind === 'code' || kind === 'other' ? key : undefined
  if (key !== undefined && name === undefined && !isSign(tokens[cursor.at], ']'))
    rows.push([{ key: undefined, value: `${key}:`, at: tokens[cursor.at]?.at ?? 0 }])
  while (!isSign(tokens[cursor.at], ']')) {
    if (!readValue(tokens, cursor, name, rows, depth + 1)) return false
    if (isSign(tokens[cursor.at], ',')) cursor.at++
    else if (!isSign(tokens[cursor.at], ']')) return false
  }
  cursor.at++
  return true
}

function readFields(
  tokens: readonly Token[],
  cursor: { at: number },
  parent: string | undefined,
  rows: Part[][],
  depth: number,
): boolean {
  const own: Part[] = []
  const at = tokens[cursor.at]?.at ?? 0
  // {"1234-5678": {"used": true}}: the key of an object may be a code; else it is a title.
  if (parent !== undefined && isCodeLike(parent)) own.push({ key: undefined, value: parent, at })
  else if (parent !== undefined && labelKind(parent) !== 'code')
    rows.push([{ key: undefined, value: `${parent}:`, at }])
  rows.push(own)
  while (!isSign(tokens[cursor.at], '}')) {
    const name = tokens[cursor.at]
    if (name?.kind !== 'value' || !name.isText || !isSign(tokens[cursor.at + 1], ':')) return false
    cursor.at += 2
    // {"1": "code"} and {"code": true}: a key may be the number or the code itself.
    const key = /^\d{1,3}$/.test(name.value) ? parent : name.value
    if (!readValue(tokens, cursor, key, rows, depth + 1, own)) return false
    if (isSign(tokens[cursor.at], ',')) cursor.at++
    else if (!isSign(tokens[cursor.at], '}')) return false
  }
  cursor.at++
  return true
}

const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.sign === sign

/** `key: value | key: value`, with the places of the values. */
function joinParts(parts: readonly Part[], placeAt: (offset: number) => TextPlace): PlacedText {
  let text = ''
  const starts: { readonly from: number; readonly at: number }[] = []
  for (const { key, value, at } of parts) {
    if (text !== '') text += ' | '
    starts.push({ from: text.length, at })
    if (key !== undefined) {
      text += `${key}: `
      starts.push({ from: text.length, at })
    }
    text += value
  }
  const place = (index: number): TextPlace => {
    const start = starts.findLast(({ from }) => from <= index)
    return placeAt((start?.at ?? 0) + index - (start?.from ?? 0))
  }
  return { text, place, lines: [placeAt(parts[0]?.at ?? 0).line, placeAt(parts.at(-1)?.at ?? 0).line] }
}

/** The line and column of an offset. */
function placesIn(text: string): (offset: number) => TextPlace {
  const starts = [0]
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g))
    starts.push(index + end.length)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}
