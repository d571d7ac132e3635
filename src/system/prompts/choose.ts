/** One of several. Arrows, Home, End, PgUp and PgDn move, Enter chooses, and no other key does anything. */

import type { Choice } from '../../host/machine.ts'
import { countRows } from '../../ui/wrap.ts'
import { createPrompt, useRef, useState } from './inquirer.ts'
import { useMenuKeys } from './keys.ts'
import { layOutList, moveCursor, type Sight } from './list.ts'
import { foldText, type PromptContext, useHead, useWindow } from './window.ts'

interface ChooseConfig extends PromptContext {
  readonly message: string
  readonly choices: readonly Choice[]
  readonly preset: string | undefined
  /** Rows above the question that should stay visible. */
  readonly reserved: number
}

export const choosePrompt = createPrompt<string, ChooseConfig>((config, done) => {
  const { message, choices, preset, reserved, words, unicode } = config
  const [active, setActive] = useState(
    Math.max(
      0,
      choices.findIndex(({ value }) => value === preset),
    ),
  )
  const [answered, setAnswered] = useState(false)
  const sight = useRef<Sight>({ from: 0, to: 1 })
  const head = useHead(answered, config)
  useMenuKeys((key) => {
    const choice = choices[active]
    if (key === 'enter' && choice !== undefined) {
      setAnswered(true)
      done(choice.value)
      return
    }
    const { from, to } = sight.current
    const moved = moveCursor(key, active, choices.length, Math.max(1, to - from - 1))
    if (moved !== undefined) setActive(moved)
  })
  return useWindow(config, (size) => {
    if (answered) return [head.answered(foldText(message, size, config), choices[active]?.label ?? '', size)]
    const keys = words.prompt.keys(unicode)
    const list = layOutList(
      {
        message,
        labels: choices.map(({ label }) => label),
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
