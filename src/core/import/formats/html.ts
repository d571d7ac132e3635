/** HTML exports with links in their text: Stratum, Aegis, Raivo and others. */
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import type { FormatId } from '../model.ts'
import { decodeEntities } from '../text.ts'
import { holdsLinks, readLinks } from './uri-list.ts'

/** What the pages of known apps call themselves; links of others are read as well. */
const titles: readonly (readonly [id: FormatId, title: RegExp])[] = [
  ['stratum', /<title>[^<]*(?:Stratum|Authenticator Pro)/i],
  ['aegis', /<title>[^<]*Aegis/i],
  ['raivo', /<title>[^<]*Raivo/i],
]

const link = /(?:otpauth|motp|steam):\/\/[^\s"'<>]+/gi

export const html: ImportFormat = {
  id: 'html',
  recognise: ({ text }) =>
    plainIf(
      text !== undefined &&
        /^[\ufeff\s]*(?:<!--[^>]*-->\s*)*<(?:!doctype html|html)/i.test(text) &&
        holdsLinks(text),
    ),
  open: async ({ text = '' }) => {
    const format = titles.find(([, title]) => title.test(text))?.[0] ?? 'html'
    // Links as text come first: the same links often stand in attributes once more.
    const shown = findLinks(text.replace(/<[^>]*>/g, ' '))
    const links = shown.length > 0 ? shown : findLinks(text)
    return createResult(format, readLinks(links.map((link, index) => ({ link, line: index + 1 }))))
  },
}

const findLinks = (text: string): readonly string[] =>
  [...text.matchAll(link)].map(([found]) => decodeEntities(found))
