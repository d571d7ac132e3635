import { describe, expect, it } from 'vitest'
import { fitsQr, qrMatrix, qrMaxBytes } from '../../src/ui/qr.ts'
import { needs } from '../support/needs.ts'
import { makePicture, readByZbar } from '../support/qr-picture.ts'

describe('qrMatrix', () => {
  it('is square, and as small as the text allows', () => {
    const sides = [14, 26, 200, 1000, qrMaxBytes.M].map((length) => qrMatrix('x'.repeat(length)).length)
    expect(sides).toEqual([21, 25, 57, 121, 177])
    for (const row of qrMatrix('x')) expect(row).toHaveLength(21)
  })

  it('has its finder patterns', () => {
    const matrix = qrMatrix('x')
    const corner = (top: number, left: number) =>
      matrix.slice(top, top + 7).map((row) =>
        row
          .slice(left, left + 7)
          .map((dark) => (dark ? '#' : '.'))
          .join(''),
      )
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
    expect(corner(0, 0)).toEqual(finder)
    expect(corner(0, 14)).toEqual(finder)
    expect(corner(14, 0)).toEqual(finder)
  })

  it('says what does not fit', () => {
    expect(fitsQr('x'.repeat(qrMaxBytes.M))).toBe(true)
    expect(fitsQr('x'.repeat(qrMaxBytes.M + 1))).toBe(false)
    expect(fitsQr('あ'.repeat(qrMaxBytes.M / 3))).toBe(true)
    expect(() => qrMatrix('x'.repeat(qrMaxBytes.M + 1))).toThrow(RangeError)
    expect(fitsQr('x'.repeat(qrMaxBytes.L), 'L')).toBe(true)
    expect(fitsQr('x'.repeat(qrMaxBytes.L + 1), 'L')).toBe(false)
    expect(() => qrMatrix('x'.repeat(qrMaxBytes.L + 1), 'L')).toThrow(RangeError)
  })
})

describe.runIf(needs('zbarimg'))('a real reader', () => {
  it.each([
    ['a link', 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'],
    ['lines', 'Google\n1234 5678\n2345 6789'],
    ['Japanese', 'グーグル 1234-5678'],
    // Version 10 counts its bytes in 16 bits instead of 8; 27 and 40 are the next steps.
    ...[213, 214, 500, 1125, 1126, qrMaxBytes.M].map((length) => [
      `${length} bytes`,
      'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(70).slice(0, length),
    ]),
  ])('sees %s', (_, text = '') => {
    expect(readByZbar(makePicture(qrMatrix(text)))).toBe(text)
    expect(readByZbar(makePicture(qrMatrix(text, 'L')))).toBe(text)
  })

  it('sees as much as fits', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(90).slice(0, qrMaxBytes.L)
    expect(readByZbar(makePicture(qrMatrix(text, 'L')))).toBe(text)
  })
})
