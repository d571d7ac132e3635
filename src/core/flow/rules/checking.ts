/** What the rules share: the book, the files it came from, and how a rule reports a flaw. */
import type { Document } from '../../data-file/safe-yaml.ts'
import { suggestNames } from '../../data-file/suggest.ts'
import type { Fault, Flaw } from '../../flaws.ts'
import { type Book, own } from '../book.ts'
import type { Path } from '../graph.ts'
import type { CardKind } from '../lists.ts'
import type { Origins, Unread } from '../origins.ts'
import type { Link } from '../types.ts'

/** Everything that the rules look at. */
export interface BookFiles {
  readonly book: Book
  readonly origins: Origins
  readonly unread: Unread
  /** Whether the files must be complete and in all languages. */
  readonly shipped: boolean
}

/** Reports a flaw at a part of one file. Silent for a part of the book that was not read from a file. */
export type Report = (path: Path, fault: Fault, at?: 'key' | 'value') => void

/** One run of the rules: what they look at, what they found, and what the files name. */
export interface Checking extends BookFiles {
  readonly flaws: Flaw[]
  /** The known names that are close to a mistyped one. */
  readonly suggest: (name: string, known: Iterable<string>) => readonly string[]
  readonly used: {
    readonly remedies: Set<string>
    readonly warnings: Set<string>
    readonly cards: Set<CardKind>
  }
}

/** Nobody reads more flaws than this one by one, and every suggestion costs a comparison with every known name. */
const mostSuggestions = 200

/** Starts a run of the rules. */
export function startChecking(files: BookFiles): Checking {
  let suggestions = 0
  return {
    ...files,
    flaws: [],
    suggest: (name, known) => {
      suggestions += 1
      return suggestions > mostSuggestions ? [] : suggestNames(name, known)
    },
    used: { remedies: new Set(), warnings: new Set(), cards: new Set() },
  }
}

/** How flaws of one file are reported. */
export function reportIn({ flaws }: Checking, document: Document | undefined): Report {
  return (path, fault, at) => {
    if (document !== undefined) flaws.push(document.flaw(path, fault, at))
  }
}

/** Warnings and later remedies, wherever they may be named. */
interface Naming {
  readonly warn?: readonly string[] | undefined
  readonly after?: readonly string[] | undefined
}

/** The warnings and later remedies that a part names must exist. */
export function checkNames(checking: Checking, part: Naming, path: Path, report: Report): void {
  const { book, unread, used, suggest } = checking
  for (const [index, warning] of (part.warn ?? []).entries()) {
    used.warnings.add(warning)
    if (own(book.warnings, warning) !== undefined || unread.warnings) continue
    const near = suggest(warning, Object.keys(book.warnings))
    report([...path, 'warn', index], { kind: 'missing-warning', warning, near })
  }
  for (const [index, remedy] of (part.after ?? []).entries())
    checkRemedyName(checking, remedy, [...path, 'after', index], report)
}

/** A remedy that is named must exist; from then on it counts as used. */
export function checkRemedyName(
  { book, unread, used, suggest }: Checking,
  remedy: string,
  path: Path,
  report: Report,
  at?: 'key',
): void {
  if (at === undefined) used.remedies.add(remedy)
  if (own(book.remedies, remedy) !== undefined || unread.remedies.has(remedy)) return
  const near = suggest(remedy, Object.keys(book.remedies))
  report(path, { kind: 'missing-remedy', remedy, near }, at)
}

/** A link named by a card's key must have a general name. */
export function checkLinks(
  { book, unread }: Checking,
  links: readonly Link[] | undefined,
  path: Path,
  report: Report,
): void {
  for (const [index, link] of (links ?? []).entries()) {
    if (typeof link !== 'string' || unread.general) continue
    const [kind = '', key = ''] = link.split('.')
    const wording = own(book.general, kind)
    if (own(wording?.links ?? {}, key) === undefined)
      report([...path, index], { kind: 'missing-wording', placeholder: link })
  }
}

/** In a list every id stands once. */
export function checkRepeated(ids: readonly (string | undefined)[], path: Path, report: Report): void {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue
    if (seen.has(id)) report([...path, index, 'id'], { kind: 'repeated-choice', choice: id })
    seen.add(id)
  }
}
