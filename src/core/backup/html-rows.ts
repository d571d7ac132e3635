/** HTML and XML as rows: block tags end a row, cells are separated by tabs, and what marks a code as used becomes a sign. */
import { isUsedKind, labelKind } from './known-words.ts'
import { usedValue } from './line-marks.ts'
import { decodeEntities, fromChars, type PlacedChar } from './placed-chars.ts'
import type { PlacedText, TextPlace } from './text-place.ts'
import { usedStateOfName } from './used-words.ts'

const tag =
  /<!\[CDATA\[|\]\]>|<(\/?)([a-z][\w:.-]*)((?:\s|\/(?=\s*>))[^<>]{0,2000})?>|<!--|-->|<[!?][^<>]{0,500}>/gi
const inline = /^(?:a|abbr|b|big|bdi|em|font|i|label|mark|nobr|q|small|span|strong|sub|sup|u|var|wbr)$/i
/** What is printed letter by letter. */
const quoting = /^(?:code|kbd|samp|tt)$/i
const cell = /^t[dh]$/i
const stroke = /^(?:s|del|strike)$/i
const unseenElement = /^(?:script|style|head|svg|template|noscript|title)$/i
/** They have no end. */
const empty = /^(?:br|hr|img|input|meta|link|col|wbr|source|area|base)$/i
const known =
  /<\/?(?:html|body|div|span|p|ul|ol|li|table|tbody|tr|td|th|br|pre|h[1-6]|b|s|del|strike|strong|font|a|label|input)\b/i

export function isHtml(lines: readonly string[]): boolean {
  return lines.some(
    (line) =>
      line.includes('<') &&
      /<!doctype html|<html\b|<body\b|<\?xml\b|<br ?\/?>|<\/[a-z][\w:.-]{0,40}>|<[a-z][\w:.-]{0,40}\s[^<>]{0,500}=[^<>]{0,500}\/>/i.test(
        line,
      ),
  )
}

/** Where a row is being put together. */
interface Open {
  readonly name: string
  readonly isUsed: boolean
}

/** Elements may be this deep; what is deeper is taken as part of its parent. */
const maxDepth = 200
const strokeSign = '~~'

/** Puts the rows together; a stroke `~~` stands before each part of a row inside an element that is marked as used. */
class RowBuilder {
  readonly #rows: PlacedText[] = []
  #chars: PlacedChar[] = []
  readonly #open: Open[] = []
  #used = 0

