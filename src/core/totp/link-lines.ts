/** Finds the links in a text: several on a line, wrapped over lines, escaped, or among other words. */
import { isUsualLength, readBase32, withoutPadding } from './base32.ts'
import { findParameter, normaliseName } from './parameter-names.ts'
import { isPlainLink } from './plain-link.ts'
import { readSettings } from './setting-lines.ts'
import {
  joinSoftBreaks,
  mayBeQuotedPrintable,
  unescapeBackslashes,
  unescapeHtml,
  unescapePercent,
  unescapeQuotedPrintable,
} from './unescape.ts'

/** A link as it stands in the text, with its escapes undone. */
export interface FoundLink {
  readonly kind: 'link'
  /** First and last line, from 1 on. */
  readonly line: number
  readonly lastLine: number
  readonly link: string
  /** Whether it is the whole line, in the ordinary form. */
  readonly isPlain?: true
  /** The line after it may be the rest of it or something else, or dots stand where its end should be. */
  readonly end?: 'unclear-end' | 'cut'
}

/** A line without a link that is neither empty nor a comment. */
interface OtherLine {
  readonly kind: 'other'
  readonly line: number
  readonly text: string
}

/** Where a link begins. Apple's and Google's kinds hold the plain one in their names. */
const start =
  /(?:apple-)?otpauth(?:-migration)?(?::\/\/|:\/?(?=(?:totp|hotp|steam|yaotp)\/)|%(?:25){0,2}3A%(?:25){0,2}2F%(?:25){0,2}2F)|\b(?:steam|motp|phonefactor|duo):\/\//gi

/** Whether a text holds a link at all, rather than a bare secret. */
export function holdsLink(text: string): boolean {
  return findLinks(text).some(({ kind }) => kind === 'link')
}

/** Every link and every other line of a text, in order. Empty lines and `#` comments are left out. */
export function findLinks(text: string): readonly (FoundLink | OtherLine)[] {
  const given = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r\u0085\u2028\u2029]/)
  const plain = given.map(isPlainLink)
  const lines = plain.every((is) => is) ? given : undoMail(given, plain)
  const found: (FoundLink | OtherLine)[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [line, content = ''] = [index + 1, lines[index]]
    if (plain[index] === true && content === given[index]) {
      found.push({ kind: 'link', line, lastLine: line, link: content, isPlain: true })
      continue
    }
    if (!/[\p{L}\p{N}.…]/u.test(content) || isComment(content)) continue
    const links = linksIn(undoEscapes(content))
    if (links.length > 0)
      for (const link of links) found.push({ kind: 'link', line, lastLine: line, ...link })
    else addLine(found, line, content)
  }
  return found
}

/** Without what mails add: marks before quoted lines, and the escapes of quoted-printable. */
function undoMail(given: readonly string[], plain: readonly boolean[]): readonly string[] {
  const lines = given.map((line, at) => (plain[at] === true ? line : removeQuoteMarks(line)))
  const isQuoted = lines.some((line, at) => plain[at] !== true && mayBeQuotedPrintable(line))
  return joinSoftBreaks(isQuoted ? unescapeQuotedPrintable(lines) : lines)
}

/** What mails put before the lines of the mail they answer: `> `, `>> `. */
const removeQuoteMarks = (line: string): string => line.replace(/^\s{0,3}(?:>[ \t]?){1,20}/, '')

