/** What a list holds besides whole codes is named: hidden and broken codes, other lists, dates and words as long as codes. */
import { describe, expect, it } from 'vitest'
import { readCodes } from '../../../src/core/backup/read.ts'
import { RescueError } from '../../../src/core/errors.ts'

const read = (text: string) => readCodes(text, '-')
const codesIn = (text: string) => read(text).codes.map(({ code }) => code)
const doubtsIn = (text: string) =>
  read(text).doubts.map(({ line, code, reason }) => `${line} ${code} ${reason}`)
const leftIn = (text: string) =>
  read(text)
    .left.filter(({ reason }) => reason !== 'blank')
    .map(({ line, reason }) => `${line} ${reason}`)
const eight = ['41094668', '52347039', '70117608', '65030952', '93595945']
const spaced = ['4109 4668', '5234 7039', '7011 7608', '6503 0952', '9359 5945']

describe('codes that cannot be seen', () => {
  it.each([
    '4109 ····',
    '**** ****',
    'XXXXXXXX',
    'xxxx-xxxx',
    '____',
    '____ ____',
    '••••••••',
    '2. ••••',
    '2.',
    '2. ____',
    '[ ]',
    '........',
    '--------',
  ])('%s is named', (line) => {
    const text = ['41094668', line, '70117608', '65030952', '93595945'].join('\n')
    expect(codesIn(text)).toEqual(['41094668', '70117608', '65030952', '93595945'])
    expect(leftIn(text)).toEqual(['2 masked'])
  })
})

describe('saved pages', () => {
  const items = eight.map((code) => `<li>${code}</li>`).join('\n')
  it.each([
    ['a script', '<script>\nvar codes = ["11112222"]\n</script>'],
    ['a style', '<style>\n.a { color: #11112222 }\n</style>'],
    ['a template', '<template>\n<li>11112222</li>\n</template>'],
    ['no script', '<noscript>\n<p>11112222</p>\n</noscript>'],
  ])('%s is left and named', (_, part) => {
    const text = `<html>\n${part}\n<ul>\n${items}\n</ul>\n</html>`
    expect(codesIn(text)).toEqual(eight)
    expect(doubtsIn(text)).toEqual([])
    expect(leftIn(text)).toContain('3 unseen')
  })

  it('a script is named where all stands on one line', () => {
    const text = `<html><script>var codes = ["11112222"]</script><ul>${items.replaceAll('\n', '')}</ul></html>`
    expect(codesIn(text)).toEqual(eight)
    expect(leftIn(text)).toEqual(['1 unseen'])
    expect(leftIn(text.replace('11112222', ''))).toEqual([])
  })

  it('a script that does not end', () => {
    const text = `<html>\n<ul>\n${items}\n</ul>\n<script>\nvar codes = ["11112222"]\n`
    expect(codesIn(text)).toEqual(eight)
    expect(leftIn(text)).toContain('10 unseen')
  })

  it('nothing but a script holds no code', () => {
    expect(() => read(`<html><script>\n${eight.join('\n')}\n</script></html>`)).toThrow(RescueError)
  })

  it('fields of text and CDATA show their codes, hidden fields do not', () => {
    const fields = eight.map((code) => `<input readonly value="${code}">`).join('')
    expect(codesIn(`<html><input type="hidden" value="11112222">${fields}</html>`)).toEqual(eight)
    const data = eight.map((code) => `<code><![CDATA[${code}]]></code>`).join('\n')
    expect(codesIn(`<?xml version="1.0"?>\n<codes>\n${data}\n</codes>`)).toEqual(eight)
  })
})

describe('codes on two lines', () => {
  it.each([
    [
      'at a hyphen',
      'ab12-cd34-aa11\nef56-gh78-\nbb22\njk90-lm12-cc33\nnp34-qr56-dd44',
      '2 ef56-gh78-bb22 wrapped',
      3,
    ],
    [
      'before a hyphen',
      'ab12-cd34-aa11\nef56-gh78\n-bb22\njk90-lm12-cc33\nnp34-qr56-dd44',
      '2 ef56-gh78-bb22 wrapped',
      3,
    ],
    ['at a space', '4109 4668\n7011 7608\n5234\n7039\n6503 0952', '3 5234 7039 wrapped', 4],
    [
      'anywhere',
      '0123456789abcdef\nfedcba9876543210\n0011223344556\n677\n8899aabbccddeeff',
      '3 0011223344556677 wrapped',
      4,
    ],
  ])('%s', (_, text, doubt, rest) => {
    expect(doubtsIn(text)).toEqual([doubt])
    expect(leftIn(text)).toEqual([`${rest} continued`])
  })

  it('every one at its hyphen', () => {
    const text = 'a1b2c-d3e4f-\ng5h6i-j7k8l\nm9n1o-p2q3r-\ns4t5u-v6w7x'
    expect(codesIn(text)).toEqual(['a1b2c-d3e4f-g5h6i-j7k8l', 'm9n1o-p2q3r-s4t5u-v6w7x'])
  })

  it('a short rest below each', () => {
    const text = '0123456789abc\nd4f\nfedcba9876543\n21a\n0011223344556\n67b'
    expect(codesIn(text)).toEqual([])
    expect(doubtsIn(text)).toHaveLength(3)
  })
})

