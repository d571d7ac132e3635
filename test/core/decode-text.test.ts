import { describe, expect, it } from 'vitest'
import { decodeTextFile } from '../../src/core/decode-text.ts'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from('a鍵\r\n'), 'a鍵\r\n', 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffa'), 'a', 'utf-8'],
    ['UTF-16, little end first', utf16('\ufeffa鍵'), 'a鍵', 'utf-16le'],
    ['UTF-16, big end first', utf16('\ufeffa鍵').swap16(), 'a鍵', 'utf-16be'],
    ['UTF-16 without its mark', utf16('secret\r\n'), 'secret\r\n', 'utf-16le'],
    ['UTF-16, big end first, without its mark', utf16('secret').swap16(), 'secret', 'utf-16be'],
    ['Shift_JIS', Buffer.from([0x8c, 0xae]), '鍵', 'shift_jis'],
    ['Windows-1252', Buffer.from([0x4a, 0xfc, 0x72]), 'Jür', 'windows-1252'],
    ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ])('in %s is read', (_name, bytes, text, encoding) => {
    expect(decodeTextFile(new Uint8Array(bytes))).toEqual({ text, encoding })
  })

  it.each([
    ['a zero byte', [0x61, 0, 0x62, 0x63, 0x64]],
    ['other control characters', [1, 2, 255]],
  ])('with %s is none', (_name, bytes) => {
    expect(decodeTextFile(new Uint8Array(bytes))).toBeUndefined()
  })
})
