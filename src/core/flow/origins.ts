/** Where the parts of a book came from, and which files could not be read. */
import type { Document } from '../data-file/safe-yaml.ts'
import { type CardKind, cardKinds } from './lists.ts'

/** The file that each part of a book was read from; parts of the book below have none. */
export interface Origins {
  readonly flows: Map<string, Document>
  readonly remedies: Map<string, Document>
  readonly cards: Readonly<Record<CardKind, Map<string, Document>>>
  warnings?: Document
  general?: Document
  atHand?: Document
}

/** Files that are there but could not be read: what they hold counts as existing. */
export interface Unread {
  readonly flows: Set<string>
  readonly remedies: Set<string>
  readonly cards: Readonly<Record<CardKind, Set<string>>>
  warnings: boolean
  general: boolean
  atHand: boolean
}

/** The same value for each kind of card. */
export const forEachKind = <Value>(make: (kind: CardKind) => Value): Readonly<Record<CardKind, Value>> =>
  Object.fromEntries(cardKinds.map((kind) => [kind, make(kind)])) as Record<CardKind, Value>

export const noOrigins = (): Origins => ({
  flows: new Map(),
  remedies: new Map(),
  cards: forEachKind(() => new Map()),
})

export const nothingUnread = (): Unread => ({
  flows: new Set(),
  remedies: new Set(),
  cards: forEachKind(() => new Set()),
  warnings: false,
  general: false,
  atHand: false,
})

/** Every document that was read. */
export function listDocuments(origins: Origins): readonly Document[] {
  const cards = cardKinds.flatMap((kind) => [...origins.cards[kind].values()])
  const single = [origins.warnings, origins.general, origins.atHand].filter(
    (document) => document !== undefined,
  )
  return [...origins.flows.values(), ...origins.remedies.values(), ...cards, ...single]
}
