/** Each phrase of the two paragraphs of docs/backup-codes.md that stand below its tables: a text of that kind, and what is read. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/core/backup/decode.ts'
import { readCodes } from '../../../src/core/backup/read.ts'
import { RescueError } from '../../../src/core/errors.ts'

const page = readFileSync(new URL('../../../docs/backup-codes.md', import.meta.url), 'utf8')

const five = ['41094668', '52347039', '70117608', '65030952', '93595945'] as const
const [a, b, c, d, e] = five
const lines = (write: (code: string, index: number) => string): string => five.map(write).join('\n')

/** What is read of a text: each code, with `used` behind those that are. */
const seen = (text: string): readonly string[] => {
  const { codes, doubts } = readCodes(text, '-')
  expect(doubts).toEqual([])
  return codes.map(({ code, used }) => (used ? `${code} used` : code))
}
const oneUsed = [a, `${b} used`, c, d, e]

/** A phrase of the page, a text of that kind, and what is read where it is not all five codes, unused. */
const understood: readonly (readonly [phrase: string, text: string, codes?: readonly string[]])[] = [
  ['`1 - …`', lines((code, index) => `${index + 1} - ${code}`)],
  ['`1-…`', lines((code, index) => `${index + 1}-${code}`)],
  ['`01 …`', lines((code, index) => `0${index + 1} ${code}`)],
  ['roman numbers', lines((code, index) => `${['I', 'II', 'III', 'IV', 'V'][index]}. ${code}`)],
  ['`First:`', lines((code, index) => `${['First', 'Second', 'Third', 'Fourth', 'Fifth'][index]}: ${code}`)],
  ['`Charlie:`', lines((code, index) => `${['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'][index]}: ${code}`)],
  ['三、', lines((code, index) => `${'一二三四五'[index]}、${code}`)],
  ['`Laptop:`', lines((code, index) => `${['Laptop', 'Camera', 'Tablet', 'Desk', 'Safe'][index]}: ${code}`)],
  ['several columns', `${a}  ${b}\n${c}  ${d}\n${e}`],
  ['“Used:”', `Unused:\n${a}\n${c}\n${d}\n${e}\nUsed:\n${b}`, [a, c, d, e, `${b} used`]],
  ['“Old (invalid)”', `Valid:\n${a}\n${c}\n${d}\n${e}\n\nOld (invalid)\n${b}`, [a, c, d, e, `${b} used`]],
  ['古いコード', `新しいコード\n${a}\n${c}\n${d}\n${e}\n古いコード\n${b}`, [a, c, d, e, `${b} used`]],
  ['CSV', `code,used\n${five.map((code) => `${code},${code === b ? 'yes' : 'no'}`).join('\n')}`, oneUsed],
  [
    '使用済み',
    `コード,使用済み\n${five.map((code) => `${code},${code === b ? 'はい' : 'いいえ'}`).join('\n')}`,
    oneUsed,
  ],
  [
    '`available`',
    `code,available\n${five.map((code) => `${code},${code === b ? 'no' : 'yes'}`).join('\n')}`,
    oneUsed,
  ],
  ['JSON', JSON.stringify({ codes: five.map((code) => ({ code, used: code === b })) }), oneUsed],
  [
    'YAML',
    `codes:\n${five.map((code) => `  - code: "${code}"\n    used: ${code === b}`).join('\n')}`,
    oneUsed,
  ],
  ['TOML', five.map((code) => `[[codes]]\ncode = "${code}"\nused = ${code === b}`).join('\n'), oneUsed],
  [
    'XML',
    `<codes>\n${five.map((code) => `<code used="${code === b}">${code}</code>`).join('\n')}\n</codes>`,
    oneUsed,
  ],
  [
    'classes',
    `<ul>\n${five.map((code) => `<li class="${code === b ? 'used' : ''}">${code}</li>`).join('\n')}\n</ul>`,
    oneUsed,
  ],
  [
    'strokes',
    `<ul>\n${five.map((code) => (code === b ? `<li><s>${code}</s></li>` : `<li>${code}</li>`)).join('\n')}\n</ul>`,
    oneUsed,
  ],
  [
    'ticked boxes',
    five.map((code) => `<p><input type="checkbox"${code === b ? ' checked' : ''}> ${code}</p>`).join('\n'),
    oneUsed,
  ],
  ['a legend', `# = used\n${five.map((code) => (code === b ? `${code} #` : code)).join('\n')}`, oneUsed],
  ['terminal colours', lines((code) => `\u001b[1m${code}\u001b[0m`)],
  ['A word that stands on all lines', lines((code) => `code ${code}`)],
  ['A list that was pasted twice', `${five.join('\n')}\n\n${five.join('\n')}`],
  [
    'also of letters only',
    'qwkzjx\nplmrtv\nhgfdsn\nbvcxzk\nqzxkvj',
    ['qwkzjx', 'plmrtv', 'hgfdsn', 'bvcxzk', 'qzxkvj'],
  ],
  ['HTML, quoted-printable mail', `<p>Your codes:</p>\n<pre>\n${five.join('\n')}\n</pre>`],
  [
    'quoted-printable mail',
    `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nYour backup codes=3A\n${five.join('\n')}\n`,
  ],
  ['the name of the service', `Code\n${lines((code) => `GitHub ${code}`)}`],
  ['codes of four digits', '4109\n5234\n7011\n6503\n9359', ['4109', '5234', '7011', '6503', '9359']],
]

describe('also understood', () => {
  const rows = understood.map(([phrase, text, codes = five]) => ({ phrase, text, codes }))

  it.each(rows)('$phrase', ({ phrase, text, codes }) => {
    expect(page).toContain(phrase)
    expect(seen(text)).toEqual(codes)
  })

  it.each([
    ['UTF-8', [0xef, 0xbb, 0xbf]],
    ['UTF-16', [0xff, 0xfe]],
  ])('%s with any line ends', (name, mark) => {
    expect(page).toContain(name)
    const text = five.join('\r\n')
    const bytes =
      name === 'UTF-8' ? new TextEncoder().encode(text) : Uint8Array.from(Buffer.from(text, 'utf16le'))
    expect(seen(decodeText(Uint8Array.from([...mark, ...bytes]), '-'))).toEqual(five)
  })
})

it.each([
  // コード in Shift_JIS, and a dash of Windows-1252: neither is UTF-8.
  ['Shift_JIS', [0x83, 0x52, 0x81, 0x5b, 0x83, 0x68, 0x0d, 0x0a]],
  [
    'Windows-1252',
    [0x42, 0x61, 0x63, 0x6b, 0x75, 0x70, 0x20, 0x96, 0x20, 0x63, 0x6f, 0x64, 0x65, 0x73, 0x0a],
  ],
])('%s is read', (name, heading) => {
  expect(page).toContain(name)
  const bytes = Uint8Array.from([...heading, ...new TextEncoder().encode(five.join('\r\n'))])
  expect(seen(decodeText(bytes, '-'))).toEqual(five)
})

it.each([
  ['`**** ****`', '**** ****', 'masked'],
  ['`____`', '____', 'masked'],
  ['such as a script', '<script>var x = 12345678</script>', 'unseen'],
])('%s is named, and no code', (phrase, line, reason) => {
  expect(page).toContain(phrase)
  const { codes, left } = readCodes(`<pre>\n${five.join('\n')}\n</pre>\n${line}`, '-')
  expect(codes.map(({ code }) => code)).toEqual(five)
  expect(left.map((one) => one.reason)).toContain(reason)
})

describe('asked about', () => {
  it.each([
    [
      'a word or a name as long as the codes',
      'qwkzjxpl\nplmrtvgh\nhgfdsnqz\nbvcxzkwq\nharbours',
      'maybe-word',
    ],
    ['the look of a key', `${five.join('\n')}\nJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`, 'unlike-others'],
    [
      'below another name, address or heading',
      `anna@example.org\n${five.join('\n')}\nben@example.org\n13595941\n24509943`,
      'other-list',
    ],
    ['broken over two lines', '41094-66812\n52347-03912\n70117-608\n12\n65030-95212\n93595-94512', 'wrapped'],
    [
      'in a comment of a page',
      `<ul>${five.map((code) => `<li>${code}</li>`).join('')}</ul><!-- 12345678 -->`,
      'in-comment',
    ],
    ['at a few codes only', `${a} #\n${five.slice(1).join('\n')}`, 'unclear-mark'],
    ['`123456 234567`', '123456 234567\n345678 456789\n567890 678901', 'unclear-spaces'],
    ['`20240821`', `${five.join('\n')}\n20240821`, 'maybe-date'],
    ['`202408`', '202408\n410946\n523470\n701176\n650309', 'maybe-date'],
    ['`0120 1234`', '4109 4668\n5234 7039\n7011 7608\n6503 0952\n0120 1234', 'maybe-phone'],
    ['one code that comes twice', `${five.join('\n')}\n${a}`, 'repeated'],
  ])('%s', (phrase, text, reason) => {
    expect(page).toContain(phrase)
    expect(readCodes(text, '-').doubts.map((doubt) => doubt.reason)).toContain(reason)
  })

  it('a text of more than 64 KiB is refused', () => {
    expect(page).toContain('A text of more than 64 KiB is refused.')
    expect(() => decodeText(new TextEncoder().encode('1'.repeat(64 * 1024 + 1)), '-')).toThrow(RescueError)
  })
})
