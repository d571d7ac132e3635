/** Decodes the bytes of a text file in any of the common encodings. */
import { decodeBytes } from '../decode-text.ts'
import { RescueError } from '../errors.ts'
import type { CodesRule } from '../flaws.ts'

/** Lists of codes have a few hundred bytes; this is far above all of them. */
export const maxBytes = 64 * 1024

/** Signatures of files that are not plain text. */
const kinds: readonly (readonly [rule: CodesRule, beginning: string])[] = [
  ['pdf', '%PDF'],
  ['rich-text', '{\\rtf'],
  ['archive', 'PK\u0003\u0004'],
  ['picture', '\u0089PNG'],
  ['picture', '\u00ff\u00d8\u00ff'],
  ['picture', 'GIF8'],
  ['picture', 'RIFF'],
]

/**
 * Reads UTF-8, UTF-16 in both byte orders and Shift_JIS; anything else is read as Windows-1252. A byte order mark is
 * left out. Throws `bad-codes` with the kind of file for anything that is not plain text.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const refuse = (rule: CodesRule): never => {
    throw new RescueError({
      code: 'bad-codes',
      flaws: [{ file, line: 1, column: 1, fault: { kind: 'codes', rule } }],
    })
  }
  if (bytes.length > maxBytes) return refuse('too-large')
  const beginning = String.fromCharCode(...bytes.subarray(0, 12))
  const kind = kinds.find(([, start]) => beginning.startsWith(start))
  if (kind !== undefined) return refuse(kind[0])
  // HEIC and related formats have their type after the length of the first box.
  if (beginning.slice(4, 8) === 'ftyp') return refuse('picture')
  const { text } = decodeBytes(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of them
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) return refuse('binary')
  return text
}
