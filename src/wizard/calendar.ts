/** A remedy as a recurring calendar entry. */
import { formatCalendar } from '../core/calendar.ts'
import { splitAction } from '../core/flow/book.ts'
import { fill, type TextContext } from '../core/flow/fill.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Host } from '../host/host.ts'
import { writeAsked } from '../tasks/save-file.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'

/** Often enough to find out that one way no longer works while another one still does. */
const months = 3

/** Asks for a file, writes the entry, and says where it is. */
export async function writeCalendar(
  host: Host,
  texts: TextContext,
  { id, remedy }: Stop & { kind: 'remedy' },
): Promise<readonly Block[]> {
  const { checkUp } = host.words
  const steps = remedy.steps.map((step, index) => `${index + 1}. ${fill(splitAction(step).say, texts)}`)
  const now = host.now()
  const name = await writeAsked(host, {
    message: checkUp.file.calendar,
    preset: `${id}.ics`,
    extensions: ['.ics'],
    content: () =>
      formatCalendar({
        uid: crypto.randomUUID(),
        title: fill(remedy.title, texts),
        text: [...steps, '', checkUp.calendar.about].join('\n'),
        from: now,
        months,
        written: now,
        version: host.version,
      }),
  })
  return [{ kind: 'good', text: checkUp.file.calendarWritten(visible(name)) }]
}
