import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodeForm } from '../../../src/core/backup/code-form.ts'
import { type CodeList, codesWith, doubtFlaws, readCodes } from '../../../src/core/backup/read.ts'
import { normaliseCode } from '../../../src/core/backup/set.ts'
import { RescueError } from '../../../src/core/errors.ts'

const google8 = { count: 10, length: 8, alphabet: 'digits', groups: '4-4' } as const
const read = (text: string, form?: CodeForm): CodeList => readCodes(text, 'codes.txt', form)
const codesIn = (text: string, form?: CodeForm): readonly string[] =>
  read(text, form).codes.map(({ code }) => code)
const usedIn = (text: string): readonly string[] =>
  read(text).codes.flatMap(({ code, used }) => (used ? [code] : []))
/** The lines without a code that are not empty. */
const leftIn = (text: string) =>
  read(text)
    .left.filter(({ reason }) => reason !== 'blank')
    .map(({ line, reason }) => `${line} ${reason}`)
const doubtsIn = (text: string, form?: CodeForm) =>
  read(text, form).doubts.map(({ line, column, code, reason }) => `${line}:${column} ${code} ${reason}`)

/** What is thrown, as places and rules. */
function refusal(text: string): readonly string[] {
  try {
    read(text)
    return []
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-codes') throw error
    return error.problem.flaws.map(({ line, column, fault }) => {
      const at = `${line}:${column}`
      return `${at} ${fault.kind === 'codes' ? fault.rule : fault.kind}`
    })
  }
}

const google = `SAVE YOUR BACKUP CODES
Keep these backup codes somewhere safe but accessible.

1. 5435 1234\t\t 6. 8812 0091
2. 7281 9912\t\t 7. 1029 3847
3. 0918 2736\t\t 8. 5647 3829
4. 1122 3344\t\t 9. 6655 7788
5. 9900 1122\t\t10. 4433 2211

(alice2024@gmail.com)

* You can only use each backup code once.
* Need more? Visit https://g.co/2sv
* These codes were generated on: Jan 5, 2025.
`
const googleCodes = [
  '5435 1234',
  '7281 9912',
  '0918 2736',
  '1122 3344',
  '9900 1122',
  '8812 0091',
  '1029 3847',
  '5647 3829',
  '6655 7788',
  '4433 2211',
]

