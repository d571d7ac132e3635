/** What the cells of a list have in common besides their codes: numbers that count up, and words that stand in each. */
import { isLabelWord } from './known-words.ts'
import { isUsedWord } from './line-marks.ts'
import type { Cell, Run } from './list-cell.ts'

/** Takes numbers and repeated words off both ends of the cells. `names` are words that are no part of a code. */
export function withoutRepeatedParts(cells: readonly Cell[], names: ReadonlySet<string>): readonly Cell[] {
  let found = cells
  for (let round = 0; round < 4; round++) {
    const counted = withoutCounts(found)
    const next = withoutNames(withoutWords(withoutWords(counted, names, 'first'), names, 'last'))
    if (next === found) return found
    found = next
  }
  return found
}

const hasMore = ({ runs, known }: Cell): boolean => runs.length > 1 && known === undefined

/** A first group that counts up through the list is a number, whatever follows it. */
function withoutCounts(cells: readonly Cell[]): readonly Cell[] {
  const open = cells.filter((cell) => hasMore(cell) && cell.number === undefined)
  const counted = findCountedCells(open.filter(({ runs }) => /^\d{1,3}$/.test(runs[0]?.text ?? '')))
  const withDigits = open.filter(({ runs }) => runs.slice(1).some(({ text }) => /\d/.test(text)))
  if (counted.size > 1 && counted.size >= withDigits.length * 0.6)
    return cells.map((cell) =>
      counted.has(cell)
        ? { ...cell, number: Number(cell.runs[0]?.text), listed: true, runs: cell.runs.slice(1) }
        : cell,
    )
  const letters = open.filter(({ runs }) => /^[A-Za-z]$/.test(runs[0]?.text ?? ''))
  const letterNumbers = letters.map(({ runs }) => (runs[0]?.text.toLowerCase().charCodeAt(0) ?? 0) - 0x60)
  if (
    letters.length < 3 ||
    letters.length < open.length ||
    letterNumbers.some((number, at) => number !== at + 1)
  )
    return cells
  const set = new Set(letters)
  return cells.map((cell) => (set.has(cell) ? { ...cell, listed: true, runs: cell.runs.slice(1) } : cell))
}

/** Those of which the first group counts; a list that stands there twice counts twice. */
function findCountedCells(cells: readonly Cell[]): ReadonlySet<Cell> {
  const firstNumber = ({ runs }: Cell): number => Number(runs[0]?.text)
  const numbers = cells.map(firstNumber)
  const all = new Set(numbers)
  // In columns every number from 1 to the last comes once.
  const last = numbers.reduce((a, b) => Math.max(a, b), 0)
  if (numbers.length >= 4 && all.size === numbers.length && all.has(1) && last === numbers.length)
    return new Set(cells)
  const stretches: Cell[][] = []
  for (const cell of cells) {
    const before = stretches.at(-1)?.at(-1)
    if (before !== undefined && firstNumber(cell) > firstNumber(before)) stretches.at(-1)?.push(cell)
    else stretches.push([cell])
  }
  return new Set(stretches.filter((stretch) => countsUp(stretch.map(firstNumber))).flat())
}

/** Whether numbers count upwards, with few gaps. */
function countsUp(numbers: readonly number[]): boolean {
  const [first = 0] = numbers
  const last = numbers.at(-1) ?? 0
  if (numbers.length < 2) return false
  if (numbers.length === 2) return first <= 1 && last === first + 1
  const isGapless = last - first === numbers.length - 1
  return isGapless || (first <= 1 && last - first < numbers.length * 2)
}

/** A word at the same end of nearly all cells: “Google 4109 4668”. */
function withoutWords(
  cells: readonly Cell[],
  names: ReadonlySet<string>,
  end: 'first' | 'last',
): readonly Cell[] {
  const open = cells.filter(hasMore)
  const coded = cells.filter(
    ({ known, runs }) => known === undefined && runs.some(({ text }) => /\d/.test(text)),
  )
  const words = new Map<string, number>()
  for (const cell of open) {
    const word = wordAt(cell, end)
    if (word !== undefined) words.set(word, (words.get(word) ?? 0) + 1)
  }
  const repeated = [...words].find(([, count]) => count >= 3 && count >= Math.max(coded.length, 3) * 0.6)?.[0]
  let changed = false
  const found = cells.map((cell) => {
    const word = hasMore(cell) ? wordAt(cell, end) : undefined
    if (word === undefined || (word !== repeated && !names.has(word))) return cell
    changed = true
    return { ...cell, runs: end === 'first' ? cell.runs.slice(1) : cell.runs.slice(0, -1) }
  })
  return changed ? found : cells
}

/** A word of its own before each code: “Laptop 41094668”, “Office 52347039”. The rest is alike, the words are not as long. */
function withoutNames(cells: readonly Cell[]): readonly Cell[] {
  const named = cells.filter((cell) => hasMore(cell) && wordAt(cell, 'first') !== undefined)
  const rests = named.map(({ runs }) =>
    runs
      .slice(1)
      .map(({ text }) => text.replace(/\d/g, '0'))
      .join(' '),
  )
  const [rest = ''] = rests
  const sizes = new Set(named.map(({ runs }) => runs[0]?.text.length))
  const words = new Set(named.map(({ runs }) => runs[0]?.text))
  const isAlike = /^[0 ]{5,}$/.test(rest) && rests.every((other) => other === rest)
  if (named.length < 3 || !isAlike || sizes.size < 2 || words.size < named.length) return cells
  const set = new Set(named)
  return cells.map((cell) => (set.has(cell) ? { ...cell, runs: cell.runs.slice(1) } : cell))
}

/** The word at an end, where a space or a sign separates it from the code. */
function wordAt({ runs, row }: Cell, end: 'first' | 'last'): string | undefined {
  const [outer, inner] = end === 'first' ? [runs[0], runs[1]] : [runs.at(-1), runs.at(-2)]
  if (outer === undefined || inner === undefined || !/^[A-Za-z]+$/.test(outer.text)) return undefined
  if (isUsedWord(outer.text)) return undefined
  const between = textBetween(row.text, end === 'first' ? [outer, inner] : [inner, outer])
  // A hyphen without spaces may belong to the code: ABC-1234.
  if (/^[-._]$/.test(between) && !isLabelWord(outer.text)) return undefined
  return outer.text.toLowerCase()
}

/** What stands between two runs of a row. */
export function textBetween(text: string, [before, after]: readonly [Run, Run]): string {
  return text.slice(before.from + before.text.length, after.from)
}
