/** The flows as they were checked and compiled when the program was built. */
import { readFile } from 'node:fs/promises'
import type { Book } from '../core/flow/book.ts'

/** What the build leaves beside the program. */
interface Shipped {
  readonly version: string
  readonly book: Book
}

const compiled = new URL('./flows.json', import.meta.url)

export async function readShipped(): Promise<Shipped> {
  return JSON.parse(await readFile(compiled, 'utf8'))
}
