/** Both languages say everything, each in its own script. */
import { describe, expect, it } from 'vitest'
import { en, type Words } from '../src/words/en.ts'
import { ja } from '../src/words/ja.ts'
import { calls } from './support/word-samples.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/** A text, and where it stands. */
type Found = readonly [path: string, text: string]

/** Every text of a language, those that functions make included. A function that takes no plain text needs a sample. */
function textsOf(words: Words): readonly Found[] {
  const below = (value: unknown, path: string): readonly Found[] => {
    if (typeof value === 'string') return [[path, value]]
    if (typeof value === 'function') return made(value as Making, path)
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).flatMap(([key, inner]) =>
        below(inner, path === '' ? key : `${path}.${key}`),
      )
    }
    // A text that is missing must not go unnoticed.
    return [[path, String(value)]]
  }
  const made = (make: Making, path: string): readonly Found[] => {
    const samples = Object.hasOwn(calls, path) ? (calls[path] ?? []) : [() => make('1', '1', '1', '1')]
    return samples.flatMap((call) => below(call(words), `${path}()`))
  }
  return below(words, '')
}

type Making = (...given: readonly string[]) => unknown

/** Words that are the same everywhere: commands, names, the other language's own line. */
const same = /examples|overview\.way|languageName|otherLanguage|language$|labels\.(quote|such|foreign)/
/** What stands between two numbers may be nothing. */
const mayBeEmpty = /^clock\.units\.between$|^unicode/

describe('words', () => {
  const english = textsOf(en)
  const inJapanese = textsOf(ja)

  it('are many, and as many in both languages', () => {
    expect(english.length).toBeGreaterThan(600)
    expect(inJapanese.map(([path]) => path)).toEqual(english.map(([path]) => path))
  })

  it('have a sample for every function that is named in the samples', () => {
    const paths = new Set(english.map(([path]) => path.replace(/\(\).*/, '')))
    expect(Object.keys(calls).filter((path) => !paths.has(path))).toEqual([])
  })

  it.each([
    ['en', english],
    ['ja', inJapanese],
  ])('have no gap in %s', (_, texts) => {
    expect(texts.filter(([, text]) => /undefined|NaN|\[object|=>/.test(text))).toEqual([])
    expect(texts.filter(([path, text]) => text.trim() === '' && !mayBeEmpty.test(path))).toEqual([])
  })

  it('are English in English', () => {
    expect(english.filter(([path, text]) => japanese.test(text) && !same.test(path))).toEqual([])
  })

  it('are Japanese in Japanese', () => {
    const mute = inJapanese.filter(
      ([path, text]) => /[a-z]{3}/i.test(text) && !japanese.test(text) && !same.test(path),
    )
    expect(mute).toEqual([])
  })

  it('spell Japanese as the glossary asks', () => {
    for (const [path, text] of inJapanese) {
      expect(text, path).not.toMatch(/！|[\uff61-\uff9f]|あなた|認証に失敗|[０-９]/)
    }
  })

  it('offer the other language in the other language', () => {
    expect(en.otherLanguage).toMatch(japanese)
    expect(ja.otherLanguage).not.toMatch(japanese)
  })
})
