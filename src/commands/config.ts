/** `config`: the effective settings and where each comes from. */

import { defaultWebHosts } from '../core/clock/defaults.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import type { Origin } from '../host/settings.ts'
import { configPath } from '../host/settings.ts'
import { visible } from '../ui/visible.ts'
import type { Words } from '../words/en.ts'
import type { Noun } from './verb.ts'

export const configNoun: Noun = {
  name: 'config',
  examples: ['2fa-rescue config show', '2fa-rescue config path'],
  add: () => {},
  verbs: [
    {
      name: 'show',
      examples: ['2fa-rescue config show', '2fa-rescue config show --json'],
      add: (command, perform, words) => command.description(words.config.show).action(() => perform(show)),
    },
    {
      name: 'path',
      examples: ['2fa-rescue config path'],
      add: (command, perform, words) =>
        command.description(words.config.path).action(() => perform(path, { anyway: true })),
    },
  ],
}

async function show(host: Host): Promise<Exit> {
  const { settings, words, outStyle } = host
  const { language, servers, limits, flows, store, identity, plain, origins } = settings
  // Own servers have no stand-ins unless those are named too.
  const https = settings.https ?? (origins.servers.kind === 'default' ? defaultWebHosts : [])
  const values = {
    language,
    servers,
    https,
    limits,
    flows: flows ?? null,
    store: store ?? null,
    identity: identity ?? null,
    plain,
  }
  const texts: Readonly<Record<keyof typeof values, string>> = {
    language,
    servers: servers.join(' '),
    https: https.join(' ') || words.config.nothing,
    limits: `warning ${limits.warning} s, critical ${limits.critical} s`,
    flows: flows ?? words.config.nothing,
    store: store ?? words.config.chosen,
    identity: identity ?? words.config.nothing,
    plain: String(plain),
  }
  const keys = Object.keys(values) as (keyof typeof values)[]
  host.result({
    json: { ...values, from: Object.fromEntries(keys.map((key) => [key, originName(origins[key])])) },
    text: keys.map(
      (key) => `${key}: ${visible(texts[key])}  ${outStyle.faint(`(${originText(origins[key], words)})`)}`,
    ),
  })
  return exits.yes
}

const originName = (origin: Origin): string => (origin.kind === 'environment' ? origin.name : origin.kind)

function originText(origin: Origin, words: Words): string {
  const { from } = words.config
  return origin.kind === 'environment' ? from.environment(origin.name) : from[origin.kind]
}

async function path(host: Host): Promise<Exit> {
  const file = configPath(host)
  const exists = (await host.files.read(file)) !== undefined
  host.result({ json: { path: file, exists }, text: visible(file) })
  if (!exists) host.note(host.words.config.none)
  return exits.yes
}
