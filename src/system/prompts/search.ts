/** One of many. What is typed filters the list; arrows, Home, End, PgUp and PgDn move, Enter chooses. */

import type { Choice, Finding } from '../../host/machine.ts'
import { countRows } from '../../ui/wrap.ts'
import { createPrompt, useRef, useState } from './inquirer.ts'
import type { Key } from './keys.ts'
import { layOutList, moveCursor, type Sight } from './list.ts'
import { useTypedLine } from './typed-line.ts'
import { foldText, type PromptContext, useHead, useWindow, type WindowSize } from './window.ts'

interface SearchConfig extends PromptContext {
  readonly message: string
  /** Shown while nothing is typed. */
  readonly choices: readonly Choice[]
  /** Shown below whatever is found. */
  readonly pinned: readonly Choice[]
  readonly find: (typed: string) => Finding
  readonly preset: string | undefined
  readonly reserved: number
}

const movesInList: ReadonlySet<Key> = new Set(['up', 'down', 'home', 'end', 'page-up', 'page-down'])

export const searchPrompt = createPrompt<string, SearchConfig>((config, done) => {
  const { message, pinned, find, preset } = config
  const all = [...config.choices, ...pinned]
  const start = Math.max(
    0,
    all.findIndex(({ value }) => value === preset),
  )
  const [place, setPlace] = useState<{ readonly typed: string; readonly active: number }>({
    typed: '',
    active: start,
  })
  const [answer, setAnswer] = useState<string | undefined>(undefined)
  const sight = useRef<Sight>({ from: 0, to: 1 })
  const head = useHead(answer !== undefined, config)
  const shown = useRef<{ readonly items: readonly Choice[]; readonly active: number }>({
    items: all,
    active: start,
  })
  const [typed] = useTypedLine((key) => {
    const { items, active } = shown.current
    const choice = items[active]
    if (key === 'enter' && choice !== undefined) {
      setAnswer(choice.label)
      done(choice.value)
    }
    if (!movesInList.has(key)) return
    const { from, to } = sight.current
    const moved = moveCursor(key, active, items.length, Math.max(1, to - from - 1))
    if (moved !== undefined) setPlace({ typed: lastTyped.current, active: moved })
  })
  const lastTyped = useRef(typed)
  lastTyped.current = typed
  const wanted = typed.trim()
  const finding = wanted === '' ? { choices: config.choices, suggested: false } : find(wanted)
  const items = [...finding.choices, ...pinned]
  // The cursor belongs to what was typed when it was moved.
  const active = place.typed === typed ? Math.min(place.active, items.length - 1) : 0
  shown.current = { items, active }
  return useWindow(
    config,
    (size) => {
      if (answer !== undefined) return [head.answered(foldText(message, size, config), answer, size)]
      const { view, seen } = layOutSearch({ typed, items, active, finding }, head, size, config)
      sight.current = seen
      return view
    },
    answer === undefined,
  )
})

/** What the screen of a search shows. */
interface SearchState {
  readonly typed: string
  readonly items: readonly Choice[]
  readonly active: number
  readonly finding: Finding
}

function layOutSearch(
  { typed, items, active, finding }: SearchState,
  head: ReturnType<typeof useHead>,
  size: WindowSize,
  config: SearchConfig,
): { readonly view: [string, string]; readonly seen: Sight } {
  const { message, reserved, words, unicode } = config
  const keys = words.prompt.searchKeys(unicode)
  const failed = finding.choices.length === 0 && typed !== ''
  const note = failed ? words.prompt.notFound : finding.suggested ? words.prompt.suggested : ''
  const notes = note === '' ? [] : [foldText(note, size, config)]
  const list = layOutList(
    {
      message,
      labels: items.map(({ label }) => label),
      active,
      taken: reserved + countRows([keys, ...notes.flatMap((text) => text.split('\n'))], size.columns) + 2,
      highlight: head.theme.style.highlight,
    },
    size,
    config,
  )
  const prompt = `${head.asked(list.message)}\n${words.prompt.search} ${head.theme.style.answer(typed)}`
  return { view: [prompt, [...notes, list.body, ' ', keys].join('\n')], seen: list.sight }
}
