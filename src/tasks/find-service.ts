/** A service that a person names: its card, or what the directory lists of it. */
import type { Book } from '../core/flow/book.ts'
import { factsNamed } from '../core/flow/cards.ts'
import { addDirectory } from '../core/flow/directory.ts'
import type { Facts } from '../core/flow/facts.ts'
import type { Host } from '../host/host.ts'

/** A book, and what is known in it. */
interface NamedService {
  readonly book: Book
  /** Undefined for a name that neither a card nor the directory has. */
  readonly known: Facts | undefined
}

/** What is known of a name. The directory is read only where no card has it; then the book holds it. */
export async function findService(host: Host, book: Book, named: string): Promise<NamedService> {
  const known = factsNamed(book, named, host.settings.language)
  if (known !== undefined) return { book, known }
  const all = await readDirectory(host, book)
  const found = factsNamed(all, named, host.settings.language)
  return found === undefined ? { book, known: undefined } : { book: all, known: found }
}

/** The book with the directory. */
export async function readDirectory(host: Host, book: Book): Promise<Book> {
  return addDirectory(book, await host.directory())
}