describe('another account', () => {
  const [a, b, c, d, e] = eight
  it.each([
    ['addresses', `mika@example.com\n${a}\n${b}\n\ntaro@example.com\n${c}\n${d}\n${e}`],
    ['names', `Mika:\n${a}\n${b}\n\nTaro:\n${c}\n${d}\n${e}`],
    ['known words', `Work account\n${a}\n${b}\n\nPrivate account\n${c}\n${d}\n${e}`],
    ['Japanese', `仕事用\n${a}\n${b}\n\n個人用\n${c}\n${d}\n${e}`],
    ['services', `GitHub\n${a}\n${b}\n\nGoogle\n${c}\n${d}\n${e}`],
    ['labels', `Account: mika\n${a}\n${b}\n\nAccount: taro\n${c}\n${d}\n${e}`],
    ['Japanese labels', `アカウント：mika\n${a}\n${b}\n\nアカウント：taro\n${c}\n${d}\n${e}`],
    ['Markdown', `# mika\n- ${a}\n- ${b}\n# taro\n- ${c}\n- ${d}\n- ${e}`],
    ['a column', `user,code\nmika,${a}\nmika,${b}\ntaro,${c}\ntaro,${d}\ntaro,${e}`],
    ['a second column', `code,account\n${a},mika\n${b},mika\n${c},taro\n${d},taro\n${e},taro`],
    [
      'JSON',
      JSON.stringify(
        [
          { user: 'mika', codes: [a, b] },
          { user: 'taro', codes: [c, d, e] },
        ],
        null,
        1,
      ),
    ],
    ['keys of JSON', JSON.stringify({ mika: [a, b], taro: [c, d, e] }, null, 1)],
    ['YAML', `mika:\n  - ${a}\n  - ${b}\ntaro:\n  - ${c}\n  - ${d}\n  - ${e}`],
    [
      'XML',
      `<r>\n<user name="mika"><code>${a}</code><code>${b}</code></user>\n<user name="taro"><code>${c}</code><code>${d}</code><code>${e}</code></user>\n</r>`,
    ],
  ])('%s: asked about', (_, text) => {
    expect(codesIn(text)).toEqual([a, b])
    expect(read(text).doubts.map(({ code, reason }) => `${code} ${reason}`)).toEqual(
      [c, d, e].map((code) => `${code} other-list`),
    )
  })

  it('is not meant by a heading within numbers that go on', () => {
    expect(codesIn(`1. ${a}\n2. ${b}\n\nPage two\n3. ${c}\n4. ${d}`)).toEqual([a, b, c, d])
    expect(codesIn(`Codes 1-2\n${a}\n${b}\n\nCodes 3-4\n${c}\n${d}`)).toEqual([a, b, c, d])
  })
})

describe('what only looks like a code', () => {
  it.each([
    ['1800 2020', 'maybe-phone'],
    ['0120 1234', 'maybe-phone'],
    ['2024 2025', 'maybe-date'],
    ['ID 77881234', 'behind-label'],
    ['Customer 77881234', 'in-sentence'],
  ])('%s', (line, reason) => {
    for (const lines of [
      [line, ...spaced],
      [...spaced, line],
    ]) {
      expect(codesIn(lines.join('\n'))).toEqual(spaced)
      expect(read(lines.join('\n')).doubts.map((doubt) => [doubt.text, doubt.reason])).toEqual([
        [line, reason],
      ])
    }
  })

  it('a month among six digits', () => {
    const six = ['410946', '523470', '701176', '650309', '935959']
    expect(doubtsIn(['202408', ...six].join('\n'))).toEqual(['1 202408 maybe-date'])
  })

  it.each(['homework', 'personal', 'Password'])('%s among letters', (word) => {
    const letters = ['qzkvbxwj', 'mplrtqsz', 'wxfghjkl', 'bvcnmzqp', 'tqrwpsdf', 'kljhgfdz']
    for (const at of [0, 3, 6]) {
      const text = [...letters.slice(0, at), word, ...letters.slice(at)].join('\n')
      expect(codesIn(text)).toEqual(letters)
    }
  })
})

