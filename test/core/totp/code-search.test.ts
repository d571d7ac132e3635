/** The search beside Node's own HMAC: whatever the key, the algorithm, the form and the place. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CodeForm, codeAtCounter } from '../../../src/core/totp/code.ts'
import { longestPlainSearch, searchCounters, searchPlain } from '../../../src/core/totp/code-search.ts'
import type { CounterSearch } from '../../../src/core/totp/counter-search.ts'
import { searchWithKernel } from '../../../src/core/totp/kernel-search.ts'
import { type Algorithm, algorithms } from '../../../src/core/totp/parameters.ts'
import { codeOf, hotpValue } from '../../support/codes.ts'

/** RFC 4226, appendix D: the key is ASCII. */
const rfcKey = new TextEncoder().encode('12345678901234567890')
const hotp = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')

/** RFC 6238, appendix B: time, and the code by algorithm. Each has a key of its own length. */
const totp: readonly (readonly [number, Readonly<Record<Algorithm, string>>])[] = [
  [59, { SHA1: '94287082', SHA256: '46119246', SHA512: '90693936' }],
  [1111111109, { SHA1: '07081804', SHA256: '68084774', SHA512: '25091201' }],
  [1111111111, { SHA1: '14050471', SHA256: '67062674', SHA512: '99943326' }],
  [1234567890, { SHA1: '89005924', SHA256: '91819424', SHA512: '93441116' }],
  [2000000000, { SHA1: '69279037', SHA256: '90698825', SHA512: '38618901' }],
  [20000000000, { SHA1: '65353130', SHA256: '77737706', SHA512: '47863826' }],
]
const keySize: Readonly<Record<Algorithm, number>> = { SHA1: 20, SHA256: 32, SHA512: 64 }
const keyFor = (algorithm: Algorithm) =>
  new TextEncoder().encode('1234567890'.repeat(7).slice(0, keySize[algorithm]))

const sha1 = (search: Omit<CounterSearch, 'key' | 'algorithm' | 'form'>) =>
  searchWithKernel({ key: rfcKey, algorithm: 'SHA1', form: 'decimal', ...search })

/** The same, counter by counter. */
function searchedSlowly({ key, algorithm, codes, form, from, to }: CounterSearch): readonly number[] {
  const found: number[] = []
  for (let counter = from; counter <= to; counter += 1) {
    const fits = codes.every(
      (code, index) => codeOf(hotpValue(key, algorithm, counter + index), form, code.length) === code,
    )
    if (fits) found.push(counter)
  }
  return found
}

const keys = fc.uint8Array({ minLength: 1, maxLength: 200 })
const anyAlgorithm = fc.constantFrom(...algorithms)
const counters = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 53 - 64 }),
  fc.integer({ min: 0, max: 2 ** 27 }),
  // Where the lower half of the counter overflows, in any lane.
  fc.integer({ min: 2 ** 32 - 40, max: 2 ** 32 }),
)
const forms: fc.Arbitrary<readonly [CodeForm, number]> = fc.oneof(
  fc.tuple(fc.constant('decimal' as const), fc.integer({ min: 1, max: 10 })),
  fc.tuple(fc.constant('steam' as const), fc.integer({ min: 1, max: 6 })),
)

