/** A line that is not shown. A mark says that something was typed, and is the same for any length. */
import { createPrompt, useKeypress, useRef, useState } from './inquirer.ts'
import { readKey, useNoSuspension } from './keys.ts'
import { foldText, type PromptContext, useHead, useWindow } from './window.ts'

interface SecretConfig extends PromptContext {
  readonly message: string
}

export const secretPrompt = createPrompt<string, SecretConfig>((config, done) => {
  const { message, words } = config
  const [state, setState] = useState<'empty' | 'typed' | 'done'>('empty')
  const typed = useRef('')
  const paste = useRef({ open: false, separated: false })
  const head = useHead(state === 'done', config)
  useKeypress((event, line) => {
    // Kept here and not in readline, which would move the cursor by the length of what was typed.
    const text = line.line
    line.clearLine(0)
    const key = readKey(event)
    const { current } = paste
    if (event.name === 'paste-start' || event.name === 'paste-end') {
      if (current.separated) typed.current = typed.current.trimEnd()
      paste.current = { open: event.name === 'paste-start', separated: false }
    } else if (current.open && (key === 'enter' || event.name === 'tab')) {
      typed.current = typed.current === '' ? '' : `${typed.current.trimEnd()} `
      current.separated = true
    } else if (key === 'text' || key === 'space') {
      typed.current += text
      current.separated = false
    } else if (key === 'clear-line') typed.current = ''
    else if (key === 'erase-word') typed.current = typed.current.replace(/\S*\s*$/, '')
    else if (key === 'backspace') typed.current = [...typed.current].slice(0, -1).join('')
    else if (key === 'enter') {
      setState('done')
      done(typed.current)
      return
    }
    setState(typed.current === '' ? 'empty' : 'typed')
  })
  useNoSuspension()
  return useWindow(config, (size) => {
    const asked = foldText(message, size, config)
    const mark = typed.current === '' ? '' : words.prompt.typed
    if (state === 'done') return [head.answered(asked, mark, size)]
    return [head.asked(asked, { text: mark === '' ? words.prompt.hidden : mark, size })]
  })
})
