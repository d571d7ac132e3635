/** “Did you mean …?”: which known names are taken for a mistyped one. */
import { describe, expect, it } from 'vitest'
import { suggestNames } from '../../../src/core/data-file/suggest.ts'

const known = ['about', 'ask', 'ways', 'use-backup-code', 'use-backup-codes', 'goto']

describe('a mistyped name', () => {
  it.each([
    ['two letters exchanged', 'abuot', ['about']],
    ['a letter left out', 'way', ['ways']],
    ['a letter added', 'gotoo', ['goto']],
    ['another letter', 'asl', ['ask']],
    ['several slips in a long name', 'use-bakcup-cod', ['use-backup-code']],
    ['two names equally close', 'use-backup-codex', ['use-backup-code', 'use-backup-codes']],
    ['the name itself', 'goto', ['goto']],
    ['nothing like it', 'window', []],
    ['a short name with two slips', 'xyk', []],
    ['nothing', '', []],
  ])('%s', (_, name, near) => {
    expect(suggestNames(name, known)).toEqual(near)
  })

  it('is compared with each known name once', () => {
    expect(suggestNames('goto', ['gotos', 'gotos'])).toEqual(['gotos'])
  })
})

describe('what other people write', () => {
  it('gets no suggestion where it is longer than any name', () => {
    const long = 'a'.repeat(64)
    expect(suggestNames(`${long}`, [`${long}b`])).toEqual([`${long}b`])
    expect(suggestNames(`${long}a`, [`${long}b`])).toEqual([])
  })

  it('is compared with five hundred names that are about as long, and no more', () => {
    const names = Array.from({ length: 600 }, (_, index) => `zzzz${index + 1000}`)
    let taken = 0
    const counted = function* (): Generator<string> {
      for (const name of names) {
        taken += 1
        yield name
      }
    }
    expect(suggestNames('abcdefgh', counted())).toEqual([])
    expect(taken).toBe(500)
  })
})
