/** Calendar files, read by another reader of RFC 5545 and held against the RFC's own rules. */
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCalendar, type Reminder } from '../../src/core/calendar.ts'

const reminder: Reminder = {
  uid: '6d5f3c8e-1f5e-4b07-9c7d-0d8f2f0c1a11',
  title: 'Try a sign-in; see that it works, and how',
  text: '1. Sign in.\n2. See whether the backup codes are still where they were.',
  from: new Date(2026, 0, 15),
  months: 3,
  written: new Date('2026-01-15T10:20:30.456Z'),
  version: '0.1.0',
}

/** What is used of the other reader; its own declarations do not pass with library types checked. */
interface Reader {
  parse(text: string): unknown
  Component: new (parsed: unknown) => { getFirstSubcomponent(name: string): unknown }
  Event: new (
    component: unknown,
  ) => {
    readonly summary: string
    readonly description: string
    iterator(): { next(): { readonly year: number; readonly month: number } }
  }
}
const ical: Reader = createRequire(import.meta.url)('ical.js')

const eventIn = (text: string): InstanceType<Reader['Event']> =>
  new ical.Event(new ical.Component(ical.parse(text)).getFirstSubcomponent('vevent'))

describe('a calendar file', () => {
  it('stands as it was meant', () => {
    expect(formatCalendar(reminder).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//2fa-rescue//2fa-rescue 0.1.0//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:6d5f3c8e-1f5e-4b07-9c7d-0d8f2f0c1a11',
      'DTSTAMP:20260115T102030Z',
      'DTSTART;VALUE=DATE:20260415',
      'RRULE:FREQ=MONTHLY;INTERVAL=3',
      'SUMMARY:Try a sign-in\\; see that it works\\, and how',
      'DESCRIPTION:1. Sign in.\\n2. See whether the backup codes are still where th',
      ' ey were.',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Try a sign-in\\; see that it works\\, and how',
      'TRIGGER:PT9H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('comes back every three months, from whatever day it is written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2026, 0, 1), max: new Date(2040, 0, 1), noInvalidDate: true }),
        (from) => {
          const event = eventIn(formatCalendar({ ...reminder, from }))
          const days = event.iterator()
          const met = Array.from({ length: 9 }, () => days.next())
          const months = met.map((day) => day.year * 12 + day.month)
          expect(months[0]).toBe(from.getFullYear() * 12 + from.getMonth() + 1 + 3)
          for (const [index, month] of months.entries()) expect(month).toBe((months[0] ?? 0) + 3 * index)
        },
      ),
    )
  })

  it('gives back every text, in lines of 75 octets at most', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/\p{Cc}/u.test(text))
    fc.assert(
      fc.property(line, fc.array(line, { minLength: 1, maxLength: 4 }), (title, lines) => {
        const text = formatCalendar({ ...reminder, title, text: lines.join('\n') })
        for (const each of text.split('\r\n')) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(75)
        const event = eventIn(text)
        expect([event.summary, event.description]).toEqual([title, lines.join('\n')])
      }),
    )
  })

  it('folds Japanese between characters', () => {
    const text = formatCalendar({ ...reminder, text: 'ログインを確かめる。'.repeat(20) })
    for (const line of text.split('\r\n')) expect(line).not.toContain('\ufffd')
    expect(eventIn(text).description).toBe('ログインを確かめる。'.repeat(20))
  })
})
