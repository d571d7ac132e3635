import { describe, expect, it } from 'vitest'
import { readTime } from '../../../src/core/totp/time.ts'

describe('a time', () => {
  it.each([
    ['@59', 59],
    ['@1700000000.5', 1_700_000_000.5],
    ['1970-01-01T00:00:59Z', 59],
    ['1970-01-01 00:00:59 UTC', 59],
    ['1970-01-01T09:00:59+09:00', 59],
    ['1970-01-01T09:00:59+0900', 59],
    ['2009-02-13T23:31Z', 1_234_567_860],
    // Without a zone it is this computer's.
    ['2026-07-01 12:00:00', new Date(2026, 6, 1, 12).getTime() / 1000],
    ['2026-07-01', new Date(2026, 6, 1).getTime() / 1000],
  ])('%s is read', (text, seconds) => {
    expect(readTime(text)).toBe(seconds)
  })

  it.each([
    '',
    'now',
    '59',
    '@-1',
    '@1e9',
    '2026-13-01',
    '2026-02-30T00:00:00Z',
    '1969-12-31T00:00:00Z',
    '1/2/2026',
    '2026-01-01T25:00:00Z',
  ])('“%s” is none', (text) => {
    expect(readTime(text)).toBeUndefined()
  })
})
