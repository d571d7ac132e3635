/** What every format provides, and the pieces of a result. */

import type { RescueError } from '../errors.ts'
import type { Content } from './content.ts'
import type { EntryList } from './entry.ts'
import { refuseFile } from './failure.ts'
import type { FormatId, ImportFile, ImportResult, Loss, OpenOptions } from './model.ts'

/** What can be said about a recognised file before it is opened. */
export interface Recognition {
  readonly encrypted: boolean
  /** False where the format has no mark, so that the content only might be of it. */
  readonly certain: boolean
  /** Bytes of memory that its key derivation needs, where that is much. */
  readonly memory?: number
}

/** What a format is given to open a file. */
export interface OpenContext extends OpenOptions {
  /** Other files that were given and may belong to this one, such as the manifest of a Steam file. */
  readonly companions: readonly Content[]
  /** Recognises files that were inside another one. Throws `bad-import` where too many are inside each other. */
  readonly recogniseInner: (files: readonly ImportFile[]) => Promise<RecognisedFiles>
}

/** One thing to open: usually a file; several for the parts of a transfer. */
export interface ImportSource extends Recognition {
  readonly format: FormatId
  /** The names of the files it was made of. */
  readonly names: readonly string[]
  /** The entries. Throws `bad-import`, `import-needs-password` and `import-wrong-password`. */
  readonly open: (options: OpenOptions) => Promise<ImportResult>
}

/** A file that gives nothing, and why. */
export interface RefusedFile {
  readonly name: string
  readonly error: RescueError
}

/** What was recognised, and the files that give nothing. */
export interface RecognisedFiles {
  readonly sources: readonly ImportSource[]
  readonly refused: readonly RefusedFile[]
}

/** Opens the one file that was inside another. Throws what its format throws. */
export async function openInner(file: ImportFile, context: OpenContext): Promise<ImportResult> {
  const { sources, refused } = await context.recogniseInner([file])
  for (const { error } of refused) throw error
  const [source] = sources
  return source === undefined ? refuseFile(file.name, { kind: 'not-recognised' }) : source.open(context)
}

/** One format of an export. */
export interface ImportFormat {
  readonly id: FormatId
  /**
   * Whether the content is of this format. Throws `bad-import` for files of the format that can never give codes.
   */
  readonly recognise: (content: Content) => Recognition | undefined
  /**
   * The entries. Throws `bad-import`, `import-needs-password` and `import-wrong-password`; entries that cannot be read
   * are part of the result.
   */
  readonly open: (content: Content, context: OpenContext) => Promise<ImportResult>
}

/** A file that needs no password. */
export const plain: Recognition = { encrypted: false, certain: true }
/** A file that needs a password. */
export const locked: Recognition = { encrypted: true, certain: true }

/** `plain` where the condition holds. */
export const plainIf = (holds: boolean): Recognition | undefined => (holds ? plain : undefined)

const isList = (lists: EntryList | readonly EntryList[]): lists is EntryList => !Array.isArray(lists)

/** The result of a format with its lists of items put together. */
export function createResult(
  format: FormatId,
  lists: EntryList | readonly EntryList[],
  lost: readonly Loss[] = [],
): ImportResult {
  const all = isList(lists) ? [lists] : lists
  return {
    format,
    entries: all.flatMap(({ entries }) => entries),
    failed: all.flatMap(({ failed }) => failed),
    skipped: all.flatMap(({ skipped }) => skipped),
    lost,
    missing: [],
  }
}
