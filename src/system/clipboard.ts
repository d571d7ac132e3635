/**
 * The clipboard, through the platform's own commands: clipboardy ships binaries and cannot be bundled. Texts go over
 * stdin, never into arguments.
 */
import { spawn } from 'node:child_process'
import { RescueError } from '../core/errors.ts'
import type { Clipboard } from '../host/machine.ts'

type Command = readonly [program: string, ...args: string[]]

/** One way to the clipboard. */
interface Way {
  readonly set: Command
  readonly get: Command
  readonly clear: Command
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The programs of Windows below its system folder. They are never looked for by name alone: the current folder, in which
 * anybody may have put a program of that name, would come first.
 */
function windowsWay(system32: string, separator: string): Way {
  const clip = [system32, 'clip.exe'].join(separator)
  const powershell = [system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'].join(separator)
  return {
    set: [clip],
    get: [powershell, '-NoProfile', '-NonInteractive', '-Command', 'Get-Clipboard -Raw'],
    clear: [clip],
  }
}

/** Where Windows' folder usually lies in WSL, whether or not Windows' PATH is handed over. */
const windowsInWsl = '/mnt/c/Windows/System32'

/** The ways of a platform, the likeliest first. */
export function clipboardWays(platform: string, env: Environment): readonly Way[] {
  if (platform === 'darwin') return [{ set: ['pbcopy'], get: ['pbpaste'], clear: ['pbcopy'] }]
  if (platform === 'win32') return [windowsWay(`${env.SystemRoot ?? 'C:\\Windows'}\\System32`, '\\')]
  const wayland: Way = { set: ['wl-copy'], get: ['wl-paste', '--no-newline'], clear: ['wl-copy', '--clear'] }
  const xclip = ['xclip', '-selection', 'clipboard'] as const
  const xsel = ['xsel', '--clipboard'] as const
  return [
    ...(env.WAYLAND_DISPLAY ? [wayland] : []),
    ...(env.DISPLAY
      ? [
          { set: xclip, get: [...xclip, '-out'], clear: xclip } satisfies Way,
          {
            set: [...xsel, '--input'],
            get: [...xsel, '--output'],
            clear: [...xsel, '--clear'],
          } satisfies Way,
        ]
      : []),
    ...(env.WSL_DISTRO_NAME ? [windowsWay(windowsInWsl, '/')] : []),
  ]
}

/** What the clipboard is opened with. */
export interface ClipboardSetup {
  readonly platform: string
  readonly env: Environment
  /** The Node that runs this program. */
  readonly node: string
  /** The script that takes a text off again after this program has ended. */
  readonly keeper: string
}

/** The clipboard of this system. */
export function openClipboard({ platform, env, node, keeper }: ClipboardSetup): Clipboard {
  return {
    async lend(text, seconds) {
      for (const way of clipboardWays(platform, env)) {
        if (await succeeds(way.set, text, env)) return leaveKeeper(node, keeper, { text, seconds }, env)
      }
      throw new RescueError({ code: 'no-clipboard', platform })
    },
  }
}

/** What the keeper is told, over its stdin. */
export interface Lent {
  readonly text: string
  readonly seconds: number
}

/** A process of its own: anyone who copies a code goes on with the terminal, or closes it. */
function leaveKeeper(node: string, keeper: string, lent: Lent, env: Environment): void {
  const child = spawn(node, [keeper], {
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(lent))
  child.unref()
}

/** Clears the clipboard if it still holds the text: what somebody copied since is not ours. */
export async function takeBack(text: string, platform: string, env: Environment): Promise<void> {
  for (const way of clipboardWays(platform, env)) {
    const held = await readOutput(way.get, env)
    if (held === undefined) continue
    if (held.trimEnd() === text) await succeeds(way.clear, '', env)
    return
  }
}

/** Milliseconds after which a program that neither ends nor answers is given up, as towards an X server that is gone. */
const helperLimit = 3000

/** Some of these programs stay behind to hand out the text, with their streams open: only their first process counts. */
async function succeeds(command: Command, input: string, env: Environment): Promise<boolean> {
  const { status } = await runHelper(command, env, input)
  return status === 0
}

async function readOutput(command: Command, env: Environment): Promise<string | undefined> {
  const { status, output } = await runHelper(command, env)
  return status === 0 ? output : undefined
}

/** Runs a program of the platform, with a text on its stdin or its output collected; status -1 where it was given up. */
function runHelper(
  [program, ...args]: Command,
  env: Environment,
  input?: string,
): Promise<{ readonly status: number | null; readonly output: string }> {
  return new Promise((settle) => {
    const stdio =
      input === undefined ? (['ignore', 'pipe', 'ignore'] as const) : (['pipe', 'ignore', 'ignore'] as const)
    const child = spawn(program, args, { env, stdio: [...stdio], windowsHide: true })
    let output = ''
    const end = (status: number | null): void => {
      clearTimeout(clock)
      settle({ status, output })
    }
    const clock = setTimeout(() => {
      child.kill('SIGKILL')
      end(-1)
    }, helperLimit)
    child.on('error', () => end(-1))
    child.on(input === undefined ? 'close' : 'exit', end)
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
