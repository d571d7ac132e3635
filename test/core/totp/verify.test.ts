import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../src/core/secret.ts'
import { formatBase32 } from '../../../src/core/totp/base32.ts'
import { computeChance } from '../../../src/core/totp/chance.ts'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { isLongSearch } from '../../../src/core/totp/code-search.ts'
import type { CodeSearch } from '../../../src/core/totp/counter-search.ts'
import {
  algorithms,
  type OtpParameters,
  steamParameters,
  usualParameters,
} from '../../../src/core/totp/parameters.ts'
import { readCode } from '../../../src/core/totp/typed-code.ts'
import type { VerifyRequest } from '../../../src/core/totp/verdict.ts'
import { isConvincing, verifyCode } from '../../../src/core/totp/verify.ts'
import { keyOf, vectors } from '../../support/vectors.ts'

const at = 1_700_000_000
const text = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const key = keyOf({ secret: text })

const codeOf = (seconds: number, parameters: OtpParameters = usualParameters, made = key): string =>
  codeAt(made, parameters, seconds).code

const verify = (request: Partial<VerifyRequest> & Pick<VerifyRequest, 'codes'>) =>
  verifyCode({ secret: new Secret(text), at, ...request })

describe('a code with its secret', () => {
  it.each(vectors.verify)('$source: $code at $time, window $windowSteps', async (vector) => {
    const { algorithm, digits, period, time, code, windowSteps, valid, clockOffsetSeconds } = vector
    const verdict = await verifyCode({
      secret: new Secret(keyOf(vector)),
      parameters: { type: 'totp', algorithm, digits, period },
      codes: [code],
      at: time,
      window: windowSteps,
    })
    expect(verdict.kind === 'match').toBe(valid)
    if (clockOffsetSeconds === undefined || verdict.kind !== 'match') return
    const [low, high] = clockOffsetSeconds
    expect(verdict.skew).toEqual({
      low,
      high,
      estimate: (low + high) / 2,
      direction: low + high < 0 ? 'behind' : 'ahead',
    })
  })

  it.each(vectors.parameterMismatch.filter(({ code }) => code !== undefined))(
    'whose parameters differ: $note ($code)',
    async (vector) => {
      const { secret, time, code = '', declared, actual } = vector
      const verdict = await verifyCode({
        secret: new Secret(secret),
        parameters: { type: 'totp', ...declared },
        codes: [code],
        at: time,
      })
      expect(verdict).toMatchObject({ kind: 'other-parameters', parameters: { type: 'totp', ...actual } })
    },
  )

  it.each(vectors.parameterMismatch.filter(({ code6 }) => code6 !== undefined))(
    'cut to its tail: $note',
    async ({ time, code6 = '', code8 = '' }) => {
      expect(code8.endsWith(code6)).toBe(true)
      const parameters = { ...usualParameters, digits: 8 }
      expect(await verify({ codes: [code6], at: time, parameters })).toMatchObject({
        kind: 'other-parameters',
        parameters: usualParameters,
      })
    },
  )

  it('fits now', async () => {
    expect(await verify({ codes: [codeOf(at)] })).toEqual({
      kind: 'match',
      parameters: usualParameters,
      // 1700000000 lies 20 s into its step.
      skew: { low: -20, high: 10, estimate: -5, direction: 'behind' },
      chance: computeChance(['123456'], 1),
    })
  })

  it.each([
    ['94 s behind', -94, 'behind'],
    ['10 minutes ahead', 600, 'ahead'],
    ['10 minutes behind', -600, 'behind'],
    ['one and a half hours ahead', 5400, 'ahead'],
    ['nine hours ahead: a time zone set by hand', 9 * 3600 + 30, 'ahead'],
    ['14 hours behind', -14 * 3600, 'behind'],
  ])('from a clock that is %s', async (_name, seconds, direction) => {
    const verdict = await verify({ codes: [codeOf(at + seconds)] })
    expect(verdict).toMatchObject({ kind: 'drifted', skew: { direction } })
    if (verdict.kind !== 'drifted') return
    expect(verdict.skew.low).toBeLessThanOrEqual(seconds)
    expect(verdict.skew.high).toBeGreaterThan(seconds)
    expect(verdict.skew.high - verdict.skew.low).toBe(30)
  })

  it('typed slowly may be from any moment since it was asked for', async () => {
    // Read off in the step before, typed for 25 s, entered 20 s into this one.
    expect(await verify({ codes: [codeOf(at - 30)] })).toMatchObject({ kind: 'drifted' })
    expect(await verify({ codes: [codeOf(at - 30)], typing: 25 })).toMatchObject({
      kind: 'match',
      skew: { low: -50, high: 5 },
    })
  })

  it.each([0, 1, 3, 50])('counts as now within a window of %i steps, and not beyond', async (window) => {
    for (const sign of [1, -1]) {
      expect((await verify({ codes: [codeOf(at + sign * 30 * window)], window })).kind).toBe('match')
      expect((await verify({ codes: [codeOf(at + sign * 30 * (window + 1))], window })).kind).toBe('drifted')
    }
  })

  it.each([
    ['hexadecimal digits', '3132333435363738393031323334353637383930', { kind: 'hex' }, key],
    ['plain text', 'my secret key 1', { kind: 'text' }, new TextEncoder().encode('my secret key 1')],
    ['its own letters', text, { kind: 'text' }, new TextEncoder().encode(text)],
    [
      'look-alikes',
      'GEZDGN8VGY3TQ0JQGEZD1N1VGY3TQOJQ',
      { kind: 'look-alikes' },
      keyOf({ secret: 'GEZDGNBVGY3TQOJQGEZDINLVGY3TQOJQ' }),
    ],
    [
      'one wrong character',
      'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA',
      { kind: 'character', place: 32, typed: 'A', read: 'Q' },
      key,
    ],
    [
      'one wrong character in groups',
      'GEZD GNBV GY3T XOJQ GEZD GNBV GY3T QOJQ',
      { kind: 'character', place: 13, typed: 'X', read: 'Q' },
      key,
    ],
    [
      'one character that no secret holds',
      'GEZDGNBV9Y3TQOJQGEZDGNBVGY3TQOJQ',
      { kind: 'character', place: 9, typed: '9', read: 'G' },
      key,
    ],
  ])('that was read as %s', async (_name, secret, reading, made) => {
    for (const seconds of [0, 60, -60]) {
      const verdict = await verify({
        secret: new Secret(secret),
        codes: [codeOf(at + seconds, usualParameters, made)],
      })
      expect(verdict).toMatchObject({ kind: 'other-reading', reading, parameters: usualParameters })
    }
  })

  it.each([0, 7, 999])('made by counter %i', async (counter) => {
    const code = codeAtCounter(key, { ...usualParameters, type: 'hotp' }, counter)
    expect(await verify({ codes: [code] })).toMatchObject({
      kind: 'counter',
      counter,
      parameters: { type: 'hotp' },
    })
  })

  it('of another secret fits nowhere', async () => {
    const other = new Uint8Array(20).fill(7)
    expect(await verify({ codes: [codeOf(at, usualParameters, other)] })).toEqual({
      kind: 'no-match',
      parameters: usualParameters,
    })
  })

  it("of Steam's fits as such, declared or not", async () => {
    const code = codeOf(at, steamParameters)
    expect(await verify({ codes: [code] })).toMatchObject({ kind: 'match', parameters: steamParameters })
    expect(await verify({ codes: [code], parameters: usualParameters })).toMatchObject({
      kind: 'other-parameters',
      parameters: steamParameters,
    })
    expect(
      await verify({ codes: [codeOf(at - 300, steamParameters)], parameters: steamParameters }),
    ).toMatchObject({
      kind: 'drifted',
      parameters: steamParameters,
    })
  })
})