describe('what services print', () => {
  it('Google: two numbered columns, read by their numbers', () => {
    const list = read(google, google8)
    expect(list.codes.map(({ code }) => code)).toEqual(googleCodes)
    expect(list.shape).toEqual({ alphabet: 'digits', length: 8, groups: '4-4' })
    expect(list.doubts).toEqual([])
    expect(list.missing).toEqual([])
    expect(list.unlike).toBeUndefined()
    expect(leftIn(google)).toEqual(['1 text', '2 text', '10 address', '12 text', '13 text', '14 date'])
    expect(list.codes[0]).toEqual({ code: '5435 1234', used: false, line: 4, column: 4 })
    expect(list.codes[5]).toMatchObject({ code: '8812 0091', line: 4 })
  })

  it('Google in Japanese', () => {
    const text = `バックアップ コードを保管してください
これらのバックアップ コードは、安全でアクセスしやすい場所に保管してください。

1. 5435 1234		 3. 8812 0091
2. 7281 9912		 4. 1029 3847

（alice2024@gmail.com）

* 各バックアップ コードは 1 回のみ使用できます。
* さらに必要な場合は https://g.co/2sv をご覧ください。
* 生成日: 2025年1月5日
`
    expect(codesIn(text)).toEqual(['5435 1234', '7281 9912', '8812 0091', '1029 3847'])
    expect(doubtsIn(text)).toEqual([])
    expect(read(text, google8).unlike).toEqual({ count: 10, length: 8 })
  })

  it('GitHub: bare lines', () => {
    const codes = ['1a2b3-c4d5e', 'ffffe-aabbc', '00112-33445', 'deadb-eef00', 'abcde-fabcd']
    const list = read(`${codes.join('\n')}\n`)
    expect(list.codes.map(({ code }) => code)).toEqual(codes)
    expect(list.shape).toEqual({ alphabet: 'hex', length: 10, groups: '5-5' })
  })

  it('Discord: a heading with the account, and stars', () => {
    const text = `These are your Discord backup codes for account alice@example.com. Keep them safe!

* abcd-e1fg
* 9h8i-7j6k
* lmno-pqrs
* (used) t2u3-v4w5
* x6y7-z8a9 (used)
`
    expect(codesIn(text)).toEqual(['abcd-e1fg', '9h8i-7j6k', 'lmno-pqrs', 't2u3-v4w5', 'x6y7-z8a9'])
    expect(usedIn(text)).toEqual(['t2u3-v4w5', 'x6y7-z8a9'])
    expect(doubtsIn(text)).toEqual([])
  })

  it.each([
    [
      'Microsoft, behind words',
      'Your new recovery code is: K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG',
      'K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG',
    ],
    ['Microsoft, letters only', 'KAQXB-MZLPZ-ARTYW-QHJCV-BSNDG', 'KAQXB-MZLPZ-ARTYW-QHJCV-BSNDG'],
    ['Microsoft in Japanese', '回復用コード：K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG', 'K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG'],
    ['Apple', 'Recovery Key\n2B4C-6D8E-0F1A-3B5C-7D9E-1F2A-3B4C\n', '2B4C-6D8E-0F1A-3B5C-7D9E-1F2A-3B4C'],
    ['Steam', 'Your recovery code: R48213', 'R48213'],
    ['Steam alone', 'R48213', 'R48213'],
    [
      'Bitwarden',
      'Your recovery code:\nab1d ef2h ij3l mn4p qr5t uv6x yz7b cd9f',
      'ab1d ef2h ij3l mn4p qr5t uv6x yz7b cd9f',
    ],
    ['X', 'Backup code\nq7w8e9r0t1y2', 'q7w8e9r0t1y2'],
    ['Dropbox, older', 'Emergency backup code: 1a2b 3c4d 5e6f 7g8h', '1a2b 3c4d 5e6f 7g8h'],
    ['Square Enix', '強制解除パスワード：A1B2C3D4E5', 'A1B2C3D4E5'],
    ['freee', 'バックアップコードは 12345678 です', undefined],
    ['one of eight digits', '12345678', '12345678'],
    ['one with zero width between', '1234\u200b5678', '12345678'],
  ])('a single code: %s', (_, text, code) => {
    if (code === undefined) expect(doubtsIn(text)).toEqual(['1:12 12345678 in-sentence'])
    else {
      expect(codesIn(text)).toEqual([code])
      expect(doubtsIn(text)).toEqual([])
    }
  })

  it.each([
    [
      'Nintendo: 8 characters in two columns',
      'a1b2c3d4  e5f6g7h8\ni9j0k1l2  m3n4o5p6',
      ['a1b2c3d4', 'e5f6g7h8', 'i9j0k1l2', 'm3n4o5p6'],
    ],
    ['PlayStation: 6 characters', 'Backup Codes\nAB12CD\n34EFG5\nHI67JK', ['AB12CD', '34EFG5', 'HI67JK']],
    ['Reddit: 6 digits', '123456\n234567\n345678', ['123456', '234567', '345678']],
    ['Slack: 9 digits', '1. 123456789\n2. 234567890', ['123456789', '234567890']],
    [
      'npm: 64 hexadecimal digits',
      `${'a1'.repeat(32)}\n${'b2'.repeat(32)}`,
      ['a1'.repeat(32), 'b2'.repeat(32)],
    ],
    [
      'Nextcloud: 16 characters',
      'aB3dE6gH9jK2mN5p\nqR8sT1uV4wX7yZ0a',
      ['aB3dE6gH9jK2mN5p', 'qR8sT1uV4wX7yZ0a'],
    ],
    [
      'Facebook: two groups and two columns',
      '1234 5678\t2345 6789\n3456 7890\t4567 8901',
      ['1234 5678', '2345 6789', '3456 7890', '4567 8901'],
    ],
    [
      'niconico, with labels',
      'バックアップコード1：a1b2c3d4\nバックアップコード2：e5f6g7h8',
      ['a1b2c3d4', 'e5f6g7h8'],
    ],
    ['Chatwork in full-width digits', '１．１２３４５６７８\n２．２３４５６７８９', ['12345678', '23456789']],
  ])('%s', (_, text, codes) => {
    expect(codesIn(text)).toEqual(codes)
    expect(doubtsIn(text)).toEqual([])
  })

  it('the file of Google’s PAM module: neither its key nor its settings', () => {
    const text = `JBSWY3DPEHPK3PXPJBSWY3DPEH
" RATE_LIMIT 3 30 1736073600
" WINDOW_SIZE 17
" DISALLOW_REUSE 57869120
" TOTP_AUTH
12345678
23456789
34567890
45678901
56789012
`
    expect(codesIn(text)).toEqual(['12345678', '23456789', '34567890', '45678901', '56789012'])
    expect(doubtsIn(text)).toEqual(['1:1 JBSWY3DPEHPK3PXPJBSWY3DPEH unlike-others'])
  })
})