/** Each would take longer than the time limit of a test if its characters could be matched in several ways. */
describe('lines of many signs', () => {
  it.each([
    ['signs that hide', `ab12${'?'.repeat(200)}-cd34]`],
    ['letters before signs that hide', `${'ab1-'.repeat(50)}x**]`],
    ['lines', `${'-'.repeat(220)}]`],
    ['digits behind a mark', `41094668 - used ${'1'.repeat(200)}x`],
    ['numbers behind a mark', `41094668 - used ${'1-'.repeat(100)}x`],
    ['months behind a mark', `41094668 - used ${'jan'.repeat(60)}1x`],
    ['dates', `41094668 used ${'2024-08-21T12:34:56.123456789+09:00 '.repeat(5)}x`],
    ['dates without spaces', `41094668 ${'2024年8月21日'.repeat(20)}x`],
  ])('%s', (_, line) => {
    expect(codesIn(`${eight.join('\n')}\n${line}`)).toEqual(expect.arrayContaining(eight.slice(1)))
  })
})

describe('clear, whatever it looks like', () => {
  const counted = (names: readonly string[], joint: string) =>
    eight.map((code, index) => `${names[index]}${joint}${code}`).join('\n')
  it.each([
    ['roman numbers', counted(['i', 'ii', 'iii', 'iv', 'v'], '. ')],
    ['roman numbers that begin late', counted(['viii', 'ix', 'x', 'xi', 'xii'], '. ')],
    ['roman numbers in brackets', counted(['(I', '(II', '(III', '(IV', '(V'], ') ')],
    ['letters', counted(['a', 'b', 'c', 'd', 'e'], '. ')],
    ['words', counted(['One', 'Two', 'Three', 'Four', 'Five'], ': ')],
    ['ordinals', counted(['First', 'Second', 'Third', 'Fourth', 'Fifth'], ' code: ')],
    ['Japanese numbers', counted(['一', '二', '三', '四', '五'], '、')],
    ['kana', counted(['ア', 'イ', 'ウ', 'エ', 'オ'], '. ')],
    ['names', counted(['Laptop', 'Office', 'Wallet', 'Safe', 'Car'], ': ')],
    ['names without a colon', counted(['Laptop', 'Office', 'Wallet', 'Safe', 'Car'], ' ')],
    ['NEL', eight.join('\u0085')],
    ['entities', eight.map((code) => `${code}&nbsp;`).join('\n')],
  ])('%s', (_, text) => {
    expect(codesIn(text)).toEqual(eight)
    expect(doubtsIn(text)).toEqual([])
  })

  it.each([
    ['&nbsp; inside', spaced.map((code) => code.replace(' ', '&nbsp;')).join('\n')],
    ['tabs inside', spaced.map((code) => code.replace(' ', '\t')).join('\n')],
    [
      'tabs inside, numbered',
      spaced.map((code, index) => `${index + 1}.\t${code.replace(' ', '\t')}`).join('\n'),
    ],
    [
      'one tab inside',
      spaced.map((code, index) => (index === 1 ? code.replace(' ', '\t') : code)).join('\n'),
    ],
  ])('%s', (_, text) => {
    expect(codesIn(text)).toEqual(spaced)
    expect(doubtsIn(text)).toEqual([])
  })

  it('four digits, a line each', () => {
    const four = ['4109', '5234', '7011', '6503', '9359']
    expect(codesIn(four.join('\n'))).toEqual(four)
    expect(codesIn(four.map((code, index) => `${index + 1}. ${code}`).join('\n'))).toEqual(four)
    expect(() => readCodes(four.join('\n'), '-', { length: 8 })).toThrow(RescueError)
    expect(() => read('2019\n2020\n2021\n2022\n2023')).toThrow(RescueError)
  })

  it('numbers that count down, and those of a later page', () => {
    const down = read(eight.map((code, index) => `${5 - index}. ${code}`).join('\n'))
    expect(down.codes.map(({ code }) => code)).toEqual([...eight].reverse())
    expect(down.doubts).toEqual([])
    expect(read(eight.map((code, index) => `${97 + index}) ${code}`).join('\n')).missing).toEqual([])
  })

  it('refuses a text of more than 64 KiB', () => {
    const longest = `4109 4668\n5234 7039\n${'\n'.repeat(64 * 1024 - 20)}`
    expect(codesIn(longest)).toEqual(['4109 4668', '5234 7039'])
    for (const text of [`${longest}\n`, longest.repeat(20)])
      expect(() => read(text)).toThrow(
        expect.objectContaining({
          problem: {
            code: 'bad-codes',
            flaws: [{ file: '-', line: 1, column: 1, fault: { kind: 'codes', rule: 'too-large' } }],
          },
        }),
      )
  })
})
