import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import type { Account } from '../../../src/core/totp/account.ts'
import { formatBase32 } from '../../../src/core/totp/base32.ts'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { parseLink } from '../../../src/core/totp/link.ts'
import { readSecrets } from '../../../src/core/totp/links.ts'
import {
  findUnfitProperty,
  joinParts,
  parseTransfer,
  transferLinks,
} from '../../../src/core/totp/migration.ts'
import { fixtures, hasFixtures, vectors } from '../../support/vectors.ts'

const plain = ({ issuer, name, parameters, counter, secret }: Account) => ({
  type: parameters.type,
  issuer,
  account: name,
  secret: formatBase32(secret.reveal()),
  algorithm: parameters.algorithm,
  digits: parameters.digits,
  ...(parameters.type === 'hotp' ? { counter } : { period: parameters.period }),
})

const accountsIn = (link: string) =>
  parseTransfer(link).entries.flatMap((entry) => (entry.kind === 'account' ? [entry.account] : []))

/** Accounts of which a transfer loses nothing. */
const accounts = (count: number): readonly Account[] =>
  Array.from(
    { length: count },
    (_, index) =>
      parseLink(
        `otpauth://totp/Service%20${index}:person${index}@example.com?secret=${formatBase32(new Uint8Array(20).fill(index + 1))}`,
      ).account,
  )

