import { describe, expect, it } from 'vitest'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { steamParameters } from '../../../src/core/totp/parameters.ts'
import { keyOf, vectors } from '../../support/vectors.ts'

/** RFC 4226, appendix D: the key is the text below, the counters are 0 to 9. */
const hotpCodes = [
  ...['755224', '287082', '359152', '969429', '338314'],
  ...['254676', '287922', '162583', '399871', '520489'],
]

/** RFC 6238, appendix B: 8 digits; the keys are the same digits, repeated to the length of the hash. */
const totpCodes = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
] as const

/** The RFCs' key, in the length of the hash function's output. */
const rfcKey = (bytes: number): Uint8Array => new TextEncoder().encode('1234567890'.repeat(7).slice(0, bytes))

describe('the codes of the RFCs', () => {
  it.each(hotpCodes.map((code, counter) => ({ counter, code })))('counter $counter', ({ counter, code }) => {
    expect(codeAtCounter(rfcKey(20), { type: 'hotp', algorithm: 'SHA1', digits: 6 }, counter)).toBe(code)
  })

  it.each(totpCodes)('at %d s', (time, ...codes) => {
    const hashes = [
      ['SHA1', 20],
      ['SHA256', 32],
      ['SHA512', 64],
    ] as const
    const made = hashes.map(
      ([algorithm, bytes]) =>
        codeAt(rfcKey(bytes), { type: 'totp', algorithm, digits: 8, period: 30 }, time).code,
    )
    expect(made).toEqual(codes)
  })
})

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