describe('how lists are written', () => {
  const codes = ['1234-5678', '2345-6789', '3456-7890']
  it.each([
    ['1. ', '2. ', '3. '],
    ['1) ', '2) ', '3) '],
    ['(1) ', '(2) ', '(3) '],
    ['1: ', '2: ', '3: '],
    ['1 ', '2 ', '3 '],
    ['1\t', '2\t', '3\t'],
    ['01. ', '02. ', '03. '],
    ['No. 1 ', 'No. 2 ', 'No. 3 '],
    ['#1 ', '#2 ', '#3 '],
    ['① ', '② ', '③ '],
    ['１．', '２．', '３．'],
    ['Code 1: ', 'Code 2: ', 'Code 3: '],
    ['コード1：', 'コード2：', 'コード3：'],
    ['- ', '- ', '- '],
    ['• ', '• ', '• '],
    ['・', '・', '・'],
    ['[ ] ', '[ ] ', '[ ] '],
    ['- [ ] ', '- [ ] ', '- [ ] '],
    ['☐ ', '☐ ', '☐ '],
    ['□', '□', '□'],
    ['> ', '> ', '> '],
    ['"', '"', '"'],
    ['    ', '    ', '    '],
    ['\u3000', '\u3000', '\u3000'],
  ])('with %j before each', (...marks) => {
    const text = codes.map((code, index) => `${marks[index]}${code}`).join('\n')
    expect(codesIn(text)).toEqual(codes)
    expect(read(text).missing).toEqual([])
    expect(doubtsIn(text)).toEqual([])
  })

  it.each([
    ['commas', codes.join(', ')],
    ['Japanese commas', codes.join('、')],
    ['semicolons', codes.join(';')],
    ['bars', `| ${codes.join(' | ')} |`],
    ['blanks', codes.join('  ')],
    ['single blanks', codes.join(' ')],
    ['JSON', JSON.stringify(codes)],
    ['JSON over lines', JSON.stringify({ codes }, null, 2)],
    ['CRLF', codes.join('\r\n')],
    ['CR', codes.join('\r')],
    ['numbers in one line', codes.map((code, index) => `${index + 1}. ${code}`).join(' ')],
    ['bold', codes.map((code) => `**${code}**`).join('\n')],
    ['code marks', codes.map((code) => `\`${code}\``).join('\n')],
    ['full stops', codes.map((code) => `${code}.`).join('\n')],
    ['a hyphen of another kind', codes.join('\n').replaceAll('-', '\u2011')],
    ['a minus sign', codes.join('\n').replaceAll('-', '\u2212')],
    ['a Japanese keyboard’s hyphen', codes.join('\n').replaceAll('-', 'ー')],
    [
      'a table of Markdown',
      `| code | state |\n| --- | --- |\n${codes.map((code) => `| ${code} | unused |`).join('\n')}`,
    ],
  ])('parted by %s', (_, text) => {
    expect(codesIn(text)).toEqual(codes)
    expect(doubtsIn(text)).toEqual([])
    expect(usedIn(text)).toEqual([])
  })

  it.each([
    ['among others', 'a1b2c3d4\nqwertyui\ne5f6g7h8'],
    ['numbered', '1. qwertyui\n2. a1b2c3d4\n3. e5f6g7h8'],
    ['behind a bullet', '• a1b2c3d4\n• e5f6g7h8\n• qwertyui'],
    ['without a vowel', 'qwrtzpsd\na1b2c3d4\ne5f6g7h8'],
    ['with a hyphen', 'qwer-tyui\na1b2-c3d4\ne5f6-g7h8'],
  ])('takes a code that has no digits, %s', (_, text) => {
    expect(codesIn(text)).toHaveLength(3)
    expect(doubtsIn(text)).toEqual([])
  })

  it('keeps the form in which a code is printed', () => {
    expect(codesIn('ABCD-1234\nefgh 5678\n1a2b3c4d')).toEqual(['ABCD-1234', 'efgh 5678', '1a2b3c4d'])
  })

  it('tells which numbers are missing', () => {
    expect(read('1. 1234-5678\n3. 3456-7890\n6. 6789-0123').missing).toEqual([2, 4, 5])
  })

  it.each([
    '[x] 2345-6789',
    '- [X] 2345-6789',
    '☑ 2345-6789',
    '✓ 2345-6789',
    '2345-6789 ✓',
    '2345-6789 ✅',
    'x 2345-6789',
    '× 2345-6789',
    '2345-6789 (used)',
    '2345-6789 - used',
    '2345-6789 used',
    '2345-6789 USED on 2025-01-05',
    '2345-6789 (used 5 Jan 2025)',
    '2345-6789（使用済み）',
    '2345-6789 使用済み',
    '2345-6789\t使用済',
    '| 2345-6789 | used |',
    'used: 2345-6789',
    '使用済み：2345-6789',
    '~~2345-6789~~',
    '2\u03363\u03364\u03365\u0336-\u03366\u03367\u03368\u03369\u0336',
  ])('knows %j as used', (line) => {
    const text = `1234-5678\n${line}\n3456-7890`
    expect(codesIn(text)).toEqual(codes)
    expect(usedIn(text)).toEqual(['2345-6789'])
  })

  it.each(['1234-5678 (unused)', '1234-5678 未使用', '1234-5678\tavailable'])(
    'knows %j as not used',
    (line) => {
      expect(codesIn(line)).toEqual(['1234-5678'])
      expect(usedIn(line)).toEqual([])
    },
  )
})

