/** Runs of the built program that are killed at a chosen moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const program = fileURLToPath(new URL('../../bin/2fa-rescue.js', import.meta.url))

export interface Run {
  readonly args: readonly string[]
  readonly input?: string
  readonly env: Readonly<Record<string, string>>
}

/** When to kill: so many milliseconds after the start, after the n-th change of a file, or after the first output. */
export type Moment =
  | { readonly after: 'start'; readonly ms: number }
  | {
      readonly after: 'write'
      readonly folder: string
      readonly file: string
      readonly nth: number
      readonly ms: number
    }
  | { readonly after: 'output'; readonly ms: number }

export interface Ended {
  readonly out: string
  readonly err: string
  readonly status: number | null
  /** False where the program was faster. */
  readonly killed: boolean
}

/** Starts the program. */
export function start({ args, input, env }: Run): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'pipe',
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input ?? '')
  return child
}

/** Lets it run to its end, or to the moment. */
export async function run(what: Run, moment?: Moment): Promise<Ended> {
  const watched = moment?.after === 'write' ? watching(moment) : undefined
  const child = start(what)
  const kill = (): void => void child.kill('SIGKILL')
  const wait = (ms: number): void => {
    if (ms < 1) kill()
    else setTimeout(kill, ms)
  }
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (out === '' && moment?.after === 'output') wait(moment.ms)
    out += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  if (moment?.after === 'start') wait(moment.ms)
  watched?.onChange(() => wait(moment?.ms ?? 0))
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  watched?.end()
  return { out, err, status, killed: signal === 'SIGKILL' }
}

function watching({ folder, file, nth }: Moment & { after: 'write' }) {
  let seen = 0
  let told = (): void => {}
  const watcher = watch(folder, (event, name) => {
    if (event !== 'rename' || name !== file) return
    seen += 1
    if (seen === nth) told()
  })
  return {
    onChange: (tell: () => void) => {
      told = tell
    },
    end: () => watcher.close(),
  }
}
