/** The program as people get it: packed, installed into an empty folder, and run as a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))

type Environment = Readonly<Record<string, string | undefined>>

export interface Installed {
  /** The folder it was installed into: `npx 2fa-rescue` works there. */
  readonly folder: string
  /** The installed package. */
  readonly root: string
  readonly bin: string
  /** A fresh home, and nothing of the person's settings: neither their language nor their colours. */
  home(): Promise<Readonly<Record<string, string>>>
  remove(): Promise<void>
}

/** Packs the build and installs the package. It has no dependencies, so the network is not used. */
export async function installPacked(): Promise<Installed> {
  const own = await mkdtemp(join(tmpdir(), '2fa-rescue-'))
  const folder = join(own, 'empty')
  // A cache of its own: one bad entry in the person's would stay there for good.
  const env = {
    ...process.env,
    npm_config_cache: join(own, 'cache'),
    npm_config_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  }
  // Without scripts: the build is there, and other tests are using it.
  const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', own], project, env)
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
  await npm(['install', '--ignore-scripts', '--prefix', folder, join(own, filename)], own, env)
  const root = join(folder, 'node_modules', '2fa-rescue')
  const home = async () => homeAt(await mkdtemp(join(own, 'home-')), env.npm_config_cache)
  const remove = () => rm(own, { recursive: true, force: true })
  return { folder, root, bin: join(root, 'bin', '2fa-rescue.js'), home, remove }
}

function homeAt(home: string, cache: string): Readonly<Record<string, string>> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    npm_config_cache: cache,
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  }
}

async function npm(args: readonly string[], cwd: string, env: Environment): Promise<string> {
  // Under `npm test` this is npm itself, which on Windows is no program to spawn.
  const script = process.env.npm_execpath
  const run =
    script === undefined
      ? spawnProgram('npm', args, { cwd, env })
      : spawnProgram(process.execPath, [script, ...args], { cwd, env })
  const { exit, out, err } = await run
  if (exit !== 0) throw new Error(`npm ${args.join(' ')} ended with ${exit}\n${err}${out}`)
  return out
}

export interface Ran {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly env: Environment
  readonly cwd?: string
}

/** Runs a program to its end. Without stdin and, except on Windows, without a terminal, so that a question fails. */
export async function spawnProgram(
  program: string,
  args: readonly string[],
  { env, cwd }: Running,
): Promise<Ran> {
  const child = spawn(program, args, {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    timeout: 60_000,
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { exit: child.exitCode, out, err }
}
