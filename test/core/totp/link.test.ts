import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import { Secret } from '../../../src/core/secret.ts'
import { type Account, formatTitle } from '../../../src/core/totp/account.ts'
import { formatBase32 } from '../../../src/core/totp/base32.ts'
import { formatLink, parseLink, parseLinkWith } from '../../../src/core/totp/link.ts'
import { algorithms, largestCounter, steamParameters } from '../../../src/core/totp/parameters.ts'
import { isPlainLink, readPlainLink } from '../../../src/core/totp/plain-link.ts'
import { type ExpectedAccount, vectors } from '../../support/vectors.ts'

/** An account in the words of the vectors. */
function told({ issuer, name, parameters, counter, secret }: Account): ExpectedAccount {
  const { type, algorithm, digits, period } = parameters
  const by = type === 'hotp' ? { counter: counter ?? -1 } : { period }
  return { type, issuer, account: name, algorithm, digits, secret: formatBase32(secret.reveal()), ...by }
}

/** A secret of whole bytes, as it is written again. */
const canonical = (expected: ExpectedAccount): ExpectedAccount => ({
  ...expected,
  secret: expected.secret === 'ABCDEFG' ? 'ABCDEFA' : expected.secret,
})

function flawOf(link: string): unknown {
  try {
    parseLink(link)
    return undefined
  } catch (error) {
    return error instanceof RescueError && error.problem.code === 'bad-link' ? error.problem.flaw : error
  }
}