  text(char: string, place: TextPlace): void {
    if (this.#chars.length === 0 && this.#used > 0) this.#put(strokeSign, place)
    this.#chars.push({ char, ...place })
  }

  sign(text: string, place: TextPlace): void {
    if (this.#chars.length === 0 && this.#used > 0) this.#put(strokeSign, place)
    this.#put(text, place)
  }

  /** Begins a part of the row that has marks of its own. */
  part(text: string, place: TextPlace): void {
    this.#put(text, place)
    if (this.#used > 0) this.#put(strokeSign, place)
  }

  #put(text: string, place: TextPlace): void {
    for (const char of text) this.#chars.push({ char, ...place })
  }

  end(line: number, hidden = false): void {
    const [start] = this.#chars
    if (this.#chars.some(({ char }) => char.trim() !== '' && char !== '~'))
      this.#rows.push(fromChars(decodeEntities(this.#chars), start?.line ?? line, line, hidden))
    this.#chars = []
  }

  openElement(name: string, isUsed: boolean): void {
    // Items and cells end where the next one begins.
    if (/^(?:li|tr|td|th|p|option)$/.test(name) && this.#open.at(-1)?.name === name) this.#pop()
    if (this.#open.length >= maxDepth) return
    this.#open.push({ name, isUsed })
    if (isUsed) this.#used += 1
  }

  closeElement(name: string): void {
    const at = this.#open.findLastIndex((open) => open.name === name)
    if (at < 0) return
    while (this.#open.length > at) this.#pop()
  }

  #pop(): void {
    if (this.#open.pop()?.isUsed === true) this.#used -= 1
  }

  get rows(): readonly PlacedText[] {
    return this.#rows
  }
}

interface HtmlRows {
  readonly pieces: readonly PlacedText[]
  /** Lines with something in them, such as a script, that the page does not show; digits in it may be a code. */
  readonly unseen: ReadonlySet<number>
}

/** Rows of an HTML or XML text. */
export function htmlRows(pieces: readonly PlacedText[]): HtmlRows {
  const isXml = !pieces.some(({ text }) => text.includes('<') && known.test(text))
  const builder = new RowBuilder()
  // Inside a comment, or an element that is not shown, until its end.
  let until: string | undefined
  const unseen = new Set<number>()
  for (const { text, place, lines } of pieces) {
    const [line] = lines
    let from = 0
    const take = (to: number): void => {
      if (until === undefined || until === '-->')
        for (let index = from; index < to; index++) builder.text(text[index] ?? '', place(index))
      else if (/\d/.test(text.slice(from, to))) unseen.add(line)
    }
    for (const match of text.matchAll(tag)) {
      const [whole, slash = '', name = '', attributes = ''] = match
      take(match.index)
      from = match.index + whole.length
      const at = place(match.index)
      if (until === '-->') {
        if (whole === '-->') until = undefined
        // Tags in a comment end its rows as well.
        builder.end(line, true)
      } else if (until !== undefined) {
        if (slash === '/' && name.toLowerCase() === until) until = undefined
      } else if (whole === '<!--') {
        builder.end(line)
        until = '-->'
      } else if (slash === '' && unseenElement.test(name) && !whole.endsWith('/>')) until = name.toLowerCase()
      else if (name !== '') readTag(builder, { isEnd: slash === '/', name, attributes, isXml, at })
    }
    take(text.length)
    builder.end(line, until === '-->')
  }
  return { pieces: builder.rows, unseen }
}

interface Tag {
  readonly isEnd: boolean
  readonly name: string
  readonly attributes: string
  readonly isXml: boolean
  readonly at: TextPlace
}

function readTag(builder: RowBuilder, { isEnd, name, attributes, isXml, at }: Tag): void {
  const fields = attributesIn(attributes)
  const isField = isXml && labelKind(name) !== 'unknown'
  const isBlock =
    !isXml && !stroke.test(name) && !quoting.test(name) && !cell.test(name) && !inline.test(name)
  if (isEnd) builder.closeElement(name.toLowerCase())
  if (stroke.test(name)) builder.sign(strokeSign, at)
  else if (/^input$/i.test(name)) {
    readInput(builder, fields, at)
    return
  } else if (!isXml && quoting.test(name)) builder.sign('`', at)
  else if (isBlock || (isXml && !isField)) builder.end(at.line)
  if (isEnd) return
  if (!empty.test(name) && !attributes.trimEnd().endsWith('/'))
    builder.openElement(name.toLowerCase(), isMarkedUsed(fields))
  const isUsed = !isBlock && isMarkedUsed(fields)
  if (!isXml && cell.test(name)) builder.part('\t', at)
  else if (isField) builder.part(`\t${name}: `, at)
  else if (isUsed) builder.sign(strokeSign, at)
  if (isXml) readFields(builder, fields, attributes.trimEnd().endsWith('/'), at)
}

/** A box to tick is a sign; a field of text shows its value. */
function readInput(builder: RowBuilder, fields: ReadonlyMap<string, string>, at: TextPlace): void {
  const type = fields.get('type') ?? 'text'
  if (/^(?:checkbox|radio)$/i.test(type)) builder.sign(fields.has('checked') ? '☑ ' : '☐ ', at)
  else if (/^text$/i.test(type) && (fields.get('value') ?? '') !== '') {
    builder.end(at.line)
    builder.sign(fields.get('value') ?? '', at)
    builder.end(at.line)
  }
}

/** Attributes of XML that hold a code, or say whose it is. */
function readFields(
  builder: RowBuilder,
  fields: ReadonlyMap<string, string>,
  isWhole: boolean,
  at: TextPlace,
): void {
  const isUsed = isMarkedUsed(fields)
  for (const [name, value] of fields) {
    const kind = labelKind(name)
    if (
      value !== '' &&
      (kind === 'code' || kind === 'owner' || kind === 'number' || (isWhole && isUsedKind(kind)))
    )
      builder.sign(`\t${name}: ${isUsed && kind === 'code' ? strokeSign : ''}${value} `, at)
  }
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([\w:@.-]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)
  return new Map(
    [...found].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      values.find((value) => value !== undefined) ?? '',
    ]),
  )
}

/** Whether an element says that what it holds was used: by a class, a style, or an attribute of its own. */
function isMarkedUsed(fields: ReadonlyMap<string, string>): boolean {
  for (const [name, value] of fields) {
    if (name === 'class' || name === 'id') {
      if (value.split(/\s+/).some(isUsedClass)) return true
    } else if (name === 'style') {
      if (/line-through/i.test(value)) return true
    } else {
      const kind = labelKind(name.replace(/^(?:data|aria)-/, ''))
      if (isUsedKind(kind) && name !== 'disabled' && name !== 'open' && name !== 'aria-disabled') {
        const said = usedValue(value === '' && kind === 'used' ? 'true' : value, kind)
        if (said === true) return true
      }
    }
  }
  return false
}

/** `used`, `code--used`, `is-used`, `line-through`. */
const isUsedClass = (name: string): boolean =>
  /line-?through|strike|struck/i.test(name) || usedStateOfName(name) === 'used'
