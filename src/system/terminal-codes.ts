/** What a terminal is told while a question is open, and how that is taken back when a signal ends the program. */

/** Brackets around pasted text: terminals send them once they were asked to (see `askForBrackets`). */
export const pasteBrackets = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const

export const cursorCodes = { hide: '\u001b[?25l', show: '\u001b[?25h' } as const

/** Choices that were drawn below the cursor. */
const eraseBelow = '\u001b[J'

interface AskedStreams {
  readonly input: Pick<NodeJS.ReadStream, 'isRaw' | 'setRawMode'>
  readonly output: Pick<NodeJS.WriteStream, 'write'>
}

/**
 * Leaves the terminal as it was before the questions: what is typed is shown, the cursor is visible, and what is printed
 * next begins its own line. The prompts do this themselves at every key; they cannot when a signal ends the program.
 * Without `drawn`, nothing was asked of the terminal but that it hides what is typed.
 */
export function restoreTerminal({ input, output }: AskedStreams, drawn: boolean): void {
  if (input.isRaw) output.write(drawn ? `\n${eraseBelow}` : '\n')
  if (drawn) output.write(`${cursorCodes.show}${pasteBrackets.off}`)
  if (input.isRaw) input.setRawMode(false)
}
