/**
 * The terminal. Its rules: results to stdout, everything else to stderr, so that a result can be piped on. Questions
 * are asked on the terminal itself when stdin or stderr carry data. Colour and Unicode only where they will be seen.
 */
import type { Terminal } from '../host/machine.ts'

/** The streams of a process, and what it knows of its terminal. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
}

const usual = { columns: 80, rows: 24 }

/**
 * The terminal of these streams. `full` is called when stderr cannot be written to; `endOfFile` closes stdout, once all of it
 * is written: Node itself leaves it open.
 */
export function openTerminal(streams: Streams, full: () => void, endOfFile: () => void): Terminal {
  const { env, platform } = streams
  const opened = new Set<NodeJS.WriteStream>()
  let outClosed = false
  let outFailure: string | undefined
  let outEnded = false
  /** The reader of a pipe may stop reading (`… | head -1`): that is no failure of ours. */
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    if (!opened.has(stream)) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (stream === streams.stdout) {
          outClosed = true
          // Everything was written: Node closes a file once more than there is to close.
          if (outEnded) return
          if (error.code !== 'EPIPE') outFailure = error.code ?? error.name
        } else if (error.code !== 'EPIPE') full()
      })
    }
    opened.add(stream)
    stream.write(text)
  }
  return {
    out: (text) => write(streams.stdout, text),
    err: (text) => write(streams.stderr, text),
    endOut: () =>
      new Promise((settle) => {
        streams.stdout.once('error', () => settle(false))
        streams.stdout.end((error?: unknown) => {
          outEnded = !(error instanceof Error) && outFailure === undefined
          endOfFile()
          settle(outEnded)
        })
      }),
    get outIsTerminal() {
      return streams.stdout.isTTY === true
    },
    get outClosed() {
      return outClosed
    },
    outFailure: () =>
      new Promise((settle) => {
        if (!opened.has(streams.stdout) || streams.stdout.writableEnded) settle(outFailure)
        else streams.stdout.write('', () => setImmediate(() => settle(outFailure)))
      }),
    get errIsTerminal() {
      return streams.stderr.isTTY === true
    },
    size: () => {
      // The one that is open already, if it is a terminal: to open another costs a part of the start.
      const { columns, rows } = streams.stdout.isTTY ? streams.stdout : streams.stderr
      return { columns: columns || usual.columns, rows: rows || usual.rows }
    },
    unicode: platform === 'win32' ? Boolean(env.WT_SESSION || env.TERM_PROGRAM) : env.TERM !== 'linux',
  }
}

/**
 * Whether a stream's reader would see colour: a terminal that is not dumb. NO_COLOR (https://no-color.org) says no, else
 * FORCE_COLOR (https://force-color.org) says yes, or no with 0 or false.
 */
export function showsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}
