/** A service that a person names: its card, or what the directory lists of it. */
import type { Book } from '../core/flow/book.ts'
import { listNamesakes, type Namesake } from '../core/flow/cards.ts'
import { addDirectory } from '../core/flow/directory.ts'
import type { Host } from '../host/host.ts'

/** A book, and all that a name may mean in it: nothing where neither a card nor the directory has it. */
interface NamedService {
  readonly book: Book
  readonly namesakes: readonly Namesake[]
}

/** Finds what a name may mean. The directory is read only where no card has it; then the book holds it. */
export async function findService(host: Host, book: Book, named: string): Promise<NamedService> {
  const { language } = host.settings
  const namesakes = listNamesakes(book, named, language)
  if (namesakes.length > 0) return { book, namesakes }
  const all = await readDirectory(host, book)
  const listed = listNamesakes(all, named, language)
  return listed.length === 0 ? { book, namesakes: [] } : { book: all, namesakes: listed }
}

/** The book with the directory. */
export async function readDirectory(host: Host, book: Book): Promise<Book> {
  return addDirectory(book, await host.directory())
}
