/** The flows as they were checked and compiled when the program was built. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Book } from '../core/flow/book.ts'

const compiled = new URL('./flows.json', import.meta.url)

export async function readShipped(): Promise<{ book: Book; version: string }> {
  const text = await readFile(compiled, 'utf8')
  return {
    book: JSON.parse(text) as Book,
    version: createHash('sha256').update(text).digest('hex').slice(0, 12),
  }
}