/** A comment is left out, unless it says how codes are made. */
function isComment(line: string): boolean {
  const mark = /^\s*(?:#+|\/\/|;)/.exec(line)?.[0]
  return mark !== undefined && readSettings(line.slice(mark.length)) === undefined
}

/** HTML and backslash escapes are undone where they stand around a link. */
function undoEscapes(line: string): string {
  const plain = unescapeBackslashes(unescapeHtml(line))
  return new RegExp(start.source, 'i').test(plain) ? plain : line
}

function linksIn(line: string): readonly Pick<FoundLink, 'link' | 'end'>[] {
  const starts = [...line.matchAll(start)].map(({ index }) => index)
  return starts.map((at, index) => {
    const segment = line.slice(at, starts[index + 1] ?? line.length)
    const plain = undoPercent(segment)
    const link = cutEnd(plain, line[at - 1] ?? '')
    return isCutOff(plain.slice(link.length)) ? { link, end: 'cut' as const } : { link }
  })
}

/** Whether dots stand where a link ends. */
const isCutOff = (after: string): boolean => /^[\s[(]*(?:\.{2,}|[…‥]|・{2,}|･{2,})/.test(after)

/** A link within the query of another address is escaped as a whole. */
function undoPercent(segment: string): string {
  let link = segment
  for (let round = 0; round < 3 && /^[a-z-]+%/i.test(link); round += 1)
    link = unescapePercent(link.split(/[\s&"'<>]/)[0] ?? '')
  return link
}

const closing: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  "'": "'",
  '`': '`',
  '|': '|',
}

/** Cuts off what no link holds: the closing mark of what stands before it, and the separators of a list. */
function cutEnd(segment: string, before: string): string {
  const [link = ''] = segment.split(/["<>`“”]/)
  const close = closing[before]
  const inside = close === undefined ? link : (link.split(close)[0] ?? '')
  let end = inside.length
  while (end > 0 && /[\s,;|'*)\]}.\\、。…‥]/.test(inside[end - 1] ?? '')) end -= 1
  return inside.slice(0, end)
}

// --- Wrapped links ---

/** Adds a line to the link before it where it is the rest of it, else by itself. */
function addLine(found: (FoundLink | OtherLine)[], line: number, text: string): void {
  const last = found.at(-1)
  const rest = text.trim()
  if (last?.kind !== 'link' || last.lastLine !== line - 1) {
    found.push({ kind: 'other', line, text })
    return
  }
  const belongs = last.end === undefined ? isRest(last.link, rest) : 'no'
  if (belongs === 'no') found.push({ kind: 'other', line, text })
  else if (belongs === 'unclear') found[found.length - 1] = { ...last, end: 'unclear-end', lastLine: line }
  else {
    const { isPlain: _, ...whole } = last
    found[found.length - 1] = { ...whole, ...joinRest(last.link, rest), lastLine: line }
  }
}

function joinRest(link: string, text: string): Pick<FoundLink, 'link' | 'end'> {
  const plain = unescapeBackslashes(unescapeHtml(text))
  const rest = cutEnd(plain, '')
  const open = withoutSoftBreak(link, rest)
  return { link: open + rest, ...(isCutOff(plain.slice(rest.length)) ? { end: 'cut' } : {}) }
}

/** Without the `=` with which mails break a line, where it is neither padding nor the character after a known name. */
function withoutSoftBreak(link: string, rest: string): string {
  const [, name = '', value = ''] = /[?&]([\w-]*)=([^&=]*?)=?$/.exec(link) ?? []
  if (!link.endsWith('=') || link.endsWith('==')) return link
  const isSign = link.endsWith(`${name}=`) && value === ''
  const isBroken = isSign ? findParameter(normaliseName(name)) === undefined && /^\w+=/.test(rest) : true
  return isBroken ? link.slice(0, -1) : link
}

/** Longer than any link that fits a QR code: nothing is added to it. */
const longestLink = 8192

/** A link that ends in a parameter of the codes, whose number may go on in the next line. */
const unfinishedNumber = /[?&](?:digits?|period|interval|step|counter|algo(?:rithm)?)=([\w-]*)$/i

/** Whether a line is the rest of a link that was wrapped. */
function isRest(link: string, rest: string): 'yes' | 'no' | 'unclear' {
  if (link.length > longestLink || /^(?:https?:|--)/i.test(rest)) return 'no'
  if (/^otpauth-migration:/i.test(link)) return /^[\w+/=%-]+$/.test(rest) ? 'yes' : 'no'
  const secret = /[?&]secret=([^&]*)/i.exec(link)?.[1]
  if (/[^&?=]=$/.test(link) && /^[\w%&=+.-]+$/.test(rest)) return 'yes'
  if (secret === undefined) return /secret=/i.test(rest) ? 'yes' : 'no'
  if (/\s/.test(rest)) return 'no'
  const [, number] = unfinishedNumber.exec(link) ?? []
  if (number !== undefined && /^\d{1,5}$/.test(rest)) return number === '' ? 'yes' : 'unclear'
  if (isSettingLine(link, rest)) return 'no'
  if (/^[&?%=]|[a-z0-9]=|&/i.test(withoutPadding(rest))) return 'yes'
  const isLast = /[?&]secret=[^&]*$/i.test(link)
  const isBase32 = readBase32(rest) instanceof Uint8Array || /^[A-Z2-7]+={0,6}$/i.test(rest)
  if (!isBase32) return 'no'
  // The rest of a name is not needed; a secret on a line of its own is another one.
  if (!isLast) return 'no'
  if (rest.toUpperCase() === secret.toUpperCase()) return 'no'
  if (isLowerCase(rest) !== isLowerCase(secret)) return 'no'
  if (/\p{Pd}/u.test(rest)) return 'no'
  // Each of the two may be a secret by itself, or the rest may be a word.
  const isWhole = isUsualLength(secret.length)
  return isWhole && (rest.length < 8 || isUsualLength(withoutPadding(rest).length)) ? 'unclear' : 'yes'
}

/** Whether a line is a setting of its own: the last parameter of the link is complete, and the line begins a new one. */
function isSettingLine(link: string, rest: string): boolean {
  const name = /^([\p{L}_-]{1,24})=/u.exec(rest)?.[1]
  if (name === undefined || !/[?&][\w-]+=[^&?]+$/.test(link)) return false
  return findParameter(normaliseName(name)) !== undefined
}

const isLowerCase = (text: string): boolean => text !== text.toUpperCase()
