import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/ui/palette.ts'
import { type Block, formatBlock, splitIntoPages } from '../../src/ui/screen.ts'
import { visible } from '../../src/ui/visible.ts'
import { cellWidth, countRows, wrap } from '../../src/ui/wrap.ts'

describe('wrap', () => {
  it.each([
    ['en', 'Keep the old phone as it is.', 12, ['Keep the old', 'phone as it', 'is.']],
    ['en', 'a b', 40, ['a b']],
    ['en', '', 40, ['']],
    ['en', 'unbreakableword', 6, ['unbrea', 'kablew', 'ord']],
    ['en', 'Press “Try another way”, then wait', 14, ['Press “Try', 'another way”,', 'then wait']],
    ['ja', '「別の方法を試す」を押します。', 14, ['「別の方法を', '試す」を押し', 'ます。']],
    ['ja', '新しいスマホとバックアップコード', 12, ['新しいスマホ', 'と', 'バックアップ', 'コード']],
  ] as const)('%s: %s', (language, text, columns, lines) => {
    expect(wrap(text, columns, language)).toEqual(lines)
  })

  it.each([-2, 0, 1])('ends in a window of %i columns', (columns) => {
    expect(wrap('ab あ', columns, 'ja').join('')).toBe('abあ')
  })

  it('never goes beyond the window, loses nothing, and begins no line with a closing mark', () => {
    const part = fc.constantFrom(
      'word ',
      '確認コード',
      'を、',
      '「設定」',
      '。',
      'https://example.org/a ',
      'スマホ',
      '（たぶん）',
      ', ',
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.integer({ min: 12, max: 80 }),
        fc.constantFrom('en' as const, 'ja' as const),
        (parts, columns, language) => {
          const text = parts.join('')
          const lines = wrap(text, columns, language)
          for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(columns)
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })
})

describe('visible', () => {
  it.each([
    ['plain 日本語', 'plain 日本語'],
    ['\u001b[2J', '␛[2J'],
    ['a\r\nb\t', 'a␍␊b␉'],
    ['\u202eevil', '<U+202E>evil'],
    ['\u009b1m', '<U+009B>1m'],
    ['\u200b', '<U+200B>'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })
})

describe('pages', () => {
  const window = { columns: 40, rows: 24, language: 'en', style: plain, unicode: true } as const
  const step = (number: number): Block => ({
    kind: 'item',
    mark: `${number}.`,
    text: 'Open the settings and look for the date, then switch on what is automatic.',
  })

  it('fit the window together with the question', () => {
    const blocks = Array.from({ length: 9 }, (_, index) => step(index + 1))
    const pages = splitIntoPages(blocks, window, 9)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(countRows(page, 40)).toBeLessThanOrEqual(24 - 9)
    expect(pages.flat()).toEqual(blocks.flatMap((block) => formatBlock(block, window)))
  })

  it('do not cut an address, and count the rows it is folded into', () => {
    const text = `https://example.org/${'a'.repeat(60)}`
    expect(formatBlock({ kind: 'verbatim', text }, window)).toEqual([text])
    expect(countRows([text], 40)).toBe(2)
  })

  it.each([
    ['あいうえお', 5, 3],
    ['\u001b[1mあいう\u001b[22mえお', 5, 3],
    ['あいうえお', 10, 1],
    ['aあいう', 3, 3],
    ['aあいう', 4, 2],
    ['', 5, 1],
  ])('take whole characters in each row: %j in %i columns', (line, columns, rows) => {
    expect(countRows([line], columns)).toBe(rows)
  })

  it('do not end with a heading', () => {
    const warning: Block = { kind: 'caution', text: 'Do not reset the phone.' }
    const blocks: Block[] = [...Array.from({ length: 4 }, (_, index) => step(index + 1)), { kind: 'gap' }]
    const [first, second] = splitIntoPages([...blocks, { kind: 'text', text: 'Do not' }, warning], window, 10)
    expect(first?.at(-1)).not.toBe('Do not')
    expect(second).toEqual(['Do not', '⚠ Do not reset the phone.'])
  })

  it('leaves out what is optional where it would take a page more', () => {
    const title: Block = { kind: 'title', text: 'Ways' }
    const optional: Block = { kind: 'note', text: 'Known: app, text message.', optional: true }
    const shown = (rows: number) =>
      splitIntoPages([title, optional], { ...window, rows }, 2).map(([...lines]) => lines)
    expect(shown(24)).toEqual([['Ways', 'Known: app, text message.']])
    const long = [
      title,
      ...Array.from({ length: 12 }, (_, n): Block => ({ kind: 'text', text: `Line ${n}` })),
      optional,
    ]
    expect(splitIntoPages(long, { ...window, rows: 15 }, 2).flat()).not.toContain('Known: app, text message.')
    expect(splitIntoPages(long, { ...window, rows: 16 }, 2)[0]).toContain('Known: app, text message.')
  })

  it('are one for what fits, and one at least for nothing', () => {
    expect(splitIntoPages([step(1)], window, 9)).toHaveLength(1)
    expect(splitIntoPages([], window, 9)).toHaveLength(0)
  })
})
