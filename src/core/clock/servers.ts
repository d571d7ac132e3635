/** Names of time servers, and their operators. */
import type { ServerAddress, ServerName } from './source.ts'

const ntpPort = 123

/**
 * * Parses `HOST` or `HOST:PORT` (default port: 123), where HOST is a name or an IPv4 address. Undefined for
 * anything else: IPv6 addresses (not supported by the NTP package), ports outside 1–65535, and characters not
 * allowed in host names.
 *
 * @example
 * ```js
 * import { parseServer } from '2fa-rescue/clock'
 *
 * console.log(parseServer('time.example.org')) // { host: 'time.example.org', port: 123 }
 * console.log(parseServer('https://example.org')) // undefined
 * ```
 */
export function parseServer(text: string): ServerName | undefined {
  const parts = /^([^:]+)(?::([0-9]{1,5}))?$/.exec(text)
  const host = parseHost(parts?.[1] ?? '')
  const port = parts?.[2] === undefined ? ntpPort : Number(parts[2])
  return host === undefined || port < 1 || port > 65535 ? undefined : { host, port }
}

function parseHost(text: string): string | undefined {
  const host = text.toLowerCase().replace(/\.$/, '')
  // Resolvers treat a name whose last label is a number as an address, so it must be a complete IPv4 address.
  if (/(^|\.)(\d+|0x[\da-f]*)$/.test(host)) return isIPv4(host) ? host : undefined
  const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/
  return host.length <= 253 && host.split('.').every((part) => label.test(part)) ? host : undefined
}

/** `HOST`, or `HOST:PORT` if the port is not 123. */
export function formatServer({ host, port }: ServerName): string {
  return port === ntpPort ? host : `${host}:${port}`
}

/**
 * Whether the text is an IPv4 address: four decimal numbers, without leading zeros, which some resolvers read
 * as octal.
 */
export function isIPv4(text: string): boolean {
  const byte = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
  return new RegExp(`^${byte}(\\.${byte}){3}$`).test(text)
}

/**
 * Whether an IPv4 address is loopback, private, link-local or shared (RFC 6598), so that the server is local
 * whatever its name.
 */
export function isPrivate(address: string): boolean {
  return /^(10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
    address,
  )
}

interface Operator {
  readonly name: string
  /** Whether the operator smears leap seconds; undefined if it does not say. */
  readonly smears: boolean | undefined
  readonly suffixes: readonly string[]
  /** Address prefixes of the operator, for servers reached by another name, such as the pool's. */
  readonly prefixes?: readonly string[]
}

const operators: readonly Operator[] = [
  { name: 'google', smears: true, suffixes: ['google.com'], prefixes: ['216.239.35.'] },
  { name: 'aws', smears: true, suffixes: ['aws.com', 'amazonaws.com'] },
  { name: 'facebook', smears: true, suffixes: ['facebook.com'] },
  { name: 'cloudflare', smears: false, suffixes: ['cloudflare.com'], prefixes: ['162.159.200.'] },
  { name: 'apple', smears: undefined, suffixes: ['apple.com'] },
  { name: 'microsoft', smears: undefined, suffixes: ['windows.com'] },
  { name: 'nist', smears: false, suffixes: ['nist.gov'] },
  { name: 'nict', smears: false, suffixes: ['nict.jp'] },
  { name: 'mfeed', smears: false, suffixes: ['mfeed.ad.jp'] },
]

const isUnder = (host: string, suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`)

/**
 * The operator of a server, as a key: a known operator's name, else the address and port. An operator counts
 * once in a majority.
 */
export function findOperator(host: string, { address, port }: ServerAddress): string {
  const own = `${address}:${port}`
  if (isPrivate(address)) return own
  const known = operators.find(
    ({ suffixes, prefixes = [] }) =>
      suffixes.some((suffix) => isUnder(host, suffix)) ||
      prefixes.some((prefix) => address.startsWith(prefix)),
  )
  return known?.name ?? own
}

/**
 * Whether servers that smear leap seconds are mixed with servers that do not (RFC 8633, section 3.7.1,
 * forbids that).
 */
export function mixesSmear(servers: readonly ServerName[]): boolean {
  const smears = servers.map(({ host }) => {
    if (isUnder(host, 'pool.ntp.org')) return false
    return operators.find(({ suffixes }) => suffixes.some((suffix) => isUnder(host, suffix)))?.smears
  })
  return smears.includes(true) && smears.includes(false)
}
