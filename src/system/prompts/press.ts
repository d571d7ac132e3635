/** Waits for Enter or Space. Settles at the key itself: what is timed by it must not wait for a line to be read. */
import { createPrompt, useState } from './inquirer.ts'
import { useMenuKeys } from './keys.ts'
import { foldText, type PromptContext, useHead, useWindow } from './window.ts'

interface PressConfig extends PromptContext {
  readonly message: string
}

export const pressPrompt = createPrompt<void, PressConfig>((config, done) => {
  const { message, words } = config
  const [pressed, setPressed] = useState(false)
  const head = useHead(pressed, config)
  useMenuKeys((key) => {
    if (key !== 'enter' && key !== 'space') return
    setPressed(true)
    done()
  })
  return useWindow(config, (size) => {
    const asked = head.asked(foldText(message, size, config))
    return pressed ? [asked] : [`${asked}\n${head.theme.style.help(words.prompt.press)}`]
  })
})
