/** The flows of this run: the shipped ones, and a person's own beside or in place of them. */
import { RescueError } from '../../core/errors.ts'
import type { Book } from '../../core/flow/book.ts'
import type { Host } from '../../host.ts'

/** The book of a run. */
export interface Flows {
  readonly book: Book
  /** Of the shipped flows. */
  readonly version: string
  /** The folder of one's own, in full. */
  readonly folder: string | undefined
}

/** Reads the book. YAML and schema code load only where there are files of one's own. Throws `bad-flow`, `no-file`. */
export async function readFlows(host: Host, folder: string | undefined): Promise<Flows> {
  const { book, version } = await host.shipped()
  const own = folder ?? host.settings.flows
  if (own === undefined) return { book, version, folder: undefined }
  const root = host.files.resolve(own)
  const paths = await host.files.list(root, ['.yaml', '.yml'])
  if (paths === undefined) throw new RescueError({ code: 'no-file', file: own })
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      text: (await host.files.read(host.files.resolve(root, path))) ?? '',
    })),
  )
  const { parseBook } = await import('../../core/flow/parse.ts')
  return { book: parseBook(files, { onto: book }), version, folder: root }
}
