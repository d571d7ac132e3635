/** Turns the bytes of a text file into text: one decoder for every file that people hand over. */

/** The encodings that are told apart. */
type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252'

/** A text and how it was written; line ends are kept as they are. */
interface DecodedText {
  readonly text: string
  readonly encoding: TextEncoding
}

/**
 * Reads UTF-8, UTF-16 in both byte orders (with a byte order mark, or recognised by its zero bytes), Shift_JIS, and
 * anything else as Windows-1252. The byte order mark is left out. Undefined for bytes that are no text: those with
 * control characters other than tabs, line ends and form feeds.
 */
export function decodeTextFile(bytes: Uint8Array): DecodedText | undefined {
  const decoded = decodeBytes(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of them
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(decoded.text) ? undefined : decoded
}

/** As `decodeTextFile`, whatever characters come out. */
export function decodeBytes(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), encoding: wide }
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {
      // Not this one, or a Node that was built without it.
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
}

/** UTF-16 by its mark, or by the zero bytes that nearly every second byte is in a text of Latin letters. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > bytes.length / 4 && even === 0) return 'utf-16le'
  return even > bytes.length / 4 && odd === 0 ? 'utf-16be' : undefined
}
