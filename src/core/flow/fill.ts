/** Texts with their placeholders filled: from what a chosen card says, else from the general wording. */
import { type Book, own, say } from './book.ts'
import { type Facts, listSpeakers } from './facts.ts'
import {
  type CardKind,
  type Confidence,
  cardKinds,
  type Language,
  languages,
  type WordingPart,
  wordingGroups,
} from './lists.ts'
import type { Card, Link, Text, Wait } from './types.ts'

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
export interface TextContext {
  readonly book: Book
  readonly facts: Facts
  readonly language: Language
  readonly labels: LabelWords
}

/** `{service.name}`, or `{service.label.other-way}`. */
const placeholder = new RegExp(
  `\\{(${cardKinds.join('|')})\\.(name|(${Object.keys(wordingGroups).join('|')})\\.([a-z0-9-]+))\\}`,
  'g',
)

interface Placeholder {
  /** As written, without the braces. */
  readonly name: string
  readonly kind: CardKind
  readonly part: 'name' | WordingPart
  readonly key: string
}

/** Every placeholder of a text, in order. */
export function findPlaceholders(text: string): readonly Placeholder[] {
  return [...text.matchAll(placeholder)].map(parsePlaceholder)
}

function parsePlaceholder([, kind, name, part, key]: RegExpMatchArray): Placeholder {
  return {
    name: `${kind}.${name}`,
    kind: kind as CardKind,
    part: (part ?? 'name') as Placeholder['part'],
    key: key ?? '',
  }
}

/**
 * A text in the person's language, its placeholders filled from the chosen cards or the general wording.
 *
 * @example
 * ```js
 * import { fill, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const context = { book, facts: {}, language: 'en', labels: { quote: String, such: String, foreign: String } }
 * console.log(fill({ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }, context)) // Sign in again.
 * ```
 */
export function fill(text: Text, texts: TextContext): string {
  // A text may be folded over lines in its file; Japanese has no spaces to put there.
  const line = say(text, texts.language)
    .trim()
    .replace(/\s*\n\s*/g, texts.language === 'ja' ? '' : ' ')
  return line.replace(placeholder, (...match) =>
    resolvePlaceholder(parsePlaceholder(match as unknown as RegExpMatchArray), texts),
  )
}

function resolvePlaceholder({ kind, part, key }: Placeholder, texts: TextContext): string {
  const { book, facts, language } = texts
  const cards = listSpeakers(book, facts, kind)
  const general = book.general[kind]
  switch (part) {
    case 'name':
      return say(cards.find((card) => !card.general)?.name ?? general.name, language)
    case 'label': {
      const label = findFirst(cards, (card) => own(card.labels ?? {}, key))
      return label === undefined ? say(general.labels?.[key] ?? key, language) : labelText(label, texts)
    }
    case 'text':
      return say(
        findFirst(cards, (card) => own(card.texts ?? {}, key)?.say) ?? general.texts?.[key] ?? key,
        language,
      )
    case 'link':
      return (
        findFirst(cards, (card) => own(card.links ?? {}, key)?.url) ??
        say(general.links?.[key] ?? key, language)
      )
  }
}

/** What the first card says that says anything. */
function findFirst<Value>(
  cards: readonly Card[],
  said: (card: Card) => Value | undefined,
): Value | undefined {
  return cards.map(said).find((value) => value !== undefined)
}

function labelText(
  label: Partial<Record<Language, string | null | undefined>> & { confidence: Confidence },
  { language, labels }: TextContext,
): string {
  const known = label[language]
  if (typeof known === 'string') return label.confidence === 'low' ? labels.such(known) : labels.quote(known)
  const other = languages.find((each) => typeof label[each] === 'string')
  return other === undefined ? '' : labels.foreign(label[other] ?? '', other)
}

/**
 * Links in the person's language; a card's link that the card does not have is left out.
 *
 * @example
 * ```js
 * import { fillLinks, parseBook } from '2fa-rescue/flow'
 *
 * const book = parseBook([
 *   { path: 'office.yaml', text: '{ title: Office, start: ways, steps: { ways: { kind: plan, remedies: [restart] } } }' },
 *   { path: 'remedies/restart.yaml', text: '{ title: Restart it, steps: [Switch it off and on.] }' },
 * ])
 * const context = { book, facts: {}, language: 'en', labels: { quote: String, such: String, foreign: String } }
 * const links = fillLinks([{ label: 'Help', url: 'https://example.org/' }], context)
 * console.log(links[0].label, links[0].url) // Help https://example.org/
 * ```
 */
export function fillLinks(
  links: readonly Link[],
  texts: TextContext,
): readonly { label: string; url: string }[] {
  return links.flatMap((link) => {
    if (typeof link !== 'string') return [{ label: fill(link.label, texts), url: link.url }]
    const [kind, key] = link.split('.') as [CardKind, string]
    const cards = cardKinds.includes(kind) ? listSpeakers(texts.book, texts.facts, kind) : []
    const found = findFirst(cards, (card) => own(card.links ?? {}, key))
    if (found === undefined) return []
    const label = found.label ?? texts.book.general[kind].links?.[key] ?? key
    return [{ label: fill(label, texts), url: found.url }]
  })
}

/** How long the service locks after too many tries, where its card tells. */
export function findLock({ book, facts }: TextContext): Wait | undefined {
  return findFirst(listSpeakers(book, facts, 'service'), (card) => card.waits?.lock)
}