describe('a transfer', () => {
  it.each(vectors.migration)('is read: $note', ({ link, entries }) => {
    expect(accountsIn(link).map(plain)).toEqual(entries)
  })

  it.each(vectors.migrationInvalid)('is refused: $note', ({ link }) => {
    expect(() => parseTransfer(link)).toThrow(RescueError)
  })

  it.runIf(hasFixtures)('of a list of links gives the codes of its accounts', () => {
    const text = readFileSync(`${fixtures}import/google-authenticator/example_export.txt`, 'utf8')
    const { entries: expected, codeTime } = JSON.parse(
      readFileSync(`${fixtures}import/google-authenticator/example_export.txt.expected.json`, 'utf8'),
    )
    const { accounts, unread, transfers } = readSecrets(text)
    expect(unread).toEqual([])
    expect(transfers.map(({ missing }) => missing)).toEqual([[], [], [], [], []])
    const found = accounts.map(({ account }) => account)
    const codeOf = ({ secret, parameters, counter }: Account) =>
      parameters.type === 'hotp'
        ? codeAtCounter(secret.reveal(), parameters, counter ?? 0)
        : codeAt(secret.reveal(), parameters, codeTime).code
    expect(found.map((account) => ({ ...plain(account), code: codeOf(account) }))).toEqual(expected)
  })

  it('is written in parts of ten, and put together in any order', () => {
    const all = accounts(23)
    const parts = transferLinks(all, 12345).map(parseTransfer)
    expect(parts.map(({ index, size, entries }) => [index, size, entries.length])).toEqual([
      [0, 3, 10],
      [1, 3, 10],
      [2, 3, 3],
    ])
    const [transfer, ...others] = joinParts([...parts].reverse())
    expect(others).toEqual([])
    expect(transfer?.missing).toEqual([])
    const found = transfer?.entries.flatMap((entry) =>
      entry.kind === 'account' ? [plain(entry.account)] : [],
    )
    expect(found).toEqual(all.map(plain))
  })

  it('says which parts are missing, and counts one that came twice once', () => {
    const [first = '', , third = ''] = transferLinks(accounts(23), 7)
    const [other = ''] = transferLinks(accounts(1), 8)
    const found = joinParts([third, first, other, third].map(parseTransfer))
    expect(found.map(({ size, missing, entries }) => ({ size, missing, count: entries.length }))).toEqual([
      { size: 3, missing: [2], count: 13 },
      { size: 1, missing: [], count: 1 },
    ])
  })

  it('carries every kind of account it has words for', () => {
    const links = [
      'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8',
      'otpauth://totp/b?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512',
      'otpauth://hotp/C:d?secret=JBSWY3DPEHPK3PXP&counter=1099511627776',
    ]
    const all = links.map((link) => parseLink(link).account)
    const [link = ''] = transferLinks(all, 2 ** 31 - 1)
    expect(accountsIn(link).map(plain)).toEqual(all.map(plain))
  })

  it.each([
    ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP', undefined],
    ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=7', 'digits'],
    ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=60', 'period'],
    ['otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&period=60', undefined],
    ['steam://JBSWY3DPEHPK3PXP', 'type'],
  ])('has words for %s, but for: %s', (link, unfit) => {
    expect(findUnfitProperty(parseLink(link).account)).toBe(unfit)
  })

  it('keeps the others when one account cannot be computed', () => {
    // One account with MD5 and one without a secret, by hand: field, length, content.
    const entry = (bytes: readonly number[]) => [0x0a, bytes.length, ...bytes]
    const name = (text: string) => [0x12, text.length, ...Buffer.from(text)]
    const bytes = [
      ...entry([0x0a, 2, 1, 2, ...name('old'), 0x20, 4]),
      ...entry(name('empty')),
      ...entry([0x0a, 2, 1, 2, ...name('good')]),
    ]
    const link = `otpauth-migration://offline?data=${Buffer.from(bytes).toString('base64url')}`
    const { entries } = parseTransfer(link)
    expect(entries).toMatchObject([
      { kind: 'unread', title: 'old', flaw: { kind: 'algorithm', name: 'MD5' } },
      { kind: 'unread', title: 'empty', flaw: { kind: 'no-secret' } },
      { kind: 'account', account: { name: 'good' }, notes: [{ kind: 'short-secret', bytes: 2 }] },
    ])
  })

  it('of any bytes is read or refused by name, and repeats nothing', () => {
    const [good = ''] = transferLinks(accounts(3), 1)
    const changed = fc
      .tuple(fc.nat(good.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1))
    const any = fc
      .uint8Array()
      .map((bytes) => `otpauth-migration://offline?data=${Buffer.from(bytes).toString('base64')}`)
    fc.assert(
      fc.property(fc.oneof(any, changed), (link) => {
        try {
          expect(parseTransfer(link).entries.length).toBeGreaterThan(0)
        } catch (error) {
          if (!(error instanceof RescueError)) throw error
          expect(error.problem).toEqual({ code: 'bad-link', flaw: { kind: 'damaged-transfer' } })
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a list of links', () => {
  it('may have comments, blank lines, words before a link, and commas between them', () => {
    const link = (name: string) => `otpauth://totp/${name}?secret=JBSWY3DPEHPK3PXP`
    const text = [
      `\ufeff# otpauth://totp/comment?secret=JBSWY3DPEHPK3PXP`,
      '',
      `QR-Code:${link('a')}`,
      `${link('b')},${link('c')}, ${link('d')}`,
      'otpauth://totp/bad?secret=JBSWY3DPEHPK3PX1',
      'prose',
      `  ${link('e')}  `,
    ].join('\r\n')
    const { accounts, unread } = readSecrets(text)
    expect(accounts.map(({ account }) => account.name)).toEqual([...'abcde'])
    expect(unread).toEqual([
      { line: 5, flaw: { kind: 'secret', flaw: { kind: 'character', character: '1', place: 16 } } },
      { line: 6, flaw: { kind: 'no-link' } },
    ])
  })
})

describe('one account', () => {
  it.each([
    ['a bare secret', 'jbsw y3dp ehpk 3pxp', '', 'totp'],
    ['a link', 'otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP&counter=3', 'b', 'hotp'],
    ['a transfer of one account', transferLinks(accounts(1), 3)[0] ?? '', 'person0@example.com', 'totp'],
  ])('is read from %s', (_name, text, name, type) => {
    const [found] = readSecrets(text).accounts
    if (found === undefined) throw new Error('no account')
    const { account } = found
    expect([account.name, account.parameters.type]).toEqual([name, type])
  })

  it('is not read from a transfer of two', () => {
    const [link = ''] = transferLinks(accounts(2), 3)
    expect(() => parseLink(link)).toThrow(RescueError)
  })
})
