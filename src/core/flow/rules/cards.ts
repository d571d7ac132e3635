/** Rules about cards and the general wording. */
import { own } from '../book.ts'
import { listNames, plainName } from '../cards.ts'
import { listProperties } from '../graph.ts'
import { type CardKind, cardKinds, languages, wordingGroups } from '../lists.ts'
import type { Card } from '../types.ts'
import { type Checking, checkLinks, checkNames, checkRemedyName, type Report, reportIn } from './checking.ts'

/** Checks what each card of a kind says. */
export function checkCards(checking: Checking, kind: CardKind): void {
  const { book, origins } = checking
  for (const [id, card] of Object.entries(book.cards[kind])) {
    const report = reportIn(checking, origins.cards[kind].get(id))
    for (const [remedy, { warn, links }] of Object.entries(card.remedies ?? {})) {
      checkRemedyName(checking, remedy, ['remedies', remedy], report, 'key')
      checkNames(checking, { warn }, ['remedies', remedy], report)
      checkLinks(checking, links, ['remedies', remedy, 'links'], report)
    }
    for (const [index, remedy] of (card.first?.use ?? []).entries())
      checkRemedyName(checking, remedy, ['first', 'use', index], report)
    if (!checking.unread.general) {
      checkWording(checking, kind, card, report)
      checkProperties(checking, kind, card, report)
    }
    if (!card.general) checkSources(card, report)
  }
}

/** What a card words must be worded in general as well. A product speaks for a service that is none in particular. */
function checkWording({ book }: Checking, kind: CardKind, card: Card, report: Report): void {
  for (const [part, group] of Object.entries(wordingGroups)) {
    const known = { ...(kind === 'server' ? book.general.service[group] : {}), ...book.general[kind][group] }
    for (const key of Object.keys(card[group] ?? {})) {
      if (own(known, key) === undefined)
        report([group, key], { kind: 'missing-wording', placeholder: `${kind}.${part}.${key}` }, 'key')
    }
  }
}

/** A card's properties and their values are listed in the general wording. */
function checkProperties({ book, suggest }: Checking, kind: CardKind, card: Card, report: Report): void {
  const known = listProperties(book, kind)
  for (const [property, { is }] of Object.entries(card.facts ?? {})) {
    const values = own(known, property)
    if (values === undefined) {
      const names = Object.keys(known)
      const near = suggest(property, names)
      report(['facts', property], { kind: 'unknown-key', key: property, known: names, near }, 'key')
    } else if (!values.includes(is))
      report(['facts', property, 'is'], { kind: 'not-one-of', key: property, allowed: values })
  }
}

function checkSources(card: Card, report: Report): void {
  for (const group of ['facts', 'labels', 'texts', 'links', 'waits', 'remedies'] as const) {
    for (const [key, { source }] of Object.entries(card[group] ?? {})) {
      for (const [index, name] of source.entries()) {
        if (own(card.sources, name) === undefined)
          report([group, key, 'source', index], { kind: 'missing-source', source: name })
      }
    }
  }
}

/** What people type must lead to one card only, or to one for each region; an id always to its own card. */
export function checkCardNames(checking: Checking, kind: CardKind): void {
  const { book, origins } = checking
  const taken = new Map<string, string[]>()
  for (const [id, card] of Object.entries(book.cards[kind])) {
    const report = reportIn(checking, origins.cards[kind].get(id))
    const path = [card.aliases === undefined ? 'name' : 'aliases']
    for (const name of listNames(id, card)) {
      const holders = taken.get(name) ?? []
      const by = holders.find(
        (other) => [id, other].map(plainName).includes(name) || !areApart(card, book.cards[kind][other]),
      )
      if (by === undefined) taken.set(name, [...holders, id])
      else report(path, { kind: 'taken-name', name, by }, 'key')
    }
  }
}

/** Whether two cards are for the customers of different regions, so that one name may stand for both. */
function areApart(one: Card, other: Card | undefined): boolean {
  return one.region !== undefined && other?.region !== undefined && one.region !== other.region
}

/** The cards offered first must exist; shipped wording must name every kind of card. */
export function checkGeneral(checking: Checking): void {
  const { book, origins, unread, shipped } = checking
  const report = reportIn(checking, origins.general)
  const given = origins.general?.value as Readonly<Record<string, object>> | undefined
  for (const kind of cardKinds) {
    for (const language of languages) {
      for (const [index, id] of (book.general[kind].first?.[language] ?? []).entries()) {
        if (own(book.cards[kind], id) === undefined && !unread.cards[kind].has(id))
          report([kind, 'first', language, index], { kind: 'missing-cards', cards: id })
      }
    }
    if (!shipped) continue
    const wording = given?.[kind]
    if (wording === undefined) report([], { kind: 'missing-key', key: kind })
    else if (!('name' in wording)) report([kind], { kind: 'missing-key', key: 'name' })
  }
}
