/** `recover`: opens what an authenticator app left behind, and gives the codes back. */
import { RescueError } from '../core/errors.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import { formatEntryLink } from '../core/import/writers/links.ts'
import { type ExportTarget, exportTargets } from '../core/import/writers/model.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import { type Exit, exits } from '../host/exit.ts'
import { type Host, joinLines } from '../host/host.ts'
import { refuseMissing, refuseTogether, refuseValue } from '../host/misuse.ts'
import { drawQr } from '../tasks/draw-qr.ts'
import { findEntry } from '../tasks/find-entry.ts'
import { type OpenedExports, openExports } from '../tasks/open-exports.ts'
import { saveEntries } from '../tasks/save-entries.ts'
import { writeForApp } from '../tasks/write-export.ts'
import { codeLines, entryLines, entryTitle, failedText, resultJson } from '../ui/recover.ts'
import { visible } from '../ui/visible.ts'
import { countRows, eraseCodes } from '../ui/wrap.ts'
import type { Noun } from './verb.ts'

interface RecoverOptions {
  readonly codes?: boolean
  readonly watch?: boolean
  readonly qr?: string
  readonly save?: boolean
  readonly to?: string
  readonly output?: string
  readonly outputPasswordFile?: string
  readonly passwordFile?: string
  readonly keyFile?: string
  readonly trash?: boolean
}

export const recoverNoun: Noun = {
  name: 'recover',
  examples: [
    '2fa-rescue recover aegis-export.json --codes',
    '2fa-rescue recover part1.png part2.png --save',
    '2fa-rescue recover backup.2fas --to aegis --output aegis.json',
  ],
  add: (command, perform, words) =>
    command
      .argument('<files...>', words.recover.files)
      .option('--codes', words.recover.options.codes)
      .option('--watch', words.recover.options.watch)
      .option('--qr <name>', words.recover.options.qr)
      .option('--save', words.recover.options.save)
      .option('--to <format>', words.recover.options.to)
      .option('--output <file>', words.recover.options.output)
      .option('--output-password-file <file>', words.recover.options.outputPasswordFile)
      .option('--password-file <file>', words.recover.options.passwordFile)
      .option('--key-file <file>', words.recover.options.keyFile)
      .option('--trash', words.recover.options.trash)
      .action((files: readonly string[], given: RecoverOptions) =>
        perform((host) => recover(files, given, host)),
      ),
  verbs: [],
}

async function recover(files: readonly string[], given: RecoverOptions, host: Host): Promise<Exit> {
  const target = readTarget(given)
  const found = await openExports(host, files, given)
  const [only, ...more] = found.unopened
  // One file by itself fails as every command does.
  if (only !== undefined && more.length === 0 && found.opened.length === 0)
    throw new RescueError(only.problem)
  const entries = found.opened.flatMap(({ result }) => result.entries)
  tellProblems(found, host)
  if (given.qr !== undefined) return drawEntry(entries, given.qr, host)
  if (target !== undefined) return writeForApp(host, entries, { ...given, target })
  if (given.save) return saveAll(entries, host)
  if (given.watch) return watch(entries, host)
  showEntries(found, entries, given.codes === true, host)
  if (found.unopened.length > 0) return exits.broken
  return entries.length === 0 ? exits.no : exits.yes
}

/** The format of `--to`, and options that exclude each other. Throws `misused`. */
function readTarget({ to, output, qr, save, watch }: RecoverOptions): ExportTarget | undefined {
  const chosen = [
    ...(to === undefined ? [] : ['--to']),
    ...(qr === undefined ? [] : ['--qr']),
    ...(save ? ['--save'] : []),
    ...(watch ? ['--watch'] : []),
  ]
  const [first, second] = chosen
  if (first !== undefined && second !== undefined) refuseTogether(first, second)
  if (to === undefined) return undefined
  const target = exportTargets.find((one) => one === to)
  if (target === undefined) return refuseValue('--to', exportTargets.join(', '))
  if (target !== 'google-qr' && output === undefined) return refuseMissing('--output')
  return target
}

