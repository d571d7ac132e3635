/** What stands before and after a code on its line: numbers, bullets, boxes, and words that say it was used. */
import { dateMark } from './dates-and-addresses.ts'
import { usedStateOfName } from './used-words.ts'

const usedWords =
  '(?:already )?(?:used(?: up)?|spent|redeemed|consumed|refused|expired|revoked|voided?|invalid|inactive|disabled|cancelled|gone|done|old|taken|no longer valid)|使用済み?|使用ずみ|利用済み?|使用(?!可|前|し|で|回)|使いました|使った(?!か)|使えなかった|期限切れ|無効|失効|済み?'
const unusedWords =
  'unused|not used|not yet used|never used|perhaps used|available|active|valid|usable|未使用|使用可能?|有効|使ったかもしれない'
const usedTicks = '[☑☒✓✔✗✘✅❌×]'

const unusedAlone = new RegExp(`^\\W{0,2}(?:${unusedWords})\\W{0,2}$`, 'i')
const usedAlone = new RegExp(`^(?:[([（【]?(?:${usedWords})[!！.]*[)\\]）】]?|${usedTicks}|\\[x\\]|x)$`, 'i')
const usedWord = new RegExp(`^(?:${usedWords}|x)$`, 'i')

/** A cell that says nothing but whether the code next to it was used. */
export function usedCell(text: string): boolean | undefined {
  if (unusedAlone.test(text)) return false
  return usedAlone.test(text) ? true : undefined
}

const yes = /^(?:true|yes|y|t|on|はい|○|◯|✓|✔|✅|☑)$/i
const no = /^(?:false|no|n|f|off|いいえ|✗|✘|❌|×|☐|☒)$/i