describe('what is no code', () => {
  const around = (line: string) => `1234 5678\n${line}\n2345 6789`
  it.each([
    ['2025-01-05', 'date'],
    ['2025/1/5 12:34', 'date'],
    ['2025年1月5日', 'date'],
    ['Created: 2025-01-05T12:34:56Z', 'date'],
    ['Jan 5, 2025', 'date'],
    ['5 January 2025, 12:34 PM', 'date'],
    ['05/01/2025', 'date'],
    ['alice@example.com', 'address'],
    ['<alice.b+c@mail.example.co.jp>', 'address'],
    ['https://example.com/a/12345678', 'address'],
    ['www.example.org', 'address'],
    ['myaccount.google.com/security', 'address'],
    ['192.168.0.12', 'address'],
    ['Account: alice2024', 'label'],
    ['Phone: 090-1234-5678', 'label'],
    ['電話番号：09012345678', 'label'],
    ['Password: hunter2hunter2', 'label'],
    ['Secret key: JBSWY3DPEHPK3PXP', 'label'],
    ['確認コード：987654', 'label'],
    ['otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', 'link'],
    ['Keep them safe', 'text'],
    ['2-Step Verification', 'text'],
    ['Recovery codes', 'text'],
    ['Page 1 of 2', 'text'],
    ['--------', 'decoration'],
    ['バックアップコード', 'text'],
    ['Google', 'text'],
  ])('%j: %s', (line, reason) => {
    const text = around(line)
    expect(codesIn(text)).toEqual(['1234 5678', '2345 6789'])
    expect(leftIn(text)).toEqual([`2 ${reason}`])
    expect(doubtsIn(text)).toEqual([])
  })
})

