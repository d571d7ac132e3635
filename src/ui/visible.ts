/** Text from a file, a server or a link, with control characters made visible so that the terminal does not act on them. */
export function visible(text: string): string {
  return text.replace(hidden, (char) => {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Control characters, marks that change the direction of text, and line ends: our own texts contain none of them. */
const hidden = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu
