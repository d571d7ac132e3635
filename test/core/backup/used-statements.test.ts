import { describe, expect, it } from 'vitest'
import { readCodes } from '../../../src/core/backup/read.ts'

const codes = ['4109 4668', '5234 7039', '7011 7608', '6503 0952', '9359 5945', '2285 8391']
const [a, b, c, d, e, f] = codes
const usedIn = (text: string): readonly string[] =>
  readCodes(text, 'codes.txt').codes.flatMap(({ code, used }) => (used ? [code] : []))
const unusedIn = (text: string): readonly string[] =>
  readCodes(text, 'codes.txt').codes.flatMap(({ code, used }) => (used ? [] : [code]))
const doubtsIn = (text: string): readonly string[] =>
  readCodes(text, 'codes.txt').doubts.map(({ code, reason }) => `${code} ${reason}`)

describe('headings', () => {
  it.each([
    ['Expired:', 'New:'],
    ['Old (invalid)', 'New'],
    ['Invalid', 'Valid'],
    ['These no longer work', 'Use these'],
    ['Old codes', 'New codes'],
    ['Used', 'Valid'],
    ['Do not use these:', 'Current codes:'],
    ['These codes have been used:', 'These codes are still valid:'],
    ['## Expired codes', '## Codes that still work'],
    ['使用済み', '有効'],
    ['古いコード', '新しいコード'],
    ['無効', '有効'],
    ['【期限切れのコード】', '【まだ使えるコード】'],
  ])('reads the codes below %j as used, and those below %j as unused', (spent, open) => {
    const text = `${spent}\n${a}\n${b}\n${c}\n\n${open}\n${d}\n${e}\n${f}\n`
    expect(usedIn(text)).toEqual([a, b, c])
    expect(unusedIn(text)).toEqual([d, e, f])
    const turned = `${open}\n${d}\n${e}\n${f}\n\n${spent}:\n${a}\n${b}\n${c}\n`
    expect(unusedIn(turned)).toEqual([d, e, f])
  })

  it.each([
    'Each code can be used once',
    'Use these codes when you lose your phone',
    'These codes have not been used:',
    'Unused codes',
    'Codes that can be used:',
  ])('does not take %j for a heading of used codes', (head) => {
    expect(unusedIn(`${head}\n${codes.join('\n')}\n`)).toEqual(codes)
  })

  it('asks about codes below a heading it does not know, after used ones', () => {
    const text = `Old codes:\n${a}\n${b}\n${c}\n\nSecond batch\n${d}\n${e}\n${f}\n`
    expect(usedIn(text)).toEqual([a, b, c])
    expect(doubtsIn(text)).toEqual([
      'Second batch between-codes',
      `${d} unclear-mark`,
      `${e} unclear-mark`,
      `${f} unclear-mark`,
    ])
  })
})

describe('columns that say whether a code may still be used', () => {
  it.each([
    ['Available', 'yes', 'no'],
    ['Remaining', '1', '0'],
    ['unused', 'true', 'false'],
    ['valid', 'Y', 'N'],
    ['Active', 'TRUE', 'FALSE'],
    ['有効', 'はい', 'いいえ'],
  ])('reads %s', (head, open, spent) => {
    const values = codes.map((_, index) => (index % 2 === 0 ? open : spent))
    const csv = codes.map((code, index) => `${code},${values[index]}`).join('\n')
    const table = codes.map((code, index) => `| ${code} | ${values[index]} |`).join('\n')
    for (const text of [`code,${head}\n${csv}\n`, `| Code | ${head} |\n|---|---|\n${table}\n`]) {
      expect(unusedIn(text)).toEqual([a, c, e])
      expect(usedIn(text)).toEqual([b, d, f])
    }
  })

  it.each(['available', 'valid', 'active'])('reads the key %s of JSON', (key) => {
    const text = JSON.stringify(codes.map((code, index) => ({ code, [key]: index % 2 === 0 })))
    expect(usedIn(text)).toEqual([b, d, f])
    expect(unusedIn(text)).toEqual([a, c, e])
  })

  it('reads a star in a column of used codes', () => {
    const table = codes.map((code, index) => `| ${code} | ${index === 1 ? '*' : ' '} |`).join('\n')
    expect(usedIn(`| Code | Used |\n|---|---|\n${table}\n`)).toEqual([b])
  })
})

