import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import { formatBase32, formatGroups, parseSecret, readBase32 } from '../../../src/core/totp/base32.ts'
import { keyOf, vectors } from '../../support/vectors.ts'

describe('a secret', () => {
  it.each(vectors.base32)('is read: $note ($input)', ({ input, hex }) => {
    expect(Buffer.from(parseSecret(input).reveal()).toString('hex')).toBe(hex)
  })

  it.each(vectors.base32Invalid)('is refused: $note ($input)', ({ input }) => {
    expect(() => parseSecret(input)).toThrow(RescueError)
  })

  it.each([
    ['with a digit in it', 'JBSWY3DPEHPK3PX1', { kind: 'character', character: '1', place: 16 }],
    ['with a blank before it', 'JBSW Y3DP EH8K', { kind: 'character', character: '8', place: 11 }],
    ['with hyphens before it', 'jbsw-y3dp-eh0k', { kind: 'character', character: '0', place: 11 }],
    ['with padding inside', 'JBSW=3DPEHPK3PXP', { kind: 'padding', place: 5 }],
    ['with one character too few', 'JBSWY3DPEHPK3P', { kind: 'length', length: 14 }],
    ['with nothing but padding', '====', { kind: 'empty' }],
    ['with an emoji, as one character', 'JB😀', { kind: 'character', character: '😀', place: 3 }],
  ])('%s names the place', (_name, text, flaw) => {
    expect(readBase32(text)).toEqual(flaw)
  })

  it('in full-width letters is the same', () => {
    expect(formatBase32(parseSecret('ＪＢＳＷ　Ｙ３ＤＰ').reveal())).toBe('JBSWY3DP')
  })

  it('is never repeated by the failure', () => {
    try {
      parseSecret('JBSWY3DPEHPK3PX1')
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toMatch(/JBSW/)
    }
  })

  it('of any bytes is written and read again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
        const text = formatBase32(bytes)
        expect(text).toMatch(/^[A-Z2-7]+$/)
        expect(readBase32(text)).toEqual(bytes)
        expect(readBase32(` ${formatGroups(text).toLowerCase()}== `)).toEqual(bytes)
        expect(keyOf({ secret: text })).toEqual(bytes)
      }),
    )
  })

  it('of any text is read or refused by name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = readBase32(text)
        expect(found instanceof Uint8Array ? found.length : found.kind).toBeTruthy()
      }),
    )
  })
})
