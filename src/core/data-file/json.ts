/** Reading JSON that other programs or older versions may have written. */

/** The value of a JSON text, or undefined if it is not JSON. The parser's own message may repeat the text: it is dropped. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a value is an object with keys: no array and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
