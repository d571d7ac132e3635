/** Links in the text of an export: what escapes, and texts that are made to be slow. */
import { describe, expect, it } from 'vitest'
import { findLinks } from '../../../src/core/import/links-in-text.ts'

const plain = 'otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ'

describe('long texts of one line that never end what they begin', () => {
  const pieces = [
    '"otpauth://totp/a?x',
    'otpauth://totp/a?data={',
    '&data={ ',
    'otpauth://totp/<secret=',
    '?&data={}x',
    'otpauth://totp/"',
    '?secret={otpauth',
  ]
  it.each(pieces)('%s', (piece) => {
    const found = findLinks(`${plain}\n${piece.repeat(Math.floor((4 * 1024 * 1024) / piece.length))}`)
    expect(found[0]?.link).toContain('secret=GEZDGNBVGY3TQOJQ')
  })
})

it('spaces behind a text in quotation marks are looked through once', () => {
  const found = findLinks(`${plain}\n""${' '.repeat(2 * 1024 * 1024)}x`)
  expect(found.map(({ link }) => link)).toEqual([plain])
})

it('an object in a link keeps its marks, and does not end the link', () => {
  const [found] = findLinks(`${plain}&codeDisplay={"note":"a, b","trashed":true}&issuer=Shop`)
  const query = new URL(found?.link ?? '').searchParams
  expect(query.get('codeDisplay')).toBe('{"note":"a, b","trashed":true}')
  expect(query.get('issuer')).toBe('Shop')
})

it('half a character in an object is replaced', () => {
  const line = JSON.stringify(`${plain}&codeDisplay={"note":"\ud800"}`)
  expect(new URL(findLinks(line)[0]?.link ?? '').searchParams.get('codeDisplay')).toBe('{"note":"\ufffd"}')
})
