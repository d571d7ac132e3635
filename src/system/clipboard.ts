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

/** The ways of a platform, the likeliest first. */
function waysOn(platform: string, env: Environment): readonly Way[] {
  const windows = (clip: string, powershell: string): Way => ({
    set: [clip],
    get: [powershell, '-NoProfile', '-NonInteractive', '-Command', 'Get-Clipboard -Raw'],
    clear: [clip],
  })
  if (platform === 'darwin') return [{ set: ['pbcopy'], get: ['pbpaste'], clear: ['pbcopy'] }]
  if (platform === 'win32') return [windows('clip', 'powershell')]
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
    ...(env.WSL_DISTRO_NAME ? [windows('clip.exe', 'powershell.exe')] : []),
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
      for (const way of waysOn(platform, env)) {
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

/** A process of its own: whoever copies a code goes on with the terminal, or closes it. */
function leaveKeeper(node: string, keeper: string, lent: Lent, env: Environment): void {
  const child = spawn(node, [keeper], {
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  })
  child.on('error', () => {})
  child.stdin.end(JSON.stringify(lent))
  child.unref()
}

/** Clears the clipboard if it still holds the text: what somebody copied since is not ours. */
export async function takeBack(text: string, platform: string, env: Environment): Promise<void> {
  for (const way of waysOn(platform, env)) {
    const held = await outputOf(way.get, env)
    if (held === undefined) continue
    if (held.trimEnd() === text) await succeeds(way.clear, '', env)
    return
  }
}

/** Some of these programs stay behind to hand out the text, with their streams open: only their first process counts. */
function succeeds([program, ...args]: Command, input: string, env: Environment): Promise<boolean> {
  return new Promise((settle) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true })
    child.on('error', () => settle(false))
    child.on('exit', (status) => settle(status === 0))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

function outputOf([program, ...args]: Command, env: Environment): Promise<string | undefined> {
  return new Promise((settle) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    child.on('error', () => settle(undefined))
    child.on('close', (status) => settle(status === 0 ? text : undefined))
  })
}