/** The value of a column or key that says whether a code was used; `unclear` where it may mean both. */
export function usedValue(text: string, kind: 'used' | 'unused' | 'state' = 'used'): boolean | 'unclear' {
  const value = text.replace(/^["'`{[(\s]+|["'`}\])\s,]+$/g, '')
  if (kind === 'state') return wordValue(value) ?? (/^(?:-|null|)$/.test(value) ? false : 'unclear')
  if (kind === 'unused') {
    if (/^[1-9]\d{0,2}$/.test(value)) return false
    if (value === '0') return true
    if (/^[x*]?$/i.test(value)) return 'unclear'
    if (yes.test(value)) return false
    return no.test(value) ? true : (wordValue(value) ?? 'unclear')
  }
  if (/^[×✗✘❌☒]$/.test(value)) return 'unclear'
  if (yes.test(value) || /^(?:1|済み?|done|x|\*)$/i.test(value) || value.includes(dateMark)) return true
  if (no.test(value) || /^(?:0|-|null|none|nil|~|未|open|free|new|)$/i.test(value)) return false
  return wordValue(value) ?? 'unclear'
}

function wordValue(value: string): boolean | undefined {
  const known = usedCell(value)
  if (known !== undefined) return known
  const state = usedStateOfName(value)
  return state === undefined || state === 'unclear' ? undefined : state === 'used'
}

export const isUsedWord = (word: string): boolean => usedWord.test(word)

/** What marks before a code say of it. */
export interface Marks {
  readonly number?: number
  readonly used?: boolean
  /** It stands behind a number, a bullet or a box, as items of a list do. */
  readonly listed?: boolean
  /** It stands behind a box to tick. */
  readonly boxed?: boolean
}

type Front = readonly [pattern: RegExp, says: (found: RegExpExecArray) => Marks, once?: 'number']

const numbered =
  (offset = 0) =>
  (found: RegExpExecArray): Marks => ({ number: Number(found[1]) - offset, listed: true })
/** Digits in circles, brackets and with full stops, by the code point that comes before their 1. */
const enclosed: readonly (readonly [first: number, last: number])[] = [
  [0x2460, 0x2473],
  [0x2474, 0x2487],
  [0x2488, 0x249b],
  [0x2776, 0x277f],
  [0x2780, 0x2789],
  [0x278a, 0x2793],
]

function enclosedNumber(sign: string): Marks {
  const point = sign.codePointAt(0) ?? 0
  const range = enclosed.find(([first, last]) => point >= first && point <= last)
  const number = range === undefined ? point - 0x24eb + 11 : point - range[0] + 1
  return { number, listed: true }
}

const fronts: readonly Front[] = [
  [/^(?:\[[\s?_]?\]|\(\s?\)|[☐□◯○▢])\s*/, () => ({ listed: true, boxed: true })],
  [
    new RegExp(`^(?:\\[[xX✓✔*]\\]|\\([✓✔]\\)|${usedTicks})\\s*`),
    () => ({ used: true, listed: true, boxed: true }),
  ],
  // What it means depends on the other codes.
  [/^\([xX]\)\s*/, () => ({ listed: true, boxed: true })],
  [new RegExp(`^[[(（【](?:${usedWords})[!.]*[)\\]）】]\\s*`, 'i'), () => ({ used: true })],
  [new RegExp(`^(?:${usedWords})(?:[)）]\\s*|[!.]*(?:\\s+-)?\\s+)(?=[^\\s:=])`, 'i'), () => ({ used: true })],
  [/^第(\d{1,3})[回番号個]*\s?[:.)]?\s*/, numbered(), 'number'],
  [/^(\d{1,3})(?:(?:番目?|個目|つ目|件目)\s?[:.)]?\s*|(?:st|nd|rd|th)[:.)]\s+)/, numbered(), 'number'],
  [/^(\d{1,3})\s?\/\s?\d{1,3}\s?(?:[:.)]\s*|\s(?=\S))/, numbered(), 'number'],
  [/^(\d{1,3})\s*(?:=>|->|[→⇒>=])\s*/, numbered(), 'number'],
  [/^\((\d{1,3})\)\s*/, numbered(), 'number'],
  [/^\[(\d{1,3})\]\s*/, numbered(), 'number'],
  [/^(\d{1,3})\s?(?:[)\]:]|\.(?=\s|$)|\.\))(?!\d{1,3}(?![\w-]))\s*/, numbered(), 'number'],
  [/^(\d{1,3})(?:[.:]\s?-|-)\s+/, numbered(), 'number'],
  [/^(?:no\.?|nr\.?|n[º°]|#|№)\s?(\d{1,3})(?:[.):]+\s*|\s+)/i, numbered(), 'number'],
  [/^([①-⒛❶-➓⓫-⓴])\s*/u, ([, sign]) => enclosedNumber(sign ?? ''), 'number'],
  [/^(\d{1,2})\u20e3\s*/, numbered(), 'number'],
  [/^\u{1f51f}\s*/u, () => ({ number: 10, listed: true }), 'number'],
  [/^\(?(?:[ivx]{1,5}|[IVX]{1,5})[.)]\s+/, () => ({ listed: true }), 'number'],
  [/^\(?[a-zA-Z]\)\s*/, () => ({ listed: true }), 'number'],
  [/^(?:[•‣◦●・∙▪▫■◆◇▶►→⇒➤➜»›·★☆✦⁃]|=>|->|[-*+>#]+(?=\s|[A-Za-z0-9]))\s*/, () => ({ listed: true })],
  [/^[\s"'`“”‘’「」『』<>{}*_~[(]+(?=\S)/, () => ({})],
]

/** More marks than this stand before no code. */
const maxMarks = 8

/** Takes the marks off the front of a text; `length` tells how much of it they were. */
export function frontMarks(text: string): { readonly length: number; readonly marks: Marks } {
  let marks: Marks = {}
  let at = 0
  let hasNumber = false
  for (let count = 0; count < maxMarks; count++) {
    const rest = text.slice(at)
    const match = fronts
      .filter(([, , once]) => once === undefined || !hasNumber)
      .map(([pattern, says, once]) => ({ found: pattern.exec(rest), says, once }))
      .find(({ found }) => found !== null && found[0].length > 0 && found[0].length < rest.length)
    if (match?.found == null) break
    marks = { ...marks, ...match.says(match.found) }
    at += match.found[0].length
    hasNumber ||= match.once === 'number'
  }
  return { length: at, marks }
}

// Each character is matched in one way only: in two, a line of many would take for ever.
const partDate = `(?:[\\s:,./-]*(?:${dateMark}|(?<!\\d)\\d{1,2}(?!\\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])))*`
const usedAfter = [
  new RegExp(
    `\\s*[-:]?\\s*[(\\[（【]\\s*(?:${usedWords})[!！]*(?: on| at| in|日)?${partDate}\\s*[)\\]）】]$`,
    'i',
  ),
  new RegExp(`(?:\\s+|\\s*[-:,]\\s*)(?:${usedWords})[!！]+$`, 'i'),
  new RegExp(`(?:\\s+-\\s+|\\s*:\\s*)(?:${usedWords})${partDate}$`, 'i'),
  new RegExp(`\\s+(?:${usedWords})(?: on| at| in)?[\\s:]*(?:${dateMark}\\s?)+$`, 'i'),
  /\s*(?:使用済み?|使用ずみ|使用(?!可)|済み?|期限切れ|無効)$/,
  new RegExp(`\\s*(?:\\[[xX]\\]|${usedTicks})$`),
]
const unusedAfter = new RegExp(
  `\\s*(?:[-:]\\s*)?[([（【]\\s*(?:${unusedWords})\\s*[)\\]）】]$|\\s+(?:${unusedWords})$`,
  'i',
)
const datesAfter = new RegExp(`[\\s@(\\[,:-]*(?:${dateMark}\\s?)+[)\\]]?$`)
const numberAfter = /\s*\((\d{1,3})\)$/
const closing = /[\s"'`“”‘’「」『』<>{}*_~.。,/)\]]+$/

export interface Back {
  /** What is left of the text. */
  readonly rest: string
  readonly used: boolean
  readonly number?: number
  /** A date stands after the code, and nothing that says what it means. */
  readonly dated: boolean
}

/** Takes the marks off the end of a text. */
export function backMarks(text: string): Back {
  const tail = text.replace(/[\s"'`*_~.。,]+$/, '')
  const open = tail.replace(unusedAfter, '')
  const pattern = open === tail ? usedAfter.find((mark) => mark.test(tail)) : undefined
  let rest = pattern === undefined ? open : tail.replace(pattern, '')
  const dates = rest.includes(dateMark) ? datesAfter.exec(rest) : null
  const dated = dates !== null && dates.index > 0
  if (dated) rest = rest.slice(0, dates.index)
  const number = numberAfter.exec(rest)
  if (number !== null && number.index > 0) rest = rest.slice(0, number.index)
  return {
    rest: rest.replace(closing, ''),
    used: pattern !== undefined,
    dated,
    ...(number !== null && number.index > 0 ? { number: Number(number[1]) } : {}),
  }
}
