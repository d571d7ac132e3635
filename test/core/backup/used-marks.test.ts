/** How lists say which codes were used: headings, columns, keys, attributes, signs. Each form in its kinds. */
import { describe, expect, it } from 'vitest'
import { readCodes } from '../../../src/core/backup/read.ts'

const five = ['41094668', '52347039', '70117608', '65030952', '93595945'] as const
const [a, b, c, d, e] = five
/** The codes in their order, each unused or used; doubts by their reasons. */
const states = (text: string): string => {
  const { codes, doubts } = readCodes(text, '-')
  const found = [...codes.map(({ used, line, column }) => ({ says: used ? 'used' : 'unused', line, column }))]
  const asked = doubts.map(({ reason, line, column }) => ({ says: reason, line, column }))
  return [...found, ...asked]
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .map(({ says }) => says)
    .join(' ')
}
const everySecond = 'unused used unused used unused'
const rows = (write: (code: string, used: boolean, index: number) => string): string =>
  five.map((code, index) => write(code, index % 2 === 1, index)).join('\n')

describe('headings', () => {
  it.each([
    'Expired',
    'Expired:',
    'Old (invalid)',
    'Invalid:',
    'These no longer work',
    'Old codes',
    'Do not use these',
    'No longer valid:',
    'Replaced:',
    'Crossed out',
    '## Used codes',
    'Used (2)',
    '古いコード',
    '旧コード：',
    '無効',
    '無効なコード',
    '使えないコード',
    '使い終わったコード',
    '【使用済み】',
    '期限切れ',
  ])('%s', (heading) => {
    for (const other of ['New:', 'Valid', 'Use these:', '有効：', '新しいコード'])
      expect(states(`${heading}\n${a}\n${b}\n\n${other}\n${c}\n${d}\n${e}\n`)).toBe(
        'used used unused unused unused',
      )
  })

  it('asks about codes above a heading for the valid ones, and about those after a section of used ones', () => {
    expect(states(`${a}\n${b}\n\nNew:\n${c}\n${d}\n${e}\n`)).toBe(
      'unclear-mark unclear-mark unused unused unused',
    )
    expect(states(`Used:\n${a}\n${b}\n\n${c}\n${d}\n${e}\n`)).toBe(
      'used used unclear-mark unclear-mark unclear-mark',
    )
  })

  it('takes a sentence about old codes for no heading', () => {
    expect(states(`Your old codes are no longer valid.\n\n${five.join('\n')}`)).toBe(
      'unused unused unused unused unused',
    )
  })

  it('takes a state below each code as said of it', () => {
    expect(states(rows((code, used) => `${code}\n${used ? 'Used' : 'Available'}`))).toBe(everySecond)
  })
})

describe('words before a code', () => {
  it.each([
    '使用済み ',
    '使用済み：',
    '済 ',
    '無効 ',
    '無効: ',
    '古い: ',
    'used - ',
    'expired ',
    'expired: ',
    'old: ',
    'void: ',
    'revoked: ',
    'done ',
  ])('%s', (before) => {
    expect(states(rows((code, used) => (used ? before + code : code)))).toBe(everySecond)
  })
})

describe('columns', () => {
  const unused = [
    'Available',
    'Remaining',
    'unused',
    'Valid?',
    'is_valid',
    'isActive',
    'usable',
    '未使用',
    '有効',
  ]
  const used = ['used', 'Used?', 'consumed', 'invalid', 'expired', 'revoked', 'hasBeenUsed', '使用', '無効']

  it.each(unused)('%s', (name) => {
    for (const [yes, no] of [
      ['yes', 'no'],
      ['true', 'false'],
      ['1', '0'],
      ['✓', '✗'],
      ['はい', 'いいえ'],
    ])
      expect(states(`code,${name}\n${rows((code, used) => `${code},${used ? no : yes}`)}`)).toBe(everySecond)
    expect(
      states(
        `| Code | ${name} |\n| --- | --- |\n${rows((code, used) => `| ${code} | ${used ? 'no' : 'yes'} |`)}`,
      ),
    ).toBe(everySecond)
    expect(
      states(
        JSON.stringify(
          five.map((code, index) => ({ code, [name]: index % 2 === 0 })),
          null,
          1,
        ),
      ),
    ).toBe(everySecond)
  })

  it.each(used)('%s', (name) => {
    expect(states(`code,${name}\n${rows((code, used) => `${code},${used ? 'yes' : 'no'}`)}`)).toBe(
      everySecond,
    )
    expect(
      states(
        JSON.stringify(
          five.map((code, index) => ({ code, [name]: index % 2 === 1 })),
          null,
          1,
        ),
      ),
    ).toBe(everySecond)
    expect(states(rows((code, used) => `- code: ${code}\n  ${name}: ${used}`))).toBe(everySecond)
    expect(states(rows((code, used) => `[[codes]]\ncode = "${code}"\n${name} = ${used}\n`))).toBe(everySecond)
    expect(states(rows((code, used) => `- { code: "${code}", ${name}: ${used} }`))).toBe(everySecond)
  })

  it.each(['*', 'x', '✓', 'yes', '2024-08-21'])('a used column with %s', (mark) => {
    expect(
      states(`| Code | Used |\n|---|---|\n${rows((code, used) => `| ${code} | ${used ? mark : ''} |`)}`),
    ).toBe(everySecond)
  })

  it('asks where a sign may mean both', () => {
    expect(states(`code,used\n${rows((code, used) => `${code},${used ? '×' : 'no'}`)}`)).toBe(
      'unused unclear-mark unused unclear-mark unused',
    )
  })

  it('reads lists by name', () => {
    expect(states(JSON.stringify({ used: [a, b], unused: [c, d, e] }, null, 1))).toBe(
      'used used unused unused unused',
    )
    expect(states(JSON.stringify({ available: [a, b, c], consumed: [d, e] }, null, 1))).toBe(
      'unused unused unused used used',
    )
    expect(
      states(
        JSON.stringify(
          Object.fromEntries(
            five.map((code, index) => [`${code.slice(0, 4)}-${code.slice(4)}`, { used: index % 2 === 1 }]),
          ),
          null,
          1,
        ),
      ),
    ).toBe(everySecond)
  })
})

