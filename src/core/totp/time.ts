/** A time as people and scripts write it. */

/**
 * Unix seconds of `2026-01-31T12:00:00Z`, of the same with a space, an offset, or no zone (then this computer's), of a
 * date alone (its first second here), and of `@1769860800`; undefined for anything else. From 1970 to 9999.
 */
export function readTime(text: string): number | undefined {
  const unix = /^@(\d{1,12}(?:\.\d{1,6})?)$/.exec(text.trim())?.[1]
  if (unix !== undefined) return Number(unix)
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    )
  if (parts === null) return undefined
  const [, date = '', time = '00:00', zone = ''] = parts
  if (!isDay(date)) return undefined
  const colon = zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const seconds = Date.parse(`${date}T${time}${/^[a-z]/i.test(zone) ? 'Z' : colon}`) / 1000
  return seconds >= 0 ? seconds : undefined
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Unix seconds of a date, with fractions. */
export const toUnixSeconds = (time: Date): number => time.getTime() / 1000
