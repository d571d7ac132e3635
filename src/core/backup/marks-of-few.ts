/** Signs next to a few codes of a list only: they may say that those were used. A legend says what they mean. */
import { mostFrequent } from './code-form.ts'
import { type FoundRow, isCode } from './found-row.ts'
import type { ListedCode } from './listed-code.ts'
import { normaliseCode } from './set.ts'
import type { Row } from './text-place.ts'
import { readUsedPhrase, type UsedState } from './used-words.ts'

interface MarkedCode {
  readonly code: ListedCode
  readonly sign: string
}

/** Doubts codes with another sign than most have; a legend may say that they were used. */
export function applyMarksOfFew(rows: readonly FoundRow[]): readonly FoundRow[] {
  const marked = findMarkedCodes(rows)
  const open = marked.filter(({ code }) => !code.used)
  const usual = open.length < 2 ? undefined : usualSign(open)
  const legends = new Map(findLegends(rows).values())
  // A cross among empty boxes is a tick.
  if (!legends.has(cross) && rows.some(hasEmptyBox)) legends.set(cross, 'used')
  const isRepeated = repeatsAmong(marked)
  const changed = new Map<ListedCode, Partial<ListedCode>>()
  for (const { code, sign } of marked) {
    const legend = sign === cross ? (legends.get(sign) ?? 'unclear') : legends.get(sign)
    if (legend !== undefined)
      changed.set(code, legend === 'unclear' ? { doubt: 'unclear-mark' } : { used: legend === 'used' })
    else if (isUnusual(code, sign, usual) && !(usual === '' && isHarmless(sign, open)) && !isRepeated(code))
      changed.set(code, { doubt: 'unclear-mark' })
  }
  if (changed.size === 0) return rows
  return rows.map((row) => ({ ...row, found: row.found.map((code) => ({ ...code, ...changed.get(code) })) }))
}

