/** The time servers of a run, read from what names them. */
import { parseServer } from '../../core/clock/servers.ts'
import type { ServerName } from '../../core/clock/source.ts'
import { RescueError } from '../../core/errors.ts'
import type { Host } from '../../host.ts'

/** The servers an option names, else those of the settings. Throws `misused` for one that is none. */
export function serversOf({ settings, words }: Host, option?: readonly string[]): readonly ServerName[] {
  const { origins, servers } = settings
  const setting = origins.servers.kind === 'environment' ? origins.servers.name : 'servers'
  const name = option === undefined ? setting : '--server'
  return (option ?? servers).map((text) => {
    const server = parseServer(text)
    if (server !== undefined) return server
    throw new RescueError({
      code: 'misused',
      misuse: { kind: 'bad-value', name, allowed: words.clock.allowed.server },
    })
  })
}
