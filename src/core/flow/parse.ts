/** The files below a flows folder, read into a book: the shape of each file first, then the rules across all of them. */
import { type Document, inShape, parseDocument } from '../document.ts'
import { type Flaw, RescueError } from '../errors.ts'
import { type Book, cardKinds } from './book.ts'
import type { Card, Flow, General, Remedy, Warnings } from './model.ts'
import { flawsAcross } from './rules.ts'
import { cardShape, flowShape, generalShape, remedyShape, warningsShape } from './shape.ts'

/** A file as it was found; the path is relative to the flows folder, with forward slashes. */
export interface FlowFile {
  readonly path: string
  readonly text: string
}

/** Which file each part of a book came from; only parts read from files have one. */
export interface Origins {
  readonly flows: Map<string, Document>
  readonly remedies: Map<string, Document>
  readonly cards: Readonly<Record<(typeof cardKinds)[number], Map<string, Document>>>
  warnings?: Document
  general?: Document
}

/** How strictly to read: shipped files must be complete and in both languages. */
export interface Reading {
  /** The book that a person's own files extend or override. */
  readonly onto?: Book
  readonly shipped?: boolean
}

interface Draft {
  flows: Record<string, Flow>
  remedies: Record<string, Remedy>
  cards: Record<(typeof cardKinds)[number], Record<string, Card>>
  warnings: Warnings['warnings']
  general: General | undefined
}

const empty: General = {
  service: { name: 'the service' },
  app: { name: 'the app' },
  server: { name: 'the server' },
  carrier: { name: 'the carrier' },
}

/**
 * Reads the files of a flows folder into a book. Everything that is wrong is found at once: throws `bad-flow` with all
 * flaws, each with file, line and column.
 */
export function parseBook(files: readonly FlowFile[], reading: Reading = {}): Book {
  const { book, flaws } = readBook(files, reading)
  if (flaws.length > 0) throw new RescueError({ code: 'bad-flow', flaws })
  return book
}

/** The same, but gives the flaws back beside what could be read. */
export function readBook(
  files: readonly FlowFile[],
  reading: Reading = {},
): { book: Book; flaws: readonly Flaw[] } {
  const onto = reading.onto
  const draft: Draft = {
    flows: { ...onto?.flows },
    remedies: { ...onto?.remedies },
    cards: {
      service: { ...onto?.cards.service },
      app: { ...onto?.cards.app },
      server: { ...onto?.cards.server },
      carrier: { ...onto?.cards.carrier },
    },
    warnings: { ...onto?.warnings },
    general: onto?.general,
  }
  const origins: Origins = {
    flows: new Map(),
    remedies: new Map(),
    cards: { service: new Map(), app: new Map(), server: new Map(), carrier: new Map() },
  }
  const flaws = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => readFile(file, draft, origins))
  const book: Book = {
    ...draft,
    cards: {
      service: generalLast(draft.cards.service),
      app: generalLast(draft.cards.app),
      server: generalLast(draft.cards.server),
      carrier: generalLast(draft.cards.carrier),
    },
    general: draft.general ?? empty,
  }
  // Rules across files mean little while a file cannot be read: a missing target may just be a file with a comma too many.
  return { book, flaws: flaws.length > 0 ? flaws : flawsAcross(book, origins, reading.shipped ?? false) }
}

/** Cards that stand for "another one" close the list of choices. */
function generalLast(cards: Record<string, Card>): Record<string, Card> {
  const entries = Object.entries(cards)
  const rank = (card: Card): number => (card.general ? 1 : 0)
  return Object.fromEntries(entries.sort(([, a], [, b]) => rank(a) - rank(b)))
}

/** A person's own wording over the shipped one: what it leaves out stays. */
function onTopOf(below: General | undefined, above: General): General {
  const merged = cardKinds.map((kind) => {
    const [under, over] = [below?.[kind], above[kind]]
    const parts = (['labels', 'texts', 'links'] as const).map((part) => [
      part,
      { ...under?.[part], ...over[part] },
    ])
    return [kind, { ...over, ...Object.fromEntries(parts) }]
  })
  return Object.fromEntries(merged)
}

const folders = { service: 'services', app: 'apps', server: 'servers', carrier: 'carriers' } as const

function readFile({ path, text }: FlowFile, draft: Draft, origins: Origins): readonly Flaw[] {
  const misplaced: Flaw = { file: path, line: 1, column: 1, fault: { kind: 'misplaced-file' } }
  const [, folder, id] = /^(?:([a-z]+)\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.ya?ml$/.exec(path) ?? []
  if (id === undefined) return [misplaced]
  const { document, flaws } = parseDocument(text, path)
  if (document === undefined) return flaws

  const kind = cardKinds.find((kind) => folders[kind] === folder)
  if (kind !== undefined) {
    const { value, flaws } = inShape(document, cardShape)
    if (value !== undefined) draft.cards[kind][id] = value
    origins.cards[kind].set(id, document)
    return flaws
  }
  if (folder === 'remedies') {
    const { value, flaws } = inShape(document, remedyShape)
    if (value !== undefined) draft.remedies[id] = value
    origins.remedies.set(id, document)
    return flaws
  }
  if (folder !== undefined) return [misplaced]
  if (id === 'warnings') {
    const { value, flaws } = inShape(document, warningsShape)
    if (value !== undefined) Object.assign(draft.warnings, value.warnings)
    origins.warnings = document
    return flaws
  }
  if (id === 'general') {
    const { value, flaws } = inShape(document, generalShape)
    if (value !== undefined) draft.general = onTopOf(draft.general, value)
    origins.general = document
    return flaws
  }
  const { value, flaws: shapeFlaws } = inShape(document, flowShape)
  if (value !== undefined) draft.flows[id] = value
  origins.flows.set(id, document)
  return shapeFlaws
}
