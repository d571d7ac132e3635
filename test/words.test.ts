/** Both languages say everything, each in its own script. */
import { describe, expect, it } from 'vitest'
import { en } from '../src/words/en.ts'
import { ja } from '../src/words/ja.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/** Every text, with functions called on plain arguments. */
function textsOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return textsOf(callOn(value as (...given: unknown[]) => unknown), `${path}()`)
  if (Array.isArray(value)) return value.flatMap((inner, index) => textsOf(inner, `${path}.${index}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
}

/** Calls with lists where a list is wanted; functions that need more than plain arguments have tests of their own. */
function callOn(say: (...given: unknown[]) => unknown): unknown {
  for (const given of [
    ['x', 'x', 'x'],
    [['x'], ['x']],
    [1, 2, 3],
  ]) {
    try {
      return say(...given)
    } catch {
      // Another kind of argument, then.
    }
  }
  return undefined
}

/** Words that are the same everywhere: commands, names, the other language's own line. */
const same = /examples|languageName|otherLanguage|\.language$|labels\.(quote|such|foreign)/

describe('words', () => {
  const english = textsOf(en, 'en')
  const inJapanese = textsOf(ja, 'ja')

  it('are many', () => {
    expect(english.length).toBeGreaterThan(120)
    expect(inJapanese.length).toBe(english.length)
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
