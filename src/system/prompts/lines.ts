/** Several lines, typed or pasted. An empty line that nothing follows ends them. */
import { createInterface, type Interface } from 'node:readline'
import { RescueError } from '../../core/errors.ts'
import { readKey } from './keys.ts'
import type { PromptStreams } from './window.ts'

/** Milliseconds of silence after an empty line: a list that is pasted may have empty lines inside. */
const silence = 300

/** Reads lines until an empty one that nothing follows, or the end of input. Throws `cancelled` on ctrl-c. */
export function readLines({ input, output }: PromptStreams): Promise<readonly string[]> {
  return new Promise((settle, fail) => {
    const reader = createInterface({ input, output, terminal: true, historySize: 0, tabSize: 4 })
    const release = ignoreOtherKeys(reader, input)
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

/** Puts back what a key that is not for it, such as ctrl-u, has done to the line. Tabs of pasted tables stay. */
function ignoreOtherKeys(reader: Interface, input: PromptStreams['input']): () => void {
  let line = ''
  let pasting = false
  const check = (_text: unknown, event: Parameters<typeof readKey>[0]): void => {
    if (event.name === 'paste-start' || event.name === 'paste-end') pasting = event.name === 'paste-start'
    const foreign = readKey(event) === 'other' && !(pasting && event.name === 'tab')
    if (foreign && reader.line !== line) {
      reader.write(null, { ctrl: true, name: 'e' })
      reader.write(null, { ctrl: true, name: 'u' })
      reader.write(line)
    }
    line = reader.line
  }
  input.on('keypress', check)
  return () => void input.removeListener('keypress', check)
}
