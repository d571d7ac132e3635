/** Opens exports and backups of authenticator apps: reads the files, asks for passwords, keeps what each one gave. */
import { type Problem, RescueError } from '../core/errors.ts'
import { type ImportSource, recogniseFiles } from '../core/import/index.ts'
import { maxFileBytes } from '../core/import/limits.ts'
import type { ImportFile, ImportResult, OpenOptions } from '../core/import/model.ts'
import { Secret } from '../core/secret.ts'
import type { Host } from '../host/host.ts'
import { isUnattended } from './confirm.ts'

/** What one source gave, and the names of its files. */
interface OpenedExport {
  readonly names: readonly string[]
  readonly result: ImportResult
}

/** A file that gave nothing. */
interface UnopenedFile {
  readonly name: string
  readonly problem: Problem
}

export interface OpenedExports {
  readonly opened: readonly OpenedExport[]
  readonly unopened: readonly UnopenedFile[]
}

/** How often a person may type a password for one file. */
const mostTries = 3
/** A password is a line; a file of passwords is far shorter. */
const maxPasswordBytes = 64 * 1024

/**
 * Opens every file, and every file of a folder. `-` is stdin. A file that cannot be opened never loses the others.
 * Throws `no-file` and `unreadable` for paths, `cancelled` on ctrl-c.
 */
export async function openExports(
  host: Host,
  paths: readonly string[],
  passwordFile: string | undefined,
): Promise<OpenedExports> {
  const given = passwordFile === undefined ? undefined : await readPassword(host, passwordFile)
  const files = (await Promise.all(paths.map((path) => readFiles(host, path)))).flat()
  const beside = (await Promise.all(paths.map((path) => readBeside(host, path)))).flat()
  const { sources, refused } = await recogniseFiles(files, await host.pictures(), beside)
  const opened: OpenedExport[] = []
  const unopened: UnopenedFile[] = refused.map(({ name, error }) => ({ name, problem: error.problem }))
  for (const source of sources) {
    try {
      opened.push({ names: source.names, result: await openSource(host, source, given) })
    } catch (error) {
      if (!(error instanceof RescueError) || error.problem.code === 'cancelled') throw error
      unopened.push({ name: source.names[0] ?? '', problem: error.problem })
    }
  }
  return { opened, unopened }
}

async function readPassword(host: Host, path: string): Promise<Secret<string>> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxPasswordBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  const [first = ''] = new TextDecoder().decode(bytes).split(/\r?\n/, 1)
  return new Secret(first.replace(/^\ufeff/, ''))
}

async function readFiles(host: Host, path: string): Promise<readonly ImportFile[]> {
  if (path === '-') return [{ name: '-', bytes: await host.input.read(maxFileBytes) }]
  const file = host.files.resolve(path)
  const inside = await host.files.list(file, ['']).catch(() => undefined)
  if (inside !== undefined && inside.length > 0) {
    const all = await Promise.all(inside.map((name) => readFiles(host, host.files.resolve(file, name))))
    return all.flat()
  }
  const bytes = await host.files.readBytes(file, maxFileBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return [{ name: path, bytes }]
}

/** Files that may belong to one: the manifest in its folder (Steam), and the log of a database. */
async function readBeside(host: Host, path: string): Promise<readonly ImportFile[]> {
  if (path === '-') return []
  const folder = host.files.resolve(path, '..')
  const places = [
    { name: 'manifest.json', file: host.files.resolve(folder, 'manifest.json') },
    { name: `${path}-wal`, file: host.files.resolve(`${path}-wal`) },
  ]
  const found = await Promise.all(
    places.map(async ({ name, file }) => {
      const bytes = await host.files.readBytes(file, maxFileBytes).catch(() => undefined)
      return bytes === undefined ? [] : [{ name, bytes }]
    }),
  )
  return found.flat()
}

async function openSource(
  host: Host,
  source: ImportSource,
  given: Secret<string> | undefined,
): Promise<ImportResult> {
  const { words } = host
  const options: OpenOptions = {
    derive: async (derivation) => (await host.derivation())(derivation),
    onCost: ({ memory }) => host.note(words.recover.memory(Math.ceil(memory / 1024 / 1024))),
  }
  if (given !== undefined) return source.open({ ...options, password: given })
  if (!source.encrypted) return source.open(options)
  const name = source.names[0] ?? ''
  if (!source.certain) host.hint(words.recover.uncertain(name))
  for (let tries = 1; ; tries += 1) {
    try {
      return await source.open({ ...options, password: await askPassword(host, name) })
    } catch (error) {
      const isWrong = error instanceof RescueError && error.problem.code === 'import-wrong-password'
      if (!isWrong || tries === mostTries) throw error
      host.note(words.recover.again)
    }
  }
}

async function askPassword(host: Host, file: string): Promise<Secret<string>> {
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'import-needs-password', file }) : error
  })
  return prompt.secret({ message: host.words.recover.ask(file) })
}