// --- What was found ---

function showEntries(
  { opened, unopened, unknown }: OpenedExports,
  entries: readonly ImportedEntry[],
  withCodes: boolean,
  host: Host,
): void {
  const { words, outStyle } = host
  const at = toUnixSeconds(host.now())
  host.result({
    json: {
      sources: opened.map(({ names, result }) => resultJson(names, result, withCodes ? at : undefined)),
      unopened: unopened.map(({ name, problem }) => ({ file: visible(name), code: problem.code })),
      unknown: unknown.map(visible),
    },
    text: withCodes ? codeLines(entries, at, words, outStyle) : entryLines(entries, words, outStyle),
  })
  if (entries.length === 0) host.terminal.err(`${words.recover.nothing}\n`)
  if (withCodes && entries.some(({ type }) => type === 'hotp')) host.hint(words.recover.counters)
}

/** What could not be opened, read or kept by the format. It is said even with --quiet where something is missing. */
function tellProblems({ opened, unopened, unknown }: OpenedExports, host: Host): void {
  const { terminal, words } = host
  for (const { problem } of unopened) {
    const { message, hint } = words.errors.say(problem)
    terminal.err(`${words.errors.error}: ${visible(message)}\n`)
    if (hint !== undefined) terminal.err(`${words.errors.hint}: ${visible(hint)}\n`)
  }
  if (unknown.length > 0) host.hint(words.recover.unknown(unknown.length, unknown.slice(0, 5).join(', ')))
  for (const { result } of opened) {
    for (const failed of result.failed) terminal.err(`${failedText(failed, words)}\n`)
    for (const { parts, size } of result.missing) terminal.err(`${words.recover.missing(parts, size)}\n`)
    if (result.skipped.length > 0)
      host.hint(words.recover.trash(result.skipped.map(({ entry }) => entryTitle(entry)).join(', ')))
    if (result.entries.length > 0) for (const loss of result.lost) host.hint(words.recover.lost(loss))
  }
}

/** Codes that are drawn over themselves each second, until it is stopped. */
async function watch(entries: readonly ImportedEntry[], host: Host): Promise<Exit> {
  const { terminal, words, outStyle, settings } = host
  const isLive = host.readsResults && !settings.plain
  let drawn: readonly string[] = []
  while (!terminal.outClosed) {
    const { columns, rows } = terminal.size()
    const lines = codeLines(entries, toUnixSeconds(host.now()), words, outStyle)
    if (drawn.length > 0) terminal.out(eraseCodes(drawn, columns))
    terminal.out(joinLines(lines))
    // What has left the window above cannot be drawn over.
    drawn = isLive && countRows(lines, columns) < rows ? lines : []
    await host.wait(drawn.length > 0 ? 1 : 30)
  }
  return exits.yes
}

// --- Where it goes ---

async function drawEntry(entries: readonly ImportedEntry[], name: string, host: Host): Promise<Exit> {
  await drawQr(host, formatEntryLink((await findEntry(entries, name, host)).entry))
  return exits.yes
}

async function saveAll(entries: readonly ImportedEntry[], host: Host): Promise<Exit> {
  const { words, terminal } = host
  const { count, renamed, unsaved } = await saveEntries(entries, host)
  host.result({
    json: {
      saved: count,
      renamed: renamed.map(({ title, stored }) => ({ title: visible(title), stored: visible(stored) })),
      unsaved: unsaved.map(visible),
    },
    text: words.recover.saved(count),
  })
  for (const { title, stored } of renamed) terminal.err(`${visible(words.recover.renamed(title, stored))}\n`)
  if (unsaved.length > 0) terminal.err(`${visible(words.recover.unsaved(unsaved.join(', ')))}\n`)
  return unsaved.length === 0 ? exits.yes : exits.no
}
