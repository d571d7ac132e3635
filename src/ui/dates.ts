/** Formats dates for people. */

/** The day of an RFC 3339 date or timestamp, in UTC, such as "1 March 2026". `language` as a BCP 47 tag. */
export function dateText(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
}
