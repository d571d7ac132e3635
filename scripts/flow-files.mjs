/** The files of a flows folder, as `parseBook` takes them. */
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** Paths relative to the folder, with forward slashes, and their texts. */
export async function readFlowFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /(?<!\.test)\.yaml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  return Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join('/'),
      text: await readFile(join(folder, path), 'utf8'),
    })),
  )
}