describe('HTML and XML', () => {
  it.each([
    'used',
    'code is-used',
    'backup-code--used',
    'code_used',
    'strikethrough',
    'line-through',
    'expired',
    'redeemed',
  ])('a class: %s', (name) => {
    for (const tag of ['li', 'p', 'div'])
      expect(states(rows((code, used) => `<${tag} class="${used ? name : 'code'}">${code}</${tag}>`))).toBe(
        everySecond,
      )
    const table = rows(
      (code, used, index) =>
        `<tr${used ? ` class="${name}"` : ''}><td>${index + 1}</td><td>${code}</td></tr>`,
    )
    expect(states(`<table>\n${table}\n</table>`)).toBe(everySecond)
  })

  it.each<[string, (code: string, used: boolean) => string]>([
    ['a style', (code, used) => `<li${used ? ' style="text-decoration: line-through"' : ''}>${code}</li>`],
    ['a checkbox', (code, used) => `<li><input type="checkbox"${used ? ' checked' : ''}> ${code}</li>`],
    ['a data attribute', (code, used) => `<li data-used="${used}">${code}</li>`],
    ['an attribute of XML', (code, used) => `<code used="${used}">${code}</code>`],
    ['attributes of XML', (code, used) => `<item value="${code}" used="${used}"/>`],
    ['a status of XML', (code, used) => `<code status="${used ? 'used' : 'active'}">${code}</code>`],
    ['elements of XML', (code, used) => `<item>\n<value>${code}</value>\n<used>${used}</used>\n</item>`],
  ])('%s', (_, write) => {
    expect(states(`<list>\n${rows(write)}\n</list>`)).toBe(everySecond)
  })

  it('asks about a code in a comment', () => {
    expect(states(`<ul>\n<li>${a}</li>\n<!-- <li>${b}</li> -->\n<li>${c}</li>\n<li>${d}</li>\n</ul>`)).toBe(
      'unused in-comment unused unused',
    )
  })
})

describe('signs at a few codes', () => {
  it.each<[string, (code: string) => string]>([
    ['#', (code) => `# ${code}`],
    ['//', (code) => `// ${code}`],
    [';', (code) => `; ${code}`],
    ['--x--', (code) => `--${code}--`],
    ['-', (code) => `-${code}`],
    ['brackets', (code) => `(${code})`],
  ])('%s: asked about', (_, mark) => {
    expect(states(rows((code, used) => (used ? mark(code) : code)))).toBe(
      'unused unclear-mark unused unclear-mark unused',
    )
    expect(states(rows((code) => mark(code)))).toBe('unused unused unused unused unused')
  })

  it('reads (x) among ( ) as used, and asks about it elsewhere', () => {
    expect(states(rows((code, used) => `(${used ? 'x' : ' '}) ${code}`))).toBe(everySecond)
    expect(states(rows((code, used) => `${used ? '(x) ' : ''}${code}`))).toBe(
      'unused unclear-mark unused unclear-mark unused',
    )
    expect(states(rows((code) => `(x) ${code}`))).toBe(Array(5).fill('unclear-mark').join(' '))
  })

  it('asks about - among +', () => {
    expect(states(rows((code, used) => (used ? '-' : '+') + code))).toBe(
      'unused unclear-mark unused unclear-mark unused',
    )
  })

  it.each([
    ['# = used', '# '],
    ['lines with # are used', '# '],
    ['* = used', '* '],
    ['(x) = used', '(x) '],
    ['# は使用済み', '# '],
  ])('a legend: %s', (legend, sign) => {
    expect(states(`${legend}\n${rows((code, used) => (used ? sign + code : code))}`)).toBe(everySecond)
  })
})
