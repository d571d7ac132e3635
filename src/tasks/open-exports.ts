/** Opens exports and backups of authenticator apps: reads the files, asks for passwords, keeps what each one gave. */
import { type Problem, RescueError } from '../core/errors.ts'
import type { Derivation } from '../core/import/derive-key.ts'
import { type ImportSource, recogniseFiles } from '../core/import/index.ts'
import { maxFileBytes } from '../core/import/limits.ts'
import type { ImportFile, ImportResult, OpenOptions } from '../core/import/model.ts'
import { Secret } from '../core/secret.ts'
import type { Host } from '../host/host.ts'
import { isAttended, isUnattended } from './confirm.ts'

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
  /** Files of folders that are no exports: nobody asked for each of them. */
  readonly unknown: readonly string[]
}

/** How exports are opened. */
interface ExportOptions {
  readonly passwordFile?: string | undefined
  /** The key file of a KeePass database. */
  readonly keyFile?: string | undefined
  /** Whether entries in the trash count as well. */
  readonly trash?: boolean | undefined
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
  { passwordFile, keyFile, trash }: ExportOptions = {},
): Promise<OpenedExports> {
  const given: GivenKeys = {
    ...(passwordFile === undefined ? {} : { password: await readPassword(host, passwordFile) }),
    ...(keyFile === undefined ? {} : { keyFile: new Secret(await readKeyFile(host, keyFile)) }),
  }
  const read = await Promise.all(paths.map((path) => readFiles(host, path)))
  const files = read.flatMap((one) => one.files)
  const inFolder = new Set(read.flatMap((one) => one.inFolder))
  const beside = (await Promise.all(paths.map((path) => readBeside(host, path)))).flat()
  const { sources, refused } = await recogniseFiles(files, await host.pictures(), beside)
  const opened: OpenedExport[] = []
  const failed: UnopenedFile[] = [
    ...read.flatMap((one) => one.unread),
    ...refused.map(({ name, error }) => ({ name, problem: error.problem })),
  ]
  if (given.password !== undefined || !sources.some(({ encrypted }) => encrypted)) host.input.showTyping()
  for (const source of sources) {
    try {
      const result = await openSource(host, source, given)
      opened.push({ names: source.names, result: trash ? includeTrash(result) : result })
    } catch (error) {
      if (!(error instanceof RescueError) || error.problem.code === 'cancelled') throw error
      failed.push({ name: source.names[0] ?? '', problem: error.problem })
    }
  }
  host.input.showTyping()
  const isUnknown = ({ name, problem }: UnopenedFile): boolean => inFolder.has(name) && isNoExport(problem)
  return {
    opened,
    unopened: failed.filter((file) => !isUnknown(file)),
    unknown: failed.filter(isUnknown).map(({ name }) => name),
  }
}

/** Entries that were in the trash join the others, with a note. */
function includeTrash(result: ImportResult): ImportResult {
  const thrown = result.skipped.map(({ entry }) => ({
    ...entry,
    notes: [...entry.notes, { kind: 'trash' } as const],
  }))
  return { ...result, entries: [...result.entries, ...thrown], skipped: [] }
}

/** Whether a file is just something else, and not an export that is damaged or locked. */
function isNoExport(problem: Problem): boolean {
  switch (problem.code) {
    case 'bad-import':
      return ['not-recognised', 'empty', 'qr-not-otp'].includes(problem.flaw.kind)
    case 'bad-picture':
    case 'no-file':
    case 'file-too-large':
      return true
    case 'unreadable':
      return ['EISDIR', 'no regular file'].includes(problem.reason)
    default:
      return false
  }
}

// --- Files ---

/** The first line of a file, without its end. Throws `no-file`. */
export async function readPassword(host: Host, path: string): Promise<Secret<string>> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxPasswordBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  const [first = ''] = new TextDecoder().decode(bytes).split(/\r?\n/, 1)
  return new Secret(first.replace(/^\ufeff/, ''))
}

