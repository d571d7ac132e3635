/** An export or a backup of the app, opened in the wizard, on the account that the person needs. */
import { listNames, plainName } from '../core/flow/cards.ts'
import { findChosenCard } from '../core/flow/facts.ts'
import type { TextContext } from '../core/flow/fill.ts'
import { makeEntryCode } from '../core/import/entry-code.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import type { Host } from '../host/host.ts'
import { type OpenedExports, openExports } from '../tasks/open-exports.ts'
import { saveEntries } from '../tasks/save-entries.ts'
import { ask } from '../tasks/screen.ts'
import { entryTitle, failedText } from '../ui/recover.ts'
import type { Block } from '../ui/screen.ts'
import { codeText } from '../ui/totp.ts'
import type { Words } from '../words/en.ts'
import { failureBlocks } from './failure-blocks.ts'

/** Opens what the person names, and shows the code of the account. What goes wrong is said on the screen, and ends no walk. */
export async function openExportForCode(host: Host, texts: TextContext): Promise<readonly Block[]> {
  try {
    const { entries, remarks } = await askExport(host)
    if (entries.length === 0) return remarks
    const entry = await chooseEntry(host, entries, texts, remarks)
    return entry === undefined ? remarks : await showCode(host, entries, entry, remarks)
  } catch (error) {
    return failureBlocks(error, host)
  }
}

/**
 * The entry of an export that is meant, for work with its secret. Undefined where the person takes none. Throws what
 * opening files throws.
 */
export async function askEntry(
  host: Host,
  texts: TextContext,
  usable: (entry: ImportedEntry) => boolean,
): Promise<{ readonly entry: ImportedEntry | undefined; readonly remarks: readonly Block[] }> {
  const { entries, remarks } = await askExport(host)
  const found = entries.filter(usable)
  return { entry: found.length === 0 ? undefined : await chooseEntry(host, found, texts, remarks), remarks }
}

// --- The files ---

interface AskedExport {
  readonly entries: readonly ImportedEntry[]
  /** What could not be opened, read or kept. */
  readonly remarks: readonly Block[]
}

async function askExport(host: Host): Promise<AskedExport> {
  const { wizard, nothing } = host.words.recover
  host.note(wizard.help)
  const lines = await (await host.prompt()).lines({ message: wizard.where })
  const paths = lines.map((line) => readPath(line, host.env.HOME)).filter((path) => path !== '')
  if (paths.length === 0) return { entries: [], remarks: [{ kind: 'text', text: wizard.unnamed }] }
  const found = await openExports(host, paths)
  const entries = found.opened.flatMap(({ result }) => result.entries)
  const remarks = listRemarks(found, host.words)
  const isEmpty = entries.length === 0 && found.opened.length > 0
  return { entries, remarks: isEmpty ? [...remarks, { kind: 'caution', text: nothing }] : remarks }
}

