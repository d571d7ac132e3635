/** Several of several. Space ticks and unticks, Enter goes on; Enter on one of the lines below the boxes takes that line. */

import type { Choice, TickAction } from '../../host/machine.ts'
import { countRows } from '../../ui/wrap.ts'
import { createPrompt, useRef, useState } from './inquirer.ts'
import { useMenuKeys } from './keys.ts'
import { layOutList, moveCursor, type Sight } from './list.ts'
import { foldText, type PromptContext, useHead, useWindow } from './window.ts'

interface TickConfig extends PromptContext {
  readonly message: string
  readonly items: readonly Choice[]
  readonly ticked: readonly string[]
  readonly actions: readonly TickAction[]
  readonly reserved: number
}

/** What was ticked, and the line that was taken; undefined for Enter on a box. */
interface Ticked {
  readonly ticked: readonly string[]
  readonly action: string | undefined
}

export const tickPrompt = createPrompt<Ticked, TickConfig>((config, done) => {
  const { message, items, actions, reserved, words, unicode } = config
  const [active, setActive] = useState(0)
  const [on, setOn] = useState<readonly string[]>(config.ticked)
  const [answer, setAnswer] = useState<string | undefined>(undefined)
  const sight = useRef<Sight>({ from: 0, to: 1 })
  const head = useHead(answer !== undefined, config)
  const labels = actions.map(({ label }) => label(on.length > 0))
  useMenuKeys((key) => {
    const item = items[active]
    if (key === 'space' && item !== undefined)
      setOn(on.includes(item.value) ? on.filter((one) => one !== item.value) : [...on, item.value])
    if (key === 'enter') {
      const ticked = items.filter(({ value }) => on.includes(value))
      const action = actions[active - items.length]
      const names = action?.keepsTicks === false ? [] : ticked.map(({ label }) => label)
      const taken = labels[active - items.length] ?? words.prompt.nothing
      setAnswer(names.length === 0 ? taken : names.join(words.prompt.between))
      done({ ticked: ticked.map(({ value }) => value), action: action?.value })
    }
    const { from, to } = sight.current
    const moved = moveCursor(key, active, items.length + actions.length, Math.max(1, to - from - 1))
    if (moved !== undefined) setActive(moved)
  })
  return useWindow(config, (size) => {
    if (answer !== undefined) return [head.answered(foldText(message, size, config), answer, size)]
    const keys = words.prompt.tickKeys(unicode)
    const boxes = items.map(({ value, label }) => `${on.includes(value) ? '[x]' : '[ ]'} ${label}`)
    const list = layOutList(
      {
        message,
        labels: [...boxes, ...labels],
        active,
        taken: reserved + countRows([keys], size.columns) + 1,
        highlight: head.theme.style.highlight,
      },
      size,
      config,
    )
    sight.current = list.sight
    return [[head.asked(list.message), list.body, ' ', keys].join('\n')]
  })
})
