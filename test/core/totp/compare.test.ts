import { describe, expect, it } from 'vitest'
import { codeAt } from '../../../src/core/totp/code.ts'
import { compareCodes } from '../../../src/core/totp/compare.ts'
import { usualParameters } from '../../../src/core/totp/parameters.ts'

const key = new Uint8Array(20).fill(3)
const at = 1_700_000_000

/** Looks one step apart at two entries: the second one's clock is off, or it counts differently. */
const looks = (skew: number, parameters = usualParameters, made = key) =>
  [0, 30, 60].map((later) => ({
    first: codeAt(key, usualParameters, at + later).code,
    second: codeAt(made, parameters, at + later + skew).code,
  }))

describe('two entries side by side', () => {
  it.each([
    ['that are the same', looks(0), { kind: 'same' }],
    ['of which one is a step ahead', looks(30), { kind: 'shifted', steps: 1 }],
    ['of which one is two steps behind', looks(-60), { kind: 'shifted', steps: -2 }],
    [
      'with codes of another length',
      looks(0, { ...usualParameters, digits: 8 }),
      { kind: 'other-length', first: 6, second: 8 },
    ],
    ['of other secrets', looks(0, usualParameters, new Uint8Array(20)), { kind: 'unlike' }],
    ['with another algorithm', looks(0, { ...usualParameters, algorithm: 'SHA256' }), { kind: 'unlike' }],
  ])('%s', (_name, seen, comparison) => {
    expect(compareCodes(seen)).toEqual(comparison)
  })

  it('need a second look where they are a step apart', () => {
    expect(compareCodes(looks(30).slice(0, 1))).toEqual({ kind: 'unlike' })
    expect(compareCodes(looks(30).slice(0, 2))).toEqual({ kind: 'shifted', steps: 1 })
  })
})
