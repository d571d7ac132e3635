/** A remedy that comes back, as a calendar entry. */
import { calendarOf } from '../core/calendar.ts'
import { splitAction } from '../core/flow/book.ts'
import { fill, type TextContext } from '../core/flow/cards.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Host } from '../host/host.ts'
import { writeAsked } from '../tasks/save-file.ts'
import type { Block } from '../ui/screen.ts'
import { visible } from '../ui/visible.ts'

/** Often enough that a way that broke is found while another one still works. */
const months = 3

/** Writes the entry, and says where it is. */
export async function writeCalendar(
  host: Host,
  voice: TextContext,
  { id, remedy }: Stop & { kind: 'remedy' },
): Promise<readonly Block[]> {
  const { kit } = host.words
  const steps = remedy.steps.map((step, index) => `${index + 1}. ${fill(splitAction(step).say, voice)}`)
  const now = host.now()
  const name = await writeAsked(host, {
    message: kit.file.calendar,
    preset: `${id}.ics`,
    endings: ['.ics'],
    content: () =>
      calendarOf({
        uid: crypto.randomUUID(),
        title: fill(remedy.title, voice),
        text: [...steps, '', kit.calendar.about].join('\n'),
        from: now,
        months,
        written: now,
        version: host.version,
      }),
  })
  return [{ kind: 'good', text: kit.file.calendarWritten(visible(name)) }]
}
