/** Finds the links in the text of an export, through the reader of links that every command uses. */
import { isUsualLength, readBase32 } from '../totp/base32.ts'
import { type FoundLink, findLinks as findLinkLines } from '../totp/link-lines.ts'
import { parseJson } from './text.ts'

const scheme = /(?:otpauth(?:-migration)?|motp|steam):\/\//i

export const holdsLinks = (text: string): boolean => scheme.test(text)

/** A piece of a text of links. */
export interface LinkPiece {
  /** Line in the text, from 1. */
  readonly line: number
  /** Missing where a link is cut off, and for a secret without a link. */
  readonly link?: string
  /** Whether it is a whole line in the ordinary form. */
  readonly isPlain?: true
}

/** All links of a text, in order: wrapped, several in a line, in quotation marks; and what must not be passed over. */
export function findLinks(text: string): readonly LinkPiece[] {
  const pieces: LinkPiece[] = []
  for (const found of findLinkLines(prepareLines(text))) {
    if (found.kind === 'link') pieces.push(readPiece(found))
    else if (isBareSecret(found.text)) pieces.push({ line: found.line })
  }
  return pieces
}

function readPiece({ link, line, end, isPlain }: FoundLink): LinkPiece {
  if (end !== undefined) return { line }
  return isPlain === true ? { line, link, isPlain } : { line, link }
}

function isBareSecret(text: string): boolean {
  const bytes = /^\s*[A-Z2-7]{16,}=*\s*$/i.test(text) ? readBase32(text) : undefined
  return bytes instanceof Uint8Array && isUsualLength(text.trim().replace(/=+$/, '').length)
}

/** Lines as apps write them now: old versions of Ente put each link into quotation marks of JSON, and escaped less. */
function prepareLines(text: string): string {
  if (!/["<>{]|[?&]data=/.test(text)) return text
  return text
    .split(/(\r\n|[\n\r])/)
    .map((line) => escapeMarks(readJsonLine(line) ?? line))
    .join('')
}

function readJsonLine(line: string): string | undefined {
  const [, quoted] = /^(".*")\s*,?$/.exec(line.trim()) ?? []
  const text = quoted === undefined ? undefined : parseJson(quoted)
  return typeof text === 'string' ? text : undefined
}

const label = /(otpauth:\/\/\w+\/)((?:(?!:\/\/)[^?\r\n])*)(?=\?[^\s?]*secret=)/gi
const objectStart = /[?&](?:codeDisplay|data)=(?=\{)/gi
const objectEnd = /\}(?=[&\s,;]|$)/g
const data = /[?&]data=[^&\s]*/gi

/** Escapes marks that end a link elsewhere, and the links inside a link, as WinAuth has them. */
const escapeMarks = (line: string): string =>
  escapeObjects(
    line.replace(label, (_, start, name) => start + name.replace(/["<>`“”]/g, encodeURIComponent)),
  ).replace(data, (value) => value.replace(/otpauth/gi, '%6Ftpauth'))

/** Half a surrogate pair, as JSON can write it, cannot be encoded. */
const makeWellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')

/** Escapes the objects that stand as the value of a parameter. Reads each character once, however many have no end. */
function escapeObjects(line: string): string {
  const parts: string[] = []
  let done = 0
  for (const { index, 0: name } of line.matchAll(objectStart)) {
    if (index < done) continue
    const from = index + name.length
    objectEnd.lastIndex = from
    const end = objectEnd.exec(line)?.index
    if (end === undefined) break
    parts.push(line.slice(done, from), encodeURIComponent(makeWellFormed(line.slice(from, end + 1))))
    done = end + 1
  }
  return parts.join('') + line.slice(done)
}
