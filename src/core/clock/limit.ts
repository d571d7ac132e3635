/** Limits of the clock's error as they are typed, also in the notation of monitoring plug-ins. */

/** A plain decimal number: no exponent, nothing that only JavaScript calls a number. */
const decimal = String.raw`\d{1,9}(?:\.\d{1,9})?`

/** `10`, `:10`, `0:10`, `~:10`, `-10:10`: an error outside of the range counts. */
const beyond = new RegExp(`^(?:(?<low>~|0|-${decimal})?:)?(?<high>${decimal})$`)
/** `@10:`: an error inside of the range counts. */
const from = new RegExp(`^@(?<high>${decimal}):$`)

/**
 * The seconds from which an error of the clock counts: a number, or a threshold range
 * (https://www.monitoring-plugins.org/doc/guidelines.html#THRESHOLDFORMAT) that says the same of both directions.
 * Undefined for any other text, such as a range with different limits ahead and behind, and for 0.
 */
export function parseLimit(text: string): number | undefined {
  const { low, high } = beyond.exec(text)?.groups ?? from.exec(text)?.groups ?? {}
  if (high === undefined) return undefined
  const limit = Number(high)
  if (low?.startsWith('-') && Number(low) !== -limit) return undefined
  return limit > 0 ? limit : undefined
}
