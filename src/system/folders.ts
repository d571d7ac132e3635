/** Where this platform keeps a program's configuration and state (XDG on Linux, as design asks; Apple's and Microsoft's own elsewhere). */
import { join } from 'node:path'

export interface Folders {
  readonly config: string
  readonly state: string
  /** What must not be lost. */
  readonly data: string
}

const name = '2fa-rescue'

/** Own code, since the usual packages know no folder for state. */
export function foldersOf(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Folders {
  switch (platform) {
    case 'darwin': {
      const support = join(home, 'Library', 'Application Support', name)
      return { config: support, state: support, data: support }
    }
    case 'win32': {
      const roaming = env.APPDATA ?? join(home, 'AppData', 'Roaming')
      const local = env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
      return { config: join(roaming, name), state: join(local, name), data: join(local, name) }
    }
    default:
      return {
        config: join(absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'), name),
        state: join(absolute(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), name),
        data: join(absolute(env.XDG_DATA_HOME) ?? join(home, '.local', 'share'), name),
      }
  }
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined
}