describe('a link', () => {
  it.each(vectors.uriValid)('is read: $uri', ({ uri, expect: expected }) => {
    const { account } = parseLink(uri)
    const { secret, ...others } = told(account)
    const { secret: wanted, ...expectedOthers } = canonical(expected)
    expect(others).toEqual(expectedOthers)
    // Left-over bits are dropped, so only whole bytes are compared.
    expect(secret.slice(0, -1)).toBe(wanted.slice(0, -1))
  })

  // A broken name costs no secret here, so that one of these is read.
  it.each(vectors.uriInvalid.filter(({ uri }) => !uri.includes('%ZZ')))('is refused: $uri', ({ uri }) => {
    expect(flawOf(uri)).toHaveProperty('kind')
  })

  it.each([
    ['no issuer anywhere: a name', 'alice?secret=JBSWY3DPEHPK3PXP', { issuer: '', name: 'alice' }],
    [
      'two issuers: the parameter, and the other is kept',
      'issuer:username?secret=ABCDEFG&issuer=something',
      { issuer: 'something', name: 'username', prefix: 'issuer' },
    ],
    [
      'two colons: parted at the first',
      'foo:bar:baz?secret=JBSWY3DPEHPK3PXP',
      { issuer: 'foo', name: 'bar:baz' },
    ],
    ['an empty label', '?secret=ABCDEFG', { issuer: '', name: '' }],
    ['an encoded colon alone parts', 'a%3Ab?secret=GEZDGNBV', { issuer: 'a', name: 'b' }],
    [
      'five digits without a word of Steam are digits',
      'issuer:u?secret=JBSWY3DPEHPK3PXP&digits=5',
      { parameters: { type: 'totp', algorithm: 'SHA1', digits: 5, period: 30 } },
    ],
    [
      'nine digits',
      'issuer:u?secret=JBSWY3DPEHPK3PXP&digits=9',
      { parameters: { type: 'totp', algorithm: 'SHA1', digits: 9, period: 30 } },
    ],
    [
      'the issuer Steam alone makes Steam',
      'Steam:u?secret=JBSWY3DPEHPK3PXP',
      { parameters: steamParameters },
    ],
    [
      'the issuer Steam with six digits does not',
      'Steam:u?secret=JBSWY3DPEHPK3PXP&digits=6',
      { parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } },
    ],
    ['a bare word of Steam', 'u?secret=JBSWY3DPEHPK3PXP&steam', { parameters: steamParameters }],
    [
      'a raw # in a name',
      'Org:me#EXT#@example.com?secret=JBSWY3DPEHPK3PXP',
      { issuer: 'Org', name: 'me#EXT#@example.com' },
    ],
    [
      'a raw # before the secret',
      'Org:me?issuer=A#B&secret=JBSWY3DPEHPK3PXP',
      { issuer: 'A#B', prefix: 'Org' },
    ],
    ['a # behind everything', 'Org:me?secret=JBSWY3DPEHPK3PXP#top', { issuer: 'Org' }],
    [
      'a plus in the label and in the query',
      'A+B:me+you@example.com?secret=JBSWY3DPEHPK3PXP&issuer=A%2BB',
      { issuer: 'A+B', name: 'me+you@example.com' },
    ],
    ['upper case names of parameters', 'x?SECRET=JBSWY3DPEHPK3PXP&Digits=8', { parameters: { digits: 8 } }],
    [
      'a parameter that stands there twice',
      'x?secret=JBSWY3DPEHPK3PXP&digits=7&digits=7',
      { parameters: { digits: 7 } },
    ],
    ['15 bytes', 'bar?secret=GAYTEMZUGU3DOOBZGAYTEMZU', { name: 'bar' }],
  ])('%s', (_name, rest, account) => {
    expect(parseLink(`otpauth://totp/${rest}`).account).toMatchObject(account)
  })

  it('without a counter begins at zero and says so', () => {
    const { account, notes } = parseLink('otpauth://hotp/issuer:u?secret=JBSWY3DPEHPK3PXP')
    expect(account.counter).toBe(0)
    expect(notes).toEqual([{ kind: 'no-counter' }])
  })

  it.each([
    ['JBSWY3DP', [{ kind: 'short-secret', bytes: 5 }]],
    ['AA', [{ kind: 'short-secret', bytes: 1 }]],
    ['JBSWY3DPEHPK3PXP', []],
  ])('says of a secret below ten bytes that it is short (%s)', (secret, notes) => {
    expect(parseLink(`otpauth://totp/u?secret=${secret}`).notes).toEqual(notes)
  })

  it('is read in upper case, and with a mark of byte order before it', () => {
    const { account } = parseLink('\ufeff OTPAUTH://TOTP/A:b?secret=JBSWY3DPEHPK3PXP \n')
    expect(formatTitle(account)).toBe('A:b')
  })

  it.each([
    [
      'otpauth://totp/a?secret=JBSWY3DPEHPK3PX1',
      { kind: 'secret', flaw: { kind: 'character', character: '1', place: 16 } },
    ],
    ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=MD5', { kind: 'algorithm', name: 'MD5' }],
    [
      'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=JBSWY3DPEHPK3PXPJBSWY3DP',
      { kind: 'algorithm', name: '…' },
    ],
    ['otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=90000', { kind: 'period' }],
    ['motp://A:b?secret=e3152afee62599c8', { kind: 'mobile-otp' }],
    ['otpauth://yaotp/u?secret=6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY', { kind: 'yandex' }],
    ['otpauth-migration://offline?data=XXXX', { kind: 'transfer' }],
    ['https://example.com/?secret=JBSWY3DPEHPK3PXP', { kind: 'foreign', what: 'web-address' }],
    ['other://example.com/?secret=JBSWY3DPEHPK3PXP', { kind: 'scheme' }],
    ['JBSWY3DPEHPK3PXP', { kind: 'no-link' }],
    [`otpauth://totp/${'a'.repeat(9000)}?secret=JBSWY3DPEHPK3PXP`, { kind: 'too-long' }],
  ])('that does not do is named: %s', (link, flaw) => {
    expect(flawOf(link)).toEqual(flaw)
  })

  it('is refused without repeating anything of it', () => {
    for (const link of [
      'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&digits=JBSWY3DPEHPK3PXP',
      'otpauth://totp/a?secret=%JBSWY3DPEHPK3PXP',
      'otpauth://JBSWY3DPEHPK3PXP/a?secret=JBSWY3DPEHPK3PXP',
    ]) {
      expect(JSON.stringify(flawOf(link))).not.toMatch(/JBSW/)
    }
  })

  it('of any bytes is read or refused by name', () => {
    const parts = fc.constantFrom(
      ...[
        'otpauth://',
        'totp',
        'hotp',
        'steam',
        '/',
        '?',
        '&',
        '=',
        '#',
        '%',
        '%3A',
        ':',
        '+',
        'secret',
        'JBSWY3DP',
      ],
      ...[
        'issuer',
        'digits',
        'period',
        'counter',
        'algorithm',
        'SHA',
        '8',
        '-1',
        '\u0000',
        '\u001b[31m',
        '😀',
      ],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 4 }))).map((all) => all.join('')),
      fc.string({ unit: 'binary' }).map((tail) => `otpauth://totp/${tail}?secret=JBSWY3DPEHPK3PXP&${tail}`),
    )
    fc.assert(
      fc.property(text, (link) => {
        const flaw = flawOf(link)
        if (flaw !== undefined) expect(flaw).toHaveProperty('kind')
      }),
      { numRuns: 2000 },
    )
  })
})

