/** `--report FILE`: the walk as a file to keep, or to show to somebody who helps. */
import { RescueError } from '../core/errors.ts'
import { fill, type TextContext } from '../core/flow/fill.ts'
import type { Position } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'
import { textContext } from '../tasks/text-context.ts'
import { buildReport, planFrom } from '../tasks/walk-report.ts'
import { reviewBlocks } from '../ui/check-up.ts'
import { outcomeBlocks, remedyBlocks } from '../ui/diagnose.ts'
import { formatHtml, formatMarkdown } from '../ui/page.ts'
import { linksIn, reportPage } from '../ui/report.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'
import { formatComeBackDate } from './dates.ts'

const extensions = ['.md', '.html', '.json'] as const
type Extension = (typeof extensions)[number]

/** Where the report goes. */
export interface ReportFile {
  readonly path: string
  readonly extension: Extension
}

/** Part of every report: a new report may replace only another report. */
const mark = '2fa-rescue:report'

/**
 * Decides where the report goes, before anything is asked. Throws `misused` for another extension, and `exists`
 * for a file that is no report.
 */
export async function prepareReportFile(name: string, host: Host): Promise<ReportFile> {
  const extension = extensions.find((extension) => name.endsWith(extension))
  if (extension === undefined) {
    const allowed = extensions.join(', ')
    throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name: '--report', allowed } })
  }
  const path = host.files.resolve(name)
  const before = await host.files.read(path)
  if (before !== undefined && !before.includes(mark)) throw new RescueError({ code: 'exists', file: path })
  return { path, extension }
}

/** Writes the report of the walk as it stands. Throws `unwritable`. */
export async function writeReport(file: ReportFile, position: Position, host: Host): Promise<void> {
  await host.files.write(file.path, formatReport(file.extension, position, host))
  host.note(host.words.report.file(visible(file.path)))
}

function formatReport(extension: Extension, position: Position, host: Host): string {
  const texts = textContext(host, position)
  if (extension === '.json') return `${JSON.stringify(buildJsonReport(position, texts, host), null, 2)}\n`
  const written = new Intl.DateTimeFormat(host.words.language, { dateStyle: 'long', timeStyle: 'short' })
  const page = reportPage({
    position,
    texts,
    words: host.words,
    next: nextBlocks(position, texts, host),
    written: written.format(host.now()),
    version: host.version,
  })
  return extension === '.html' ? formatHtml(page, mark) : formatMarkdown(page, mark)
}

/** What `--json` prints, with what a file needs to stand by itself. */
function buildJsonReport(position: Position, texts: TextContext, host: Host): object {
  return {
    ...buildReport(position, texts),
    about: mark,
    written: host.now().toISOString(),
    program: host.version,
    next: planFrom(position).map(({ id, remedy }) => ({ id, title: fill(remedy.title, texts) })),
    links: linksIn(position.walk, texts),
  }
}

/** What comes next, as the screens show it. */
function nextBlocks(position: Position, texts: TextContext, host: Host): readonly Block[] {
  const { words } = host
  const { stop } = position
  switch (stop.kind) {
    case 'question':
      return [{ kind: 'text', text: words.report.question(fill(stop.question.ask, texts)) }]
    case 'tick':
      return [{ kind: 'text', text: words.report.question(fill(stop.tick.ask, texts)) }]
    case 'collect':
      return [{ kind: 'text', text: fill(stop.collect.ask, texts) }]
    case 'check':
      return [{ kind: 'text', text: words.report.checks[stop.check].name }]
    case 'review':
      return reviewBlocks(stop, texts, words)
    case 'remedy':
      return planFrom(position).flatMap((way) => remedyBlocks(way, texts, words))
    case 'outcome':
      return outcomeBlocks(stop, texts, words, host.program, formatComeBackDate(stop, texts, host))
  }
}