describe('a code by counter', () => {
  const parameters = { ...usualParameters, type: 'hotp' } as const
  const codeFor = (counter: number, algorithm = parameters.algorithm) =>
    codeAtCounter(key, { ...parameters, algorithm }, counter)

  it.each([
    ['is the one that is due', 50, 0, { kind: 'match', counter: 50 }],
    ['lies within the window', 53, 3, { kind: 'match', counter: 53 }],
    ['lies beyond the window', 54, 3, { kind: 'counter', counter: 54 }],
    ['was used before', 48, 3, { kind: 'counter', counter: 48 }],
    ['lies far ahead', 900, 0, { kind: 'counter', counter: 900 }],
  ])('that %s', async (_name, counter, window, verdict) => {
    expect(await verify({ codes: [codeFor(counter)], parameters, counter: 50, window })).toMatchObject(
      verdict,
    )
  })

  it('with another algorithm', async () => {
    expect(
      await verify({
        codes: [codeAtCounter(key, { ...parameters, algorithm: 'SHA256' }, 51)],
        parameters,
        counter: 50,
      }),
    ).toMatchObject({
      kind: 'other-parameters',
      parameters: { type: 'hotp', algorithm: 'SHA256' },
      counter: 51,
    })
  })

  it('that goes by time after all', async () => {
    expect(await verify({ codes: [codeOf(at)], parameters, counter: 50 })).toMatchObject({
      kind: 'other-parameters',
      parameters: usualParameters,
    })
  })
})

