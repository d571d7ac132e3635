/**
 * Texts that hold accounts: a link or a secret by itself, and lists of links as many apps write them, with transfers of
 * several parts among them.
 */
import { RescueError } from '../errors.ts'
import { secretNotes } from './account.ts'
import { parseSecret } from './base32.ts'
import { type LinkFlaw, looksLikeLink, type Parsed, parseLink } from './link.ts'
import {
  type Entry,
  isTransfer,
  joinParts,
  parseTransfer,
  type Transfer,
  type TransferPart,
} from './migration.ts'
import { usualParameters } from './parameters.ts'

/** The account behind one link, or behind a bare secret with the usual parameters. Throws `bad-link`, `bad-secret`. */
export function parseAccount(text: string): Parsed {
  if (looksLikeLink(text)) {
    const [only, ...more] = isTransfer(text) ? parseTransfer(text).entries : []
    if (only?.kind !== 'account' || more.length > 0) return parseLink(text)
    return only
  }
  const secret = parseSecret(text)
  const account = { issuer: '', name: '', parameters: usualParameters, secret }
  return { account, notes: secretNotes(secret) }
}

/** What a list of links holds. A line that cannot be read never loses the others. */
export interface LinkList {
  readonly entries: readonly Entry[]
  readonly unread: readonly { readonly line: number; readonly flaw: LinkFlaw }[]
  /** The transfers among them; their entries are part of `entries`. */
  readonly transfers: readonly Transfer[]
}

/** A link and what may stand before it in its line, such as `QR-Code:`; several may be parted by commas. */
const linkStart = /(?:otpauth(?:-migration)?|steam|motp):\/\//i

/** Whether a text holds a link at all, rather than a bare secret. */
export const holdsLink = (text: string): boolean => linkStart.test(text)

/** Reads every link of a text: one a line or parted by commas, between blank lines and `#` comments. */
export function parseLinks(text: string): LinkList {
  const entries: Entry[] = []
  const unread: { line: number; flaw: LinkFlaw }[] = []
  const parts: TransferPart[] = []
  for (const { link, line } of linksIn(text)) {
    try {
      if (isTransfer(link)) parts.push(parseTransfer(link))
      else entries.push({ kind: 'account', ...parseLink(link) })
    } catch (error) {
      if (!(error instanceof RescueError) || error.problem.code !== 'bad-link') throw error
      unread.push({ line, flaw: error.problem.flaw })
    }
  }
  const transfers = joinParts(parts)
  return { entries: [...entries, ...transfers.flatMap((transfer) => transfer.entries)], unread, transfers }
}

function linksIn(text: string): readonly { link: string; line: number }[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\r\n]/)
    .flatMap((content, index) => {
      if (content.trimStart().startsWith('#')) return []
      const start = linkStart.exec(content)?.index
      if (start === undefined) return []
      const links = content.slice(start).split(/,(?=\s*(?:otpauth(?:-migration)?|steam|motp):\/\/)/i)
      return links.map((link) => ({ link: link.trim(), line: index + 1 }))
    })
}
