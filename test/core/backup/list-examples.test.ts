/** Every example of docs/backup-codes.md, and the ways in which people and services write lists. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CodeForm } from '../../../src/core/backup/code-form.ts'
import { readCodes } from '../../../src/core/backup/read.ts'

const page = readFileSync(new URL('../../../docs/backup-codes.md', import.meta.url), 'utf8')

/** The examples in the tables below a text of the page, up to the next text. */
function examples(after: string): readonly string[] {
  const start = page.indexOf(after)
  const rows = page
    .slice(start)
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
  const table = rows.slice(
    rows.findIndex((line) => line.startsWith('|')),
    rows.findIndex((line, index) => index > 3 && !line.startsWith('|')),
  )
  return table
    .slice(2)
    .map((line) => line.split('|')[2] ?? '')
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, example = '']) => example))
}

const among = (line: string): string => `41094668\n${line}\n70117608\n65030952\n93595945\n`
const bare = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '')
const all = ['41094668', '52347039', '70117608', '65030952', '93595945']
const read = (text: string, form?: CodeForm) => readCodes(text, '-', form)
const codesIn = (text: string, form?: CodeForm): readonly string[] =>
  read(text, form).codes.map(({ code, used }) => (used ? `${code} used` : code))
const doubtsIn = (text: string): readonly string[] =>
  read(text).doubts.map(({ line, code, reason }) => `${line} ${code} ${reason}`)

describe('docs/backup-codes.md', () => {
  const plain = examples('### What is understood')
  const bullets = examples('Bullets, where most lines have them:')
  const used = examples('These give the same code, marked as used:')
  const doubtful = examples('### What is asked about')

  it('has examples', () => {
    expect([plain.length, used.length, doubtful.length].every((count) => count >= 10)).toBe(true)
  })

  it.each(plain)('is understood: %s', (line) => {
    const list = read(among(line))
    expect(list.doubts).toEqual([])
    expect(list.codes.map(({ code }) => bare(code)).sort()).toEqual([...all].sort())
    expect(list.codes.some((code) => code.used)).toBe(false)
  })

  it.each(bullets)('is understood where most lines have it: %s', (line) => {
    const list = read(all.map((code) => line.replace('52347039', code)).join('\n'))
    expect(list.doubts).toEqual([])
    expect(list.codes.map(({ code, used }) => [bare(code), used])).toEqual(all.map((code) => [code, false]))
  })

  it.each(used)('is understood as used: %s', (line) => {
    const list = read(among(line))
    expect(list.doubts).toEqual([])
    expect(list.codes.map(({ code }) => bare(code)).sort()).toEqual([...all].sort())
    expect(list.codes.filter((code) => code.used).map(({ code }) => bare(code))).toEqual(['52347039'])
  })

  it.each(doubtful)('is asked about: %s', (line) => {
    const list = read(among(line))
    expect(list.codes.map(({ code }) => code)).toEqual(['41094668', '70117608', '65030952', '93595945'])
    expect(list.doubts.map((doubt) => doubt.line)).toEqual([2])
  })
})

const ten = '41094668 52347039 70117608 65030952 93595945 22858391 11609494 83421917 36251847 90817263'.split(
  ' ',
)
const lines = (write: (code: string, number: number) => string): string =>
  ten.map((code, index) => write(code, index + 1)).join('\n')