async function readKeyFile(host: Host, path: string): Promise<Uint8Array> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxFileBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return bytes
}

interface ReadFiles {
  readonly files: readonly ImportFile[]
  /** Names of those that were found in a folder. */
  readonly inFolder: readonly string[]
  /** Files of a folder that could not be read. */
  readonly unread: readonly UnopenedFile[]
}

async function readFiles(host: Host, path: string): Promise<ReadFiles> {
  if (path === '-')
    return { files: [{ name: '-', bytes: await host.input.read(maxFileBytes) }], inFolder: [], unread: [] }
  const file = host.files.resolve(path)
  const inside = await host.files.list(file, [''])
  if (inside === undefined) return { files: [await readFile(host, path)], inFolder: [], unread: [] }
  if (inside.length === 0)
    throw new RescueError({ code: 'bad-import', file: path, flaw: { kind: 'empty-folder' } })
  const files: ImportFile[] = []
  const unread: UnopenedFile[] = []
  const names = inside.map((name) => host.files.resolve(file, name))
  for (const name of names) {
    try {
      files.push(await readFile(host, name))
    } catch (error) {
      if (!(error instanceof RescueError)) throw error
      unread.push({ name, problem: error.problem })
    }
  }
  return { files, inFolder: names, unread }
}

async function readFile(host: Host, path: string): Promise<ImportFile> {
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxFileBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return { name: path, bytes }
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

// --- Passwords ---

/** What was given on the command line to open files with. */
type GivenKeys = Pick<OpenOptions, 'password' | 'keyFile'>

async function openSource(host: Host, source: ImportSource, given: GivenKeys): Promise<ImportResult> {
  const { words } = host
  const options: OpenOptions = {
    ...given,
    derive: (derivation) => derive(host, derivation),
    onCost: ({ memory }) =>
      host.note(memory === 0 ? words.recover.slow : words.recover.memory(Math.ceil(memory / 1024 / 1024))),
  }
  if (given.password !== undefined || !source.encrypted) return source.open(options)
  const name = source.names[0] ?? ''
  if (!source.certain) host.hint(words.recover.uncertain(name))
  for (let tries = 1; ; tries += 1) {
    try {
      return await source.open({ ...options, ...(await askPassword(host, name, given)) })
    } catch (error) {
      const isWrong = error instanceof RescueError && error.problem.code === 'import-wrong-password'
      if (!isWrong || tries === mostTries || !(await isAttended(host))) throw error
      host.note(words.recover.again)
    }
  }
}

/** Derives a key; anyone who waits at a terminal sees for how long. Ctrl-c ends the program. */
async function derive(host: Host, derivation: Derivation): Promise<Uint8Array | undefined> {
  const { terminal, settings, env, words } = host
  const work = await host.derivation()
  if (!terminal.errIsTerminal || settings.quiet || env.TERM === 'dumb') return work(derivation)
  // The line is drawn over itself. The cursor waits below it, where ctrl-c leaves it.
  let clear = ''
  try {
    return await work(derivation, (seconds) => {
      terminal.err(`${clear}${words.recover.deriving(seconds)}\n`)
      clear = '\x1b[A\x1b[2K'
    })
  } finally {
    terminal.err(clear)
  }
}

/** The password as it is typed. With a key file there need not be one: Enter alone, or nobody to type it. */
async function askPassword(host: Host, file: string, { keyFile }: GivenKeys): Promise<GivenKeys> {
  if (keyFile !== undefined && !(await isAttended(host))) return {}
  const prompt = await host.prompt().catch((error: unknown) => {
    throw isUnattended(error) ? new RescueError({ code: 'import-needs-password', file }) : error
  })
  const { ask, askBesideKey } = host.words.recover
  const password = await prompt.secret({ message: (keyFile === undefined ? ask : askBesideKey)(file) })
  // To try it may take long, and it may be asked for once more.
  host.input.hideTyping()
  return keyFile !== undefined && password.reveal() === '' ? {} : { password }
}
