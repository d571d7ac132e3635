/** Reads the configuration file. */
import type { Config } from '../core/config.ts'
import { RescueError } from '../core/errors.ts'
import type { Machine } from '../host/machine.ts'
import { configPath } from '../host/settings.ts'

/** The configuration; empty where there is no file. Throws `bad-config`, and `no-file` for one named in the environment. */
export async function readConfig(machine: Machine): Promise<Config> {
  const { env, files } = machine
  const file = configPath(machine)
  const text = await files.read(file)
  if (text === undefined && env.TWOFA_RESCUE_CONFIG) throw new RescueError({ code: 'no-file', file })
  if (text === undefined) return {}
  const { parseConfig } = await import('../core/config.ts')
  const { config, flaws } = parseConfig(text, file)
  if (flaws.length > 0) throw new RescueError({ code: 'bad-config', flaws })
  // A relative path in the file is relative to the file's folder.
  const resolvePath = (path: string | undefined) =>
    path === undefined ? undefined : files.resolve(file, '..', path)
  return { ...config, flows: resolvePath(config.flows), identity: resolvePath(config.identity) }
}
