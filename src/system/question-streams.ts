/** Where questions are asked, when stdin or stderr may carry data. */
import { openSync } from 'node:fs'
import { ReadStream, WriteStream } from 'node:tty'
import { RescueError } from '../core/errors.ts'
import type { Streams } from './terminal.ts'

/** Stdin and stderr if both are the terminal, else the terminal itself. Throws `needs-terminal` where there is none. */
export function questionStreams({ stdin, stderr, platform }: Streams): {
  input: NodeJS.ReadStream
  output: NodeJS.WriteStream
} {
  if (stdin.isTTY && stderr.isTTY) return { input: stdin, output: stderr }
  try {
    const input = stdin.isTTY
      ? stdin
      : new ReadStream(openSync(platform === 'win32' ? 'CONIN$' : '/dev/tty', 'r'))
    const output = stderr.isTTY
      ? stderr
      : new WriteStream(openSync(platform === 'win32' ? 'CONOUT$' : '/dev/tty', 'w'))
    // The prompts end their output after each question; Node spares stderr from that, and this one needs it too.
    if (output !== stderr) output.end = () => output
    return { input, output }
  } catch {
    throw new RescueError({ code: 'needs-terminal' })
  }
}
