/** The wizard without a person: answers from a file, the whole plan as the result. Nothing is asked. */

import { RescueError } from '../core/errors.ts'
import { type Answers, parseAnswers, replyFrom } from '../core/flow/answers.ts'
import type { Book } from '../core/flow/book.ts'
import { advance, factsOf, type Stop, stepOf, type Walk } from '../core/flow/walk.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { measureClock, nameServers } from '../tasks/measure-clock.ts'
import { blockLines } from '../tasks/screen.ts'
import { voiceOf } from '../tasks/text-context.ts'
import { planFrom, reportOf } from '../tasks/walk-report.ts'
import { outcomeBlocks, remedyBlocks, warningBlocks } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { checks } from './checks.ts'
import type { ReportFile } from './report-file.ts'

/** Follows the answers as far as they lead, and prints the plan they lead to. Throws `bad-answers`, `unanswered`. */
export async function answer(
  book: Book,
  from: Walk,
  file: string,
  report: ReportFile | undefined,
  host: Host,
): Promise<Exit> {
  const answers = await readAnswers(book, file, host)
  let walk = from
  let stop = stepOf(book, walk)
  while (stop.kind !== 'outcome') {
    const reply = replyFrom(answers, stop) ?? (await withoutAnswer(book, walk, stop, host))
    if (reply === undefined) break
    walk = advance(book, walk, reply)
    stop = stepOf(book, walk)
  }
  host.result({
    json: reportOf(book, walk, voiceOf(host, book, walk)),
    text: blockLines(host, blocksOf(book, walk, stop, host), 'out'),
  })
  if (report !== undefined) await (await import('./report-file.ts')).writeReport(report, book, walk, host)
  return stop.kind === 'outcome' && stop.result === 'unsolved' ? exits.no : exits.yes
}

async function readAnswers(book: Book, file: string, host: Host): Promise<Answers> {
  const text = await host.files.read(host.files.resolve(file))
  if (text === undefined) throw new RescueError({ code: 'no-file', file })
  const { answers, flaws } = parseAnswers(text, file, book)
  if (flaws.length > 0) throw new RescueError({ code: 'bad-answers', flaws })
  return answers
}

/** A check is carried out; a remedy ends the run with a plan; a question that must be answered is a misuse. */
async function withoutAnswer(
  book: Book,
  walk: Walk,
  stop: Stop,
  host: Host,
): Promise<{ result: string } | undefined> {
  switch (stop.kind) {
    case 'check':
      return checks[stop.check].alone({
        host,
        book,
        facts: factsOf(book, walk),
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
function blocksOf(book: Book, walk: Walk, stop: Stop, host: Host): readonly Block[] {
  const voice = voiceOf(host, book, walk)
  if (stop.kind === 'outcome') return outcomeBlocks(stop, voice, host.words, host.program, undefined)
  const first = Object.keys(book.warnings).filter((id) => book.warnings[id]?.first)
  const ways = planFrom(book, walk).flatMap((way): readonly Block[] => [
    { kind: 'gap' },
    ...remedyBlocks(way, voice, host.words),
  ])
  return [
    ...warningBlocks(first, voice),
    { kind: 'gap' },
    { kind: 'text', text: host.words.diagnose.outcome.plan },
    ...ways,
  ]
}
