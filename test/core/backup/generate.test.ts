import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparisonForm,
  computeEntropy,
  drawBelow,
  findWeakness,
  formats,
  generateCodes,
  parsePattern,
  type RandomBytes,
} from '../../../src/core/backup/generate.ts'
import { readCodes } from '../../../src/core/backup/read.ts'
import { RescueError } from '../../../src/core/errors.ts'
import { backupPageHtml, backupPageText, formatQrText } from '../../../src/ui/backup-page.ts'
import { en } from '../../../src/words/en.ts'
import { ja } from '../../../src/words/ja.ts'

/** The same stream in every run: AES in counter mode over zeros. */
function stream(seed: number): RandomBytes {
  const key = Buffer.alloc(16, seed)
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  return (count) => cipher.update(Buffer.alloc(count))
}

/** These bytes, then no more. */
function bytes(...given: readonly number[]): RandomBytes {
  const left = [...given]
  return () => {
    const next = left.shift()
    if (next === undefined) throw new Error('more random bytes were drawn than expected')
    return Uint8Array.of(next)
  }
}

function patternFault(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-pattern') throw error
    return error.problem.reason
  }
}

describe('patterns', () => {
  it.each([
    ['crockford', 40, undefined],
    ['hex', 40, undefined],
    ['digits', 26.575, 'below-40'],
    ['dddd', 13.288, 'below-20'],
    ['dddddd', 19.932, 'below-20'],
    ['ddddddd', 23.253, 'below-40'],
    ['cccc', 20, 'below-40'],
    ['xxxx-xxxx', 32, 'below-40'],
    ['aaaa-AAAA dd', 44.247, undefined],
    ['ccccc-ccccc-ccccc-ccccc-ccccc', 125, undefined],
  ])('%s has %f bits', (text, bits, weakness) => {
    const pattern = parsePattern(text)
    expect(computeEntropy(pattern)).toBeCloseTo(bits, 2)
    expect(findWeakness(pattern)).toBe(weakness)
  })

  it.each([
    ['', 'no-signs'],
    ['---', 'no-signs'],
    ['-dddd', 'no-signs'],
    ['dddd ', 'no-signs'],
    ['9999', 'unknown-sign'],
    ['dddd-zzzz', 'unknown-sign'],
    ['dddd\n', 'unknown-sign'],
    ['ddddあ', 'unknown-sign'],
    ['__proto__', 'unknown-sign'],
    ['constructor', 'unknown-sign'],
    ['c'.repeat(65), 'too-long'],
  ])('%j is refused: %s', (text, reason) => {
    expect(patternFault(() => parsePattern(text))).toBe(reason)
  })

  it('takes any text, or refuses it by name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        patternFault(() => parsePattern(text))
      }),
    )
  })
})

describe('generateCodes', () => {
  it.each([
    ['crockford', /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/],
    ['hex', /^[0-9a-f]{5}-[0-9a-f]{5}$/],
    ['digits', /^[0-9]{8}$/],
    ['aA.dd_c x', /^[a-z][A-Z]\.[0-9]{2}_[0-9A-HJKMNP-TV-Z] [0-9a-f]$/],
  ])('%s', (text, form) => {
    for (const code of generateCodes(parsePattern(text), 50, randomBytes)) expect(code).toMatch(form)
  })

  it('makes different codes, even where few are possible', () => {
    const codes = generateCodes(parsePattern('d'), 5, stream(1))
    expect(new Set(codes).size).toBe(5)
    expect(patternFault(() => generateCodes(parsePattern('d'), 6, stream(1)))).toBe('too-few')
    // Drawn twice, taken once: 3 3 7.
    expect(generateCodes(parsePattern('d'), 2, bytes(3, 3, 7))).toEqual(['3', '7'])
  })

  it('makes what the reader reads', () => {
    for (const name of Object.keys(formats)) {
      for (let seed = 0; seed < 200; seed++) {
        const codes = generateCodes(parsePattern(name), 10, stream(seed))
        expect(readCodes(codes.join('\n'), '-').codes.map(({ code }) => code)).toEqual(codes)
      }
    }
  })
})

