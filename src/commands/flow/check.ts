/** `flow check`: everything that is wrong in a folder of one's own flows. */
import type { Flaw } from '../../core/flaws.ts'
import { type FlowFile, readBook } from '../../core/flow/parse.ts'
import { findScriptedFlow, parseScripts } from '../../core/flow/script.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { isScript, requireOwnFiles } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const checkVerb: Verb = {
  name: 'check',
  examples: ['2fa-rescue flow check our-flows', '2fa-rescue flow check our-flows --json'],
  add: (command, perform, words) =>
    command
      .description(words.flow.check.help)
      .argument('[dir]', words.flow.dir)
      .action((folder: string | undefined) => perform((host) => check(folder, host))),
}

async function check(folder: string | undefined, host: Host): Promise<Exit> {
  const { words } = host
  const files = await requireOwnFiles(host, folder)
  const flaws = await flawsIn(files, host)
  const told = flaws.map(({ file, line, column, fault }) => ({
    file,
    line,
    column,
    fault: fault.kind,
    message: visible(words.errors.fault(fault)),
  }))
  const lines = told.map(
    ({ file, line, column, message }) => `${visible(file)}:${line}:${column}: ${message}`,
  )
  host.result({
    json: { files: files.length, flaws: told },
    text:
      lines.length === 0
        ? words.flow.check.fine(files.length)
        : [...lines, words.flow.check.flaws(lines.length)],
  })
  if (lines.length > 0) host.hint(words.flow.check.hint)
  return told.length === 0 ? exits.yes : exits.broken
}

/** The flaws of the flows, and of the scripts next to them once the flows have none. */
async function flawsIn(files: readonly FlowFile[], host: Host): Promise<readonly Flaw[]> {
  const { book: onto } = await host.shipped()
  const { book, flaws } = readBook(
    files.filter((file) => !isScript(file)),
    { onto },
  )
  const scripts = files.filter(isScript).flatMap(({ path, text }): readonly Flaw[] => {
    const flow = findScriptedFlow(path)
    // A flow with flaws is not in the book, and its tests are in the right place all the same.
    const isBeside = files.some(({ path: other }) => other.replace(/\.ya?ml$/, '') === flow)
    if (flow === undefined || (book.flows[flow] === undefined && !isBeside))
      return [{ file: path, line: 1, column: 1, fault: { kind: 'misplaced-script' } }]
    return flaws.length === 0 ? parseScripts(text, path, book).flaws : []
  })
  return [...flaws, ...scripts]
}
