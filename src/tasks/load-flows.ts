/** The flows of this run: the shipped ones, and a person's own next to or in place of them. */
import { RescueError } from '../core/errors.ts'
import type { Book } from '../core/flow/book.ts'
import type { FlowFile } from '../core/flow/parse.ts'
import type { Host } from '../host/host.ts'
import { refuseMissing } from '../host/misuse.ts'

/** The book of a run. */
interface Flows {
  readonly book: Book
  /** Of the shipped flows. */
  readonly version: string
  /** The folder of one's own, in full. */
  readonly folder: string | undefined
}

/** The files of a person's own folder; undefined where they have none. Throws `no-file`, `folder-wanted`. */
export async function ownFiles(
  host: Host,
  folder: string | undefined,
): Promise<{ readonly root: string; readonly files: readonly FlowFile[] } | undefined> {
  const named = folder ?? host.settings.flows
  if (named === undefined) return undefined
  const root = host.files.resolve(named)
  const paths = await host.files.list(root, ['.yaml', '.yml'])
  if (paths === undefined) {
    const isFile = (await host.files.readBytes(root)) !== undefined
    throw new RescueError({ code: isFile ? 'folder-wanted' : 'no-file', file: named })
  }
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      text: (await host.files.read(host.files.resolve(root, path), { regularOnly: true })) ?? '',
    })),
  )
  return { root, files }
}

/** Whether a file holds scripted answers, which lie next to the flows. */
export const isScript = ({ path }: FlowFile): boolean => /\.test\.ya?ml$/.test(path)

/** Reads the book. YAML and schema code load only where there are files of one's own. Throws `bad-flow`, `no-file`, `folder-wanted`. */
export async function readFlows(host: Host, folder: string | undefined): Promise<Flows> {
  const { book, version } = await host.shipped()
  const own = await ownFiles(host, folder)
  if (own === undefined) return { book, version, folder: undefined }
  const { parseBook } = await import('../core/flow/parse.ts')
  const files = own.files.filter((file) => !isScript(file))
  return { book: parseBook(files, { onto: book }), version, folder: own.root }
}

/** The files of the folder that was named, or of the one in the settings. Throws `misused` where there is none. */
export async function requireOwnFiles(host: Host, folder: string | undefined): Promise<readonly FlowFile[]> {
  const own = await ownFiles(host, folder)
  return own?.files ?? refuseMissing('DIR')
}
