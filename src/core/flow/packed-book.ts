/** What a page carries: a book and where to begin, compressed, since it is larger than the program itself. */
import { type Book, type CardKind, cardKinds } from './book.ts'
import type { ListedService } from './directory.ts'

/** What a page is made from. */
export interface PageContent {
  /** The flow to begin with. */
  readonly start: string
  readonly book: Book
  /** The services that have no card of their own. */
  readonly services: readonly ListedService[]
}

/** The content as Base64 of compressed JSON (RFC 1952). The sources of the cards, which no screen shows, are left out. */
export async function packContent({ start, book, services }: PageContent): Promise<string> {
  const cards = Object.fromEntries(
    cardKinds.map((kind) => [kind, withoutSources(book.cards[kind])]),
  ) as Record<CardKind, unknown>
  const json = JSON.stringify({ start, book: { ...book, cards }, services })
  const bytes = await convert(new TextEncoder().encode(json), new CompressionStream('gzip'))
  // In parts: a call takes a limited number of arguments.
  const parts = Array.from({ length: Math.ceil(bytes.length / partSize) }, (_, index) =>
    String.fromCharCode(...bytes.subarray(index * partSize, (index + 1) * partSize)),
  )
  return btoa(parts.join(''))
}

const partSize = 8192

/** What `packContent` made. Only for text from there: its shape is not checked. */
export async function unpackContent(text: string): Promise<PageContent> {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(await convert(bytes, new DecompressionStream('gzip'))))
}

async function convert(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(through)
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function withoutSources(value: unknown, key?: string): unknown {
  if (key === 'source') return []
  if (key === 'sources') return {}
  if (Array.isArray(value)) return value.map((each) => withoutSources(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutSources(each, name)]))
}
