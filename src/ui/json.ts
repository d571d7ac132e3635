/**
 * Characters that JSON allows raw but a terminal may act on or hide: DEL and the C1 controls, the line and paragraph
 * separators, and the controls that change the direction of text (Unicode UAX #9).
 */
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * A value as JSON that is safe to print: unsafe characters are escaped, so the value itself is unchanged. One line, or
 * indented by so many spaces.
 */
export function jsonLine(value: object, indent?: number): string {
  const escapeCharacter = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `${JSON.stringify(value, undefined, indent).replace(unsafe, escapeCharacter)}\n`
}
