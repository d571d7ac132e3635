/** Limits in the notation of monitoring plug-ins. */
import { describe, expect, it } from 'vitest'
import { parseLimit } from '../../../src/core/clock/limit.ts'

describe('a limit of the error', () => {
  it.each([
    ['10', 10],
    ['0.5', 0.5],
    ['0:10', 10],
    [':10', 10],
    ['~:10', 10],
    ['-10:10', 10],
    ['-0.50:0.5', 0.5],
    ['@10:', 10],
  ])('%s', (text, limit) => {
    expect(parseLimit(text)).toBe(limit)
  })

  it.each([
    ['both directions differ', '-5:10'],
    ['an alert for a clock that is right', '10:'],
    ['an alert in a band', '@5:10'],
    ['a band', '5:10'],
    ['nothing', ''],
    ['zero', '0'],
    ['a range of zero', '0:0'],
    ['a negative number', '-10'],
    ['an exponent', '1e3'],
    ['hexadecimal', '0x10'],
    ['a word', 'soon'],
    ['a blank', '1 0'],
    ['a comma', '0,5'],
    ['two ranges', '1:2:3'],
    ['infinity', 'Infinity'],
    ['too many digits', '1234567890'],
  ])('none for %s: “%s”', (_, text) => {
    expect(parseLimit(text)).toBeUndefined()
  })
})
