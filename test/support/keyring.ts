/** A real gnome-keyring on a message bus of its own, with a home of its own: nothing of the person who runs the tests. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'
import { findProgram, needs } from './needs.ts'

export interface Keyring {
  /** The environment of programs that use it: the bus, the home, and little else. */
  readonly env: Readonly<Record<string, string>>
  readonly home: string
  /** Locks what is in it, as a desktop does when it is left alone. */
  lock(): void
  /** Stops the keyring where it is, as one that hangs. */
  freeze(): void
  thaw(): void
  /** Runs a program that talks to it. */
  run(
    program: string,
    args: readonly string[],
    input?: string,
  ): { status: number | null; out: string; err: string }
  stop(): Promise<void>
}

const programs = ['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool', 'dbus-send']

/** Whether one can be started here; with `CI=true` it must be possible. */
export const hasKeyring = (): boolean => process.platform === 'linux' && programs.every(needs)

const path = (name: string): string => findProgram(name) ?? name

/** Starts a bus, and an unlocked keyring on it. */
export async function startKeyring({ unlocked = true } = {}): Promise<Keyring> {
  const { folder, remove } = temporaryFolder()
  const home = join(folder, 'home')
  const runtime = join(folder, 'run')
  for (const made of [home, runtime]) mkdirSync(made, { mode: 0o700 })
  const base = { PATH: process.env.PATH ?? '', HOME: home, XDG_RUNTIME_DIR: runtime, LANG: 'C.UTF-8' }
  const bus = spawn(path('dbus-daemon'), ['--session', '--nofork', '--print-address'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(bus.stdout.setEncoding('utf8'), 'data')) as [string]
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: line.trim() }
  const daemon = startDaemon(env, unlocked)
  const run: Keyring['run'] = (program, args, input) => {
    const { status, stdout, stderr } = spawnSync(path(program), args, {
      env,
      input,
      encoding: 'utf8',
      timeout: 20_000,
    })
    return { status, out: stdout, err: stderr }
  }
  await answering(run, unlocked)
  return {
    env,
    home,
    run,
    lock: () => {
      const target = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
      const call = [
        'org.freedesktop.Secret.Service.Lock',
        'array:objpath:/org/freedesktop/secrets/collection/login',
      ]
      const { status, err } = run('dbus-send', ['--session', '--print-reply', ...target, ...call])
      if (status !== 0) throw new Error(`the keyring was not locked: ${err}`)
    },
    freeze: () => void daemon.kill('SIGSTOP'),
    thaw: () => void daemon.kill('SIGCONT'),
    stop: async () => {
      await Promise.all([daemon, bus].map(ended))
      remove()
    },
  }
}

function startDaemon(env: Readonly<Record<string, string>>, unlocked: boolean): ChildProcess {
  const args = ['--foreground', '--components=secrets', ...(unlocked ? ['--unlock'] : [])]
  const daemon = spawn(path('gnome-keyring-daemon'), args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
  daemon.stdin?.end('a password of nobody')
  return daemon
}

/** Waits until the keyring is on the bus, and its objects are there: that comes a moment later. */
async function answering(run: Keyring['run'], unlocked: boolean): Promise<void> {
  const ask = (name: string, ...asked: readonly string[]) =>
    run('dbus-send', ['--session', '--print-reply', `--dest=${name}`, ...asked])
  const secrets = 'org.freedesktop.secrets'
  const properties = ['org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Service']
  for (let tries = 0; tries < 100; tries += 1) {
    const { out } = ask('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${secrets}`)
    const isOwned = out.includes('boolean true')
    const about = ['/org/freedesktop/secrets', ...properties, 'string:Collections']
    if (isOwned && ask(secrets, ...about).out.includes(unlocked ? '/collection/login' : 'array')) return
    await new Promise((settle) => setTimeout(settle, 50))
  }
  throw new Error('the keyring did not start')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
