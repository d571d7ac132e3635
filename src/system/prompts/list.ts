/** A list of lines with a cursor: which of them are in sight, and how the keys move the cursor. */
import { countRows } from '../../ui/wrap.ts'
import type { Key } from './keys.ts'
import { foldText, indent, type PromptContext, type WindowSize } from './window.ts'

/** The fewest rows of a list, however small the window is. */
const fewestRows = 3

/** The lines of a list that are in sight: from `from` up to but not including `to`. */
export interface Sight {
  readonly from: number
  readonly to: number
}

/** The lines around the active one that fit into so many rows. At least the active one. */
function findSight(heights: readonly number[], active: number, room: number): Sight {
  let [from, to] = [active, active + 1]
  let left = room - (heights[active] ?? 0)
  for (;;) {
    const below = heights[to]
    const canGoDown = below !== undefined && below <= left
    if (canGoDown) {
      to += 1
      left -= below
    }
    const above = heights[from - 1]
    const canGoUp = above !== undefined && above <= left
    if (canGoUp) {
      from -= 1
      left -= above
    }
    if (!canGoDown && !canGoUp) return { from, to }
  }
}

/** Where a key moves the cursor; undefined for a key that does not move it. The ends of the list stop it. */
export function moveCursor(key: Key, active: number, count: number, page: number): number | undefined {
  const last = Math.max(0, count - 1)
  switch (key) {
    case 'up':
      return Math.max(0, active - 1)
    case 'down':
      return Math.min(last, active + 1)
    case 'home':
      return 0
    case 'end':
      return last
    case 'page-up':
      return Math.max(0, active - page)
    case 'page-down':
      return Math.min(last, active + page)
    default:
      return undefined
  }
}

/** A list as it is drawn. */
interface ListView {
  /** The question, with a remark where not all lines are in sight. */
  readonly message: string
  readonly body: string
  readonly sight: Sight
}

/** What a list shows. */
interface ListContent {
  readonly message: string
  readonly labels: readonly string[]
  readonly active: number
  /** Rows that other things need: what stands above the question, notes, and the line of keys. */
  readonly taken: number
  readonly highlight: (text: string) => string
}

/** Lays out a list for the window. */
export function layOutList(
  { message, labels, active, taken, highlight }: ListContent,
  size: WindowSize,
  context: PromptContext,
): ListView {
  const { words, unicode } = context
  const folded = labels.map((label) => foldText(label, size, context))
  const heights = folded.map((text) => text.split('\n').length)
  const roomBelow = (asked: string): number =>
    Math.max(fewestRows, size.rows - taken - countRows(asked.split('\n'), size.columns))
  const plain = foldText(message, size, context)
  const whole = heights.reduce((sum, height) => sum + height, 0) <= roomBelow(plain)
  const count = labels.length
  // The remark on both ends is the longest one.
  const longest = foldText(`${message} ${words.prompt.more(count, count, 'both')}`, size, context)
  const sight = whole ? { from: 0, to: count } : findSight(heights, active, roomBelow(longest))
  const hidden = { above: sight.from > 0, below: sight.to < count }
  const where = hidden.above && hidden.below ? 'both' : hidden.above ? 'above' : 'below'
  const asked = whole
    ? plain
    : foldText(`${message} ${words.prompt.more(sight.to - sight.from, count, where)}`, size, context)
  const pointer = unicode ? '❯' : '>'
  const rows = folded
    .slice(sight.from, sight.to)
    .map((text, index) =>
      sight.from + index === active ? highlight(`${pointer} ${text}`) : `${indent}${text}`,
    )
    .join('\n')
    .split('\n')
  return { message: asked, body: rows.slice(0, roomBelow(asked)).join('\n'), sight }
}
