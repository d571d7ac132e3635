/** Words of the other language on a screen: whatever is not in the one that was asked for is a mistake. */
import type { Language } from '../../src/core/flow/lists.ts'
import { en, type Words } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { shippedBook } from './flows.ts'

const book = shippedBook()

export const wordsIn: Readonly<Record<Language, Words>> = { en, ja }

/** Without the breaks of lines: English breaks where there is a blank, Japanese anywhere. */
export function flatIn(text: string, language: Language): string {
  return language === 'en' ? text.replace(/\s+/g, ' ').trim() : text.replace(/\s+/g, '')
}

/** Names that begin with a small letter. Any other small Latin word in a Japanese sentence is English. */
const smallNames = ['eSIM', 'iPhone', 'iPad', 'iOS', 'macOS', 'au', 'docomo', 'ctrl-c']

/** Words of the other language, but for the one line that offers it. Quoted are labels, file names and commands. */
export function foreignIn(lines: readonly string[], { language, otherLanguage }: Words): readonly string[] {
  const text = lines.filter((line) => !line.includes(otherLanguage)).join('\n')
  if (language === 'en')
    return text.replace(/“[^”]*”/g, ' ').match(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]+/gu) ?? []
  const prose = text.replace(/\[x\]|https:\/\/\S+|(npx )?2fa-rescue( [a-z-]+)*|--[a-z]+|「[^」]*」/g, ' ')
  return latinIn(prose).filter(
    (word) => (/^[a-z]/.test(word) && !smallNames.includes(word)) || englishOnly.has(word),
  )
}

const latinIn = (text: string): readonly string[] => text.match(/[A-Za-z]+(?:[.-][A-Za-z]+)*/g) ?? []

/** What the program says in English and nowhere in Japanese. */
const englishOnly: ReadonlySet<string> = new Set(
  (() => {
    const japanese = new Set(latinIn(`${saidBy(ja)}\n${writtenIn('ja', book)}`))
    return latinIn(`${saidBy(en)}\n${writtenIn('en', book)}`).filter(
      (word) => word.length > 1 && !japanese.has(word),
    )
  })(),
)

/** Every text of a language's words; of those that take something, the source. */
function saidBy(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).map(saidBy).join('\n')
  return typeof value === 'string' || typeof value === 'function' ? String(value) : ''
}

/** Every text of the flows in a language. */
function writtenIn(language: Language, value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, inner]) =>
      key === language && typeof inner === 'string' ? inner : writtenIn(language, inner),
    )
    .join('\n')
}
