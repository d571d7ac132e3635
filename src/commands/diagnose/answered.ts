/** The wizard without a person: answers from a file, the whole plan as the result. Nothing is asked. */
import { RescueError } from '../../core/errors.ts'
import { type Answers, parseAnswers, replyFrom } from '../../core/flow/answers.ts'
import type { Book } from '../../core/flow/book.ts'
import type { Voice } from '../../core/flow/cards.ts'
import { advance, factsOf, type Stop, stepOf, type Walk, warningsOf } from '../../core/flow/walk.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Host } from '../../host.ts'
import { outcomeBlocks, planBlocks } from '../../ui/diagnose.ts'
import { show } from '../ask.ts'
import { clockResult, measureClock } from './clock-check.ts'
import { reportOf } from './report.ts'

export async function answer(book: Book, from: Walk, file: string, host: Host): Promise<Exit> {
  const answers = await readAnswers(book, file, host)
  let walk = from
  let stop = stepOf(book, walk)
  while (stop.kind !== 'outcome') {
    const reply = replyFrom(answers, stop) ?? (await withoutAnswer(stop, host))
    if (reply === undefined) break
    walk = advance(book, walk, reply)
    stop = stepOf(book, walk)
  }
  const voice: Voice = {
    book,
    facts: factsOf(book, walk),
    language: host.words.language,
    labels: host.words.diagnose.labels,
  }
  if (host.settings.json) host.terminal.out(`${JSON.stringify(reportOf(book, walk, voice))}\n`)
  else show(host, blocksOf(book, walk, stop, voice, host), 'out')
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
async function withoutAnswer(stop: Stop, host: Host): Promise<{ result: string } | undefined> {
  switch (stop.kind) {
    case 'check':
      return { result: clockResult(await measureClock(host)) }
    case 'question': {
      const choices = stop.options.map(({ id }) => id)
      throw new RescueError({ code: 'unanswered', step: `${stop.flow}/${stop.step}`, choices })
    }
    case 'tick':
    case 'remedy':
    case 'outcome':
      return undefined
  }
}

function blocksOf(book: Book, walk: Walk, stop: Stop, voice: Voice, host: Host) {
  if (stop.kind === 'outcome') return outcomeBlocks(stop, voice, host.words, undefined)
  const ids = stop.kind === 'remedy' ? [stop.id, ...stop.later] : []
  return planBlocks(ids, warningsOf(book, walk), voice, host.words)
}