describe('a list of ten', () => {
  it.each([
    ['1 - x', lines((code, number) => `${number} - ${code}`)],
    ['1-x', lines((code, number) => `${number}-${code}`)],
    ['1- x', lines((code, number) => `${number}- ${code}`)],
    ['01 - x', lines((code, number) => `${String(number).padStart(2, '0')} - ${code}`)],
    ['1 – x', lines((code, number) => `${number} – ${code}`)],
    ['1 — x', lines((code, number) => `${number} — ${code}`)],
    ['1.x', lines((code, number) => `${number}.${code}`)],
    ['Code 1 x', lines((code, number) => `Code ${number} ${code}`)],
    ['Backup code 1 – x', lines((code, number) => `Backup code ${number} – ${code}`)],
    ['o x', lines((code) => `o ${code}`)],
    ['x ok', lines((code) => `${code} ok`)],
    ['Gate x', lines((code) => `Gate ${code}`)],
    ['Gate 1: x', lines((code, number) => `Gate ${number}: ${code}`)],
    ['1 => x', lines((code, number) => `${number} => ${code}`)],
    ['1→x', lines((code, number) => `${number}→${code}`)],
    ['1/12: x', lines((code, number) => `${number}/12: ${code}`)],
    ['第1：x', lines((code, number) => `第${number}：${code}`)],
    ['a) x', lines((code, number) => `${String.fromCharCode(96 + number)}) ${code}`)],
    ['a x', lines((code, number) => `${String.fromCharCode(96 + number)} ${code}`)],
    ['x (1)', lines((code, number) => `${code} (${number})`)],
    ['x 2024-08-21', lines((code) => `${code} 2024-08-21`)],
    ['2024-08-21 x', lines((code) => `2024-08-21 ${code}`)],
    ['x mika@example.com', lines((code) => `${code} mika@example.com`)],
    ['1 and x on two lines', lines((code, number) => `${number}\n${code}`)],
    ['x／x', ten.join('／')],
    ['x · x', ten.join(' · ')],
    ['x / x', ten.join(' / ')],
    ['twice', `${ten.join('\n')}\n\n${ten.join('\n')}`],
    [
      'numbered twice',
      `${lines((code, number) => `${number} ${code}`)}\n\n${lines((code, number) => `${number} ${code}`)}`,
    ],
    ['quoted in mail', lines((code) => `> > ${code}`)],
  ])('%s', (_, text) => {
    expect(codesIn(text)).toEqual(ten)
    expect(doubtsIn(text)).toEqual([])
  })

  it.each([
    ['4109:4668', ':'],
    ['4109,4668', ','],
    ['4109 tab 4668', '\t'],
    ['Google 4109 4668', ' '],
  ])('of %s', (name, joint) => {
    const text = lines(
      (code) => `${name.startsWith('Google') ? 'Google ' : ''}${code.slice(0, 4)}${joint}${code.slice(4)}`,
    )
    expect(codesIn(text).map(bare)).toEqual(ten)
    expect(doubtsIn(text)).toEqual([])
  })
})

describe('no line is lost', () => {
  it('asks about every line that holds something else', () => {
    const text =
      '4109 4668\n5234 7039 <- next\n7011 7608\n6503 0952 (maybe used)\n9359 5945 2024-08-21\n2285 839\n1160 9494\n'
    expect(codesIn(text)).toEqual(['4109 4668', '7011 7608', '1160 9494'])
    expect(doubtsIn(text)).toEqual([
      '2 5234 7039 in-sentence',
      '4 6503 0952 in-sentence',
      '5 9359 5945 dated',
      '6 2285 839 unlike-others',
    ])
  })

  it.each([
    ['a colon inside', '5234:7039'],
    ['a comma inside', '5234,7039'],
    ['one digit short', '5234 703'],
    ['one digit too many', '5234 70391'],
    ['a sentence', 'use 5234 7039 first'],
    ['a byte string', "b'5234703a'"],
  ])('with %s', (_, line) => {
    const text = `4109 4668\n${line}\n7011 7608\n6503 0952`
    expect(codesIn(text)).toEqual(['4109 4668', '7011 7608', '6503 0952'])
    expect(read(text).doubts.map((doubt) => doubt.line)).toEqual([2])
  })

  it.each([
    ['a year', '2024', []],
    ['a date', '2024-08-21', []],
    ['a date of eight digits', '20240821', ['1 20240821 maybe-date']],
    ['a telephone number', '090-1234-5678', []],
  ])('%s above the list is not its first code', (_, first, doubts) => {
    const text = `${first}\n\n${ten.join('\n')}`
    expect(codesIn(text)).toEqual(ten)
    expect(doubtsIn(text)).toEqual(doubts)
  })

  it('asks about a telephone number that is as long as the codes', () => {
    const text = `0312345678\n\n${ten.map((code) => `${code}12`).join('\n')}`
    expect(doubtsIn(text)).toEqual(['1 0312345678 maybe-phone'])
  })

  it('does not merge two accounts', () => {
    const text = `alice@example.com\n${ten.slice(0, 5).join('\n')}\nbob@example.com\n${ten.slice(5).join('\n')}`
    expect(codesIn(text)).toEqual(ten.slice(0, 5))
    expect(doubtsIn(text)).toEqual(ten.slice(5).map((code, index) => `${index + 8} ${code} other-list`))
  })

  it('names a code that comes twice, where another may be missing', () => {
    expect(doubtsIn('1234-5678\n2345-6789\n- 1234 5678')).toEqual(['3 1234 5678 repeated'])
  })

  it('takes no letters that stand before all codes for sure', () => {
    expect(doubtsIn('ABC-12345678\nABC-23456789\nABC-34567890')).toHaveLength(3)
    expect(doubtsIn('4109466852347039701176086503095293595945')).toHaveLength(1)
  })
})

