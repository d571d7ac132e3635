/** Several lines, typed or pasted. An empty line that nothing follows ends them. */
import { createInterface } from 'node:readline'
import { RescueError } from '../../core/errors.ts'
import type { KeypressEvent } from './inquirer.ts'
import { readKey } from './keys.ts'
import type { PromptStreams } from './window.ts'

/** Milliseconds of silence after an empty line: a list that is pasted may have empty lines inside. */
const silence = 300

/** Reads lines until an empty one that nothing follows, or the end of input. Throws `cancelled` on ctrl-c. */
export function readLines({ input, output }: PromptStreams): Promise<readonly string[]> {
  return new Promise((settle, fail) => {
    const reader = createInterface({ input, output, terminal: true, prompt: '', historySize: 0 })
    const release = ignoreOtherKeys(input)
    const read: string[] = []
    let quiet: NodeJS.Timeout | undefined
    reader.on('line', (line) => {
      clearTimeout(quiet)
      read.push(line)
      const ending = line.trim() === '' && read.some((text) => text.trim() !== '')
      if (ending) quiet = setTimeout(() => reader.close(), silence)
    })
    reader.on('SIGTSTP', () => {})
    reader.on('SIGINT', () => {
      fail(new RescueError({ code: 'cancelled' }))
      reader.close()
    })
    reader.on('close', () => {
      release()
      clearTimeout(quiet)
      settle(read)
    })
  })
}

/**
 * Hides keys that are not for a line, such as ctrl-l and ctrl-r, from readline: it does nothing with a name it does not
 * know. Tabs of pasted tables stay.
 */
function ignoreOtherKeys(input: PromptStreams['input']): () => void {
  let pasting = false
  const hide = (_text: unknown, event: KeypressEvent & { meta?: boolean }): void => {
    if (event.name === 'paste-start' || event.name === 'paste-end') pasting = event.name === 'paste-start'
    const ends = event.ctrl && (event.name === 'c' || event.name === 'd')
    if (ends || readKey(event) !== 'other' || (pasting && event.name === 'tab')) return
    Object.assign(event, { name: 'other', ctrl: true, meta: false, shift: false })
  }
  input.prependListener('keypress', hide)
  return () => void input.removeListener('keypress', hide)
}
