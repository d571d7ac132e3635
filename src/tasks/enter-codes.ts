/** A list of codes as a person gives it: a file, standard input, or pasted; understood, shown, and asked about. */

import { decodeText, maxBytes } from '../core/backup/decode.ts'
import type { LeftReason } from '../core/backup/list-cell.ts'
import type { FoundCode } from '../core/backup/listed-code.ts'
import { type CodeList, codesWith, type Doubt, doubtFlaws, readCodes } from '../core/backup/read.ts'
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'
import type { Words } from '../words/en.ts'
import { findCodeForm } from './backup-accounts.ts'
import { isAttended } from './confirm.ts'
import { show } from './screen.ts'

/** Reads a list and settles what is doubtful in it. Throws `bad-codes`, `no-file`, `unreadable`. */
export async function enterCodes(
  service: string,
  file: string | undefined,
  host: Host,
): Promise<readonly FoundCode[]> {
  const name = file ?? '-'
  const list = readCodes(await readListText(file, host), name, await findCodeForm(service, host))
  show(host, listBlocks(list, host), 'err')
  return codesWith(list, await settleDoubts(list, name, host))
}

async function readListText(file: string | undefined, host: Host): Promise<string> {
  if (file !== undefined && file !== '-') {
    const bytes = await host.files.readBytes(host.files.resolve(file), maxBytes)
    if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
    return decodeText(bytes, file)
  }
  if (file === undefined && host.input.isTerminal) {
    const lines = await (await host.prompt()).lines({ message: host.words.backup.paste })
    return lines.join('\n')
  }
  return decodeText(await host.input.read(maxBytes), '-')
}

/** What was understood. The codes themselves are shown only to somebody who looks at them. */
function listBlocks(list: CodeList, { words, terminal, settings }: Host): readonly Block[] {
  if (settings.quiet) return []
  const { codes } = words
  const used = list.codes.filter((code) => code.used).length
  const width = String(list.codes.length).length
  const shown = terminal.errIsTerminal ? list.codes : []
  const notes = [
    ...(used > 0 ? [codes.used(used)] : []),
    ...(list.missing.length > 0 ? [codes.missing(list.missing)] : []),
    ...(list.unlike === undefined ? [] : [codes.unlike(list.unlike)]),
    ...leftNotes(list, terminal.errIsTerminal, codes),
  ]
  return [
    ...(list.shape === undefined
      ? []
      : [{ kind: 'text', text: codes.found(list.codes.length, list.shape) } as const]),
    ...shown.map(({ code, used }, index): Block => {
      const number = String(index + 1).padStart(width)
      return {
        kind: 'item',
        mark: `  ${number}`,
        text: used ? `${code} (${words.backup.states.used})` : code,
      }
    }),
    ...notes.map((text): Block => ({ kind: 'note', text })),
  ]
}

/**
 * The lines that were left out. A person who looks sees them all with their text; elsewhere the text is not repeated,
 * and those before and after the list that are plain text are not named.
 */
function leftNotes(list: CodeList, isWatched: boolean, words: Words['codes']): readonly string[] {
  const lines = [...list.codes, ...list.doubts].map(({ line }) => line)
  const first = lines.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER)
  const last = lines.reduce((a, b) => Math.max(a, b), 0)
  const isQuiet: readonly LeftReason[] = ['blank', 'decoration', 'markup']
  const named = list.left.filter(({ reason }) => !isQuiet.includes(reason))
  if (isWatched)
    return named.map(({ line, text, reason }) => words.lineText(line, visible(text), words.left[reason]))
  return named
    .filter(({ line, reason }) => reason !== 'text' || (line > first && line < last))
    .map(({ line, reason }) => words.line(line, words.left[reason]))
}

/**
 * What a person calls a code among the doubtful. Throws `bad-codes` with their places where nobody can be asked, also
 * with `--yes`: that is no answer to whether something is a code.
 */
async function settleDoubts(list: CodeList, file: string, host: Host): Promise<readonly Doubt[]> {
  if (list.doubts.length === 0) return []
  if (host.settings.yes || !(await isAttended(host)))
    throw new RescueError({ code: 'bad-codes', flaws: doubtFlaws(list, file) })
  const prompt = await host.prompt()
  const { codes, backup } = host.words
  const repeated = list.doubts.filter(({ reason }) => reason === 'repeated')
  show(
    host,
    repeated.map(({ line, code }) => ({
      kind: 'note',
      text: codes.lineText(line, code, codes.doubts.repeated),
    })),
    'err',
  )
  const others = list.doubts.filter(({ reason }) => reason === 'other-list')
  const [second] = others
  const found: Doubt[] = []
  for (const doubt of list.doubts) {
    if (doubt.reason === 'repeated' || doubt.reason === 'other-list') continue
    const message = backup.isCode(
      doubt.line,
      visible(doubt.code),
      codes.doubts[doubt.reason],
      visible(doubt.text),
    )
    if (await prompt.confirm({ message, preset: false })) found.push(doubt)
  }
  const isSame =
    second !== undefined &&
    (await prompt.confirm({ message: backup.sameAccount(second.line, others.length), preset: false }))
  return isSame ? [...found, ...others] : found
}