describe('used marks', () => {
  const yes = ['41094668 used', '52347039', '70117608 used']
  it.each([
    ['CSV', 'code,used\n41094668,true\n52347039,false\n70117608,yes'],
    ['CSV with dates', '#,code,used_at\n1,41094668,2024-08-21\n2,52347039,\n3,70117608,3/4/2024'],
    ['a table', '| code | used |\n| --- | --- |\n| 41094668 | Y |\n| 52347039 |  |\n| 70117608 | 1 |'],
    [
      'a Japanese table',
      '| コード | 使用済み |\n| --- | --- |\n| 41094668 | はい |\n| 52347039 | いいえ |\n| 70117608 | ○ |',
    ],
    [
      'JSON',
      '[{"code":"41094668","used":true},{"code":"52347039","used":false},{"code":"70117608","used":true}]',
    ],
    [
      'JSON lines',
      '{"used":true,"code":"41094668"}\n{"used":false,"code":"52347039"}\n{"used":true,"code":"70117608"}',
    ],
    [
      'an HTML table',
      '<table><tr><th>Code</th><th>Used</th></tr><tr><td>41094668</td><td>yes</td></tr><tr><td>52347039</td><td></td></tr><tr><td>70117608</td><td>yes</td></tr></table>',
    ],
    [
      'terminal colours',
      '\u001b[9m41094668\u001b[0m\n\u001b[32m52347039\u001b[0m\n\u001b[9m70117608\u001b[0m',
    ],
    [
      'quoted-printable',
      'Content-Transfer-Encoding: quoted-printable\nSubject: codes\n\n4109=\n4668 (used)\n5234=37039\n70117608 =E4=BD=BF=E7=94=A8=E6=B8=88=E3=81=BF',
    ],
  ])('in %s', (_, text) => {
    expect(codesIn(text)).toEqual(yes)
    expect(doubtsIn(text)).toEqual([])
  })

  it('below a heading', () => {
    expect(codesIn('Unused:\n52347039\nUsed codes:\n41094668\n70117608')).toEqual([
      '52347039',
      '41094668 used',
      '70117608 used',
    ])
  })

  it('that may mean both are asked about', () => {
    expect(
      doubtsIn(
        '| コード | 使用 |\n| --- | --- |\n| 41094668 | はい |\n| 52347039 | × |\n| 70117608 | はい |',
      ),
    ).toEqual(['4 52347039 unclear-mark'])
    expect(doubtsIn('41094668\nused\n52347039\n70117608')).toHaveLength(2)
  })
})

describe('letters only', () => {
  const words = 'xjybpaqvkgop ryxlterywiqo mxkthevpbqzb ebpqvjrdahgn ejwdidxdrcor aeyyzxwpawtu'.split(' ')
  it.each([
    ['twelve letters', (code: string) => code],
    ['six letters', (code: string) => code.slice(0, 6)],
    ['eight capitals', (code: string) => code.slice(0, 8).toUpperCase()],
    ['AAAA-AAAA', (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}`.toUpperCase()],
    ['aaaa-aaaa-aaaa', (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`],
    ['aaaa aaaa aaaa', (code: string) => `${code.slice(0, 4)} ${code.slice(4, 8)} ${code.slice(8)}`],
  ])('%s', (_, write) => {
    const codes = words.map(write)
    const text = `Recovery codes\nPoints to note\n${codes.join('\n')}\n\nKeep these in a safe place.\n`
    expect(codesIn(text)).toEqual(codes)
    expect(doubtsIn(text)).toEqual([])
  })

  it('a key is told from a code by the form of the service, or by the words above it', () => {
    const code = 'abcd efgh ijkl mnop qrst uvwx yz23 4567'
    expect(doubtsIn(code)).toEqual([`1 ${code} maybe-key`])
    expect(codesIn(code, { count: 1, length: 32, groups: '4-4-4-4-4-4-4-4' })).toEqual([code])
    expect(codesIn(`Your recovery code\n${code}`)).toEqual([code])
  })

  it('the name of the service is no code', () => {
    const text = `nintendo\n${words.map((code) => code.slice(0, 8)).join('\n')}`
    expect(doubtsIn(text.replace('nintendo', 'wikidata'))).toEqual(['1 wikidata maybe-word'])
    expect(codesIn(text, { names: ['Nintendo'] })).toHaveLength(6)
  })
})
