/** `flow test`: plays the scripted answers next to each flow, and compares their outcome. */

import { RescueError } from '../../core/errors.ts'
import { replyFrom } from '../../core/flow/answers.ts'
import type { Book } from '../../core/flow/book.ts'
import { findCard } from '../../core/flow/cards.ts'
import { type FlowFile, parseBook } from '../../core/flow/parse.ts'
import type { StopReply } from '../../core/flow/reply.ts'
import { type Expectation, findScriptedFlow, parseScripts, type Script } from '../../core/flow/script.ts'
import type { Stop } from '../../core/flow/stop.ts'
import { answer, begin, stand } from '../../core/flow/walk.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { isScript, requireOwnFiles } from '../../tasks/load-flows.ts'
import { textContext } from '../../tasks/text-context.ts'
import { buildReport } from '../../tasks/walk-report.ts'
import type { Report } from '../../ui/diagnose.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const testVerb: Verb = {
  name: 'test',
  examples: ['2fa-rescue flow test our-flows'],
  add: (command, perform, words) =>
    command
      .description(words.flow.test.help)
      .argument('[dir]', words.flow.dir)
      .action((folder: string | undefined) => perform((host) => test(folder, host))),
}

/** The outcome of a script. */
interface Result {
  readonly file: string
  readonly name: string
  /** What was not as expected, in words; none where all was. */
  readonly differences: readonly string[]
}

async function test(folder: string | undefined, host: Host): Promise<Exit> {
  const { words } = host
  const files = await requireOwnFiles(host, folder)
  const { book: onto } = await host.shipped()
  const book = parseBook(
    files.filter((file) => !isScript(file)),
    { onto },
  )
  const results = files.filter(isScript).flatMap((file) => playTests(file, book, host))
  if (results.length === 0) throw new RescueError({ code: 'no-file', file: `${folder ?? '.'}/*.test.yaml` })
  const failed = results.filter(({ differences }) => differences.length > 0).length
  const passed = results.length - failed
  const lines = results.flatMap(({ file, name, differences }) => [
    `${differences.length === 0 ? words.flow.test.passed : words.flow.test.failed}  ${visible(file)}: ${visible(name)}`,
    ...differences.map((difference) => `        ${visible(difference)}`),
  ])
  host.result({
    json: { tests: results, passed, failed },
    text: [...lines, words.flow.test.counts(passed, failed)],
  })
  return failed === 0 ? exits.yes : exits.no
}

/** Plays every script of a file. Throws `bad-flow` for what is wrong in it. */
function playTests({ path, text }: FlowFile, book: Book, host: Host): readonly Result[] {
  const flow = findScriptedFlow(path)
  const { scripts, flaws } = parseScripts(text, path, book)
  const misplaced =
    flow === undefined || book.flows[flow] === undefined
      ? [{ file: path, line: 1, column: 1, fault: { kind: 'misplaced-script' } as const }]
      : []
  if (flow === undefined || misplaced.length + flaws.length > 0)
    throw new RescueError({ code: 'bad-flow', flaws: [...misplaced, ...flaws] })
  return scripts.map((script) => {
    const { report, asked } = playTest(book, flow, script, host)
    return { file: path, name: script.name, differences: findDifferences(script.expect, report, asked, host) }
  })
}

/** Follows a script as far as its answers lead; a check it says nothing of is not known. */
function playTest(
  book: Book,
  flow: string,
  { service, answers }: Script,
  host: Host,
): { report: Report; asked: readonly string[] } {
  const card = service === undefined ? undefined : findCard(book, 'service', service, host.settings.language)
  const asked: string[] = []
  const replyTo = (stop: Stop): StopReply | undefined =>
    replyFrom(answers, stop) ?? (stop.kind === 'check' ? { result: 'unknown' } : undefined)
  let position = stand(book, begin(flow, card === undefined ? {} : { service: card }))
  for (let reply = replyTo(position.stop); reply !== undefined; reply = replyTo(position.stop)) {
    const { stop } = position
    if (stop.kind === 'question' || stop.kind === 'tick' || stop.kind === 'collect')
      asked.push(`${stop.flow}/${stop.step}`)
    position = answer(position, reply)
  }
  const { stop } = position
  // A question that takes no “I do not know” was asked, though nothing answers it.
  if (stop.kind === 'question') asked.push(`${stop.flow}/${stop.step}`)
  return { report: buildReport(position, textContext(host, position)), asked }
}

/** What is not as expected, in words. */
function findDifferences(
  expect: Expectation,
  report: Report,
  asked: readonly string[],
  { words }: Host,
): readonly string[] {
  const { differs, shown, missing, nothing } = words.flow.test
  const list = (ids: readonly string[]): string => ids.join(', ') || nothing
  const different = (what: string, wanted: readonly string[] | undefined, found: readonly string[]) =>
    wanted === undefined || list(wanted) === list(found) ? [] : [differs(what, list(wanted), list(found))]
  const remedies = report.remedies.map(({ id }) => id)
  const forbidden = (expect.without ?? []).filter((id) => remedies.includes(id))
  const unsaid = (expect.warnings ?? []).filter((id) => !report.warnings.includes(id))
  return [
    ...different('asked', expect.asked, asked),
    ...different('remedies', expect.remedies, remedies.slice(0, expect.remedies?.length)),
    ...(forbidden.length > 0 ? [shown(list(forbidden))] : []),
    ...(unsaid.length > 0 ? [missing(list(unsaid))] : []),
    ...different('outcome', expect.outcome && [expect.outcome], [report.outcome]),
  ]
}
