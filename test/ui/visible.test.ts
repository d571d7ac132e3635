/** Text from outside: what cannot be seen is shown. */
import { describe, expect, it } from 'vitest'
import { visible } from '../../src/ui/visible.ts'

describe('what cannot be seen', () => {
  it.each([
    ['zero-width space', 'git\u200bhub', 'git<U+200B>hub'],
    ['zero-width joiner', 'git\u200dhub', 'git<U+200D>hub'],
    ['word joiner', 'git\u2060hub', 'git<U+2060>hub'],
    ['soft hyphen', 'git\u00adhub', 'git<U+00AD>hub'],
    ['byte order mark', '\ufeffgithub', '<U+FEFF>github'],
    ['Hangul filler', 'a\u3164b', 'a<U+3164>b'],
    ['tag', 'github\u{e0061}', 'github<U+E0061>'],
    ['tags after a flag', '\u{1f3f4}\u{e0067}', '\u{1f3f4}<U+E0067>'],
    ['variation selector of a letter', 'a\ufe0f', 'a<U+FE0F>'],
    ['variation selector of a digit', '1\ufe0f', '1<U+FE0F>'],
    ['second variation selector', '\u2601\ufe0f\ufe0f', '\u2601\ufe0f<U+FE0F>'],
    ['variation selector of a Japanese character', '\u845b\u{e0100}', '\u845b<U+E0100>'],
    ['joiner after an emoji', '\u{1f469}\u200dx', '\u{1f469}<U+200D>x'],
    ['control character', 'a\u001b[2J', 'a␛[2J'],
    ['direction', 'a\u202eb', 'a<U+202E>b'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown)
  })
})

describe('what is drawn', () => {
  it.each([
    ['emoji with its selector', '\u2601\ufe0f'],
    ['family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['emoji of a person with a colour of skin', '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}'],
    ['heart on fire', '\u2764\ufe0f\u200d\u{1f525}'],
    ['keycap', '1\ufe0f\u20e3'],
    ['Japanese text', '\u845b\u98fe\u533a \u304b\u3099'],
  ])('%s', (_, text) => {
    expect(visible(text)).toBe(text)
  })
})
