/** The flows as they were checked and compiled when the program was built. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Book } from '../core/flow/book.ts'
import type { ListedService } from '../core/flow/directory.ts'

/** The shipped flows, and a short hash of them. */
interface Shipped {
  readonly version: string
  readonly book: Book
}

/** Reads the directory of services: a hundredth of a second, and only where a name has no card. */
export async function readDirectory(): Promise<readonly ListedService[]> {
  return JSON.parse(await readFile(beside('./directory.json'), 'utf8'))
}

const beside = (name: string): URL => new URL(name, import.meta.url)

let shipped: Promise<Shipped> | undefined

/**
 * Reads the shipped flows, once a run: what asks for them may do so for each of thousands of accounts. Their cards are
 * read when they are looked at first, which is seldom before the first question: reading them takes as long as a quarter
 * of the start.
 */
export function readShipped(): Promise<Shipped> {
  shipped ??= readBook()
  return shipped
}

async function readBook(): Promise<Shipped> {
  const { version, book }: { version: string; book: Omit<Book, 'cards'> } = JSON.parse(
    await readFile(beside('./flows.json'), 'utf8'),
  )
  let cards: Book['cards'] | undefined
  return {
    version,
    book: {
      ...book,
      get cards() {
        cards ??= JSON.parse(readFileSync(beside('./cards.json'), 'utf8')) as Book['cards']
        return cards
      },
    },
  }
}

/** Reads a shell's script for completion. */
export function readCompletionScript(file: string): Promise<string> {
  return readFile(beside(`../completions/${file}`), 'utf8')
}

/** Reads the script of a page. */
export function readPageScript(): Promise<string> {
  return readFile(beside('./page.js'), 'utf8')
}
