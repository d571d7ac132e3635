/** Command lines in texts: this program's name as the person can type it. */

/** The name before a command or an option. One that already follows `npx` stays as it is. */
const called = /(?<!npx |[\w/-])2fa-rescue(?= [a-z-])/g

/** A text with its command lines as the program was started, such as `npx 2fa-rescue clock`. */
export function asStarted(text: string, program: string): string {
  return program === '2fa-rescue' ? text : text.replace(called, program)
}
