/**
 * The port to web servers as clocks: the `Date` of a response (RFC 9110, section 6.6.1). The adapter is
 * `system/https.ts`. Nothing is validated here; `https-date.ts` does that.
 */
import type { RejectCode } from './sample.ts'
import type { ClockReading, WaitLimit } from './source.ts'

/** A web server as configured. The path is `/` unless one was given. */
export interface WebHost {
  readonly host: string
  readonly port: number
  readonly path: string
}

/** The header fields of one response, and the local times of the exchange. */
export interface ResponseHead {
  readonly kind: 'head'
  /** Header fields as received; undefined if missing. */
  readonly date: string | undefined
  readonly age: string | undefined
  /** Both local clocks just before the request was sent, and when the header had arrived. */
  readonly sent: ClockReading
  readonly received: ClockReading
}

/** Why there was no response. */
export interface ResponseFailure {
  readonly kind: 'failed'
  readonly code: Extract<
    RejectCode,
    'DNS' | 'TIMEOUT' | 'UNREACHABLE' | 'TLS' | 'CERTIFICATE' | 'CERTIFICATE_TIME' | 'NO_DATE'
  >
}

/** An open connection to a web server. */
export interface WebConnection {
  /** The IP address of the server. */
  readonly address: string
  /**
   * Sends one HEAD request after `after` seconds. A connection that was closed meanwhile is reopened before
   * the wait, so that the request leaves on time.
   */
  ask(after: number, bounds: WaitLimit): Promise<ResponseHead | ResponseFailure>
  /** Closes the connection. */
  close(): void
}

/** Opens connections to web servers. Failures of the network are values; a method rejects only for a bug. */
export interface WebSource {
  /** Resolves the name, connects, and verifies the certificate. */
  open(host: WebHost, bounds: WaitLimit): Promise<WebConnection | ResponseFailure>
}

/**
 * * Parses `https://HOST[:PORT][/PATH]`, or `HOST[:PORT]` for short. Undefined for anything else: another
 * scheme, a user name or password in the address, an invalid host.
 *
 * @example
 * ```js
 * import { parseWebHost } from '2fa-rescue/clock'
 *
 * console.log(parseWebHost('example.org')) // { host: 'example.org', port: 443, path: '/' }
 * ```
 */
export function parseWebHost(text: string): WebHost | undefined {
  const url = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hostname === '')
    return undefined
  return { host: url.hostname, port: Number(url.port || 443), path: url.pathname + url.search }
}

function parseUrl(text: string): URL | undefined {
  // The URL parser would silently drop or encode spaces and control characters.
  if (/[\s\p{Cc}\\]/u.test(text)) return undefined
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** `https://HOST[:PORT]`. The path is left out, because it may contain something private. */
export function formatWebHost({ host, port }: WebHost): string {
  return port === 443 ? `https://${host}` : `https://${host}:${port}`
}