/** A sign that is a tick among empty boxes, and may mean anything else elsewhere. */
const cross = '(x)'
const hasEmptyBox = ({ line, found }: FoundRow): boolean =>
  found.length > 0 && /^[^A-Za-z(]*\(\s?\)/.test(line.row.text)

const isUnusual = (code: ListedCode, sign: string, usual: string | undefined): boolean =>
  usual !== undefined && !code.used && sign !== usual

/** A code that comes twice is a doubt of its own. */
function repeatsAmong(codes: readonly MarkedCode[]): (code: ListedCode) => boolean {
  const counts = new Map<string, number>()
  for (const { code } of codes)
    counts.set(normaliseCode(code.code), (counts.get(normaliseCode(code.code)) ?? 0) + 1)
  return ({ code }) => (counts.get(normaliseCode(code)) ?? 0) > 1
}

const findMarkedCodes = (rows: readonly FoundRow[]): readonly MarkedCode[] =>
  rows.flatMap((row) => row.found.filter(isCode).map((code) => ({ code, sign: signBeside(row, code) })))

const usualSign = (codes: readonly MarkedCode[]): string => mostFrequent(codes.map(({ sign }) => sign)) ?? ''

/** Bullets of one kind that many codes have, though not most. */
const isHarmless = (sign: string, codes: readonly MarkedCode[]): boolean =>
  sign === 'bullet' && codes.filter((other) => other.sign === sign).length >= codes.length * 0.45

/** The character next to a code: its bullets are alike, whatever they look like. */
function signBeside({ line, found }: FoundRow, code: ListedCode): string {
  const { text } = line.row
  const from = offsetIn(line.row, code)
  if (from < 0) return ''
  const end = from + code.code.length
  const others = found
    .filter((other) => other !== code)
    .map((other) => ({ at: offsetIn(line.row, other), size: other.code.length }))
  const start = others.reduce(
    (most, { at, size }) => (at >= 0 && at + size <= from ? Math.max(most, at + size) : most),
    0,
  )
  const stop = others.reduce((least, { at }) => (at >= end ? Math.min(least, at) : least), text.length)
  const before = text.slice(Math.max(start, from - 40), from)
  const after = text.slice(end, Math.min(stop, end + 40))
  // What separates two codes is no sign of either of them.
  const isFirst = start === 0
  const lead = isFirst && /^\s*;\s*$/.test(before) ? ';' : ''
  const front = !isFirst && !column.test(before) ? '' : lead + clean(before.split(columnEnd).at(-1) ?? '')
  const back = stop < text.length && !column.test(after) ? '' : clean(after.split(column)[0] ?? '')
  if (isFirst && /\(x\)\s*$/i.test(before)) return cross
  if (front === '' && back === '') return isEnclosed(before, after) ? 'enclosed' : ''
  if (back === '' && bullets.test(front)) return 'bullet'
  return front === back || back === '' ? front : front === '' ? back : `${front}…${back}`
}

const column = /\t|\s{2,}|[|,;、，；]/
const columnEnd = /\t|(?<=\S)\s{2,}|[|,;、，；]/

/** Where a code stands in its row; -1 where it was not taken as it stands there. */
function offsetIn({ text, place }: Row, { code, column, line }: ListedCode): number {
  for (let from = text.indexOf(code); from >= 0; from = text.indexOf(code, from + 1)) {
    const found = place(from)
    if (found.line === line && found.column === column) return from
  }
  return -1
}

const bullets = /^(?:[•‣◦●・∙▪▫■◆◇★☆✦⁃·*]+|-)$/u

/** A sign without numbers, words, quotes and what belongs to numbers. */
const clean = (text: string): string =>
  text
    .replace(/\[[\s?_xX]?\]|\(\s?\)|[☐□◯○▢☑☒✓✔✗✘✅❌×]|\*\*|__|~~/gu, '')
    .replace(/[[(#]?(?:\d{1,3}|\b[a-zA-Z])\s*(?:=>|->|[→⇒>=])|(?:=>|->|[→⇒])\s*(?=\d{1,3}$)/gu, '')
    .replace(/\p{N}+\s*(?:[-/]\s*\p{N}*)?|(?:no|nr)?[#№º°](?=\s?\d)/giu, '')
    .replace(/\p{L}+[^\p{L}]*(?:[-–—:]+)?|\ufe0f|\u20e3/gu, '')
    .replace(/[\s.,:"'`“”‘’「」『』()[\]{}（）【】/]+/g, (found) =>
      found.includes('//') ? '//' : found.trim() === '/' ? '' : '',
    )

const isEnclosed = (before: string, after: string): boolean =>
  (/\(\s*$/.test(before) && /^\s*\)/.test(after)) || (/\[\s*$/.test(before) && /^\s*\]/.test(after))

// --- Legends ---

type Legend = readonly [sign: string, state: UsedState]

/** Lines that say what a sign means, `# = used` or `lines with # are used`, where only some codes have that sign. */
export function findLegends(rows: readonly FoundRow[]): ReadonlyMap<FoundRow, Legend> {
  const legends = new Map<FoundRow, Legend>()
  const candidates = rows.flatMap((row) => {
    const legend = row.found.length > 0 ? undefined : legendIn(row.line.row.text.trim())
    return legend === undefined ? [] : [[row, legend] as const]
  })
  if (candidates.length === 0) return legends
  const codes = findMarkedCodes(rows)
  const counts = new Map<string, number>()
  for (const { sign } of codes) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  for (const [row, legend] of candidates) {
    const count = counts.get(legend[0]) ?? 0
    if (count > 0 && count < codes.length) legends.set(row, legend)
  }
  return legends
}

function legendIn(text: string): Legend | undefined {
  if (text.length < 4 || text.length > 60) return undefined
  const sign =
    /^(\(x\)|[#;%&$!/*+~^@-]{1,3})\s*[=:]/i.exec(text)?.[1]?.toLowerCase() ??
    /(?:^|\s|[("'“「])([^\p{L}\p{N}\s.,:;"'“”「」()=]{1,3})(?=$|\s|[)"'”」=:]|は|が|の)/u.exec(text)?.[1]
  if (sign === undefined) return undefined
  const words = text
    .replace(sign, ' ')
    .replace(
      /\b(?:lines?|codes?|with|marked|marks?|means?|by|behind|before|a|an)\b|[=:"'“”()「」-]|印|付き|のついた|がついた|つき/gi,
      ' ',
    )
  const phrase = readUsedPhrase(words)
  return phrase === undefined ? undefined : [bullets.test(sign) ? 'bullet' : sign, phrase.state]
}
