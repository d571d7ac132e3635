/** What a card says in a text's placeholders, with the general wording where it says nothing. */
import { type Book, type CardKind, cardKinds, type Language, languages, say } from './book.ts'
import { cardOf, type Facts } from './facts.ts'
import type { Link, Text, Wait } from './model.ts'

/** How words on a screen are quoted in a language. */
export interface LabelWords {
  /** Words that are on the screen like this. */
  quote(label: string): string
  /** Words that may be worded differently. */
  such(label: string): string
  /** Words known only in the other language. */
  foreign(label: string, language: Language): string
}

/** What filling a text needs to know. */
export interface Voice {
  readonly book: Book
  readonly facts: Facts
  readonly language: Language
  readonly labels: LabelWords
}

/** `{service.name}`, or `{service.label.other-way}`. */
const placeholder = /\{(service|app|server)\.(name|(label|text|link)\.([a-z0-9-]+))\}/g

export interface Placeholder {
  /** As written, without the braces. */
  readonly name: string
  readonly kind: CardKind
  readonly part: 'name' | 'label' | 'text' | 'link'
  readonly key: string
}

/** Every placeholder of a text, in order. */
export function placeholdersOf(text: string): readonly Placeholder[] {
  return [...text.matchAll(placeholder)].map(placeholderOf)
}

function placeholderOf([, kind, name, part, key]: RegExpMatchArray): Placeholder {
  return {
    name: `${kind}.${name}`,
    kind: kind as CardKind,
    part: (part ?? 'name') as Placeholder['part'],
    key: key ?? '',
  }
}

/** A text in the person's language, its placeholders filled from the chosen cards or the general wording. */
export function fill(text: Text, voice: Voice): string {
  // A text may be folded over lines in its file; Japanese has no blanks to put there.
  const line = say(text, voice.language)
    .trim()
    .replace(/\s*\n\s*/g, voice.language === 'ja' ? '' : ' ')
  return line.replace(placeholder, (...match) =>
    wordingOf(placeholderOf(match as unknown as RegExpMatchArray), voice),
  )
}

function wordingOf({ kind, part, key }: Placeholder, voice: Voice): string {
  const { book, facts, language } = voice
  const card = cardOf(book, facts, kind)
  const general = book.general[kind]
  switch (part) {
    case 'name':
      return say(card === undefined || card.general ? general.name : card.name, language)
    case 'label': {
      const label = card?.labels?.[key]
      return label === undefined ? say(general.labels?.[key] ?? key, language) : labelText(label, voice)
    }
    case 'text':
      return say(card?.texts?.[key]?.say ?? general.texts?.[key] ?? key, language)
    case 'link':
      return card?.links?.[key]?.url ?? say(general.links?.[key] ?? key, language)
  }
}

function labelText(
  label: Record<Language, string | null> & { confidence: string },
  { language, labels }: Voice,
): string {
  const own = label[language]
  if (own !== null) return label.confidence === 'low' ? labels.such(own) : labels.quote(own)
  const [other] = languages.filter((known) => label[known] !== null)
  return other === undefined ? '' : labels.foreign(label[other] ?? '', other)
}

/** Links in the person's language; a card's link that the card does not have is left out. */
export function linksOf(links: readonly Link[], voice: Voice): readonly { label: string; url: string }[] {
  return links.flatMap((link) => {
    if (typeof link !== 'string') return [{ label: fill(link.label, voice), url: link.url }]
    const [kind, key] = link.split('.') as [CardKind, string]
    const found = cardKinds.includes(kind) ? cardOf(voice.book, voice.facts, kind)?.links?.[key] : undefined
    if (found === undefined) return []
    const label = found.label ?? voice.book.general[kind].links?.[key] ?? key
    return [{ label: fill(label, voice), url: found.url }]
  })
}

/** How long the service locks after too many tries, where its card tells. */
export function lockOf({ book, facts }: Voice): Wait | undefined {
  return cardOf(book, facts, 'service')?.waits?.lock
}

/** A name as it is compared: without regard to case, width and blanks. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._-]+/g, '')
}

/** The id of the card a person names by its id, its name or an alias, without regard to case and blanks. */
export function findCard(book: Book, kind: CardKind, named: string): string | undefined {
  const wanted = plainName(named)
  const found = Object.entries(book.cards[kind]).find(([id, card]) =>
    [id, ...languages.map((language) => say(card.name, language)), ...(card.aliases ?? [])].some(
      (name) => plainName(name) === wanted,
    ),
  )
  return found?.[0]
}
