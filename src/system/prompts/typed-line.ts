/** The line that a person types into a prompt: readline edits it, and keys that are not for it change nothing. */
import { type KeypressEvent, useEffect, useKeypress, useRef, useState } from './inquirer.ts'
import { type Key, type Line, readKey, useNoSuspension } from './keys.ts'

const editing: ReadonlySet<Key> = new Set([
  'text',
  'space',
  'backspace',
  'delete',
  'left',
  'right',
  'clear-line',
  'erase-word',
  'edit',
])

/**
 * The text typed so far. Pasted text becomes part of it, with a space for every line end and tab. `handler` gets the keys
 * that do not edit, such as `enter`, with the text; it returns false to be asked for no more keys.
 */
export function useTypedLine(
  handler: (key: Key, text: string) => void,
  extra: ReadonlySet<Key> = new Set(),
): readonly [text: string, clear: () => void] {
  const [text, setText] = useState('')
  const state = useRef({ text: '', cursor: 0, pasting: false, separated: false })
  const line = useRef<Line | undefined>(undefined)
  const set = (to: string): void => {
    const { current } = line
    state.current.text = to
    if (current !== undefined && current.line !== to) {
      current.clearLine(0)
      current.write(to)
    }
    state.current.cursor = (current as (Line & { readonly cursor: number }) | undefined)?.cursor ?? 0
    if (!state.current.pasting) setText(to)
  }
  useEffect((current) => {
    line.current = current
  }, [])
  useKeypress((event, current) => {
    const now = state.current
    line.current = current
    if (event.name === 'paste-start' || event.name === 'paste-end') {
      now.pasting = event.name === 'paste-start'
      // A line end at the end of what was pasted separates nothing.
      set(now.separated ? now.text.trimEnd() : now.text)
      now.separated = false
      return
    }
    const key = readKey(event)
    const separates = now.pasting && (key === 'enter' || event.name === 'tab')
    if (separates) {
      set(now.text === '' || now.text.endsWith(' ') ? now.text : `${now.text} `)
      now.separated = true
    } else if (editing.has(key) && !extra.has(key)) {
      now.separated = false
      if (key === 'text' || key === 'space') insertAtCursor(current, now, event)
      set(current.line)
    } else {
      // Readline may have changed the line, or ended it.
      set(now.text)
      if (!now.pasting) handler(key, now.text)
    }
  })
  useNoSuspension()
  return [text, () => set('')]
}

/** Readline puts characters that arrive together at the end of the line, wherever its cursor is: they belong there. */
function insertAtCursor(
  line: Line,
  { text, cursor }: { readonly text: string; readonly cursor: number },
  event: KeypressEvent,
): void {
  const { sequence: typed = '' } = event as KeypressEvent & { sequence?: string }
  if (line.line === text + typed) line.line = text.slice(0, cursor) + typed + text.slice(cursor)
}
