/** Whom to ask for the time in a run, read from what names them. */

import { defaultWebHosts } from '../core/clock/defaults.ts'
import type { MeasureRequest } from '../core/clock/measure.ts'
import { formatServer, parseServer } from '../core/clock/servers.ts'
import type { ServerName } from '../core/clock/source.ts'
import { formatWebHost, parseWebHost, type WebHost } from '../core/clock/web.ts'
import type { Host } from '../host/host.ts'
import { refuseValue } from '../host/misuse.ts'

/** What was typed of `--server` and `--https`; `true` stands for an `--https` without an address. */
export interface ServerOptions {
  readonly server?: readonly string[]
  readonly https?: readonly (string | true)[]
}

/** The servers of a run, and the web servers with the part they have in it. Throws `misused` for one that is none. */
export function whomToAsk(host: Host, given: ServerOptions = {}): Pick<MeasureRequest, 'servers' | 'https'> {
  const servers = parseServers(host, given.server)
  const hosts = chooseWebHosts(host, given)
  if (hosts.length === 0) return { servers }
  const when = given.https !== undefined && given.server === undefined ? 'only' : 'fallback'
  return { servers, https: { hosts, when } }
}

/** The names of those who are asked in any case, as a person reads them. */
export function namesAskedFirst(whom: Pick<MeasureRequest, 'servers' | 'https'>): readonly string[] {
  return whom.https?.when === 'only' ? formatWebHosts(whom) : whom.servers.map(formatServer)
}

/** The names of the web servers who may be asked, as a person reads them. */
export function formatWebHosts({ https }: Pick<MeasureRequest, 'https'>): readonly string[] {
  return https?.hosts.map(formatWebHost) ?? []
}

function parseServers({ settings, words }: Host, option?: readonly string[]): readonly ServerName[] {
  const { origins, servers } = settings
  const setting = origins.servers.kind === 'environment' ? origins.servers.name : 'servers'
  const name = option === undefined ? setting : '--server'
  return (option ?? servers).map((text) => parseServer(text) ?? refuseValue(name, words.clock.allowed.server))
}

/**
 * Web servers stand in where the usual time servers are silent; servers of one's own are a choice, and nobody else is asked then
 * unless that was said, too.
 */
function chooseWebHosts({ settings, words }: Host, { server, https }: ServerOptions): readonly WebHost[] {
  const named = https?.flatMap((address) => (address === true ? [] : [address])) ?? []
  const usual = server === undefined && settings.origins.servers.kind === 'default'
  const wanted = https !== undefined || usual ? (settings.https ?? defaultWebHosts) : (settings.https ?? [])
  return (named.length > 0 ? named : wanted).map((text) => requireWebHost('--https', text, words))
}

/** One web server. Throws `misused`. */
export function requireWebHost(name: string, text: string, words: Host['words']): WebHost {
  return parseWebHost(text) ?? refuseValue(name, words.clock.allowed.web)
}
