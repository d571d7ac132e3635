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
import { refuseEntry } from '../failure.ts'
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import { parseParameters, readLinkEntry } from '../link-entry.ts'
import type { FormatId, ImportedEntry, ImportResult } from '../model.ts'
import { asList, asObject, asText, parseJson } from '../text.ts'

const schemes = 'otpauth(?:-migration)?|motp|steam'
const linkStart = new RegExp(`(?:${schemes})://`, 'i')
const nextLink = new RegExp(`[,;\\s]\\s*"?(?=(?:${schemes})://)`, 'i')

interface FoundLink {
  readonly link: string
  /** Line in the file, from 1. */
  readonly line: number
}

export const holdsLinks = (text: string): boolean => linkStart.test(text)

/** All links of a text: one or several in a line, after a prefix or in quotation marks; `#` begins a comment. */
function findLinks(text: string): readonly FoundLink[] {
  return text.split(/\r\n|[\r\n]/).flatMap((content, index) => {
    if (content.trimStart().startsWith('#')) return []
    const start = linkStart.exec(content)?.index
    if (start === undefined) return []
    const quote = /["']$/.exec(content.slice(0, start))?.[0]
    const rest = content.slice(start)
    return rest.split(nextLink).map((part) => ({
      link: (quote === undefined ? part : (part.split(quote)[0] ?? '')).trim(),
      line: index + 1,
    }))
  })
}

/** What Ente keeps next to a link. */
const readDisplay = (link: string) => asObject(parseJson(parseParameters(link).get('codedisplay') ?? ''))

/** The entries of single links; a line that cannot be read never loses the others. */
export function readLinks(links: readonly FoundLink[]): EntryList {
  return readItems(links, {
    title: ({ line }) => `#${line}`,
    read: ({ link }) => {
      if (!/codeDisplay=/i.test(link)) return readLinkEntry(link)
      const { note, tags } = readDisplay(link)
      return readLinkEntry(link, { tags: asList(tags).map(asText), comment: note })
    },
    isTrash: ({ link }) => /codeDisplay=/i.test(link) && readDisplay(link).trashed === true,
  })
}

/** The entries in a text of links. */
export function readLinkText(format: FormatId, text: string): ImportResult {
  const links = findLinks(text)
  const single = readLinks(links.filter(({ link }) => !isTransfer(link)))
  const transfers = links.filter(({ link }) => isTransfer(link))
  if (transfers.length === 0) return createResult(format, single)
  const { list, missing } = readTransfers(transfers)
  return { ...createResult(format, [single, list], ['period', 'digits']), missing }
}

function readTransfers(links: readonly FoundLink[]) {
  const parts: TransferPart[] = []
  const damaged = readItems(links, {
    title: ({ line }) => `#${line}`,
    read: ({ link }) => {
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

const isJsonOrXml = ({ json, root, text = '' }: Content): boolean =>
  json !== undefined || root !== undefined || /^[\ufeff\s]*</.test(text)

/** A list is known by its links, so the formats of lists differ only in what else the links hold. */
function createListFormat(id: FormatId, fits: (text: string) => boolean): ImportFormat {
  return {
    id,
    recognise: (content) =>
      plainIf(
        content.text !== undefined &&
          content.table === undefined &&
          !isJsonOrXml(content) &&
          holdsLinks(content.text) &&
          fits(content.text),
      ),
    open: async ({ text = '' }, { companions }) =>
      readLinkText(id, [text, ...companions.map((companion) => companion.text ?? '')].join('\n')),
  }
}

export const googleAuthenticator = createListFormat('google-authenticator', (text) =>
  /otpauth-migration:\/\//i.test(text),
)
export const enteList = createListFormat('ente', (text) => /[?&]codeDisplay=/i.test(text))
export const winAuthList = createListFormat('winauth', (text) =>
  /[?&]data=(?:%7b|\{)|[?&]deviceid=|[?&]serial=/i.test(text),
)
export const uriList = createListFormat('uri-list', () => true)
