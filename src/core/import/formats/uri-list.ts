/**
 * Lists of links, one in a line, as many apps write them; with them the lists of Ente (a `codeDisplay` parameter) and
 * WinAuth (Steam data next to the secret), and the transfer of Google Authenticator in one or several QR codes.
 */

import { RescueError } from '../../errors.ts'
import {
  isTransfer,
  joinParts,
  parseTransfer,
  type TransferEntry,
  type TransferPart,
} from '../../totp/migration.ts'
import type { Content } from '../content.ts'
import { buildEntry, type EntryList, readItems } from '../entry.ts'
import { refuseEntry, refuseFile } from '../failure.ts'
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import { maxItems } from '../limits.ts'
import { parseParameters, readLinkEntry, readPlainLinkEntry } from '../link-entry.ts'
import { findLinks, holdsLinks, type LinkPiece } from '../links-in-text.ts'
import type { FormatId, ImportedEntry, ImportResult } from '../model.ts'
import { asList, asObject, asText, parseJson } from '../text.ts'

/** What Ente keeps next to a link. */
const readDisplay = (link: string) => asObject(parseJson(parseParameters(link).get('codedisplay') ?? ''))

/** The entries of single links; a line that cannot be read never loses the others. */
function readLinks(links: readonly LinkPiece[]): EntryList {
  return readItems(links, {
    title: ({ line }) => `#${line}`,
    read: ({ link, isPlain }) => {
      if (link === undefined) return refuseEntry({ kind: 'structure' })
      const plain = isPlain === true ? readPlainLinkEntry(link) : undefined
      if (plain !== undefined) return plain
      if (!/codeDisplay=/i.test(link)) return readLinkEntry(link)
      const { note, tags } = readDisplay(link)
      return readLinkEntry(link, { tags: asList(tags).map(asText), comment: note })
    },
    isTrash: ({ link = '' }) => /codeDisplay=/i.test(link) && readDisplay(link).trashed === true,
  })
}

/** The entries in a text of links. Throws `bad-import` where there are more than anybody has. */
export function readLinkText(file: string, format: FormatId, text: string): ImportResult {
  const links: LinkPiece[] = []
  const transfers: LinkPiece[] = []
  for (const piece of findLinks(text)) {
    const isPart = piece.isPlain !== true && isTransfer(piece.link ?? '')
    if (isPart) transfers.push(piece)
    else links.push(piece)
  }
  if (links.length + transfers.length > maxItems)
    return refuseFile(file, { kind: 'too-many', most: maxItems })
  const single = readLinks(links)
  if (transfers.length === 0) return createResult(format, single)
  const { list, missing } = readTransfers(transfers)
  return { ...createResult(format, [single, list], ['period', 'digits']), missing }
}

function readTransfers(links: readonly LinkPiece[]) {
  const parts: TransferPart[] = []
  const damaged = readItems(links, {
    title: ({ line }) => `#${line}`,
    read: ({ link = '' }) => {
      parts.push(readPart(link))
      return refuseEntry({ kind: 'transfer' })
    },
  }).failed.filter(({ why }) => why.kind !== 'transfer')
  const transfers = joinParts(parts)
  const list = readItems(
    transfers.flatMap(({ entries }) => entries),
    {
      title: (entry, index) =>
        entry.kind === 'unread' && entry.title !== '' ? entry.title : `#${index + 1}`,
      read: readTransferEntry,
    },
  )
  return {
    list: { ...list, failed: [...damaged, ...list.failed] },
    missing: transfers.flatMap(({ size, missing }) =>
      missing.length === 0 ? [] : [{ size, parts: missing }],
    ),
  }
}

function readPart(link: string): TransferPart {
  try {
    return parseTransfer(link)
  } catch (error) {
    if (error instanceof RescueError && error.problem.code === 'bad-link')
      return refuseEntry(error.problem.flaw)
    throw error
  }
}

function readTransferEntry(entry: TransferEntry): ImportedEntry {
  if (entry.kind === 'account') {
    const { issuer, name, parameters, counter, secret } = entry.account
    const built = buildEntry({ ...parameters, issuer, account: name, counter, secret: secret.reveal() })
    return { ...built, stated: ['algorithm', 'digits'] }
  }
  const { raw } = entry
  if (entry.flaw.kind !== 'algorithm' || entry.flaw.name !== 'MD5' || raw === undefined)
    return refuseEntry(entry.flaw)
  return buildEntry({ ...raw, account: raw.name, algorithm: 'MD5', secret: raw.secret.reveal() })
}

/** A list is known by its links, so the formats of lists differ only in what else the links hold. */
function createListFormat(id: FormatId, fits: (text: string) => boolean): ImportFormat {
  return {
    id,
    recognise: (content) => {
      const text = findListText(content)
      return plainIf(holdsLinks(text) && fits(text))
    },
    open: async (content, { companions }) =>
      readLinkText(content.name, id, [content, ...companions].map(findListText).join('\n')),
  }
}

/** The text of a list. In JSON of no known format each link is a line, so links of other programs are read as well. */
const findListText = ({ text = '', json }: Content): string =>
  json === undefined ? text : textsIn(json).filter(holdsLinks).join('\n')

function textsIn(value: unknown): readonly string[] {
  const found: string[] = []
  const waiting: unknown[] = [value]
  // A list of what is still to be looked at, because the file decides how deep it goes.
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') found.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next).toReversed()) waiting.push(inner)
  }
  return found
}

export const googleAuthenticator = createListFormat('google-authenticator', (text) =>
  /otpauth-migration:\/\//i.test(text),
)
export const enteList = createListFormat('ente', (text) => /[?&]codeDisplay=/i.test(text))
export const winAuthList = createListFormat('winauth', (text) =>
  /[?&]data=(?:%7b|\{)|[?&]deviceid=|[?&]serial=/i.test(text),
)
export const uriList = createListFormat('uri-list', () => true)
