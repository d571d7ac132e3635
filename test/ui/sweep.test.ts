/** What stands on the screen while a long search runs. */
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/ui/palette.ts'
import { type Progress, sweepLines } from '../../src/ui/sweep.ts'
import { cellWidth } from '../../src/ui/wrap.ts'
import { en, type Words } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'

const lines = (progress: Progress, { words = en, columns = 80, unicode = true } = {}) =>
  sweepLines(words.sweep.begun(1970, 2100), progress, words, {
    columns,
    rows: 24,
    language: words.language,
    style: plain,
    unicode,
  })

describe('sweepLines', () => {
  it('shows what is searched, a bar, the share and the time left', () => {
    expect(lines({ share: 0.34, seconds: 20 })).toEqual([
      'Trying every time from 1970 to 2100. ctrl-c stops it.',
      `${'█'.repeat(10)}${'░'.repeat(20)} 34%, about 40 s left`,
    ])
    expect(lines({ share: 0.25, seconds: 60 }, { words: ja })).toEqual([
      '1970年から2100年までの時刻をすべて試しています。ctrl-c でやめられます。',
      `${'█'.repeat(7)}${'░'.repeat(23)} 25%、残り約3分`,
    ])
  })

  it.each([
    [0, 0, '0%'],
    [0.5, 1, '50%'],
    [0.005, 60, '0%'],
    [0.5, 90, '50%, about 90 s left'],
    [0.5, 100, '50%, about 2 min left'],
    [0.99, 100, '99%, about 5 s left'],
    [0.999, 100, '99%, about 5 s left'],
    [1, 100, '100%'],
  ])('says of %d after %d s: %s', (share, seconds, told) => {
    expect(
      lines({ share, seconds })
        .at(-1)
        ?.replace(/^[█░]+ /, ''),
    ).toBe(told)
  })

  it('fits every window, and never fills a row', () => {
    for (const words of [en, ja] as const satisfies readonly Words[])
      for (const columns of [20, 30, 40, 80, 200])
        for (const share of [0, 0.5, 1])
          for (const line of lines({ share, seconds: 1e5 }, { words, columns }))
            if (!line.startsWith(' ')) expect(cellWidth(line), line).toBeLessThan(columns)
  })

  it('is ASCII where nothing else can be shown', () => {
    expect(lines({ share: 0.5, seconds: 0 }, { unicode: false }).at(-1)).toMatch(/^#{15}-{15} 50%$/)
  })
})
