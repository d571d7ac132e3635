/** The files below a flows folder, read into a book: each file's YAML and shape, then the rules across all files. */
import type * as z from 'zod'
import { type Document, parseDocument } from '../data-file/safe-yaml.ts'
import { validate } from '../data-file/schema-flaws.ts'
import { RescueError } from '../errors.ts'
import type { Flaw } from '../flaws.ts'
import type { Book, General } from './book.ts'
import { type CardKind, cardFolders, cardKinds } from './lists.ts'
import { forEachKind, noOrigins, nothingUnread, type Origins, type Unread } from './origins.ts'
import { findFlaws } from './rules/all.ts'
import { atHandFile, cardFile, flowFile, generalFile, remedyFile, warningsFile } from './schema.ts'
import type { AtHand, Card, Flow, GeneralFile, Remedy, Warning } from './types.ts'

/** A file as it was found; the path is relative to the flows folder, with forward slashes. */
export interface FlowFile {
  readonly path: string
  readonly text: string
}

/** How strictly to read: shipped files must be complete and in all languages. */
export interface Reading {
  /** The book that a person's own files extend or override. */
  readonly onto?: Book
  readonly shipped?: boolean
}

/** A book while its files are read. */
interface OpenBook {
  readonly flows: Record<string, Flow>
  readonly remedies: Record<string, Remedy>
  readonly cards: Readonly<Record<CardKind, Record<string, Card>>>
  readonly warnings: Record<string, Warning>
  general: General
  atHand: AtHand
  readonly origins: Origins
  readonly unread: Unread
}

const nothingAtHand: AtHand = { again: { ask: 'What has turned up?' }, lines: [] }

const noWording: General = {
  service: { name: 'the service' },
  app: { name: 'the app' },
  server: { name: 'the server' },
  carrier: { name: 'the carrier' },
}

/**
 * * Reads the files of a flows folder into a book. Throws `bad-flow` with all flaws of the stage each file reached, each
 * with file, line and column.
 *
 * @example
 * ```js
 * import { parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * console.log(Object.keys(book.flows)) // [ 'office' ]
 * ```
 */
export function parseBook(files: readonly FlowFile[], reading: Reading = {}): Book {
  const { book, flaws } = readBook(files, reading)
  if (flaws.length > 0) throw new RescueError({ code: 'bad-flow', flaws })
  return book
}

/** The same, but returns the flaws next to what could be read. */
export function readBook(
  files: readonly FlowFile[],
  { onto, shipped = false }: Reading = {},
): { book: Book; flaws: readonly Flaw[] } {
  const open: OpenBook = {
    flows: { ...onto?.flows },
    remedies: { ...onto?.remedies },
    cards: forEachKind((kind) => ({ ...onto?.cards[kind] })),
    warnings: { ...onto?.warnings },
    general: onto?.general ?? noWording,
    atHand: onto?.atHand ?? nothingAtHand,
    origins: noOrigins(),
    unread: nothingUnread(),
  }
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  const ofFiles = sorted.flatMap((file) => readFile(file, open))
  const { flows, remedies, warnings, general, atHand } = open
  const cards = forEachKind((kind) => sortGeneralLast(open.cards[kind]))
  const book: Book = { flows, remedies, cards, warnings, general, atHand }
  const ofRules = findFlaws({ book, origins: open.origins, unread: open.unread, shipped })
  return { book, flaws: sortFlaws([...ofFiles, ...ofRules]) }
}

/** Reads one file into the book; what is wrong with its YAML, or else with its shape, comes back as flaws. */
function readFile({ path, text }: FlowFile, open: OpenBook): readonly Flaw[] {
  const { origins, unread } = open
  const [, folder, id] = /^(?:([a-z]+)\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.ya?ml$/.exec(path) ?? []
  const kind = cardKinds.find((kind) => cardFolders[kind] === folder)
  const isKnown = folder === undefined || folder === 'remedies' || kind !== undefined
  if (id === undefined || !isKnown)
    return [{ file: path, line: 1, column: 1, fault: { kind: 'misplaced-file' } }]

  const { document, flaws } = parseDocument(text, path)
  /** Keeps the value where it has its shape; else the file counts as there, but unread. */
  const take: Take = (schema, keep, miss) => {
    const shaped = document === undefined ? { flaws } : validate(document, schema)
    if (document !== undefined && 'value' in shaped && shaped.value !== undefined)
      keep(shaped.value, document)
    else miss()
    return shaped.flaws
  }

  if (kind !== undefined)
    return take(
      cardFile,
      (card, document) => {
        open.cards[kind][id] = card
        origins.cards[kind].set(id, document)
      },
      () => unread.cards[kind].add(id),
    )
  if (folder === 'remedies')
    return take(
      remedyFile,
      (remedy, document) => {
        open.remedies[id] = remedy
        origins.remedies.set(id, document)
      },
      () => unread.remedies.add(id),
    )
  return readTopLevelFile(id, open, take)
}

/** Keeps the value of a file where it has the shape of a schema; else the file is missed. Its flaws come back. */
type Take = <Schema extends z.ZodType>(
  schema: Schema,
  keep: (value: z.output<Schema>, document: Document) => void,
  miss: () => void,
) => readonly Flaw[]

/** A file that is in no folder: the warnings, the general wording, or a flow. */
function readTopLevelFile(id: string, open: OpenBook, take: Take): readonly Flaw[] {
  const { origins, unread } = open
  if (id === 'warnings')
    return take(
      warningsFile,
      ({ warnings }, document) => {
        Object.assign(open.warnings, warnings)
        origins.warnings = document
      },
      () => {
        unread.warnings = true
      },
    )
  if (id === 'at-hand')
    return take(
      atHandFile,
      (atHand, document) => {
        open.atHand = atHand
        origins.atHand = document
      },
      () => {
        unread.atHand = true
      },
    )
  if (id === 'general')
    return take(
      generalFile,
      (general, document) => {
        open.general = mergeWording(open.general, general)
        origins.general = document
      },
      () => {
        unread.general = true
      },
    )
  return take(
    flowFile,
    (flow, document) => {
      open.flows[id] = flow
      origins.flows.set(id, document)
    },
    () => unread.flows.add(id),
  )
}

/** As a person reads: file by file, from the first line to the last. */
function sortFlaws(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...flaws].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  )
}

/** Cards that stand for "another one" close the list of choices. */
function sortGeneralLast(cards: Readonly<Record<string, Card>>): Record<string, Card> {
  const rank = ([, card]: readonly [string, Card]): number => (card.general ? 1 : 0)
  return Object.fromEntries(Object.entries(cards).sort((a, b) => rank(a) - rank(b)))
}

/** A person's own wording over the shipped one: what it leaves out stays. */
function mergeWording(below: General, above: GeneralFile): General {
  return forEachKind((kind) => {
    const [under, over] = [below[kind], above[kind]]
    return {
      ...under,
      ...over,
      name: over?.name ?? under.name,
      labels: { ...under.labels, ...over?.labels },
      texts: { ...under.texts, ...over?.texts },
      links: { ...under.links, ...over?.links },
      facts: { ...under.facts, ...over?.facts },
    }
  })
}
