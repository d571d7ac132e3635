/** Pages and other markup with links in their text: exports of Stratum, Aegis, Raivo, and XML of no known format. */
import { type ImportFormat, plainIf } from '../format.ts'
import { holdsLinks } from '../links-in-text.ts'
import type { FormatId } from '../model.ts'
import { decodeEntities } from '../text.ts'
import { readLinkText } from './uri-list.ts'

/** What the pages of known apps call themselves; links of others are read as well. */
const titles: readonly (readonly [id: FormatId, title: RegExp])[] = [
  ['stratum', /<title>[^<]*(?:Stratum|Authenticator Pro)/i],
  ['aegis', /<title>[^<]*Aegis/i],
  ['raivo', /<title>[^<]*Raivo/i],
]

/** What begins a text in markup, after a byte order mark. */
const markup = /^[\ufeff\s]*</

export const html: ImportFormat = {
  id: 'html',
  recognise: ({ text }) => plainIf(text !== undefined && markup.test(text) && holdsLinks(text)),
  open: async ({ name, text = '' }) => {
    const format = titles.find(([, title]) => title.test(text))?.[0] ?? 'html'
    const shown = splitTags(text).map(readText).filter(holdsLinks)
    // The same links often stand in attributes once more.
    const known = new Set(shown)
    const hidden = attributesIn(text).filter((value) => !known.has(value))
    return readLinkText(name, format, [...shown, ...hidden].join('\n'))
  },
}

/** The texts between the tags. What follows a tag that has no end is text, and is looked through once. */
function splitTags(text: string): readonly string[] {
  const end = text.lastIndexOf('>') + 1
  const parts = text.slice(0, end).split(/<[^>]*>/)
  return [...parts.slice(0, -1), (parts.at(-1) ?? '') + text.slice(end)]
}

const readText = (markup: string): string => decodeEntities(markup).replace(/\s+/g, ' ').trim()

/** The values of attributes that are links. */
const attributesIn = (text: string): readonly string[] =>
  [...text.matchAll(/=\s*(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, double, single]) => readText(double ?? single ?? ''))
    .filter((value) => holdsLinks(value))