describe('two codes', () => {
  it.each([
    ['now', 0, 30, 'match'],
    ['20 steps off', 600, 30, 'drifted'],
    ['with one missed in between', 600, 60, 'drifted'],
    ['months off', 100 * 86_400, 30, 'drifted'],
    ['nearly a year off', -365 * 86_400, 30, 'drifted'],
  ])(
    '%s',
    async (_name, seconds, apart, kind) => {
      const codes = [codeOf(at + seconds - apart), codeOf(at + seconds)] as const
      const verdict = await verify({ codes })
      expect(verdict.kind).toBe(kind)
      if (verdict.kind !== 'drifted') return
      expect(verdict.skew.low).toBeLessThanOrEqual(seconds)
      expect(verdict.skew.high).toBeGreaterThan(seconds)
      expect(isConvincing(verdict)).toBe(true)
    },
    60_000,
  )

  it('of which only the second fits are no match', async () => {
    const other = codeOf(at - 30, usualParameters, new Uint8Array(20))
    expect((await verify({ codes: [other, codeOf(at)] })).kind).toBe('no-match')
  }, 60_000)
})

describe('a code without the zeros at its front', () => {
  const secret = new Secret('JBSWY3DPEHPK3PXP')
  const now = 1_700_000_270

  it('is told with them, whether or not the length is declared', async () => {
    for (const parameters of [undefined, usualParameters])
      expect(await verify({ secret, codes: ['70624'], at: now, parameters })).toMatchObject({
        kind: 'lost-zero',
        code: '070624',
        zeros: 1,
        parameters: usualParameters,
        skew: { low: -20, high: 10 },
      })
  })

  it('is told with them where it comes from another time', async () => {
    expect(await verify({ secret, codes: ['70624'], at: now + 300 })).toMatchObject({
      kind: 'lost-zero',
      code: '070624',
      skew: { low: -320, high: -290 },
    })
  })

  it('of eight digits: 2324550 is 02324550', async () => {
    const parameters = { ...usualParameters, digits: 8 }
    for (const declared of [parameters, undefined])
      expect(
        await verify({ secret, codes: ['2324550'], at: 1_700_000_000, parameters: declared }),
      ).toMatchObject({ kind: 'lost-zero', code: '02324550', parameters })
  })

  it('is one of two', async () => {
    // The code one step before 070624 has all its digits.
    const before = codeOf(now - 30, usualParameters, keyOf({ secret: 'JBSWY3DPEHPK3PXP' }))
    expect(before).toMatch(/^[1-9]/)
    expect(await verify({ secret, codes: [before, '70624'], at: now })).toMatchObject({
      kind: 'lost-zero',
      code: '070624',
    })
  })

  it('is a code of five digits where that is declared', async () => {
    const parameters = { ...usualParameters, digits: 5 }
    expect(await verify({ secret, codes: ['70624'], at: now, parameters })).toMatchObject({ kind: 'match' })
  })
})

