import { describe, expect, it } from 'vitest'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { steamParameters } from '../../../src/core/totp/parameters.ts'
import { keyOf, vectors } from '../../support/vectors.ts'

describe('codes', () => {
  it.each(vectors.hotp)('by counter: $source, counter $counter', (vector) => {
    const { algorithm, digits, counter, code } = vector
    expect(codeAtCounter(keyOf(vector), { type: 'hotp', algorithm, digits }, counter)).toBe(code)
  })

  it.each(vectors.totp)('by time: $source, $algorithm at $time', (vector) => {
    const { algorithm, digits, period, time, code } = vector
    expect(codeAt(keyOf(vector), { type: 'totp', algorithm, digits, period }, time).code).toBe(code)
  })

  it.each(vectors.totpSequence)('by time, one after the other: $source', (vector) => {
    const { algorithm, digits, period, time, codes } = vector
    const made = codes.map(
      (_, index) =>
        codeAt(keyOf(vector), { type: 'totp', algorithm, digits, period }, time + index * period).code,
    )
    expect(made).toEqual(codes)
  })

  it.each(vectors.steam)("Steam's letters: $source at $time", (vector) => {
    expect(codeAt(keyOf(vector), steamParameters, vector.time).code).toBe(vector.code)
  })

  it.each([
    ['at the beginning of a step', 60, 30],
    ['in the middle of a second', 60.5, 30],
    ['a second before the end', 89, 1],
    ['a moment before the end', 89.999, 1],
  ])('says how long a code counts %s', (_name, at, secondsLeft) => {
    const parameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } as const
    expect(codeAt(new Uint8Array(20), parameters, at)).toMatchObject({ secondsLeft, from: 60, to: 90 })
  })
})
