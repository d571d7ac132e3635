/** Blocks of text, wrapped for a window and split into pages if they do not fit it. */
import type { Language } from '../core/flow/book.ts'
import type { Palette } from './palette.ts'
import { visible } from './visible.ts'
import { cellWidth, countRows, wrap } from './wrap.ts'

/** A piece of text with a role. The role decides its style, the window where its lines break. */
export type Block =
  | { readonly kind: 'title' | 'text' | 'good' | 'caution'; readonly text: string }
  /** `optional`: left out where it would take a page more. */
  | { readonly kind: 'note'; readonly text: string; readonly optional?: true }
  | { readonly kind: 'item'; readonly mark: string; readonly text: string }
  /** On a line of its own and never wrapped, so that it can be copied; `about` is shown above it. */
  | { readonly kind: 'verbatim'; readonly text: string; readonly about?: string }
  | { readonly kind: 'gap' }

export interface Window {
  readonly columns: number
  readonly rows: number
  readonly language: Language
  readonly style: Palette
  readonly unicode: boolean
}

/** The lines of a block. None is wider than the window, except for `verbatim`. */
export function formatBlock(block: Block, { columns, language, style, unicode }: Window): readonly string[] {
  const lines = (text: string, width = columns): readonly string[] => wrap(visible(text), width, language)
  switch (block.kind) {
    case 'gap':
      return ['']
    case 'verbatim':
      return [...(block.about === undefined ? [] : lines(block.about).map(style.faint)), visible(block.text)]
    case 'title':
      return lines(block.text).map(style.title)
    case 'text':
      return lines(block.text)
    case 'note':
      return lines(block.text).map(style.faint)
    case 'good':
      return lines(block.text).map(style.good)
    case 'caution':
      return hang(unicode ? '⚠ ' : '! ', (width) => lines(block.text, width)).map(style.warn)
    case 'item':
      return hang(`${block.mark} `, (width) => lines(block.text, width))
  }

  function hang(mark: string, inner: (width: number) => readonly string[]): readonly string[] {
    const indent = ' '.repeat(cellWidth(mark))
    return inner(columns - indent.length).map((line, index) => (index === 0 ? mark : indent) + line)
  }
}

/** Splits blocks into pages so that each page fits the window together with the question below it. */
export function splitIntoPages(
  blocks: readonly Block[],
  window: Window,
  questionRows: number,
): readonly (readonly string[])[] {
  const pages = fillPages(blocks, window, questionRows)
  const needed = blocks.filter((block) => !('optional' in block))
  if (pages.length < 2 || needed.length === blocks.length) return pages
  const fewer = fillPages(needed, window, questionRows)
  return fewer.length < pages.length ? fewer : pages
}

function fillPages(
  blocks: readonly Block[],
  window: Window,
  questionRows: number,
): readonly (readonly string[])[] {
  const room = Math.max(4, window.rows - questionRows)
  const height = (lines: readonly string[]): number => countRows(lines, window.columns)
  const pages: (readonly string[])[] = [[]]
  for (const [index, block] of blocks.entries()) {
    const part = formatBlock(block, window)
    const next = blocks[index + 1]
    const led = next !== undefined && leads(block, next) ? height(formatBlock(next, window)) : 0
    // What leads the next block stands on its page, unless both are higher than a page.
    const needed = height(part) + (height(part) + led > room ? 0 : led)
    const page = pages.at(-1) ?? []
    if (height(page) + needed <= room) pages[pages.length - 1] = [...page, ...part]
    else pages.push(...splitBlock(part, room))
  }
  return pages.map(trimEmptyLines).filter((page) => page.length > 0)
}

/** Whether a block is the heading of the next: directly above steps or warnings. */
const leads = ({ kind }: Block, next: Block): boolean =>
  (kind === 'title' || kind === 'text') && (next.kind === 'item' || next.kind === 'caution')

/** The parts of a single block that is higher than a page. */
function splitBlock(lines: readonly string[], room: number): readonly string[][] {
  const found: string[][] = []
  for (let from = 0; from < lines.length; from += room) found.push(lines.slice(from, from + room))
  return found
}

function trimEmptyLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '')
  const last = lines.findLastIndex((line) => line !== '')
  return first === -1 ? [] : lines.slice(first, last + 1)
}
