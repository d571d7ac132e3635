/** `config`: what is in force and where it comes from. */
import type { Command } from 'commander'
import { usualWebHosts } from '../core/clock/defaults.ts'
import { type Exit, exits } from '../exit.ts'
import type { Host } from '../host.ts'
import type { Origin } from '../settings.ts'
import { visible } from '../ui/visible.ts'
import type { Words } from '../words/en.ts'
import type { Perform } from './perform.ts'

/** Where the configuration lies, whether it exists or not. */
export function configFile(host: Pick<Host, 'env' | 'files' | 'folders'>): string {
  return host.files.resolve(
    host.env.TWOFA_RESCUE_CONFIG || host.files.resolve(host.folders.config, 'config.yaml'),
  )
}

export function addConfig(root: Command, perform: Perform, words: Words): void {
  const config = root.command('config').description(words.config.help)
  config
    .command('show')
    .description(words.config.show)
    .action(() => perform(show))
  config
    .command('path')
    .description(words.config.path)
    .action(() => perform(path, { anyway: true }))
}

async function show(host: Host): Promise<Exit> {
  const { settings, words, terminal } = host
  const { language, servers, limits, flows, store, identity, origins } = settings
  // Nobody stands in for servers of one's own, unless they are named.
  const https = settings.https ?? (origins.servers.kind === 'usual' ? usualWebHosts : [])
  if (settings.json) {
    const plain = (origin: Origin): string => (origin.kind === 'environment' ? origin.name : origin.kind)
    const from = Object.fromEntries(Object.entries(origins).map(([key, origin]) => [key, plain(origin)]))
    const values = {
      language,
      servers,
      https,
      limits,
      flows: flows ?? null,
      store: store ?? null,
      identity: identity ?? null,
    }
    terminal.out(`${JSON.stringify({ schema: 1, ...values, from })}\n`)
    return exits.yes
  }
  const rows = [
    ['language', language, origins.language],
    ['servers', servers.join(' '), origins.servers],
    ['https', https.join(' ') || words.config.nothing, origins.https],
    ['limits', `warning ${limits.warning} s, critical ${limits.critical} s`, origins.limits],
    ['flows', flows ?? words.config.nothing, origins.flows],
    ['store', store ?? words.config.chosen, origins.store],
    ['identity', identity ?? words.config.nothing, origins.identity],
  ] as const
  for (const [key, value, origin] of rows) {
    terminal.out(`${key}: ${visible(value)}  ${host.look.faint(`(${originText(origin, words)})`)}\n`)
  }
  return exits.yes
}

function originText(origin: Origin, words: Words): string {
  const { from } = words.config
  return origin.kind === 'environment' ? from.environment(origin.name) : from[origin.kind]
}

async function path(host: Host): Promise<Exit> {
  const file = configFile(host)
  const exists = (await host.files.read(file)) !== undefined
  if (host.settings.json) host.terminal.out(`${JSON.stringify({ schema: 1, path: file, exists })}\n`)
  else host.terminal.out(`${visible(file)}\n`)
  if (!exists) host.hint(host.words.config.none)
  return exits.yes
}
