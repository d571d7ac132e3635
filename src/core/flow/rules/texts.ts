/** Rules about texts: placeholders that have a general wording, and all languages where the file is shipped. */
import { own } from '../book.ts'
import { findPlaceholders } from '../fill.ts'
import type { Path } from '../graph.ts'
import { languages, wordingGroups } from '../lists.ts'
import type { Checking, Report } from './checking.ts'

/** Checks every text of a file. In the general wording every string is one, but for lists of ids. */
export function checkTexts(checking: Checking, value: unknown, report: Report, isGeneral: boolean): void {
  const visit = (inner: unknown, path: Path): void => {
    if (typeof inner === 'string') {
      checkPlaceholders(checking, inner, path, report)
      const isText = isGeneral ? isWording(path) : isTextAt(path)
      if (checking.shipped && isText) reportMissing(languages, path, report)
    } else if (typeof inner === 'object' && inner !== null) {
      if (checking.shipped && isByLanguage(inner))
        reportMissing(
          languages.filter((language) => !Object.hasOwn(inner, language)),
          path,
          report,
        )
      for (const [key, part] of Object.entries(inner))
        visit(part, [...path, Array.isArray(inner) ? Number(key) : key])
    }
  }
  visit(value, [])
}

function checkPlaceholders({ book, unread }: Checking, text: string, path: Path, report: Report): void {
  for (const { name, kind, part, key } of findPlaceholders(text)) {
    if (part === 'name' || unread.general) continue
    if (own(book.general[kind][wordingGroups[part]] ?? {}, key) === undefined)
      report(path, { kind: 'missing-wording', placeholder: name })
  }
}

function reportMissing(missing: readonly string[], path: Path, report: Report): void {
  for (const language of missing) report(path, { kind: 'missing-language', language })
}

const isLanguage = (key: unknown): boolean => (languages as readonly unknown[]).includes(key)
const isByLanguage = (value: object): boolean => Object.keys(value).some(isLanguage)

/** Keys under which a text stands. */
const textKeys = new Set(['title', 'about', 'ask', 'help', 'label', 'say', 'why', 'text', 'name'])

function isTextAt(path: Path): boolean {
  const [above, last] = [path.at(-2), path.at(-1)]
  return typeof last === 'number' ? above === 'steps' || above === 'bring' : textKeys.has(String(last))
}

function isWording(path: Path): boolean {
  return !isLanguage(path.at(-1)) && path[1] !== 'first' && path[1] !== 'facts'
}
