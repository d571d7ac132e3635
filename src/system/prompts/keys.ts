/**
 * What a key press means. A prompt reacts to the keys in this list that are for it, and to no other: Esc, Tab and function
 * keys do nothing, and Ctrl-letters only where they edit a line. Ctrl-c and ctrl-d end every prompt; the library sees to that.
 */
import { type KeypressEvent, useEffect, useKeypress, useRef } from './inquirer.ts'

/** The keys that prompts know. `text` is a printable character. */
export type Key =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'enter'
  | 'space'
  | 'backspace'
  | 'delete'
  | 'text'
  /** Ctrl-u: everything before the cursor goes. */
  | 'clear-line'
  /** Ctrl-w and Alt-Backspace: the word before the cursor goes. */
  | 'erase-word'
  /** The other keys by which readline edits a line: ctrl-a, ctrl-e, ctrl-k and their like. */
  | 'edit'
  | 'other'

/** The part of readline that prompts use. Its `line` holds what was typed since it was last cleared. */
export type Line = Parameters<Parameters<typeof useKeypress>[0]>[1]

const named: Readonly<Record<string, Key>> = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  pageup: 'page-up',
  pagedown: 'page-down',
  return: 'enter',
  enter: 'enter',
  backspace: 'backspace',
  delete: 'delete',
}

/** Keys of readline for one line, with Ctrl; nothing that ends a prompt, clears the screen or goes through a history. */
const editingLetters = new Set(['a', 'b', 'e', 'f', 'k', 'y'])

/** Names the key of a `keypress` event of node:readline. Keys with Ctrl or Alt that edit no line are `other`. */
export function readKey(event: KeypressEvent): Key {
  const { name, ctrl, meta, sequence = '' } = event as KeypressEvent & { meta?: boolean; sequence?: string }
  if (ctrl && meta) return 'other'
  if (ctrl && name === 'u') return 'clear-line'
  if ((ctrl && name === 'w') || (meta && name === 'backspace')) return 'erase-word'
  if (ctrl && editingLetters.has(name)) return 'edit'
  if (ctrl || meta) return 'other'
  if (name === 'space' && sequence === ' ') return 'space'
  if (isPrintable(sequence)) return 'text'
  return named[name] ?? 'other'
}

/** No control characters, which escape sequences begin with. */
const isPrintable = (text: string): boolean => text !== '' && !/\p{Cc}/u.test(text)

/** Calls `handler` for every key of a menu. Pasted text is ignored, so that a line end in it answers nothing. */
export function useMenuKeys(handler: (key: Key) => void): void {
  const pasting = useRef(false)
  useKeypress((event, line) => {
    // Nothing typed may pile up in readline, which would take it for a part of the prompt.
    line.clearLine(0)
    if (event.name === 'paste-start') pasting.current = true
    else if (event.name === 'paste-end') pasting.current = false
    else if (!pasting.current) handler(readKey(event))
  })
  useNoSuspension()
}

/** Ctrl-z does nothing: after it the question would no longer be on the screen. */
export function useNoSuspension(): void {
  useEffect((line) => {
    line.on('SIGTSTP', () => {})
  }, [])
}