describe('forms that are clear', () => {
  it.each([
    ['spaces written for web pages', codes.map((code) => code.replace(' ', '&nbsp;')).join('\n')],
    ['line ends of old mainframes', codes.join('\u0085')],
    [
      'roman numbers',
      codes.map((code, index) => `${['i', 'ii', 'iii', 'iv', 'v', 'vi'][index]}. ${code}`).join('\n'),
    ],
  ])('reads %s', (_, text) => {
    expect(readCodes(text, 'codes.txt').codes.map(({ code }) => code)).toEqual(codes)
  })

  it('reads numbers that count down', () => {
    const text = codes.map((code, index) => `${6 - index}. ${code}`).join('\n')
    expect(unusedIn(text)).toEqual([f, e, d, c, b, a])
    expect(doubtsIn(text)).toEqual([])
  })

  it('reads “done” as used', () => {
    expect(usedIn(`${a}\n${b} done\n${c}\n${d}\n`)).toEqual([b])
  })

  it('misses no numbers before a list that begins late', () => {
    const text = codes.map((code, index) => `${97 + index}) ${code}`).join('\n')
    expect(readCodes(text, 'codes.txt').missing).toEqual([])
    const gap = `1. ${a}\n2. ${b}\n4. ${d}\n`
    expect(readCodes(gap, 'codes.txt').missing).toEqual([3])
  })
})

describe('marks before a few codes', () => {
  it.each(['(x) ', '# ', '// ', '--'])('asks what %j means', (mark) => {
    expect(doubtsIn(`${a}\n${mark}${b}\n${c}\n${mark}${d}\n${e}\n${f}\n`)).toEqual([
      `${b} unclear-mark`,
      `${d} unclear-mark`,
    ])
  })

  it('asks about a minus among pluses', () => {
    expect(doubtsIn(`+${a}\n-${b}\n+${c}\n+${d}\n`)).toEqual([`${b} unclear-mark`])
  })
})

describe('lines of their own', () => {
  it('reads used: true below a code, as in YAML and TOML', () => {
    const yaml = codes.map((code, index) => `  - code: ${code}\n    used: ${index === 1}`).join('\n')
    const toml = codes.map((code, index) => `[[codes]]\ncode = "${code}"\nused = ${index === 1}`).join('\n')
    expect(usedIn(`codes:\n${yaml}\n`)).toEqual([b])
    expect(usedIn(`${toml}\n`)).toEqual([b])
  })

  it.each(['**** ****', '____ ____', '•••• ••••'])('names the masked code %j', (masked) => {
    const { left } = readCodes(`${a}\n${b}\n${masked}\n${c}\n`, 'codes.txt')
    expect(left.filter(({ line }) => line === 3)).toEqual([{ line: 3, text: masked, reason: 'masked' }])
  })
})

describe('codes of two accounts', () => {
  it.each([
    ['Google', 'Facebook'],
    ['Work account:', 'Personal account:'],
    ['仕事用', '個人用'],
  ])('asks about the codes below %j and %j', (one, other) => {
    expect(doubtsIn(`${one}\n${a}\n${b}\n${c}\n\n${other}\n${d}\n${e}\n`)).toEqual([
      `${d} other-list`,
      `${e} other-list`,
    ])
  })

  it('asks about a column of users', () => {
    expect(doubtsIn(`user,code\nmika,${a}\nmika,${b}\njo,${c}\n`)).toEqual([`${c} other-list`])
  })
})
