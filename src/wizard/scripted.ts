/** The wizard without a person: answers from a file, the whole plan as the result. Nothing is asked. */

import { RescueError } from '../core/errors.ts'
import { type Answers, parseAnswers, replyFrom } from '../core/flow/answers.ts'
import type { Book } from '../core/flow/book.ts'
import { answer, type Position, stand, type Walk } from '../core/flow/walk.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { readDirectory } from '../tasks/find-service.ts'
import { measureClock, nameServers } from '../tasks/measure-clock.ts'
import { blockLines } from '../tasks/screen.ts'
import { textContext } from '../tasks/text-context.ts'
import { buildReport, planFrom } from '../tasks/walk-report.ts'
import { listedBlocks, methodBlocks, outcomeBlocks, remedyBlocks, warningBlocks } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { checks } from './checks.ts'
import type { ReportFile } from './report-file.ts'

/** Follows the answers as far as they lead, and prints the plan they lead to. Throws `bad-answers`, `unanswered`. */
export async function followAnswers(
  flows: Book,
  from: Walk,
  file: string,
  report: ReportFile | undefined,
  host: Host,
): Promise<Exit> {
  const { answers, book } = await readAnswers(flows, file, host)
  let position = stand(book, from)
  while (position.stop.kind !== 'outcome') {
    const reply = replyFrom(answers, position.stop) ?? (await answerByItself(position, host))
    if (reply === undefined) break
    position = answer(position, reply)
  }
  host.result({
    json: buildReport(position, textContext(host, position)),
    text: blockLines(host, planBlocks(position, host), 'out'),
  })
  if (report !== undefined) await (await import('./report-file.ts')).writeReport(report, position, host)
  const { stop } = position
  return stop.kind === 'outcome' && stop.result === 'unsolved' ? exits.no : exits.yes
}

/** The answers, and the book that knows the services they name: with the directory only where it is needed. */
async function readAnswers(
  flows: Book,
  file: string,
  host: Host,
): Promise<{ readonly answers: Answers; readonly book: Book }> {
  const text = await host.files.read(host.files.resolve(file))
  if (text === undefined) throw new RescueError({ code: 'no-file', file })
  const read = parseAnswers(text, file, flows)
  if (read.flaws.length === 0) return { answers: read.answers, book: flows }
  const book = await readDirectory(host, flows)
  const withDirectory = parseAnswers(text, file, book)
  if (withDirectory.flaws.length > 0) throw new RescueError({ code: 'bad-answers', flaws: read.flaws })
  return { answers: withDirectory.answers, book }
}

/** A check is carried out; a remedy ends the run with a plan; a question that must be answered is a misuse. */
async function answerByItself(
  { book, facts, stop }: Position,
  host: Host,
): Promise<{ result: string } | undefined> {
  switch (stop.kind) {
    case 'check':
      return checks[stop.check].alone({
        host,
        book,
        facts,
        clock: () => {
          nameServers(host)
          return measureClock(host)
        },
      })
    case 'question': {
      const choices = stop.options.map(({ id }) => id)
      throw new RescueError({ code: 'unanswered', step: `${stop.flow}/${stop.step}`, choices })
    }
    case 'tick':
    case 'collect':
    case 'review':
    case 'remedy':
    case 'outcome':
      return undefined
  }
}

/** The outcome, or the plan remedy by remedy, each as a person would see it. */
function planBlocks(position: Position, host: Host): readonly Block[] {
  const { book, stop } = position
  const texts = textContext(host, position)
  if (stop.kind === 'outcome') return outcomeBlocks(stop, texts, host.words, host.program, undefined)
  const first = Object.keys(book.warnings).filter((id) => book.warnings[id]?.first)
  const methods = methodBlocks(texts, host.words)
  const ways = planFrom(position).flatMap((way): readonly Block[] => [
    { kind: 'gap' },
    ...remedyBlocks(way, texts, host.words),
  ])
  return [
    ...warningBlocks(first, texts),
    { kind: 'gap' },
    ...listedBlocks(texts, host.words),
    ...(methods.length === 0 ? [] : [...methods, { kind: 'gap' } as const]),
    { kind: 'text', text: host.words.diagnose.outcome.plan },
    ...ways,
  ]
}
