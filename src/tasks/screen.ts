/** A screen: blocks of text, and a question below them that is never out of sight. */

import type { Host } from '../host/host.ts'
import { joinLines } from '../host/host.ts'
import type { Choice, Finding, Prompter, TickAction } from '../host/machine.ts'
import { type Block, formatBlock, splitIntoPages, type Window } from '../ui/screen.ts'
import { countRows, wrap } from '../ui/wrap.ts'

/** The window as blocks are laid out for it on stderr. */
export function measureWindow(host: Host): Window {
  const { columns, rows } = host.terminal.size()
  return {
    columns,
    rows,
    language: host.words.language,
    style: host.errStyle,
    unicode: host.terminal.unicode,
  }
}

/** Prints blocks as lines, to stdout as a result or to stderr. */
export function show(host: Host, blocks: readonly Block[], to: 'out' | 'err'): void {
  host.terminal[to](joinLines(blockLines(host, blocks, to)))
}

/** Blocks as lines for stdout or stderr, wrapped to the window. */
export function blockLines(host: Host, blocks: readonly Block[], to: 'out' | 'err'): readonly string[] {
  const window = { ...measureWindow(host), style: to === 'out' ? host.outStyle : host.errStyle }
  return blocks.flatMap((block) => formatBlock(block, window))
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
}

/** Shows a screen, page by page where the window is small, and asks its question on the last page. */
export async function ask<Value extends string>(host: Host, screen: Screen<Value>): Promise<Value | 'back'> {
  const choices = [...screen.choices, ...backChoice(host, screen.back)]
  return askPaged<Value, Value>(host, {
    ...screen,
    labels: choices.map(({ label }) => label),
    anywhere: screen.choices.filter(({ value }) => screen.anywhere?.includes(value)),
    askLast: (prompt, reserved) => prompt.choose<Value | 'back'>({ ...screen, choices, reserved }),
  })
}

/** A screen whose question is a list to tick. */
interface TickScreen<Value extends string, Action extends string>
  extends Pick<Screen<Value>, 'blocks' | 'message' | 'back'> {
  readonly items: readonly Choice<Value>[]
  readonly actions: readonly TickAction<Action>[]
  /** Ticked from the start. */
  readonly ticked: readonly Value[]
}

/** Shows a screen and has its list ticked. `action` is undefined for Enter on an item. */
export async function askTicks<Value extends string, Action extends string>(
  host: Host,
  screen: TickScreen<Value, Action>,
): Promise<{ readonly ticked: readonly Value[]; readonly action: Action | undefined } | 'back'> {
  const back = backChoice(host, screen.back).map(
    ({ value, label }): TickAction<'back'> => ({ value, label: () => label, keepsTicks: false }),
  )
  const actions: readonly TickAction<Action | 'back'>[] = [...screen.actions, ...back]
  return askPaged<{ readonly ticked: readonly Value[]; readonly action: Action | undefined }, never>(host, {
    ...screen,
    labels: [...screen.items.map(({ label }) => `[ ] ${label}`), ...actions.map(({ label }) => label(true))],
    anywhere: [],
    askLast: async (prompt, reserved) => {
      const { items, message, ticked } = screen
      const answer = await prompt.tick({ message, items, actions, ticked, reserved })
      const { action } = answer
      return action === 'back' ? 'back' : { ticked: answer.ticked, action }
    },
  })
}

/** A screen whose question has many choices, found by typing. */
interface SearchScreen<Value extends string>
  extends Pick<Screen<Value>, 'blocks' | 'message' | 'choices' | 'preset' | 'back'> {
  /** Choices that stand below whatever is found. */
  readonly pinned: readonly Choice<Value>[]
  readonly find: (typed: string) => Finding<Value>
}

/** Shows a screen and lets the person search for one of its choices. */
export async function askSearch<Value extends string>(
  host: Host,
  screen: SearchScreen<Value>,
): Promise<Value | 'back'> {
  const pinned = [...screen.pinned, ...backChoice(host, screen.back)]
  return askPaged<Value, never>(host, {
    ...screen,
    // The line for what is typed takes one row more.
    labels: ['', ...[...screen.choices, ...pinned].map(({ label }) => label)],
    anywhere: [],
    askLast: (prompt, reserved) => prompt.search<Value | 'back'>({ ...screen, pinned, reserved }),
  })
}

function backChoice({ words }: Host, wanted: boolean): readonly Choice<'back'>[] {
  return wanted ? [{ value: 'back', label: words.diagnose.ask.back }] : []
}

/** A screen, and how its question is asked on the last page. */
interface PagedScreen<Answer, Anywhere extends string> {
  readonly blocks: readonly Block[]
  readonly message: string
  /** The lines of the question, for the space they need. */
  readonly labels: readonly string[]
  /** Choices that can be taken on every page. */
  readonly anywhere: readonly Choice<Anywhere>[]
  readonly back: boolean
  readonly askLast: (prompt: Prompter, reserved: number) => Promise<Answer | 'back'>
}

async function askPaged<Answer, Anywhere extends string>(
  host: Host,
  screen: PagedScreen<Answer, Anywhere>,
): Promise<Answer | Anywhere | 'back'> {
  const { ask } = host.words.diagnose
  const { anywhere } = screen
  const prompt = await host.prompt()
  const window = { ...measureWindow(host), ...prompt.size() }
  const next = { value: 'next', label: ask.next } as const
  const toBefore = { value: 'back', label: ask.back } as const
  // A page that is not the last has the question whether to turn it.
  const rows = [
    questionRows(host, window, screen.message, screen.labels),
    questionRows(
      host,
      window,
      ask.page(9, 9),
      [next, toBefore, ...anywhere].map(({ label }) => label),
    ),
  ]
  const pages = splitIntoPages(screen.blocks, window, Math.max(...rows))
  const rule = (window.unicode ? '─' : '-').repeat(Math.min(window.columns, 40))

  let index = 0
  for (;;) {
    const page = pages[index] ?? []
    const reserved = countRows([rule, ...page], window.columns)
    const shown = host.settings.plain ? ['', ...page] : [window.style.faint(rule), ...page]
    prompt.show(`${shown.join('\n')}\n`)
    if (index >= pages.length - 1) {
      const found = await screen.askLast(prompt, reserved)
      if (found !== 'back' || index === 0) return found
      index -= 1
      continue
    }
    const choices = [...[next], ...(index > 0 || screen.back ? [toBefore] : []), ...anywhere]
    const message = ask.page(index + 1, pages.length)
    const found = await prompt.choose<Anywhere | 'next' | 'back'>({
      ...{ message, choices, reserved, transient: true },
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
  labels: readonly string[],
): number {
  const rows = (text: string): number => wrap(text, columns - 2, language).length
  // The longest of the lines of keys.
  const keys = countRows([host.words.prompt.tickKeys(host.terminal.unicode)], columns)
  return rows(message) + labels.reduce((sum, label) => sum + rows(label), 0) + keys + 2
}
