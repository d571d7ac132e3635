/** `flow check`: everything that is wrong in a folder of one's own flows. */
import { type Flaw, RescueError } from '../../core/errors.ts'
import { type FlowFile, readBook } from '../../core/flow/parse.ts'
import { parseScripts, scriptedFlow } from '../../core/flow/script.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { isScript, ownFiles } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'

/** The files of the folder that was named, or that is in force. Throws `misused` where there is none. */
export async function filesOf(folder: string | undefined, host: Host): Promise<readonly FlowFile[]> {
  const own = await ownFiles(host, folder)
  if (own === undefined)
    throw new RescueError({ code: 'misused', misuse: { kind: 'missing-argument', name: 'DIR' } })
  return own.files
}

export async function check(folder: string | undefined, host: Host): Promise<Exit> {
  const { terminal, settings, words } = host
  const files = await filesOf(folder, host)
  const flaws = await flawsIn(files, host)
  const told = flaws.map(({ file, line, column, fault }) => ({
    file,
    line,
    column,
    fault: fault.kind,
    message: visible(words.errors.fault(fault)),
  }))
  if (settings.json) {
    terminal.out(`${JSON.stringify({ schema: 1, files: files.length, flaws: told })}\n`)
  } else if (told.length === 0) {
    terminal.out(`${words.flow.check.fine(files.length)}\n`)
  } else {
    for (const { file, line, column, message } of told)
      terminal.out(`${visible(file)}:${line}:${column}: ${message}\n`)
    terminal.out(`${words.flow.check.flaws(told.length)}\n`)
    host.hint(words.flow.check.hint)
  }
  return told.length === 0 ? exits.yes : exits.broken
}

/** The flaws of the flows, and of the scripts beside them once the flows have none. */
async function flawsIn(files: readonly FlowFile[], host: Host): Promise<readonly Flaw[]> {
  const { book: onto } = await host.shipped()
  const { book, flaws } = readBook(
    files.filter((file) => !isScript(file)),
    { onto },
  )
  const scripts = files.filter(isScript).flatMap(({ path, text }): readonly Flaw[] => {
    const flow = scriptedFlow(path)
    if (flow === undefined || book.flows[flow] === undefined)
      return [{ file: path, line: 1, column: 1, fault: { kind: 'misplaced-script' } }]
    return flaws.length === 0 ? parseScripts(text, path, book).flaws : []
  })
  return [...flaws, ...scripts]
}
