/**
 * The terminal. Its rules: results to stdout, everything else to stderr, so that a result can be piped on. Questions
 * are asked on the terminal itself when stdin or stderr carry data. Colour and Unicode only where they will be seen.
 */
import { openSync } from 'node:fs'
import { ReadStream, WriteStream } from 'node:tty'
import { RescueError } from '../core/errors.ts'
import type { Terminal } from '../host.ts'

/** The streams of a process, and what it knows of its terminal. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
}

const usual = { columns: 80, rows: 24 }

export function openTerminal({ stdout, stderr, env, platform }: Streams): Terminal {
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    size: () => {
      const { columns, rows } = stderr.isTTY ? stderr : stdout
      return { columns: columns || usual.columns, rows: rows || usual.rows }
    },
    unicode: platform === 'win32' ? Boolean(env['WT_SESSION'] || env['TERM_PROGRAM']) : env['TERM'] !== 'linux',
  }
}

/** Whether a stream's reader would see colour (https://no-color.org, TERM=dumb). */
export function showsColour(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): boolean {
  return stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}

/** Where questions are asked and answered: stdin and stderr if both are the terminal, else the terminal itself. */
export function questionStreams({ stdin, stderr, platform }: Streams): { input: NodeJS.ReadStream; output: NodeJS.WriteStream } {
  if (stdin.isTTY && stderr.isTTY) return { input: stdin, output: stderr }
  try {
    const input = stdin.isTTY ? stdin : new ReadStream(openSync(platform === 'win32' ? 'CONIN$' : '/dev/tty', 'r'))
    const output = stderr.isTTY ? stderr : new WriteStream(openSync(platform === 'win32' ? 'CONOUT$' : '/dev/tty', 'w'))
    return { input, output }
  } catch {
    throw new RescueError({ code: 'needs-terminal' })
  }
}