describe('a code with a digit that was left out', () => {
  const secret = new Secret('JBSWY3DPEHPK3PXP')

  it.each([
    ['the first', '24550'],
    ['one in the middle', '32550'],
    ['the last', '32455'],
  ])('%s is told whole, and never said to fit', async (_name, code) => {
    for (const parameters of [undefined, usualParameters])
      expect(await verify({ secret, codes: [code], at: 1_700_000_000, parameters })).toMatchObject({
        kind: 'lost-digits',
        code: '324550',
        parameters: usualParameters,
        skew: { low: -20, high: 10 },
      })
  })

  it('of eight: 0324550 is 02324550 with one digit less', async () => {
    const parameters = { ...usualParameters, digits: 8 }
    for (const declared of [parameters, undefined])
      expect(
        await verify({ secret, codes: ['0324550'], at: 1_700_000_000, parameters: declared }),
      ).toMatchObject({ kind: 'lost-digits', code: '02324550', parameters })
  })

  it('is told at another time near now, and beside a whole code', async () => {
    expect(await verify({ secret, codes: ['24550'], at: 1_700_000_300 })).toMatchObject({
      kind: 'lost-digits',
      code: '324550',
      skew: { low: -320, high: -290 },
    })
    const before = codeOf(1_700_000_000 - 30, usualParameters, keyOf({ secret: 'JBSWY3DPEHPK3PXP' }))
    expect(await verify({ secret, codes: [before, '24550'], at: 1_700_000_000 })).toMatchObject({
      kind: 'lost-digits',
      code: '324550',
    })
  })

  it('is incomplete where it fits no code around now', async () => {
    expect(await verify({ secret, codes: ['11111'], at: 1_700_000_000 })).toEqual({
      kind: 'incomplete',
      parameters: usualParameters,
    })
    expect(await verify({ secret, codes: ['24550'], at: 1_800_000_000, window: 2_000 })).toMatchObject({
      kind: 'incomplete',
    })
  })
})

