/** Text from a file, a server or a link, with characters that cannot be seen shown as escapes: no terminal acts on them, and two names that differ look different. */
export function visible(text: string): string {
  return text.replace(emojiOrHidden, (found, emoji: string | undefined) => {
    if (emoji !== undefined) return found
    const code = found.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** A picture with its own selector and colour of skin, as a sequence of them joined (UTS #51, section 1.4.9), and a keycap. */
const picture = String.raw`\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?`
const emoji = String.raw`${picture}(?:\u200d${picture})*|[0-9#*]\ufe0f\u20e3`

/**
 * Control characters, marks that change the direction of text, line ends, and what is not drawn at all: zero-width
 * characters, tags and variation selectors. Our own texts contain none of them. Those of Japanese characters are shown
 * too: few terminals draw the variant, so that two names would look the same.
 */
const hidden = String.raw`[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]`

const emojiOrHidden = new RegExp(`(${emoji})|${hidden}`, 'gu')
