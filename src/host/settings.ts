/** Effective settings. Precedence: option, environment, config file, default. */
import { defaultLimits, defaultServers } from '../core/clock/defaults.ts'
import type { Config } from '../core/config.ts'
import { type Language, languages } from '../core/flow/book.ts'
import { type StoreKind, storeKinds } from '../core/store.ts'
import type { Machine } from './machine.ts'
import { refuseValue } from './misuse.ts'

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'option' | 'file' | 'system' | 'default' }
  | { readonly kind: 'environment'; readonly name: string }

export interface Sourced<Value> {
  readonly value: Value
  readonly origin: Origin
}

/** Options of every command, as they were typed. */
export interface GlobalOptions {
  readonly lang?: string
  readonly json?: boolean
  readonly color?: boolean
  readonly plain?: boolean
  readonly quiet?: boolean
  readonly offline?: boolean
  readonly yes?: boolean
  readonly store?: string
  readonly identity?: string
}

export interface Settings {
  readonly json: boolean
  readonly quiet: boolean
  readonly colour: boolean
  /** Nothing is drawn over, and questions are answered by typed numbers: for screen readers and simple terminals. */
  readonly plain: boolean
  /** Questions of a command are answered with yes, and nobody is asked. */
  readonly yes: boolean
  /** No query leaves this computer. */
  readonly offline: boolean
  readonly language: Language
  /** Time servers, as `host` or `host:port`. */
  readonly servers: readonly string[]
  /** Web servers to ask where time servers are silent; undefined unless somebody named some. */
  readonly https: readonly string[] | undefined
  /** Seconds from which a clock counts as off. */
  readonly limits: { readonly warning: number; readonly critical: number }
  /** A folder of the person's own flows. */
  readonly flows: string | undefined
  /** Where secrets are kept; undefined where the program may choose. */
  readonly store: StoreKind | undefined
  /** A file with an age identity, which opens the store instead of a passphrase. */
  readonly identity: string | undefined
  /** The same values with their origins, for `config show`. */
  readonly origins: Readonly<
    Record<'language' | 'servers' | 'https' | 'limits' | 'flows' | 'store' | 'identity' | 'plain', Origin>
  >
}

/** Path of the configuration file, whether it exists or not. */
export function configPath({ env, files, folders }: Pick<Machine, 'env' | 'files' | 'folders'>): string {
  return files.resolve(env.TWOFA_RESCUE_CONFIG || files.resolve(folders.config, 'config.yaml'))
}

export type Environment = Readonly<Record<string, string | undefined>>

export function chooseLanguage(
  option: string | undefined,
  env: Environment,
  config: Config,
  systemLocale: () => string,
): Sourced<Language> {
  if (option !== undefined) return { value: parseLanguage(option, '--lang'), origin: { kind: 'option' } }
  const own = env.TWOFA_RESCUE_LANG
  if (own)
    return {
      value: parseLanguage(own, 'TWOFA_RESCUE_LANG'),
      origin: { kind: 'environment', name: 'TWOFA_RESCUE_LANG' },
    }
  if (config.language !== undefined) return { value: config.language, origin: { kind: 'file' } }
  for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) {
    const locale = env[name]
    // C and POSIX say nothing about a person's language.
    if (locale && !/^(C|POSIX)(\.|$)/i.test(locale))
      return { value: matchLanguage(locale), origin: { kind: 'environment', name } }
  }
  return { value: matchLanguage(systemLocale()), origin: { kind: 'system' } }
}

function parseLanguage(name: string, where: string): Language {
  const found = languages.find((language) => language === name)
  return found ?? refuseValue(where, languages.join(', '))
}

const matchLanguage = (locale: string): Language => (/^ja\b/i.test(locale.replace('_', '-')) ? 'ja' : 'en')

/** Collects the settings of a run. Throws `misused` for an invalid value of an option or environment variable. */
export function collectSettings(
  options: GlobalOptions,
  env: Environment,
  config: Config,
  language: Sourced<Language>,
): Settings {
  const servers = chooseServers(env, config)
  const flows = chooseFlows(env, config)
  const store = chooseStore(options, env, config)
  const plain = choosePlain(options, env, config)
  const identity = chooseText(options.identity, env, 'TWOFA_RESCUE_IDENTITY', config.identity)
  return {
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    colour: options.color ?? true,
    plain: plain.value,
    yes: options.yes ?? false,
    offline: options.offline ?? false,
    language: language.value,
    servers: servers.value,
    https: config.https,
    limits: { ...defaultLimits, ...withoutUndefined(config.limits ?? {}) },
    flows: flows.value,
    store: store.value,
    identity: identity.value,
    origins: {
      language: language.origin,
      servers: servers.origin,
      https: { kind: config.https === undefined ? 'default' : 'file' },
      limits: { kind: config.limits === undefined ? 'default' : 'file' },
      flows: flows.origin,
      store: store.origin,
      identity: identity.origin,
      plain: plain.origin,
    },
  }
}

function withoutUndefined(limits: {
  warning?: number | undefined
  critical?: number | undefined
}): Partial<Settings['limits']> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function chooseServers(env: Environment, config: Config): Sourced<readonly string[]> {
  const named = (env.TWOFA_RESCUE_SERVERS ?? '').split(/[\s,]+/).filter((name) => name !== '')
  if (named.length > 0) return { value: named, origin: { kind: 'environment', name: 'TWOFA_RESCUE_SERVERS' } }
  if (config.servers !== undefined) return { value: config.servers, origin: { kind: 'file' } }
  return { value: defaultServers, origin: { kind: 'default' } }
}

function chooseFlows(env: Environment, config: Config): Sourced<string | undefined> {
  const named = env.TWOFA_RESCUE_FLOWS
  if (named) return { value: named, origin: { kind: 'environment', name: 'TWOFA_RESCUE_FLOWS' } }
  return { value: config.flows, origin: { kind: config.flows === undefined ? 'default' : 'file' } }
}

/** A terminal that cannot move its cursor has the last word. */
function choosePlain(options: GlobalOptions, env: Environment, config: Config): Sourced<boolean> {
  if (options.plain === true) return { value: true, origin: { kind: 'option' } }
  for (const [name, isSet] of [
    ['TWOFA_RESCUE_PLAIN', Boolean(env.TWOFA_RESCUE_PLAIN)],
    ['TERM', env.TERM === 'dumb'],
  ] as const)
    if (isSet) return { value: true, origin: { kind: 'environment', name } }
  return { value: config.plain ?? false, origin: { kind: config.plain === undefined ? 'default' : 'file' } }
}

function chooseStore(
  options: GlobalOptions,
  env: Environment,
  config: Config,
): Sourced<StoreKind | undefined> {
  const { value, origin } = chooseText(options.store, env, 'TWOFA_RESCUE_STORE', config.store)
  const found = storeKinds.find((place) => place === value)
  if (value === undefined || found !== undefined) return { value: found, origin }
  const name = origin.kind === 'environment' ? origin.name : '--store'
  return refuseValue(name, storeKinds.join(', '))
}

/** A text from the option, else from the environment, else from the configuration. */
function chooseText(
  option: string | undefined,
  env: Environment,
  name: string,
  config: string | undefined,
): Sourced<string | undefined> {
  if (option !== undefined) return { value: option, origin: { kind: 'option' } }
  const own = env[name]
  if (own) return { value: own, origin: { kind: 'environment', name } }
  return { value: config, origin: { kind: config === undefined ? 'default' : 'file' } }
}