describe('the kernel', () => {
  it('finds every code of RFC 4226 at its counter', () => {
    for (const [counter, code] of hotp.entries())
      expect(sha1({ codes: [code], from: 0, to: 9 })).toEqual([counter])
  })

  it.each(algorithms)('finds every code of RFC 6238 with %s', (algorithm) => {
    for (const [time, codes] of totp) {
      const step = Math.floor(time / 30)
      const search = {
        key: keyFor(algorithm),
        algorithm,
        codes: [codes[algorithm]],
        form: 'decimal',
      } as const
      expect(searchWithKernel({ ...search, from: step - 100, to: step + 100 })).toEqual([step])
    }
  })

  it('finds any code of any key at any counter, by itself', () => {
    fc.assert(
      fc.property(keys, anyAlgorithm, counters, forms, (key, algorithm, counter, [form, digits]) => {
        const codes = [codeOf(hotpValue(key, algorithm, counter), form, digits)]
        const search = { key, algorithm, codes, form, from: counter, to: counter }
        expect(searchWithKernel(search)).toEqual([counter])
      }),
      { numRuns: 3000 },
    )
  })

  it('finds the codes that otplib makes', () => {
    fc.assert(
      fc.property(keys, anyAlgorithm, counters, forms, (key, algorithm, counter, [form, digits]) => {
        const type = form === 'steam' ? 'steam' : 'hotp'
        const codes = [0, 1].map((index) => codeAtCounter(key, { type, algorithm, digits }, counter + index))
        const search = { key, algorithm, codes, form, from: counter, to: counter }
        expect(searchWithKernel(search)).toEqual([counter])
      }),
      { numRuns: 1000 },
    )
  })

  it('finds in a range exactly what counter by counter gives', () => {
    const range = fc.tuple(counters, fc.integer({ min: 0, max: 60 }))
    fc.assert(
      fc.property(keys, anyAlgorithm, range, fc.nat(59), (key, algorithm, [from, length], place) => {
        // One or two digits, so that there are several hits, next to each other too.
        const code = codeOf(hotpValue(key, algorithm, from + place), 'decimal', 1 + (place % 2))
        const search = { key, algorithm, codes: [code], form: 'decimal', from, to: from + length } as const
        expect(searchWithKernel(search)).toEqual(searchedSlowly(search))
      }),
      { numRuns: 1000 },
    )
  })

  it('finds two codes only where the second follows the first', () => {
    fc.assert(
      fc.property(keys, anyAlgorithm, counters, fc.nat(40), (key, algorithm, from, place) => {
        const codes = [0, 1].map((index) =>
          codeOf(hotpValue(key, algorithm, from + place + index), 'decimal', 1),
        )
        const search = { key, algorithm, codes, form: 'decimal', from, to: from + 40 } as const
        const found = searchWithKernel(search)
        expect(found).toEqual(searchedSlowly(search))
        expect(found).toContain(from + place)
      }),
      { numRuns: 500 },
    )
  })

  it('looks at the first and the last counter, and at none beside them', () => {
    const [code = ''] = hotp.slice(5)
    expect(sha1({ codes: [code], from: 5, to: 5 })).toEqual([5])
    expect(sha1({ codes: [code], from: 5, to: 100 })).toEqual([5])
    expect(sha1({ codes: [code], from: 0, to: 5 })).toEqual([5])
    expect(sha1({ codes: [code], from: 0, to: 4 })).toEqual([])
    expect(sha1({ codes: [code], from: 6, to: 9 })).toEqual([])
    expect(sha1({ codes: [code], from: 9, to: 6 })).toEqual([])
  })

  it('finds the second of two codes behind the end of the range', () => {
    expect(sha1({ codes: hotp.slice(8), from: 0, to: 8 })).toEqual([8])
  })

  it.each([16383, 16384, 16385, 32767, 32768, 40000])('misses nothing where %i counters end', (count) => {
    for (const counter of [count - 2, count - 1, count]) {
      const value = hotpValue(rfcKey, 'SHA1', counter)
      expect(sha1({ codes: [codeOf(value, 'decimal', 10)], from: 0, to: count - 1 })).toEqual(
        counter < count ? [counter] : [],
      )
    }
  })

  it('keeps every hit of a range in which all are hits', () => {
    const key = rfcKey
    const all = algorithms.flatMap((algorithm) =>
      [...'0123456789'].flatMap((code) =>
        searchWithKernel({ key, algorithm, codes: [code], form: 'decimal', from: 0, to: 19999 }),
      ),
    )
    expect(all).toHaveLength(3 * 20000)
  })

  it('forgets a key before the next one', () => {
    const long = new Uint8Array(128).fill(7)
    const short = long.slice(0, 3)
    for (const algorithm of algorithms) {
      for (const key of [long, short, long.slice(0, 64), short]) {
        const codes = [codeOf(hotpValue(key, algorithm, 1), 'decimal', 10)]
        expect(searchWithKernel({ key, algorithm, codes, form: 'decimal', from: 0, to: 9 })).toEqual([1])
      }
    }
  })

  it('finds nothing for what is no code', () => {
    for (const code of ['', '12345x', '１２３４５６', '2147483648', '9999999999', '-12345', ' 12345', '🔒'])
      expect(sha1({ codes: [code], from: 0, to: 1000 })).toEqual([])
    expect(sha1({ codes: [], from: 0, to: 10 })).toEqual([])
    expect(sha1({ codes: ['755224', 'x'], from: 0, to: 10 })).toEqual([])
  })
})

describe('a search', () => {
  const lengths = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1990, max: 2100 }))

  it('gives the same with otplib and with the kernel, and by whichever is chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        keys,
        anyAlgorithm,
        fc.tuple(counters, lengths, fc.nat(2099)),
        forms,
        fc.boolean(),
        async (key, algorithm, [start, length, place], [form, digits], two) => {
          const from = Math.min(start, Number.MAX_SAFE_INTEGER - 4000)
          const made = [0, 1].map((next) =>
            codeOf(hotpValue(key, algorithm, from + Math.min(place, length) + next), form, digits),
          )
          const codes = two ? made : made.slice(0, 1)
          const search = { key, algorithm, codes, form, from, to: from + length }
          const plain = searchPlain(search)
          expect(plain).toContain(from + Math.min(place, length))
          expect(searchWithKernel(search)).toEqual(plain)
          expect(await searchCounters(search)).toEqual(plain)
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)

  it('is made with otplib up to 2,000 counters', () => {
    expect(longestPlainSearch).toBe(2000)
  })

  it('finds nothing for what is no code', () => {
    for (const code of ['', '12345x', '１２３４５６', '2147483648', '9999999999', '-12345', ' 12345', '🔒'])
      expect(
        searchPlain({ key: rfcKey, algorithm: 'SHA1', codes: [code], form: 'decimal', from: 0, to: 99 }),
      ).toEqual([])
  })
})