describe('what is doubtful', () => {
  it.each([
    ['another length', '12345678\n2345678\n34567890', ['2:1 2345678 unlike-others']],
    ['a phone number', '1234-5678\n2345-6789\n+81 90-1234-5678', []],
    ['O for 0', '12345678\n2345678O\n34567890\n45678901', ['2:1 2345678O odd-character']],
    [
      'no hexadecimal digit',
      '1a2b3-c4d5e\n0a0b0-c0d0e\n1i2b3-c4d5f\n1a2b3-c4d5f',
      ['3:1 1i2b3-c4d5f odd-character'],
    ],
    ['a name as long as the codes', 'wikidata\na1b2c3d4\ne5f6g7h8', ['1:1 wikidata maybe-word']],
    ['a name with a number', 'office365\na1b2c3d4e\ne5f6g7h8i', ['1:1 office365 maybe-word']],
    ['several groups of digits', '1234 5678 2345 6789', ['1:1 1234 5678 2345 6789 unclear-spaces']],
    ['groups of six', '123456 234567', ['1:1 123456 234567 unclear-spaces']],
    ['a sentence', '1234-5678\n2345-6789\nI used 3456-7890 in May', ['3:8 3456-7890 in-sentence']],
    ['words that may mean anything', 'Epic: 1A2B-3C4D', ['1:7 1A2B-3C4D behind-label']],
    [
      'a service, and its codes',
      'google: 12345678 23456789',
      ['1:9 12345678 behind-label', '1:18 23456789 behind-label'],
    ],
    ['a serial number', '12345678\n23456789\nSerial 20250001', ['3:8 20250001 in-sentence']],
    ['a key for an app', 'JBSW Y3DP EHPK 3PXP', ['1:1 JBSW Y3DP EHPK 3PXP maybe-key']],
    [
      'two things of different length',
      'K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG\n12345678',
      ['1:1 K7QXB-M2LPZ-9RTYW-4HJCV-8SNDG unlike-others', '2:1 12345678 unlike-others'],
    ],
  ])('%s', (_, text, doubts) => {
    expect(doubtsIn(text)).toEqual(doubts)
  })

  it('is settled by other lines', () => {
    expect(codesIn('1234 5678\n2345 6789\n3456 7890 4567 8901')).toEqual([
      '1234 5678',
      '2345 6789',
      '3456 7890',
      '4567 8901',
    ])
    expect(codesIn('123456\n234567\n345678 456789')).toEqual(['123456', '234567', '345678', '456789'])
  })

  it('is settled by what the service is known to issue', () => {
    expect(codesIn('1234 5678 2345 6789', google8)).toEqual(['1234 5678', '2345 6789'])
  })

  it('is taken in its place where a person says so, and never twice', () => {
    const list = read('12345678\n2345678\n34567890')
    expect(codesWith(list, list.doubts).map(({ code }) => code)).toEqual(['12345678', '2345678', '34567890'])
    expect(codesWith(list, [])).toEqual(list.codes)
    const again = read('1234-5678\n2345-6789\nI used 1234-5678 in May')
    expect(codesWith(again, again.doubts).map(({ code }) => code)).toEqual(['1234-5678', '2345-6789'])
  })

  it('is taken at the end of a list that is read by its numbers', () => {
    const list = read('1. 1234-5678\t3. 3456-7890\n2. 2345-6789\t4. 456-7890')
    expect(codesWith(list, list.doubts).map(({ code }) => code)).toEqual([
      '1234-5678',
      '2345-6789',
      '3456-7890',
      '456-7890',
    ])
  })

  it('can be refused with places', () => {
    expect(doubtFlaws(read('12345678\n2345678\n34567890'), 'codes.txt')).toEqual([
      { file: 'codes.txt', line: 2, column: 1, fault: { kind: 'doubtful-code', reason: 'unlike-others' } },
    ])
  })
})

describe('what is refused', () => {
  it.each([
    ['nothing', ''],
    ['words', 'Keep these codes\nsomewhere safe'],
    ['dates', '2025-01-05\n2025-01-06'],
    ['small numbers', '1\n2\n3'],
    ['Japanese', 'バックアップコードはありません'],
  ])('%s', (_, text) => {
    expect(refusal(text)).toEqual(['1:1 no-codes'])
  })

  it('more than any list has', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => 10_000_000 + index).join('\n')
    expect(refusal(many(201))).toEqual(['201:1 too-many'])
    expect(codesIn(many(200))).toHaveLength(200)
  })
})

