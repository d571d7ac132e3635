/** A screen: blocks of text, and a question below them that is never out of sight. */

import type { Host } from '../host/host.ts'
import { joinLines } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { type Block, linesOf, pagesOf, type Window } from '../ui/screen.ts'
import { rowsOf, wrap } from '../ui/wrap.ts'

/** The window as blocks are laid out for it on stderr. */
export function windowOf(host: Host): Window {
  const { columns, rows } = host.terminal.size()
  return { columns, rows, language: host.words.language, look: host.errStyle, unicode: host.terminal.unicode }
}

/** Prints blocks as lines, to stdout as a result or to stderr. */
export function show(host: Host, blocks: readonly Block[], to: 'out' | 'err'): void {
  host.terminal[to](joinLines(blockLines(host, blocks, to)))
}

/** Blocks as lines for stdout or stderr, wrapped to the window. */
export function blockLines(host: Host, blocks: readonly Block[], to: 'out' | 'err'): readonly string[] {
  const window = { ...windowOf(host), look: to === 'out' ? host.outStyle : host.errStyle }
  return blocks.flatMap((block) => linesOf(block, window))
}

export interface Screen<Value extends string> {
  readonly blocks: readonly Block[]
  readonly message: string
  readonly choices: readonly Choice<Value>[]
  /** Those of the choices that can be taken on every page. */
  readonly anywhere?: readonly Value[]
  readonly preset?: Value
  /** Whether the person can go back from here; then `back` may be the answer. */
  readonly back: boolean
  /** The blocks are on the screen already: only the question is asked again. */
  readonly again?: boolean
  /** The question is taken off the screen once it is answered. */
  readonly transient?: boolean
}

/** Shows a screen, page by page where the window is small, and asks its question on the last page. */
export async function ask<Value extends string>(host: Host, screen: Screen<Value>): Promise<Value | 'back'> {
  const { ask } = host.words.diagnose
  const prompt = await host.prompt()
  const window = { ...windowOf(host), ...prompt.size() }
  const choices = [...screen.choices, ...(screen.back ? [{ value: 'back', label: ask.back } as const] : [])]
  const anywhere = screen.choices.filter(({ value }) => screen.anywhere?.includes(value))
  const next = { value: 'next', label: ask.next } as const
  const toBefore = { value: 'back', label: ask.back } as const
  // A page that is not the last has the question whether to turn it.
  const rows = [
    questionRows(host, window, screen.message, choices),
    questionRows(host, window, ask.page(9, 9), [next, toBefore, ...anywhere]),
  ]
  const pages = pagesOf(screen.blocks, window, Math.max(...rows))
  const rule = (window.unicode ? '─' : '-').repeat(Math.min(window.columns, 40))

  let index = screen.again ? pages.length - 1 : 0
  for (;;) {
    const page = pages[index] ?? []
    const reserved = rowsOf([rule, ...page], window.columns)
    if (!screen.again) prompt.show(`${[window.look.faint(rule), ...page].join('\n')}\n`)
    if (index >= pages.length - 1) {
      const found = await prompt.choose<Value | 'back'>({ ...screen, choices, reserved })
      if (found !== 'back' || index === 0 || screen.again) return found
      index -= 1
      continue
    }
    const turns = [next, ...(index > 0 || screen.back ? [toBefore] : []), ...anywhere]
    const message = ask.page(index + 1, pages.length)
    const found = await prompt.choose<Value | 'next' | 'back'>({
      message,
      choices: turns,
      reserved,
      transient: true,
    })
    if (found === 'next') index += 1
    else if (found === 'back' && index > 0) index -= 1
    else return found
  }
}

/** The rows a question takes at most: itself, its choices, a blank line, the keys, and the rule above the page. */
function questionRows(
  host: Host,
  { columns, language }: Window,
  message: string,
  choices: readonly Choice[],
): number {
  const rows = (text: string): number => wrap(text, columns - 2, language).length
  const keys = rowsOf([host.words.prompt.keys(host.terminal.unicode)], columns)
  return rows(message) + choices.reduce((sum, { label }) => sum + rows(label), 0) + keys + 2
}
