/** `--report FILE`: the walk as a file to keep, or to show to somebody who helps. */
import { RescueError } from '../core/errors.ts'
import { type Book, own, say } from '../core/flow/book.ts'
import { fill, type Voice } from '../core/flow/cards.ts'
import { stepOf, type Walk } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'
import { voiceOf } from '../tasks/text-context.ts'
import { planFrom, reportOf } from '../tasks/walk-report.ts'
import { outcomeBlocks, remedyBlocks } from '../ui/diagnose.ts'
import { reviewBlocks } from '../ui/kit.ts'
import { htmlOf, markdownOf } from '../ui/page.ts'
import { linksIn, reportPage } from '../ui/report.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'
import { comeBack } from './dates.ts'

const endings = ['.md', '.html', '.json'] as const
type Ending = (typeof endings)[number]

/** Where the report goes. */
export interface ReportFile {
  readonly path: string
  readonly ending: Ending
}

/** Stands in every report: only another report may be replaced by a new one. */
const mark = '2fa-rescue:report'

/**
 * Settles where the report goes, before anything is asked. Throws `misused` for a name with another ending, and `exists`
 * for a file that is no report.
 */
export async function reportFile(name: string, host: Host): Promise<ReportFile> {
  const ending = endings.find((ending) => name.endsWith(ending))
  if (ending === undefined) {
    const allowed = endings.join(', ')
    throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name: '--report', allowed } })
  }
  const path = host.files.resolve(name)
  const before = await host.files.read(path)
  if (before !== undefined && !before.includes(mark)) throw new RescueError({ code: 'exists', file: path })
  return { path, ending }
}

/** Writes the report of the walk as it stands. Throws `unwritable`. */
export async function writeReport(file: ReportFile, book: Book, walk: Walk, host: Host): Promise<void> {
  await host.files.write(file.path, textOf(file.ending, book, walk, host))
  host.hint(host.words.report.file(visible(file.path)))
}

function textOf(ending: Ending, book: Book, walk: Walk, host: Host): string {
  const voice = voiceOf(host, book, walk)
  if (ending === '.json') return `${JSON.stringify(fullReport(book, walk, voice, host), null, 2)}\n`
  const written = new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long', timeStyle: 'short' })
  const page = reportPage({
    walk,
    voice,
    words: host.words,
    next: nextBlocks(book, walk, voice, host),
    written: written.format(host.now()),
    version: host.version,
  })
  return ending === '.html' ? htmlOf(page, mark) : markdownOf(page, mark)
}

/** What `--json` prints, with what a file needs to stand by itself. */
function fullReport(book: Book, walk: Walk, voice: Voice, host: Host): object {
  const service = own(book.cards.service, voice.facts.service ?? '')
  return {
    ...reportOf(book, walk, voice),
    about: mark,
    written: host.now().toISOString(),
    program: host.version,
    service: service === undefined ? null : say(service.name, voice.language),
    next: planFrom(book, walk).map(({ id, remedy }) => ({ id, title: fill(remedy.title, voice) })),
    links: linksIn(walk, voice),
  }
}

/** What comes next, as the screens show it. */
function nextBlocks(book: Book, walk: Walk, voice: Voice, host: Host): readonly Block[] {
  const { words } = host
  const stop = stepOf(book, walk)
  switch (stop.kind) {
    case 'question':
      return [{ kind: 'text', text: words.report.question(fill(stop.question.ask, voice)) }]
    case 'tick':
      return [{ kind: 'text', text: words.report.question(fill(stop.tick.ask, voice)) }]
    case 'collect':
      return [{ kind: 'text', text: fill(stop.collect.ask, voice) }]
    case 'check':
      return [{ kind: 'text', text: words.report.checks[stop.check].name }]
    case 'review':
      return reviewBlocks(stop, voice, words)
    case 'remedy':
      return planFrom(book, walk).flatMap((way) => remedyBlocks(way, voice, words))
    case 'outcome':
      return outcomeBlocks(stop, voice, words, host.program, comeBack(stop, voice, host))
  }
}