/** Any account that a link can have given. */
const anyAccount: fc.Arbitrary<Account> = fc
  .record({
    issuer: fc.string({ unit: 'grapheme', maxLength: 20 }),
    name: fc.string({ unit: 'grapheme', maxLength: 20 }),
    secret: fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => new Secret(bytes)),
    type: fc.constantFrom('totp', 'hotp', 'steam'),
    algorithm: fc.constantFrom(...algorithms),
    digits: fc.integer({ min: 6, max: 10 }),
    period: fc.integer({ min: 1, max: 86_400 }),
    counter: fc.integer({ min: 0, max: largestCounter }),
  })
  .map(({ issuer, name, secret, type, algorithm, digits, period, counter }) => {
    const names = { issuer: issuer.trim(), name: name.trim(), secret }
    if (type === 'steam') return { ...names, parameters: steamParameters }
    if (type === 'hotp') return { ...names, counter, parameters: { type, algorithm, digits, period: 30 } }
    return { ...names, parameters: { type: 'totp', algorithm, digits, period } }
  })

describe('a link in its ordinary form', () => {
  const word = fc.stringMatching(/^[\w@.-]{0,12}$/)
  const label = fc.tuple(
    fc.oneof(
      word,
      fc.constantFrom('https%3A%2F%2Fe.example', 'HTTP://e.example', 'Steam', 'J%FCrgen', '100%25', ''),
    ),
    fc.constantFrom(':', '%3A', ': ', '', '::', '%3a%20'),
    fc.oneof(word, fc.constantFrom('al%40e.example', '%20al%20', 'a/b', 'a%3Ab')),
  )
  const parameter = fc.oneof(
    fc.constantFrom(
      'secret=JBSWY3DPEHPK3PXP',
      'secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      'secret=JBSW',
      'secret=jbswy3dpehpk3pxp',
    ),
    word.map((text) => `issuer=${text}`),
    fc.constantFrom(
      'issuer=Big%20Co',
      'issuer=Steam',
      'issuer=',
      'digits=8',
      'digits=6',
      'digits=5',
      'digits=x',
    ),
    fc.constantFrom(
      'period=60',
      'period=30',
      'period=0',
      'algorithm=SHA256',
      'algorithm=sha1',
      'algorithm=MD5',
    ),
    fc.constantFrom('image=x', 'foo=1', 'p=60', 'DIGITS=8', 'digits', 'secret=3DSWY3DPEHPK3PXP'),
  )

  it('gives the same as the full reader', () => {
    const given = fc.tuple(label, fc.array(parameter, { minLength: 1, maxLength: 5 }))
    fc.assert(
      fc.property(given, ([names, parameters]) => {
        const link = `otpauth://totp/${names.join('')}?${parameters.join('&')}`
        const read = isPlainLink(link) ? readPlainLink(link) : undefined
        if (read === undefined) return
        // A setting that says nothing about the codes leads past the short way.
        const full = parseLinkWith(link, [{ name: 'label', value: 'x' }])
        expect({ account: told(read), notes: [] }).toEqual({ account: told(full.account), notes: full.notes })
      }),
      { numRuns: 5000 },
    )
    expect(isPlainLink('otpauth://totp/Ex:al?secret=JBSWY3DPEHPK3PXP&issuer=Ex')).toBe(true)
    expect(readPlainLink('otpauth://totp/Ex:al?secret=JBSWY3DPEHPK3PXP&issuer=Ex')).toBeDefined()
  })
})

describe('an account', () => {
  it('written as a link and read again is the same', () => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const link = formatLink(account)
        expect(link).toMatch(/^[\x21-\x7e]+$/)
        expect(told(parseLink(link).account)).toEqual(told(account))
      }),
    )
  })

  it('of Steam is written as most apps understand it', () => {
    const { account } = parseLink('steam://JRZCL47CMXVOQMNPZR2F7J4RGI')
    expect(formatLink(account)).toBe(
      'otpauth://totp/?secret=JRZCL47CMXVOQMNPZR2F7J4RGI&digits=5&encoder=steam',
    )
  })
})