describe('what is made and printed', () => {
  const pattern = fc
    .array(fc.constantFrom('d', 'x', 'c', 'a', 'A', '-', '.', ' ', '_'), { minLength: 1, maxLength: 24 })
    .map((signs) => signs.join(''))
    .filter((text) => patternFault(() => generateCodes(parsePattern(text), 4, stream(1))) === 'none')
  const states = ['unused', 'offered', 'used', 'refused'] as const

  it.each([
    ['en', en],
    ['ja', ja],
  ])('is read back, whatever the pattern (%s)', (_, words) => {
    fc.assert(
      fc.property(
        pattern,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(255),
        fc.boolean(),
        (text, count, seed, qr) => {
          const codes = generateCodes(parsePattern(text), count, stream(seed)).map((code, index) => ({
            code,
            state: states[(index + seed) % 4] ?? 'unused',
          }))
          const page = {
            service: 'wiki',
            account: 'mika2024',
            made: '2025-01-05',
            printed: '2025-02-06',
            codes,
            qr,
          }
          const expected = codes.map(({ code, state }) => ({
            code,
            used: state === 'used' || state === 'refused',
          }))
          for (const printed of [backupPageText(page, words), backupPageHtml(page, words)]) {
            const list = readCodes(printed, '-')
            expect(list.codes.map(({ code, used }) => ({ code, used }))).toEqual(expected)
            expect(list.doubts).toEqual([])
          }
          const left = codes.filter(({ state }) => state === 'unused').map(({ code }) => code)
          if (left.length > 0)
            expect(readCodes(formatQrText(page), '-').codes.map(({ code }) => code)).toEqual(left)
        },
      ),
      // The example is a code that looks like a word by chance.
      { numRuns: 300, examples: [['aa_d', 1, 1, false]] },
    )
  })
})

describe('bias', () => {
  it.each([1, 2, 3, 10, 16, 26, 32, 36, 100, 129, 255, 256])('exactly none below %i', (limit) => {
    const counts = new Array<number>(limit).fill(0)
    let thrownAway = 0
    for (let byte = 0; byte < 256; byte++) {
      // A byte that is thrown away makes it draw again: then the second byte counts.
      const marker = 0
      const drawn = drawBelow(
        limit,
        bytesOnce(byte, () => thrownAway++, marker),
      )
      if (drawn !== undefined) counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    expect(thrownAway).toBe(256 % limit)
    counts[0] = (counts[0] ?? 0) - thrownAway
    expect(new Set(counts)).toEqual(new Set([Math.floor(256 / limit)]))
  })

  /** A byte, and when that is not taken, another one that always is. */
  function bytesOnce(first: number, again: () => void, second: number): RandomBytes {
    let drawn = 0
    return () => {
      drawn += 1
      if (drawn > 1) again()
      return Uint8Array.of(drawn === 1 ? first : second)
    }
  }

  it.each([
    ['digits', 10],
    ['crockford', 32],
    ['aaaaaaaa', 26],
  ])('none to be seen in 200,000 characters of %s', (text, size) => {
    const pattern = parsePattern(text)
    const places = generateCodes(pattern, 25_000, stream(42)).map((code) => code.replace('-', ''))
    for (let place = 0; place < 8; place++) {
      const counts = new Map<string, number>()
      for (const code of places) counts.set(code[place] ?? '', (counts.get(code[place] ?? '') ?? 0) + 1)
      expect(counts.size).toBe(size)
      // Four standard deviations of chi-square; the stream is the same in every run.
      expect(chiSquare([...counts.values()])).toBeLessThan(size - 1 + 4 * Math.sqrt(2 * (size - 1)))
    }
  })

  it('would be seen: the plain remainder of a byte fails the same measure', () => {
    const random = stream(42)
    const counts = new Array<number>(26).fill(0)
    for (let draw = 0; draw < 25_000; draw++) {
      const letter = (random(1)[0] ?? 0) % 26
      counts[letter] = (counts[letter] ?? 0) + 1
    }
    expect(chiSquare(counts)).toBeGreaterThan(25 + 4 * Math.sqrt(50))
  })

  function chiSquare(counts: readonly number[]): number {
    const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  }
})

describe('comparedAs', () => {
  it.each([
    ['crockford', '0123-ABCD', 'oi23 abcd', true],
    ['crockford', '1111-ABCD', 'lI1i-abcd', true],
    ['cccc-cccc', '0000-ABCD', 'OOOO ABCD', true],
    ['hex', '01a2b-3c4d5', '０１Ａ２Ｂ３Ｃ４Ｄ５', true],
    ['hex', '01a2b-3c4d5', '01a2bー3c4d5', true],
    ['hex', '01a2b-3c4d5', 'o1a2b-3c4d5', false],
    ['digits', '12345678', ' 1234-5678 ', true],
    ['digits', '12345678', '12345679', false],
    [undefined, 'ABCD-EFGH', 'abcd\u00a0efgh', true],
    [undefined, 'OBCD', '0BCD', false],
    ['constructor', 'a', 'A', true],
  ])('%s: %s and %s: %s', (format, stored, presented, same) => {
    const form = comparisonForm(format)
    expect(form(stored) === form(presented)).toBe(same)
  })
})
