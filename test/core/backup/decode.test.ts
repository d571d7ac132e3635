import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/core/backup/decode.ts'
import { readCodes } from '../../../src/core/backup/read.ts'
import { RescueError } from '../../../src/core/errors.ts'

const text = 'バックアップ コード\r\n1. 1234 5678\r\n'
const utf16 = (order: 'le' | 'be', given: string): Buffer => {
  const bytes = Buffer.from(given, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
/** “コード” and two codes, as an older Windows writes them. */
const shiftJis = Buffer.from([
  0x83,
  0x52,
  0x81,
  0x5b,
  0x83,
  0x68,
  0x0d,
  0x0a,
  ...Buffer.from('1234 5678\r\n2345 6789\r\n'),
])

function ruleOf(bytes: Uint8Array): string {
  try {
    decodeText(bytes, 'codes.txt')
    return 'read'
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-codes') throw error
    const [flaw] = error.problem.flaws
    return flaw?.fault.kind === 'codes' ? flaw.fault.rule : 'another'
  }
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), text],
    ['UTF-16, little end first, with its mark', utf16('le', `\ufeff${text}`), text],
    ['UTF-16, big end first, with its mark', utf16('be', `\ufeff${text}`), text],
    ['UTF-16 without a mark', utf16('le', '1234 5678\r\n'), '1234 5678\r\n'],
    ['UTF-16, big end first, without a mark', utf16('be', '1234 5678\r\n'), '1234 5678\r\n'],
    ['Shift_JIS', shiftJis, 'コード\r\n1234 5678\r\n2345 6789\r\n'],
    ['Windows-1252', Buffer.from([0x63, 0x6f, 0x64, 0xe9, 0x20, 0x31]), 'codé 1'],
    ['nothing', Buffer.alloc(0), ''],
  ])('reads %s', (_, bytes, expected) => {
    expect(decodeText(bytes, 'codes.txt')).toBe(expected)
  })

  it.each([
    ['pdf', Buffer.from('%PDF-1.7\n1234 5678')],
    ['rich-text', Buffer.from('{\\rtf1\\ansi 1234 5678}')],
    ['archive', Buffer.from('PK\u0003\u0004word/document.xml')],
    ['picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['picture', Buffer.from('\u0000\u0000\u0000\u0018ftypheic')],
    ['binary', Buffer.from([1, 2, 3, 4, 0, 0])],
    ['too-large', Buffer.alloc(64 * 1024 + 1, 0x31)],
    ['read', Buffer.alloc(64 * 1024, 0x31)],
  ])('%s', (rule, bytes) => {
    expect(ruleOf(bytes)).toBe(rule)
  })

  it('gives any bytes to the reader, or a named problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          readCodes(decodeText(bytes, '-'), '-')
        } catch (error) {
          expect(error).toBeInstanceOf(RescueError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
