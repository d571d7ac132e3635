/** `--report FILE`: the walk as a file to keep, or to show to somebody who helps. */
import { RescueError } from '../core/errors.ts'
import { own, say } from '../core/flow/book.ts'
import { fill, type TextContext } from '../core/flow/cards.ts'
import type { Position } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'
import { textContext } from '../tasks/text-context.ts'
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
export async function writeReport(file: ReportFile, position: Position, host: Host): Promise<void> {
  await host.files.write(file.path, textOf(file.ending, position, host))
  host.hint(host.words.report.file(visible(file.path)))
}

function textOf(ending: Ending, position: Position, host: Host): string {
  const voice = textContext(host, position)
  if (ending === '.json') return `${JSON.stringify(fullReport(position, voice, host), null, 2)}\n`
  const written = new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long', timeStyle: 'short' })
  const page = reportPage({
    position,
    voice,
    words: host.words,
    next: nextBlocks(position, voice, host),
    written: written.format(host.now()),
    version: host.version,
  })
  return ending === '.html' ? htmlOf(page, mark) : markdownOf(page, mark)
}

/** What `--json` prints, with what a file needs to stand by itself. */
function fullReport(position: Position, voice: TextContext, host: Host): object {
  const service = own(position.book.cards.service, voice.facts.service ?? '')
  return {
    ...reportOf(position, voice),
    about: mark,
    written: host.now().toISOString(),
    program: host.version,
    service: service === undefined ? null : say(service.name, voice.language),
    next: planFrom(position).map(({ id, remedy }) => ({ id, title: fill(remedy.title, voice) })),
    links: linksIn(position.walk, voice),
  }
}

/** What comes next, as the screens show it. */
function nextBlocks(position: Position, voice: TextContext, host: Host): readonly Block[] {
  const { words } = host
  const { stop } = position
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
      return planFrom(position).flatMap((way) => remedyBlocks(way, voice, words))
    case 'outcome':
      return outcomeBlocks(stop, voice, words, host.program, comeBack(stop, voice, host))
  }
}
