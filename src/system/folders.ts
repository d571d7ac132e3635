/** Where this platform keeps a program's configuration and state (XDG on Linux, as design asks; Apple's and Microsoft's own elsewhere). */
import { isAbsolute, join, win32 } from 'node:path'
import { RescueError } from '../core/errors.ts'

export interface Folders {
  readonly config: string
  readonly state: string
  /** What must not be lost. */
  readonly data: string
}

const name = '2fa-rescue'

/** Own code, since the usual packages know no folder for state. Throws `no-home` where the home folder is needed and not known. */
export function findFolders(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Folders {
  const below = (...parts: readonly string[]): string => {
    // Below an empty or relative one, everything would be looked for where the program was started.
    if (!isAbsolute(home)) throw new RescueError({ code: 'no-home', home })
    return join(home, ...parts)
  }
  switch (platform) {
    case 'darwin': {
      const support = below('Library', 'Application Support', name)
      return { config: support, state: support, data: support }
    }
    case 'win32': {
      const roaming = absoluteOnWindows(env.APPDATA) ?? below('AppData', 'Roaming')
      const local = absoluteOnWindows(env.LOCALAPPDATA) ?? below('AppData', 'Local')
      return { config: join(roaming, name), state: join(local, name), data: join(local, name) }
    }
    default:
      return {
        config: join(absolute(env.XDG_CONFIG_HOME) ?? below('.config'), name),
        state: join(absolute(env.XDG_STATE_HOME) ?? below('.local', 'state'), name),
        data: join(absolute(env.XDG_DATA_HOME) ?? below('.local', 'share'), name),
      }
  }
}

/** One that is empty or relative would be looked for where the program was started. */
function absoluteOnWindows(path: string | undefined): string | undefined {
  return path !== undefined && win32.isAbsolute(path) ? path : undefined
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined
}