/** A path as typed, or as a terminal puts it when a file is dropped on it: in quotes, or with escaped spaces. */
function readPath(line: string, home: string | undefined): string {
  const typed = line.trim()
  const [, , quoted] = /^(['"])(.*)\1$/.exec(typed) ?? []
  const path = quoted ?? typed.replace(/\\([ '"()&])/g, '$1')
  return home === undefined ? path : path.replace(/^~(?=[/\\])/, home)
}

function listRemarks({ opened, unopened, unknown }: OpenedExports, words: Words): readonly Block[] {
  const { recover, errors } = words
  const unread = unopened.flatMap(({ problem }): readonly Block[] => {
    const { message, hint } = errors.say(problem)
    return [
      { kind: 'caution', text: message },
      ...(hint === undefined ? [] : [{ kind: 'text', text: hint } as const]),
    ]
  })
  const incomplete = opened.flatMap(
    ({ result: { entries, failed, missing, skipped, lost } }): readonly Block[] => [
      ...failed.map((one) => ({ kind: 'caution', text: failedText(one, words) }) as const),
      ...missing.map(({ parts, size }) => ({ kind: 'caution', text: recover.missing(parts, size) }) as const),
      ...(skipped.length === 0
        ? []
        : [
            {
              kind: 'note',
              text: recover.trash(skipped.map(({ entry }) => entryTitle(entry)).join(', ')),
            } as const,
          ]),
      ...(entries.length === 0
        ? []
        : lost.map((loss) => ({ kind: 'note', text: recover.lost(loss) }) as const)),
    ],
  )
  const others = recover.unknown(unknown.length, unknown.slice(0, 5).join(', '))
  return [
    ...unread,
    ...(unknown.length === 0 ? [] : [{ kind: 'note', text: others } as const]),
    ...incomplete,
  ]
}

// --- The account ---

/** The only entry of the chosen service, else the one that the person chooses. */
async function chooseEntry(
  host: Host,
  entries: readonly ImportedEntry[],
  texts: TextContext,
  blocks: readonly Block[],
): Promise<ImportedEntry | undefined> {
  const found = findOfService(entries, texts)
  const [only, ...more] = found
  if (only !== undefined && more.length === 0) return only
  return askWhich(host, found.length > 0 ? found : entries, blocks)
}

/** The entries that bear a name of the chosen service. Duplicates are left out. */
function findOfService(
  entries: readonly ImportedEntry[],
  { book, facts }: TextContext,
): readonly ImportedEntry[] {
  const card = findChosenCard(book, facts, 'service')
  if (card === undefined || card.general) return []
  const names = new Set(listNames(facts.service ?? '', card))
  return entries.filter(
    ({ issuer, title, account, notes }) =>
      !notes.some(({ kind }) => kind === 'duplicate') &&
      [issuer, title ?? '', issuer === '' ? account : ''].some((name) => names.has(plainName(name))),
  )
}

async function askWhich(
  host: Host,
  entries: readonly ImportedEntry[],
  blocks: readonly Block[],
): Promise<ImportedEntry | undefined> {
  const { totp, backup } = host.words
  const choices = entries.map((entry, index) => ({ value: String(index), label: entryTitle(entry) }))
  const index = await ask(host, {
    blocks,
    message: totp.wizard.which,
    choices: [...choices, { value: 'none', label: backup.wizard.noneOfThese }],
    back: false,
  })
  return entries[Number(index)]
}

// --- The code ---

/** Shows the code as often as the person wants it, also of another account, and stores the accounts on request. */
async function showCode(
  host: Host,
  entries: readonly ImportedEntry[],
  first: ImportedEntry,
  remarks: readonly Block[],
): Promise<readonly Block[]> {
  const { wizard } = host.words.recover
  let entry = first
  const seen = new Set([first])
  let news = remarks
  let isStored = false
  for (;;) {
    const next = await ask(host, {
      blocks: [...news, ...codeBlocks(entry, host)],
      message: wizard.next,
      choices: [
        { value: 'go-on', label: wizard.goOn },
        ...(entry.type === 'hotp' ? [] : [{ value: 'again', label: wizard.again } as const]),
        ...(entries.length > 1 ? [{ value: 'other', label: wizard.other } as const] : []),
        ...(isStored ? [] : [{ value: 'store', label: wizard.store(entries.length) } as const]),
      ],
      back: false,
    })
    news = []
    if (next === 'store') {
      // A code by counter that was seen is used up.
      const kept = entries.map((one) => (seen.has(one) ? withNextCounter(one) : one))
      ;({ blocks: news, isStored } = await storeEntries(host, kept))
    } else if (next === 'other') {
      const chosen = await askWhich(host, entries, [])
      if (chosen === undefined) return []
      entry = chosen
      seen.add(entry)
    } else if (next !== 'again') return codeBlocks(entry, host)
  }
}

const withNextCounter = (entry: ImportedEntry): ImportedEntry =>
  entry.type === 'hotp' ? { ...entry, counter: (entry.counter ?? 0) + 1 } : entry

function codeBlocks(entry: ImportedEntry, { now, words }: Host): readonly Block[] {
  const { wizard, counters } = words.recover
  const title = entryTitle(entry)
  const at = toUnixSeconds(now())
  const made = makeEntryCode(entry, at)
  if (made === undefined) return [{ kind: 'caution', text: wizard.noCode(title) }]
  const code = codeText(made.code)
  if (made.until === undefined)
    return [
      { kind: 'good', text: wizard.counted(title, code) },
      { kind: 'note', text: counters },
    ]
  const after = makeEntryCode(entry, made.until)
  return [
    { kind: 'good', text: wizard.code(title, code, Math.max(1, Math.ceil(made.until - at))) },
    ...(after === undefined
      ? []
      : [{ kind: 'text', text: words.totp.wizard.after(codeText(after.code)) } as const]),
  ]
}

async function storeEntries(
  host: Host,
  entries: readonly ImportedEntry[],
): Promise<{ readonly blocks: readonly Block[]; readonly isStored: boolean }> {
  const { recover } = host.words
  try {
    const { count, renamed, unsaved } = await saveEntries(entries, host)
    const others = renamed.map(
      ({ title, stored }) => ({ kind: 'note', text: recover.renamed(title, stored) }) as const,
    )
    const left = [{ kind: 'caution', text: recover.unsaved(unsaved.join(', ')) }] as const
    return {
      blocks: [
        { kind: 'good', text: recover.saved(count) },
        ...others,
        ...(unsaved.length === 0 ? [] : left),
      ],
      isStored: true,
    }
  } catch (error) {
    return { blocks: failureBlocks(error, host), isStored: false }
  }
}
