/** A real terminal: tmux, with real keys, and a record of everything written to it. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What the terminal holds. */
export interface View {
  /** Every row, the ones scrolled out of the window first. */
  readonly rows: readonly string[]
  /** The same as lines: rows that the terminal itself folded are joined. */
  readonly lines: readonly string[]
  /** The index of the first row that is in the window. */
  readonly top: number
}

export interface Terminal {
  readonly size: Size
  view(): Promise<View>
  /** The rows of the window with the escape codes of their colours. */
  coloured(): Promise<readonly string[]>
  /** Presses keys by their tmux names: `Down`, `Enter`, `C-c`. */
  press(...keys: readonly string[]): Promise<void>
  /** Pastes a text as a terminal does: in brackets, if the program has asked for them. */
  paste(text: string): Promise<void>
  /** Changes the size of the window. */
  resize(size: Size): Promise<void>
  /** Waits until what is looked for is there; else fails with the window. */
  until<Found>(what: string, find: (view: View) => Found | undefined): Promise<Found>
  /** Waits for the program to end, with this exit status. */
  end(status: number): Promise<void>
  /** Every byte that the program wrote, escape sequences too. */
  written(): Promise<string>
  close(): Promise<void>
}

export interface Opening {
  readonly size: Size
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

const seconds = 20
const said = 'ended with status'

/** Opens a window and runs a command in it. */
export async function openTerminal({ size, command, env, cwd }: Opening): Promise<Terminal> {
  const folder = await mkdtemp(join(tmpdir(), 'tmux-'))
  const record = join(folder, 'written')
  const tmux = async (...args: readonly string[]): Promise<string> =>
    (await run('tmux', ['-u', '-S', join(folder, 'socket'), '-f', '/dev/null', ...args])).stdout
  // The trap keeps the shell alive when ctrl-c comes while the program does not ask, and is not passed on to it.
  const script = `trap : INT; "$@"; printf '\\n%s %s\\n' '${said}' $?; exec sleep 1000`
  const variables = Object.entries({ ...env, TERM: 'screen-256color' }).map(
    ([name, value]) => `${name}=${value}`,
  )
  await tmux(
    ...['start-server', ';', 'set', '-g', 'status', 'off', ';', 'set', '-g', 'history-limit', '20000', ';'],
    ...['new-session', '-d', '-x', String(size.columns), '-y', String(size.rows), '-c', cwd],
    ...['env', '-i', ...variables, 'sh', '-c', script, 'sh', ...command, ';'],
    ...['pipe-pane', '-o', `cat > '${record}'`],
  )

  async function view(): Promise<View> {
    const text = await tmux(
      ...['capture-pane', '-p', '-S', '-', ';', 'display-message', '-p', '(cut)#{history_size}(cut)', ';'],
      ...['capture-pane', '-p', '-J', '-S', '-'],
    )
    const [rows = '', top = '', lines = ''] = text.split(/\n?\(cut\)\n?/)
    return { rows: trimmed(rows), lines: trimmed(lines), top: Number(top) }
  }

  async function until<Found>(what: string, find: (view: View) => Found | undefined): Promise<Found> {
    const late = Date.now() + seconds * 1000
    for (;;) {
      const seen = await view()
      const found = find(seen)
      if (found !== undefined) return found
      if (Date.now() > late) throw new Error(`not seen in ${seconds} s: ${what}\n${picture(seen, size)}`)
      await delay(15)
    }
  }

  return {
    size,
    view,
    coloured: async () => (await tmux('capture-pane', '-e', '-N', '-p')).replace(/\n$/, '').split('\n'),
    until,
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    paste: async (text) => void (await tmux('set-buffer', text, ';', 'paste-buffer', '-p', '-r')),
    resize: async ({ columns, rows }) =>
      void (await tmux('resize-window', '-x', String(columns), '-y', String(rows))),
    end: async (status) => {
      const ended = await until('the end of the program', ({ lines }) => statusIn(lines))
      if (ended !== status)
        throw new Error(`ended with ${ended}, not ${status}\n${picture(await view(), size)}`)
    },
    written: () => readFile(record, 'utf8'),
    close: async () => {
      await tmux('kill-server').catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const trimmed = (text: string): readonly string[] => text.split('\n').map((line) => line.trimEnd())

function statusIn(lines: readonly string[]): number | undefined {
  const line = lines.findLast((line) => line.startsWith(said))
  return line === undefined ? undefined : Number(line.slice(said.length))
}

/** The window in a frame, for a test that fails; scrolled-out rows are above it. */
export function picture({ rows, top }: View, { columns }: Size): string {
  const edge = `+${'-'.repeat(columns)}+`
  const [above, window] = [rows.slice(0, top), rows.slice(top)]
  return [...above.map((row) => `  ${row}`), edge, ...window.map((row) => `| ${row}`), edge].join('\n')
}
