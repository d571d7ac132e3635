/** Blocks of text laid out for a window, and cut into pages where they do not fit it. */
import type { Language } from '../core/flow/book.ts'
import type { Palette } from './palette.ts'
import { visible } from './visible.ts'
import { rowsOf, widthOf, wrap } from './wrap.ts'

/** A piece of text with a role. The role decides its look, the window its lines. */
export type Block =
  | { readonly kind: 'title' | 'text' | 'note' | 'good' | 'caution'; readonly text: string }
  | { readonly kind: 'item'; readonly mark: string; readonly text: string }
  /** Stands on a line of its own and is never cut, so that it can be copied; with what it is above it. */
  | { readonly kind: 'verbatim'; readonly text: string; readonly about?: string }
  | { readonly kind: 'gap' }

export interface Window {
  readonly columns: number
  readonly rows: number
  readonly language: Language
  readonly look: Palette
  readonly unicode: boolean
}

/** The lines of a block; none is wider than the window, but for `verbatim`. */
export function linesOf(block: Block, { columns, language, look, unicode }: Window): readonly string[] {
  const lines = (text: string, width = columns): readonly string[] => wrap(visible(text), width, language)
  switch (block.kind) {
    case 'gap':
      return ['']
    case 'verbatim':
      return [...(block.about === undefined ? [] : lines(block.about).map(look.faint)), visible(block.text)]
    case 'title':
      return lines(block.text).map(look.title)
    case 'text':
      return lines(block.text)
    case 'note':
      return lines(block.text).map(look.faint)
    case 'good':
      return lines(block.text).map(look.good)
    case 'caution':
      return hang(unicode ? '⚠ ' : '! ', (width) => lines(block.text, width)).map(look.warn)
    case 'item':
      return hang(`${block.mark} `, (width) => lines(block.text, width))
  }

  function hang(mark: string, inner: (width: number) => readonly string[]): readonly string[] {
    const indent = ' '.repeat(widthOf(mark))
    return inner(columns - indent.length).map((line, index) => (index === 0 ? mark : indent) + line)
  }
}

/** Blocks cut into pages, so that each page fits the window together with the question below it. */
export function pagesOf(
  blocks: readonly Block[],
  window: Window,
  questionRows: number,
): readonly (readonly string[])[] {
  const room = Math.max(4, window.rows - questionRows)
  const height = (lines: readonly string[]): number => rowsOf(lines, window.columns)
  const pages: (readonly string[])[] = [[]]
  for (const block of blocks) {
    const part = linesOf(block, window)
    const page = pages.at(-1) ?? []
    if (height(page) + height(part) <= room) pages[pages.length - 1] = [...page, ...part]
    else pages.push(...pieces(part, room))
  }
  return pages.map(trimmed).filter((page) => page.length > 0)
}

/** A single block that is higher than a page, in pieces. */
function pieces(lines: readonly string[], room: number): readonly string[][] {
  const found: string[][] = []
  for (let from = 0; from < lines.length; from += room) found.push(lines.slice(from, from + room))
  return found
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '')
  const last = lines.findLastIndex((line) => line !== '')
  return first === -1 ? [] : lines.slice(first, last + 1)
}
