/**
 * A repeating reminder as a calendar file (iCalendar, RFC 5545). Written here because the libraries at hand do not do:
 * one folds by letters where the RFC counts octets (section 3.1), which Japanese exceeds, and writes a duration that its
 * grammar does not have; another needs a newer Node.
 */

export interface Reminder {
  /** Unique in the world (RFC 7986, section 5.3). */
  readonly uid: string
  readonly title: string
  readonly text: string
  /** The day from which the months are counted; the first reminder is one interval later. */
  readonly from: Date
  /** Months between two reminders. */
  readonly months: number
  /** When the file is written. */
  readonly written: Date
  /** Of the program that writes it. */
  readonly version: string
}

/** The file's text: one event of a whole day that comes back, with an alarm at nine in the morning. */
export function formatCalendar({ uid, title, text, from, months, written, version }: Reminder): string {
  const day = firstDay(from, months)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//2fa-rescue//2fa-rescue ${version}//EN`,
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${written.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day}`,
    `RRULE:FREQ=MONTHLY;INTERVAL=${months}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    // A day that is only marked does not make anybody busy.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    'TRIGGER:PT9H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** The day of the first reminder, in the person's time zone. A month without a 29th would be left out (RFC 5545, 3.3.10). */
function firstDay(from: Date, months: number): string {
  const day = Math.min(from.getDate(), 28)
  const first = new Date(Date.UTC(from.getFullYear(), from.getMonth() + months, day))
  return first.toISOString().slice(0, 10).replaceAll('-', '')
}

/** TEXT (RFC 5545, section 3.3.11). */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** Lines of at most 75 octets, cut between characters (RFC 5545, section 3.1). */
function foldLine(line: string): string {
  const octets = (text: string): number => new TextEncoder().encode(text).length
  let folds = ''
  let part = ''
  for (const char of line) {
    if (octets(part) + octets(char) > 75) {
      folds += `${part}\r\n`
      part = ' '
    }
    part += char
  }
  return folds + part
}
