/** The details for support: asked line by line, shown, and written to a sheet. They are kept in this run alone. */

import { fill, type TextContext } from '../core/flow/fill.ts'
import type { StopReply } from '../core/flow/reply.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Host } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { writeAsked } from '../tasks/save-file.ts'
import { ask } from '../tasks/screen.ts'
import { collectBlocks, sheetPage } from '../ui/check-up.ts'
import { formatHtml, formatMarkdown } from '../ui/page.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'

type Collecting = Stop & { kind: 'collect' }

/** What was written in this run, by step. */
export type Notes = Map<string, Map<string, string>>

/** What the screen rests on. */
interface Around {
  readonly texts: TextContext
  readonly notes: Notes
  readonly canGoBack: boolean
}

/** Shows the fields, and asks for them, for a sheet, or for going on, until the person goes on. */
export async function askCollect(host: Host, stop: Collecting, around: Around): Promise<StopReply | 'back'> {
  const { texts, notes, canGoBack } = around
  const { words } = host
  const place = `${stop.flow}/${stop.step}`
  const details = notes.get(place) ?? new Map<string, string>()
  notes.set(place, details)
  let news: readonly Block[] = []
  for (;;) {
    const begun = [...details.values()].some((value) => value !== '')
    const found = await ask(host, {
      blocks: news.length > 0 ? news : collectBlocks(stop, details, texts, words),
      message: begun ? words.checkUp.collect.filled : words.checkUp.collect.ask,
      choices: begun ? choicesAfter(host) : choicesBefore(host),
      // Nobody has to turn all the pages of a small window first.
      anywhere: ['fill', 'go'],
      back: canGoBack,
    })
    news = []
    if (found === 'back') return 'back'
    if (found === 'go') return { seen: true }
    if (found === 'fill') await fillIn(host, stop, details, texts)
    else news = [{ kind: 'good', text: await writeSheet(host, stop, details, texts) }]
  }
}

type Next = 'fill' | 'sheet' | 'go'

function choicesBefore({ words }: Host): readonly Choice<Next>[] {
  const { fill, goWithout, sheet } = words.checkUp.collect
  return [
    { value: 'fill', label: fill },
    // An empty sheet can be filled in by hand.
    { value: 'sheet', label: sheet },
    { value: 'go', label: goWithout },
  ]
}

function choicesAfter({ words }: Host): readonly Choice<Next>[] {
  const { sheet, change, go } = words.checkUp.collect
  return [
    { value: 'sheet', label: sheet },
    { value: 'fill', label: change },
    { value: 'go', label: go },
  ]
}

/** Every field in its order; what was written before stays where nothing is typed. */
async function fillIn(
  host: Host,
  stop: Collecting,
  details: Map<string, string>,
  texts: TextContext,
): Promise<void> {
  const prompt = await host.prompt()
  host.note(host.words.checkUp.collect.leaveEmpty)
  for (const { id, label, help } of stop.collect.fields) {
    if (help !== undefined) host.note(fill(help, texts))
    const before = details.get(id) ?? ''
    const text = await prompt.text({
      message: `${fill(label, texts)}:`,
      ...(before === '' ? {} : { preset: before }),
    })
    details.set(id, text.trim())
  }
}

/** Writes the sheet, and says where it is. */
async function writeSheet(
  host: Host,
  stop: Collecting,
  details: Map<string, string>,
  texts: TextContext,
): Promise<string> {
  const { file } = host.words.checkUp
  const page = sheetPage(stop.collect, details, texts, host.words)
  const name = await writeAsked(host, {
    message: file.sheet,
    preset: `${stop.flow}.md`,
    extensions: ['.md', '.html'],
    content: (extension) => (extension === '.md' ? formatMarkdown(page) : formatHtml(page)),
  })
  return file.sheetWritten(visible(name))
}
