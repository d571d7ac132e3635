/** The files below a flows folder, read into a book: the shape of each file first, then the rules across all of them. */
import type * as z from 'zod'
import { type Document, parseDocument } from '../data-file/safe-yaml.ts'
import { salvaged, unread } from '../data-file/schema-flaws.ts'
import { type Fault, type Flaw, RescueError } from '../errors.ts'
import { type Book, cardKinds } from './book.ts'
import type { Card, Flow, General, OwnGeneral, Remedy, Warnings } from './model.ts'
import { circlesIn, flawsAcross } from './rules.ts'
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
  general: General
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
    general: onto?.general ?? empty,
  }
  const origins: Origins = {
    flows: new Map(),
    remedies: new Map(),
    cards: { service: new Map(), app: new Map(), server: new Map(), carrier: new Map() },
  }
  const left = new Set<string>()
  const told = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => readFile(file, draft, origins, left))
  const book: Book = {
    ...draft,
    cards: {
      service: generalLast(draft.cards.service),
      app: generalLast(draft.cards.app),
      server: generalLast(draft.cards.server),
      carrier: generalLast(draft.cards.carrier),
    },
  }
  const shipped = reading.shipped ?? false
  const guessed = told.length === 0 ? book : { ...book, flows: withGuesses(book.flows, left) }
  const across = [
    ...flawsAcross(guessed, origins, shipped),
    ...circlesIn(book, origins),
    ...(shipped ? wordingGaps(origins) : []),
  ]
  return {
    book,
    flaws: inOrder([...told, ...(told.length === 0 ? across : withoutDoubtful(across, told, left))]),
  }
}

/** The shipped wording has nothing below it: it must name every kind of card. */
function wordingGaps({ general }: Origins): readonly Flaw[] {
  const given = general?.value as OwnGeneral | undefined
  if (general === undefined || given === undefined) return []
  return cardKinds.flatMap((kind) => {
    if (given[kind] === undefined) return [general.flaw([], { kind: 'missing-key', key: kind })]
    return given[kind].name === undefined ? [general.flaw([kind], { kind: 'missing-key', key: 'name' })] : []
  })
}

/**
 * A step whose way on could not be read may lead to every step that is named in what was left out: better than to say of
 * those that no path meets them.
 */
function withGuesses(flows: Book['flows'], left: ReadonlySet<string>): Book['flows'] {
  const guessed = Object.entries(flows).map(([id, flow]) => {
    const names = Object.keys(flow.steps)
    const [last = unread, ...others] = names.filter((step) => left.has(step))
    const guess = [...others.map((to) => ({ when: {}, to })), { to: last }]
    const steps = JSON.parse(JSON.stringify(flow.steps), (key, value) =>
      (key === 'goto' || key === 'to') && value === unread ? guess : value,
    )
    return [id, { ...flow, start: flow.start === unread ? (names[0] ?? unread) : flow.start, steps }]
  })
  return Object.fromEntries(guessed)
}

/** Flaws of the rules without those that may only follow from what could not be read. */
function withoutDoubtful(
  across: readonly Flaw[],
  told: readonly Flaw[],
  left: ReadonlySet<string>,
): readonly Flaw[] {
  const placeOf = ({ file, line, column }: Flaw): string => `${file}:${line}:${column}`
  const places = new Set(told.map(placeOf))
  return across
    .filter((flaw) => !places.has(placeOf(flaw)))
    .filter(({ fault }) => !namesIn(fault).some((name) => name.includes(unread) || left.has(name)))
    .map((flaw) => {
      const { fault } = flaw
      if (fault.kind !== 'impossible-value') return flaw
      return { ...flaw, fault: { ...fault, known: fault.known.filter((value) => value !== unread) } }
    })
}

/** What a flaw says is not there, or leads nowhere. */
function namesIn(fault: Fault): readonly string[] {
  switch (fault.kind) {
    case 'no-unknown':
      return ['unknown']
    case 'impossible-value':
      return [fault.fact, fault.value]
    default:
      return Object.entries(fault).flatMap(([key, value]) =>
        key === 'kind' || typeof value !== 'string' ? [] : [value],
      )
  }
}

/** As a person reads: file by file, from the first line to the last. */
function inOrder(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...flaws].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  )
}

/** Cards that stand for "another one" close the list of choices. */
function generalLast(cards: Record<string, Card>): Record<string, Card> {
  const entries = Object.entries(cards)
  const rank = (card: Card): number => (card.general ? 1 : 0)
  return Object.fromEntries(entries.sort(([, a], [, b]) => rank(a) - rank(b)))
}

/** A person's own wording over the shipped one: what it leaves out stays. */
function onTopOf(below: General, above: OwnGeneral): General {
  const merged = cardKinds.map((kind) => {
    const [under, over] = [below[kind], above[kind]]
    const parts = (['labels', 'texts', 'links', 'facts'] as const).map((part) => [
      part,
      { ...under[part], ...over?.[part] },
    ])
    return [kind, { ...under, ...over, ...Object.fromEntries(parts) }]
  })
  return Object.fromEntries(merged)
}

const folders = { service: 'services', app: 'apps', server: 'servers', carrier: 'carriers' } as const

/** Reads one file into the draft, as far as it can be read; the names in the rest go to `left`. */
function readFile(file: FlowFile, draft: Draft, origins: Origins, left: Set<string>): readonly Flaw[] {
  const { path, text } = file
  const misplaced: Flaw = { file: path, line: 1, column: 1, fault: { kind: 'misplaced-file' } }
  const [, folder, id] = /^(?:([a-z]+)\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.ya?ml$/.exec(path) ?? []
  if (id === undefined) return [misplaced]
  const { document, draft: readable, flaws } = parseDocument(text, path)
  const read = document ?? readable
  if (read === undefined) {
    // It is there, whatever it says.
    left.add(id)
    return flaws
  }
  for (const name of readable?.passedOver ?? []) left.add(name)
  const shaped = <Shape extends z.ZodType>(
    shape: Shape,
    keep: (value: z.output<Shape>) => void,
  ): readonly Flaw[] => {
    const { value, flaws: shapeFlaws, left: more } = salvaged(read, shape)
    for (const name of more) left.add(name)
    if (value === undefined) left.add(id)
    else keep(value)
    return [...flaws, ...shapeFlaws.filter((flaw) => !readable?.doubts(flaw))]
  }

  const kind = cardKinds.find((kind) => folders[kind] === folder)
  if (kind !== undefined) {
    origins.cards[kind].set(id, read)
    return shaped(cardShape, (card) => {
      draft.cards[kind][id] = card
    })
  }
  if (folder === 'remedies') {
    origins.remedies.set(id, read)
    return shaped(remedyShape, (remedy) => {
      draft.remedies[id] = remedy
    })
  }
  if (folder !== undefined) return [misplaced]
  if (id === 'warnings') {
    origins.warnings = read
    return shaped(warningsShape, ({ warnings }) => void Object.assign(draft.warnings, warnings))
  }
  if (id === 'general') {
    origins.general = read
    return shaped(generalShape, (general) => {
      draft.general = onTopOf(draft.general, general)
    })
  }
  origins.flows.set(id, read)
  return shaped(flowShape, (flow) => {
    draft.flows[id] = flow
  })
}
