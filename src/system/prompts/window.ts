/** The window that prompts are drawn in, and drawing them anew when its size changes. */

import { visible } from '../../ui/visible.ts'
import { cellWidth, countRows, wrap } from '../../ui/wrap.ts'
import type { Words } from '../../words/en.ts'
import { cursorCodes } from '../terminal-codes.ts'
import { makeTheme, useEffect, usePrefix, useRef, useState } from './inquirer.ts'

/** Where questions are read and drawn. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number }
}

/** What every prompt is given besides its question. */
export interface PromptContext {
  readonly output: PromptStreams['output']
  readonly words: Words
  /** False where only ASCII can be trusted to be shown. */
  readonly unicode: boolean
}

/** A size in cells. */
export interface WindowSize {
  readonly columns: number
  readonly rows: number
}

/** The size of the window. Some terminals report 0 × 0. */
export function windowSize({ columns, rows }: PromptStreams['output']): WindowSize {
  return { columns: columns || 80, rows: rows || 24 }
}

/** The width of the mark before a question and of the cursor before a choice. */
const markWidth = 2
export const indent = ' '.repeat(markWidth)

/** A text in lines that fit behind the mark, with control characters made visible. */
export function foldText(text: string, { columns }: WindowSize, { words }: PromptContext): string {
  return wrap(visible(text), columns - markWidth, words.language).join(`\n${indent}`)
}

/** What a prompt draws: the lines up to the typed text, and the lines below it. */
export type View = string | [string, string]

/**
 * Draws a prompt with `draw`, and again when the size of the window changes. Without `cursor` the cursor is hidden.
 *
 * Terminals fold drawn lines anew when the window becomes narrower, so they take more rows than the library knows of. It
 * is made to erase the rows it knows first; then the others are erased here, and the prompt is drawn for the new size.
 */
export function useWindow(
  { output }: PromptContext,
  draw: (size: WindowSize) => readonly [content: string, below?: string],
  cursor = false,
): View {
  const [size, setSize] = useState<WindowSize | undefined>(windowSize(output))
  const drawn = useRef<{ readonly lines: readonly string[]; readonly size: WindowSize } | undefined>(
    undefined,
  )
  useEffect(() => {
    const redraw = (): void => {
      const before = drawn.current
      const now = windowSize(output)
      setSize(undefined)
      if (before !== undefined) {
        const spare = countRows(before.lines, now.columns) - countRows(before.lines, before.size.columns)
        if (spare > 0) output.write(`\r\u001b[${spare}A\u001b[J`)
      }
      setSize(now)
    }
    output.on('resize', redraw)
    return () => void output.removeListener('resize', redraw)
  }, [])
  if (size === undefined) return ' '
  const [content, below = ''] = draw(size)
  drawn.current = { lines: content.split('\n'), size }
  return [cursor ? content : `${content}${cursorCodes.hide}`, below]
}

/** A question's head while it is asked, and when it is answered. */
interface Head {
  readonly theme: ReturnType<typeof makeTheme>
  /** Mark and message, with a note beside it; a long note gets lines of its own. */
  readonly asked: (message: string, note?: { readonly text: string; readonly size: WindowSize }) => string
  /** Mark, message and answer; a long answer gets lines of its own. */
  readonly answered: (message: string, answer: string, size: WindowSize) => string
}

/** The head of a question, with the library's mark: `?` while it is asked, `✔` when it is answered. */
export function useHead(done: boolean, context: PromptContext): Head {
  const theme = makeTheme()
  const status = done ? 'done' : 'idle'
  const mark = usePrefix({ status, theme })
  const formatQuestion = (message: string): string => `${mark} ${theme.style.message(message, status)}`
  const putBeside = (
    message: string,
    text: string,
    size: WindowSize,
    style: (text: string) => string,
  ): string => {
    const room = size.columns - cellWidth(message.split('\n').at(-1) ?? '') - markWidth - 1
    const shown = visible(text)
    if (shown === '') return ''
    return cellWidth(shown) <= room
      ? ` ${style(shown)}`
      : `\n${indent}${style(foldText(text, size, context))}`
  }
  return {
    theme,
    asked: (message, note) =>
      `${formatQuestion(message)}${note === undefined ? '' : putBeside(message, note.text, note.size, theme.style.help)}`,
    answered: (message, answer, size) =>
      `${formatQuestion(message)}${putBeside(message, answer, size, theme.style.answer)}`,
  }
}