describe('what a code may have been made with', () => {
  const parameters = fc.record({
    type: fc.constant('totp' as const),
    algorithm: fc.constantFrom(...algorithms),
    digits: fc.constantFrom(6, 7, 8),
    period: fc.constantFrom(30, 60),
  })

  it('is found within ten steps, unless something likelier fits by accident', async () => {
    await fc.assert(
      fc.asyncProperty(
        parameters,
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.integer({ min: 10_000_000, max: 4_000_000_000 }),
        fc.integer({ min: -20, max: 20 }),
        async (declared, bytes, time, steps) => {
          const code = codeOf(time + steps * declared.period, declared, bytes)
          const verdict = await verifyCode({
            secret: new Secret(bytes),
            parameters: declared,
            codes: [code],
            at: time,
          })
          expect(verdict).toMatchObject({
            kind: steps === 0 ? 'match' : expect.stringMatching(/drifted|match/),
            parameters: declared,
          })
          if (verdict.kind !== 'drifted') return
          const skew = steps * declared.period
          const { low, high, estimate, direction } = verdict.skew
          expect(high - low).toBe(declared.period)
          expect(Math.abs(estimate)).toBeLessThanOrEqual(Math.abs(skew) + declared.period / 2)
          expect(direction).toBe(estimate < 0 ? 'behind' : 'ahead')
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a chance hit', () => {
  it('is as likely as the search is wide', () => {
    expect(computeChance(['123456'], 1)).toBeCloseTo(1e-6, 12)
    expect(computeChance(['123456'], 1000)).toBeCloseTo(0.0009995, 6)
    expect(computeChance(['12345678'], 1000)).toBeCloseTo(1e-5, 9)
    expect(computeChance(['123456', '123456'], 1000)).toBeCloseTo(1e-9, 14)
    expect(computeChance(['1234567890'], 1)).toBeCloseTo(2 ** -31, 14)
    expect(computeChance(['2TC8B'], 1)).toBeCloseTo(26 ** -5, 12)
    expect(computeChance(['123456'], 1e9)).toBe(1)
  })

  it('happens as often as it is said to', () => {
    // Codes that have nothing to do with the secret, among the codes of a hundred steps in a row.
    const [windows, steps, tried] = [200, 100, 500]
    const five = { ...usualParameters, digits: 5 }
    const shown = Array.from(
      { length: windows },
      (_, window) =>
        new Set(Array.from({ length: steps }, (_, step) => codeAtCounter(key, five, window * steps + step))),
    )
    const codes = Array.from({ length: tried }, (_, index) =>
      String((index * 7919 + 13) % 100_000).padStart(5, '0'),
    )
    const hits = shown.flatMap((window) => codes.filter((code) => window.has(code))).length
    const expected = windows * tried * computeChance(['12345'], steps)
    expect(expected).toBeCloseTo(100, 0)
    // Five times the square root: a formula that is wrong by a factor of two is found.
    expect(Math.abs(hits - expected)).toBeLessThan(50)
  })

  it('counts every step that was compared', async () => {
    const parameters = { ...usualParameters, digits: 5 }
    const verdict = await verify({ codes: [codeOf(at, parameters)], parameters, window: 500 })
    // 1 − (1 − 10⁻⁵)^1001
    expect(verdict).toMatchObject({ kind: 'match', chance: expect.closeTo(0.0099602, 6) })
  })

  it('convinces where it is rare', async () => {
    expect(isConvincing(await verify({ codes: [codeOf(at)] }))).toBe(true)
    expect(isConvincing(await verify({ codes: [codeOf(at - 600)] }))).toBe(true)
    expect(isConvincing(await verify({ codes: [codeOf(at + 9 * 3600)] }))).toBe(false)
  })
})

describe('a typed code', () => {
  it.each([
    ['123 456', '123456'],
    [' 123-456 ', '123456'],
    ['１２３４５６', '123456'],
    ['2tc8b', '2TC8B'],
    ['1234', undefined],
    ['12345678901', undefined],
    ['12345a', undefined],
    ['', undefined],
    ['Code: 324550', '324550'],
    ['code 324550', '324550'],
    ['Your Example code is: 324550', '324550'],
    ['コード：３２４５５０', '324550'],
    ['G-324550', '324550'],
    ['FB-12345', '12345'],
    ['“324550”.', '324550'],
    ['2tc-8b', '2TC8B'],
    ['Code:', undefined],
    ['Google: G-324550', '324550'],
    ['G-324550 is your Google verification code.', '324550'],
    ['324550 is your code', '324550'],
    ['Your login code for Example is 324 550. Do not share it!', '324550'],
    ['【Example】認証コードは「324550」です。', '324550'],
    ['324,550', '324550'],
    ['#324550', '324550'],
    ['32455O', '324550'],
    ['l23456', '123456'],
    ['12345,67890', undefined],
    ['324550,324551', undefined],
    ['Code 2: 324550', undefined],
    ['OIlOI', undefined],
    ['hello', undefined],
    ['AB324550', undefined],
    ['Code: abc', undefined],
  ])('“%s” is %s', (typed, code) => {
    expect(readCode(typed)).toBe(code)
  })

  it('of any text is read or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(readCode(typed) ?? '12345').toMatch(/^[\dA-Z]{5,10}$/)
      }),
    )
  })
})

it('a secret survives being read again from its bytes', async () => {
  const bytes = keyOf({ secret: text })
  expect(formatBase32(bytes)).toBe(text)
  const wrong = keyOf({ secret: 'GEZDGNBVGY3TXOJQGEZDGNBVGY3TQOJQ' })
  expect(
    await verifyCode({ secret: new Secret(bytes), codes: [codeOf(at, usualParameters, wrong)], at }),
  ).toMatchObject({
    kind: 'other-reading',
    reading: { kind: 'character', place: 13, typed: 'Q', read: 'X' },
  })
})

describe('the work of a search', () => {
  /** How many counters are searched for two codes that fit nowhere. */
  async function countSearched(request: Partial<VerifyRequest>): Promise<number> {
    let counters = 0
    const search: CodeSearch = async ({ from, to }) => {
      counters += to - from + 1
      return []
    }
    await verify({ codes: ['123456', '654321'], ...request, search })
    return counters
  }

  it.each([0, 1_000_000, 1_000_001, 9_007_199_253_740_991])('is bounded for counter %d', async (counter) => {
    expect(await countSearched({ parameters: { ...usualParameters, type: 'hotp' }, counter })).toBeLessThan(
      1_200_000,
    )
  })

  it('grows with a year of seconds, and is handed to the search that was given', async () => {
    expect(await countSearched({ parameters: { ...usualParameters, period: 1 } })).toBeGreaterThan(63_000_000)
  })

  it('leaves out readings that are too long for a key', async () => {
    const long = new Secret('JBSWY3DPEHPK3PXP'.repeat(100))
    const verdict = await verifyCode({ secret: long, at, codes: ['123456'] })
    expect(verdict.kind).toBe('no-match')
  })
})

it.each([
  ['SHA1', 3_000_000, false],
  ['SHA1', 3_000_001, true],
  ['SHA512', 857_142, false],
  ['SHA512', 857_143, true],
] as const)('a search with %s through %d counters is a long one: %s', (algorithm, count, long) => {
  expect(isLongSearch({ key, algorithm, codes: ['123456'], form: 'decimal', from: 1, to: count })).toBe(long)
})