describe('for any text', () => {
  const scraps = fc.constantFrom(
    '1234 5678',
    'abcd-ef12',
    'R48213',
    '1. ',
    '12. ',
    '- ',
    '[x] ',
    '☑',
    'used',
    '使用済み',
    '(',
    ')',
    ': ',
    'Code',
    'コード',
    '\t',
    '  ',
    ' ',
    '\n',
    '\r\n',
    '|',
    ',',
    '2025-01-05',
    'a@b.co',
    'https://x.org',
    '~~',
    '\u0336',
    '１２３４',
    'ー',
    '"',
    '\u2028',
    '\u0000',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join('')),
  )

  it('either reads it or throws a named problem', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom(undefined, google8, { length: 10 }, { names: ['Code'] }),
        (text, form) => {
          try {
            const { codes, doubts, left } = read(text, form)
            expect(codes.length + doubts.length).toBeGreaterThan(0)
            for (const { line, column } of [...codes, ...doubts])
              expect(Math.min(line, column)).toBeGreaterThan(0)
            // A masked entry or a script next to a code is named as well.
            for (const { line, reason } of left)
              expect(!['masked', 'unseen'].includes(reason) && codes.some((code) => code.line === line)).toBe(
                false,
              )
            expect(new Set(codes.map(({ code }) => normaliseCode(code))).size).toBe(codes.length)
          } catch (error) {
            if (!(error instanceof RescueError)) throw error
            expect(error.problem.code).toBe('bad-codes')
            expect(JSON.stringify(error.problem)).not.toContain('5678')
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('ends soon for hostile text', () => {
    for (const scrap of [
      '1 ',
      '1234 ',
      'a-',
      '. ',
      '(1',
      'Code: ',
      'used ',
      '[x] ',
      '~~',
      'a.',
      'a@',
      '1:',
      '□',
    ])
      expect(() => read(scrap.repeat(30_000))).not.toThrow(TypeError)
  })

  it('drops no code of a list silently: what is not taken is asked about', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
    const code = (length: number) =>
      fc.string({ unit: fc.constantFrom(...letters), minLength: length, maxLength: length })
    const list = fc
      .constantFrom(6, 8, 10, 12, 16)
      .chain((length) => fc.uniqueArray(code(length), { minLength: 5, maxLength: 16 }))
    fc.assert(
      fc.property(list, fc.constantFrom('', '* ', '☐ '), fc.constantFrom(0, 3, 4), (codes, mark, cut) => {
        fc.pre(codes.filter((one) => /[a-z]\d[a-z]/.test(one)).length > 2)
        const printed = codes.map((one) => (cut === 0 ? one : `${one.slice(0, cut)}-${one.slice(cut)}`))
        const { codes: taken, doubts } = read(printed.map((one) => mark + one).join('\n'))
        expect([...taken, ...doubts].map((found) => found.code).sort()).toEqual([...printed].sort())
        // Behind marks, and with hyphens, there is no reason for doubt.
        if (mark !== '') expect(doubts.filter(({ reason }) => reason === 'maybe-word')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('gives back the codes of a list, however it is written', () => {
    const code = fc.oneof(
      { weight: 19, arbitrary: fc.stringMatching(/^[0-9]{4}-[0-9]{4}$/) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('2000-0101', '2024-0821', '2024-2025', '1800-2020', '0120-1234'),
      },
    )
    const bare: readonly ((code: string, index: number) => string)[] = [
      (text) => text,
      (text) => text.replace('-', ''),
    ]
    const style = fc.constantFrom<(code: string, index: number) => string>(
      ...bare,
      (text, index) => `${index + 1}. ${text}`,
      (text) => `* ${text}`,
      (text) => `☐ ${text.replace('-', ' ')}`,
      (text, index) => `コード${index + 1}：${text}`,
    )
    // Without a number or a bullet, what reads as a date or a telephone number may be asked about.
    const date = /^(?:19[89]|20[0-4])\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|-?(?:19[89]|20[0-4])\d)$/
    const phone = /^(?:1[38]00|0120|0570|0[58]00)-?\d{4}$/
    const end = fc.constantFrom('\n', '\r\n', '\n\n', '\t', '  ', ', ')
    fc.assert(
      fc.property(
        fc.uniqueArray(code, { minLength: 1, maxLength: 20 }),
        style,
        end,
        (codes, write, between) => {
          const { codes: found, doubts } = read(codes.map(write).join(between))
          const all = [...found, ...doubts].sort(
            (one, other) => one.line - other.line || one.column - other.column,
          )
          expect(all.map((one) => normaliseCode(one.code))).toEqual(codes.map(normaliseCode))
          if (!bare.includes(write)) expect(doubts).toEqual([])
          for (const doubt of doubts) {
            expect(doubt.code).toMatch(doubt.reason === 'maybe-date' ? date : phone)
            expect(['maybe-date', 'maybe-phone']).toContain(doubt.reason)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('asks about digits that read as a day on a line of their own, wherever they stand', () => {
    const codes = ['41094668', '52347039', '70117608']
    for (const at of [0, 1, 3]) {
      const lines = [...codes.slice(0, at), '20000101', ...codes.slice(at)]
      expect(codesIn(lines.join('\n'))).toEqual(codes)
      expect(doubtsIn(lines.join('\n'))).toEqual([`${at + 1}:1 20000101 maybe-date`])
      const numbered = lines.map((line, index) => `${index + 1}. ${line}`).join('\n')
      expect(codesIn(numbered)).toEqual(lines)
    }
    expect(doubtsIn('20000101\n00000000')).toEqual(['1:1 20000101 maybe-date'])
    expect(codesIn('20000101')).toEqual(['20000101'])
  })
})

describe('the account of the lines', () => {
  const code = fc.oneof(
    fc.stringMatching(/^[0-9]{4} [0-9]{4}$/),
    fc.stringMatching(/^[0-9a-f]{5}-[0-9a-f]{5}$/),
    fc.stringMatching(/^[A-Z0-9]{8}$/),
    fc.stringMatching(/^[a-z]{12}$/),
  )
  const line = fc.oneof(
    { weight: 4, arbitrary: code },
    fc.tuple(fc.integer({ min: 1, max: 20 }), code).map(([number, text]) => `${number}. ${text}`),
    fc.tuple(fc.integer({ min: 1, max: 20 }), code).map(([number, text]) => `${number} - ${text}`),
    code.map((text) => `* ${text} (used)`),
    code.map((text) => `<s>${text}</s>`),
    code.map((text) => `| ${text} | yes |`),
    code.map((text) => `{"code": "${text}", "used": true}`),
    fc.tuple(code, code).map((texts) => texts.join('\t')),
    fc.tuple(code, fc.lorem({ maxCount: 3 })).map((texts) => texts.join(' ')),
    fc.lorem({ maxCount: 8 }),
    fc.constantFrom(
      '',
      '  ',
      '-----',
      '2024-08-21',
      'mika@example.com',
      'Used:',
      'code,used',
      '<ul>',
      '=20',
      '= ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r', '\u2028'))
    .map(([lines, end]) => lines.join(end))

  it('adds up: each line holds a code or a doubt, or is left out with a reason', () => {
    fc.assert(
      fc.property(text, (given) => {
        let list: CodeList
        try {
          list = read(given)
        } catch (error) {
          expect(error).toBeInstanceOf(RescueError)
          return
        }
        const count = given.split(/\r\n|[\n\r\v\f\u2028\u2029]/).length
        const held = new Set([...list.codes, ...list.doubts].map((found) => found.line))
        const left = list.left.map((found) => found.line)
        expect(new Set(left).size).toBe(left.length)
        expect(left.filter((number) => held.has(number))).toEqual([])
        expect([...held, ...left].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        )
      }),
      { numRuns: 3000 },
    )
  })

  it('shows a line as it is', () => {
    expect(read('Codes\n\n12345678\n23456789').left).toEqual([
      { line: 1, text: 'Codes', reason: 'text' },
      { line: 2, text: '', reason: 'blank' },
    ])
  })

  it('is made for large texts too', () => {
    for (const scrap of [
      '1234 5678\n',
      'a@',
      '<li>',
      '{"a":',
      '=3D',
      '- ',
      '1. ',
      'a-',
      '(1',
      '\u0336x',
      'Code: ',
      '~~',
      '[x] ',
      'used\n',
      '\t',
      '1 ',
      '<s',
      '\u001b[9m',
      ': ',
    ]) {
      const large = scrap.repeat(Math.ceil(300_000 / scrap.length))
      try {
        read(large)
      } catch (error) {
        expect(error).toBeInstanceOf(RescueError)
      }
    }
  })
})

it('takes no bare string for what is known of the codes', () => {
  // @ts-expect-error: a string has a `length` as well.
  expect(readCodes('abcd-1234', 'codes.txt', 'github').codes).toHaveLength(1)
})
