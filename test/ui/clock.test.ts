import { describe, expect, it } from 'vitest'
import { buildOfflineVerdict, type ClockVerdict, type SourceReport } from '../../src/core/clock/verdict.ts'
import { clockJson, clockLines, offsetPhrase } from '../../src/ui/clock.ts'
import { plain } from '../../src/ui/palette.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { limits, measured } from '../support/verdicts.ts'

const source = (name: string, more: Partial<SourceReport> = {}): SourceReport => ({
  name,
  port: 123,
  address: '198.51.100.1',
  state: 'used',
  reject: undefined,
  measured: { offset: 0.001, delay: 0.02, rootDistance: 0.012 },
  server: { stratum: 1, leap: 0, refid: 'GPS' },
  ...more,
})

const rejected = (name: string, more: Partial<SourceReport>): SourceReport =>
  source(name, { state: 'rejected', measured: undefined, server: undefined, ...more })

const mixed: ClockVerdict = {
  ...measured(-0.0002, 0.0119),
  counts: { asked: 4, valid: 3, used: 3 },
  sources: [
    source('time.google.com'),
    source('liar.example', {
      state: 'falseticker',
      measured: { offset: -90, delay: 0.1, rootDistance: 0.1 },
    }),
    rejected('127.0.0.1', { port: 11123, state: 'timeout', reject: 'TIMEOUT' }),
    rejected('ntp.example', { reject: 'KISS', server: { stratum: 0, leap: 0, refid: 'RATE' } }),
    rejected('gone.example', { state: 'unresolved', reject: 'DNS', address: undefined }),
  ],
}

const undecided: ClockVerdict = {
  ...buildOfflineVerdict(limits),
  reason: 'disagreement',
  counts: { asked: 2, valid: 2, used: 0 },
  sources: [
    source('a.example', { state: 'undecided' }),
    source('b.example', { state: 'undecided', measured: { offset: 90, delay: 0.1, rootDistance: 0.1 } }),
  ],
}

describe('clockLines', () => {
  it('says first what is found, then who is no part of it', () => {
    expect(clockLines(mixed, en, plain).join('\n')).toMatchInlineSnapshot(`
      "OK: clock is 0.2 ms ahead (±12 ms, 3 of 4 servers agree)
        liar.example: by this one the clock is 90 s ahead (against the majority)
        127.0.0.1:11123: no answer in time (TIMEOUT)
        ntp.example: asks clients to stop sending requests (KISS RATE)
        gone.example: no address found (DNS)"
    `)
  })

  it('says the same in Japanese', () => {
    expect(clockLines(mixed, ja, plain).join('\n')).toMatchInlineSnapshot(`
      "正常: 時計は0.2ミリ秒進んでいます（±12ミリ秒、サーバー4台のうち3台が一致）
        liar.example: このサーバーによると、時計は90秒進んでいます（多数と一致しません）
        127.0.0.1:11123: 時間内に返事がありません（TIMEOUT）
        ntp.example: 問い合わせを断られました（KISS RATE）
        gone.example: アドレスが見つかりません（DNS）"
    `)
  })

  it('shows both sides where there is no majority', () => {
    expect(clockLines(undecided, en, plain).join('\n')).toMatchInlineSnapshot(`
      "UNKNOWN: the time servers disagree, so this clock could not be checked
        a.example: by this one the clock is 1.0 ms behind
        b.example: by this one the clock is 90 s behind"
    `)
  })

  it('makes control characters of servers visible', () => {
    const kiss = rejected('a\u001b[31m', {
      reject: 'KISS',
      server: { stratum: 0, leap: 0, refid: '\u001b]0;' },
    })
    const text = clockLines({ ...undecided, sources: [kiss] }, en, plain).join('\n')
    expect(text).toContain('a␛[31m: asks clients to stop sending requests (KISS ␛]0;)')
    expect(text).not.toContain('\u001b')
  })
})

