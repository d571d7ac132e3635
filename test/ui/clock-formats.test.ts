import { describe, expect, it } from 'vitest'
import { buildOfflineVerdict } from '../../src/core/clock/verdict.ts'
import { formatChart, nagiosLine, prometheusText, watchLine } from '../../src/ui/clock-formats.ts'
import { cellWidth } from '../../src/ui/wrap.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { limits, measured } from '../support/verdicts.ts'

describe('nagiosLine', () => {
  it('is one line with ranges that have both ends', () => {
    expect(nagiosLine(measured(-0.000213, 0.0119), en)).toBe(
      'CLOCK OK - 0.2 ms ahead (±12 ms, 3 of 3 servers agree) | offset=-0.000213s;-5:5;-15:15 uncertainty=0.011900s;;;0 servers=3;;;0;3 time=0.030s;;;0',
    )
  })

  it('leaves out what was not measured', () => {
    const line = nagiosLine(buildOfflineVerdict(limits), en)
    expect(line).toMatch(/^CLOCK UNKNOWN - .* \| servers=0;;;0;0 time=0\.000s;;;0$/)
  })
})

describe('prometheusText', () => {
  it('says the offset with its help and type', () => {
    const text = prometheusText(measured(-2.5, 0.01), new Date('2026-07-01T12:00:00.500Z'))
    expect(text).toContain(
      '# TYPE twofa_rescue_clock_offset_seconds gauge\ntwofa_rescue_clock_offset_seconds{method="ntp"} -2.5\n',
    )
    expect(text).toContain('twofa_rescue_clock_check_timestamp_seconds{method="ntp"} 1782907200.5\n')
    expect(text.endsWith('\n')).toBe(true)
  })
})

describe('chartOf', () => {
  it.each<[string, readonly (number | undefined)[], number, boolean, string]>([
    ['the newest at the right', [0, 1, 2, 3, 4, 5, 6, 7], 8, true, '▁▂▃▄▅▆▇█'],
    ['no more than fits', [0, 1, 2, 3, 4, 5, 6, 7], 3, true, '▁▅█'],
    ['a gap where nothing was measured', [0, undefined, 7], 8, true, '▁ █'],
    ['all alike', [3, 3], 8, true, '▅▅'],
    ['without Unicode', [0, 7], 8, false, '_@'],
    ['nothing', [], 8, true, ''],
    ['no room', [1, 2], -3, true, ''],
  ])('%s', (_name, history, width, unicode, chart) => {
    expect(formatChart(history, width, unicode)).toBe(chart)
  })
})

describe('watchLine', () => {
  const history = Array.from({ length: 100 }, (_, index) => Math.sin(index) / 1000)
  const verdicts = [measured(-0.0002, 0.0119), measured(90, 0.02), buildOfflineVerdict(limits)]

  it.each([20, 40, 60, 80, 200])('fits %d columns in both languages', (columns) => {
    for (const words of [en, ja])
      for (const verdict of verdicts) {
        const line = watchLine({ verdict, history, next: words.clock.next('63 s') }, words, {
          columns,
          unicode: true,
        })
        expect(cellWidth(line)).toBeLessThan(columns)
        if (columns >= 40) expect(line).toContain(words.clock.statuses[verdict.status])
      }
  })

  it('shows verdict, chart and what comes next where there is room', () => {
    const shown = watchLine(
      { verdict: measured(-0.0002, 0.0119), history: [0, 7], next: 'next in 9 s' },
      en,
      {
        columns: 80,
        unicode: true,
      },
    )
    expect(shown).toBe('OK: 0.2 ms ahead (±12 ms, 3 of 3 servers agree)  ▁█  next in 9 s')
  })

  it('names the offset shortly in a narrow window, and keeps the chart', () => {
    const shown = watchLine({ verdict: measured(-0.0002, 0.0119), history, next: '' }, en, {
      columns: 40,
      unicode: true,
    })
    expect(shown).toMatch(/^OK: 0\.2 ms ahead \(±12 ms\) {2}[▁-█]{8,}$/)
  })
})
