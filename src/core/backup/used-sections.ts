/** Headings that say which codes were used: “Old (invalid)” above some, “New” above others. */
import { type FoundRow, hasCode, isBlank, withDoubt } from './found-row.ts'
import { findLegends } from './marks-of-few.ts'
import { readUsedPhrase } from './used-words.ts'

/** What holds for the codes below: `after` a section of used codes nothing says whether it goes on. */
type Section = 'none' | 'used' | 'unused' | 'after' | 'unclear'

interface Heading {
  readonly section: 'used' | 'unused' | 'unclear'
  /** Whether it can only speak of what is below it. */
  readonly isHeading: boolean
}

/** A heading “Used:” speaks of the codes below it; a line that only says “used” may speak of the one above or below. */
export function applySections(rows: readonly FoundRow[]): readonly FoundRow[] {
  const headings = readHeadings(rows)
  if (headings.size === 0) return rows
  const stated = withStatesBelow(rows, headings)
  if (stated !== undefined) return stated
  const isTight = countAdjacent(rows)
  const found: FoundRow[] = [...rows]
  let section: Section = 'none'
  let inSection = 0
  let last = -1
  for (const [index, row] of rows.entries()) {
    const heading = headings.get(row)
    if (heading !== undefined) {
      const before = found[last]
      if (!heading.isHeading && before !== undefined) found[last] = withDoubt(before, 'unclear-mark')
      // What stands above the valid ones, without a heading of its own, may be old.
      if (heading.section === 'unused' && section === 'none')
        for (let at = 0; at <= last; at++) found[at] = withDoubt(found[at] ?? row, 'unclear-mark')
      section = heading.isHeading ? heading.section : 'unclear'
      inSection = 0
    } else if (row.found.length > 0) {
      found[index] = inState(row, section)
      last = index
      inSection += 1
      // A line that only says “used” speaks of one code.
      if (section === 'unclear' && headingBefore(rows, headings, index)) section = 'none'
    } else if (section === 'used' && inSection > 0 && (isTight || !isBlank(row))) section = 'after'
  }
  return found
}

/** “Used” or “Available” below each code: it speaks of the code above it. Undefined where it is not so. */
function withStatesBelow(
  rows: readonly FoundRow[],
  headings: ReadonlyMap<FoundRow, Heading>,
): readonly FoundRow[] | undefined {
  const order = rows.filter((row) => row.found.length > 0 || headings.has(row))
  const states = new Map<FoundRow, boolean>()
  for (let index = 0; index < order.length; index += 2) {
    const [code, state] = [order[index], order[index + 1]]
    const section = state === undefined ? undefined : headings.get(state)?.section
    if (code?.found.length !== 1 || section === undefined || section === 'unclear') return undefined
    states.set(code, section === 'used')
  }
  if (states.size < 2) return undefined
  return rows.map((row) =>
    states.get(row) === true ? { ...row, found: row.found.map((code) => ({ ...code, used: true })) } : row,
  )
}

function inState(row: FoundRow, section: Section): FoundRow {
  switch (section) {
    case 'none':
    case 'unused':
      return row
    case 'used':
      return { ...row, found: row.found.map((code) => ({ ...code, used: true })) }
    case 'after':
    case 'unclear':
      return withDoubt(row, 'unclear-mark')
  }
}

/** Whether a bare “used” stands directly above the row. */
function headingBefore(
  rows: readonly FoundRow[],
  headings: ReadonlyMap<FoundRow, Heading>,
  index: number,
): boolean {
  const before = rows[index - 1]
  const heading = before === undefined ? undefined : headings.get(before)
  return heading !== undefined && !heading.isHeading
}

function readHeadings(rows: readonly FoundRow[]): ReadonlyMap<FoundRow, Heading> {
  const legends = findLegends(rows)
  const headings = new Map<FoundRow, Heading>()
  const sentences: FoundRow[] = []
  let codes = 0
  for (const [index, row] of rows.entries()) {
    if (row.found.length > 0) codes += 1
    const { line } = row
    const text = line.row.masked.trim()
    if (row.found.length > 0 || line.left !== undefined || text === '' || text.length > 80) continue
    if (line.row.hidden || legends.has(row)) continue
    const phrase = readUsedPhrase(text)
    if (phrase === undefined) continue
    if (phrase.isSentence || phrase.state === 'unclear') {
      if (codes > 0) headings.set(row, { section: 'unclear', isHeading: true })
      else sentences.push(row)
      continue
    }
    const count = /\d+/.exec(text)?.[0]
    if (count !== undefined && phrase.state === 'used' && !isCountOf(Number(count), rows, index)) continue
    const isMarked = /[:：#*=【】■□◆●▼]|--|codes?\b|コード/iu.test(text)
    const above = rows[index - 1]
    const isApart = above === undefined || above.found.length === 0
    const isHeading = phrase.state === 'unused' || isMarked || isApart
    headings.set(row, { section: phrase.state, isHeading })
  }
  // “Your old codes are no longer valid”: said of other codes, unless there are headings.
  if (headings.size > 0 && [...headings.values()].some(({ section }) => section === 'used'))
    for (const row of sentences) headings.set(row, { section: 'unclear', isHeading: true })
  return headings
}

/** Whether as many codes stand below a heading “Used (2)”, or as many are marked; else it only sums up. */
function isCountOf(count: number, rows: readonly FoundRow[], index: number): boolean {
  let below = 0
  for (const row of rows.slice(index + 1)) {
    if (row.found.length > 0) below += row.found.length
    else if (below > 0 || !isBlank(row)) break
  }
  return below === count
}

/** Whether codes usually stand line by line, without an empty line between them. */
function countAdjacent(rows: readonly FoundRow[]): boolean {
  let adjacent = 0
  let apart = 0
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (!hasCode(row) || before === undefined) continue
    if (hasCode(before)) adjacent += 1
    else if (isBlank(before)) apart += 1
  }
  return adjacent > apart
}