describe('offsetPhrase', () => {
  it.each<[number, number, string, string]>([
    [
      12,
      0.02,
      '12 s behind (±0.02 s, 3 of 3 servers agree)',
      '12秒遅れています（±0.02秒、サーバー3台のうち3台が一致）',
    ],
    [
      -0.000213,
      0.0119,
      '0.2 ms ahead (±12 ms, 3 of 3 servers agree)',
      '0.2ミリ秒進んでいます（±12ミリ秒、サーバー3台のうち3台が一致）',
    ],
  ])('%d s ± %d s', (offset, bound, english, japanese) => {
    expect(offsetPhrase(measured(offset, bound), en)).toBe(english)
    expect(offsetPhrase(measured(offset, bound), ja)).toBe(japanese)
  })

  it('does not call one server an agreement', () => {
    const alone = { ...measured(1, 0.01), counts: { asked: 3, valid: 1, used: 1 } }
    expect(offsetPhrase(alone, en)).toBe('1 s behind (±0.01 s, by one server, confirmed by no other)')
  })

  it('says why there is none', () => {
    expect(offsetPhrase(buildOfflineVerdict(limits), en)).toBe(
      'not measured: with --offline no time server is asked',
    )
  })

  it.each([
    [0, '0.0 ms behind'],
    [-0.00004, '0.0 ms ahead'],
    [0.00994, '9.9 ms behind'],
    [0.00996, '10 ms behind'],
    [0.9994, '999 ms behind'],
    [0.9996, '1 s behind'],
    [1.2345, '1.23 s behind'],
    [119.4, '119 s behind'],
    [119.6, '2 min behind'],
    [125, '2 min 5 s behind'],
    [3600, '1 h behind'],
    [5400, '1 h 30 min behind'],
    [-90_000, '1 day 1 h ahead'],
    [-86_400 * 400, '1 year 34 days ahead'],
    [1.78e9, '56 years 147 days behind'],
  ])('%d s is “%s”', (offset, text) => {
    expect(offsetPhrase(measured(offset, 0.01), en)).toMatch(new RegExp(`^${text} `))
  })

  it.each([
    [0.1, 0.0031, '±3.1 ms'],
    [0.1, 0.00311, '±3.2 ms'],
    [0.1, 0.0995, '±100 ms'],
    [0.1, 1.01, '±1.1 s'],
    [10, 0.001, '±0.01 s'],
    [10, 0.0201, '±0.03 s'],
    [10, 2, '±2.0 s'],
  ])('rounds bounds up: %d s ± %d s', (offset, bound, text) => {
    expect(offsetPhrase(measured(offset, bound), en)).toContain(text)
  })
})

describe('clockJson', () => {
  const now = new Date('2026-07-01T12:00:00.000Z')

  it('has the keys of schema 1', () => {
    expect(clockJson({ ...measured(12.3456789, 0.02), sources: [source('time.google.com')] }, now)).toEqual({
      schema: 1,
      status: 'warning',
      reason: 'skewed',
      certain: true,
      offset_s: 12.345679,
      uncertainty_s: 0.02,
      interval_s: [12.325679, 12.365679],
      direction: 'behind',
      method: 'ntp',
      checked_at: '2026-07-01T12:00:00.000Z',
      reference_time: '2026-07-01T12:00:12.345Z',
      limits_s: { warning: 5, critical: 15 },
      counts: { asked: 3, valid: 3, used: 3 },
      sources_used: 3,
      sources: [
        {
          name: 'time.google.com',
          address: '198.51.100.1',
          port: 123,
          state: 'used',
          reject: null,
          offset_s: 0.001,
          direction: 'behind',
          delay_s: 0.02,
          root_distance_s: 0.012,
          stratum: 1,
          refid: 'GPS',
          leap: 0,
        },
      ],
      elapsed_ms: 30,
      totp: { period_s: 30, rejected_share: { w0: 0.411523, w1: 0 } },
    })
  })

  it('has the same keys, and null for what is not known', () => {
    const object = clockJson(undecided, now)
    expect(Object.keys(object)).toEqual(Object.keys(clockJson(mixed, now)))
    expect(object).toMatchObject({
      status: 'unknown',
      offset_s: null,
      uncertainty_s: null,
      interval_s: null,
      direction: null,
      reference_time: null,
      totp: { period_s: 30, rejected_share: { w0: null, w1: null } },
    })
  })

  it('survives a clock beyond all dates', () => {
    expect(clockJson(measured(1e13, 1), now).reference_time).toBeNull()
    expect(clockJson(measured(1, 1), new Date(Number.NaN)).checked_at).toBeNull()
  })
})
