/** A list of codes as a person gives it: a file, standard input, or pasted; understood, shown, and asked about. */
import { decodeText, maxBytes } from '../core/backup/decode.ts'
import {
  type CodeList,
  codesWith,
  type Doubt,
  doubtFlaws,
  type FoundCode,
  readCodes,
} from '../core/backup/read.ts'
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'
import { cardNamed } from './backup-accounts.ts'
import { isAttended } from './confirm.ts'
import { show } from './screen.ts'

/** Reads a list and settles what is doubtful in it. Throws `bad-codes`, `no-file`, `unreadable`. */
export async function enteredCodes(
  service: string,
  file: string | undefined,
  host: Host,
): Promise<readonly FoundCode[]> {
  const name = file ?? '-'
  const list = readCodes(await textOf(file, host), name, await cardNamed(host, service))
  show(host, understood(list, host), 'err')
  return codesWith(list, await settled(list, name, host))
}

async function textOf(file: string | undefined, host: Host): Promise<string> {
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
function understood(list: CodeList, { words, terminal, settings }: Host): readonly Block[] {
  if (settings.quiet) return []
  const { codes } = words
  const used = list.codes.filter((code) => code.used).length
  const width = String(list.codes.length).length
  const shown = terminal.errIsTerminal ? list.codes : []
  const notes = [
    ...(used > 0 ? [codes.used(used)] : []),
    ...(list.missing.length > 0 ? [codes.missing(list.missing)] : []),
    ...(list.unlike === undefined ? [] : [codes.unlike(list.unlike)]),
    ...list.skipped
      .filter(({ reason }) => reason !== 'text')
      .map(({ line, reason }) => codes.line(line, codes.skips[reason])),
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

/** Doubtful pieces that a person calls codes. With `--yes` all of them are left out. */
async function settled(list: CodeList, file: string, host: Host): Promise<readonly Doubt[]> {
  if (list.doubts.length === 0 || host.settings.yes) return []
  if (!(await isAttended(host))) throw new RescueError({ code: 'bad-codes', flaws: doubtFlaws(list, file) })
  const prompt = await host.prompt()
  const { codes, backup } = host.words
  const found: Doubt[] = []
  for (const doubt of list.doubts) {
    const message = backup.isCode(doubt.line, doubt.code, codes.doubts[doubt.reason])
    if (await prompt.confirm({ message, preset: false })) found.push(doubt)
  }
  return found
}
