/**
 * The port through which web servers tell the time: the `Date` of a response (RFC 9110, section 6.6.1). The adapter is
 * `system/https.ts`. Nothing here is believed: `https-date.ts` decides what a response is worth.
 */
import type { RejectCode } from './sample.ts'
import type { ClockReading, WaitLimit } from './source.ts'

/** A web server as the person named it. The path is `/` unless the person wrote one. */
export interface WebHost {
  readonly host: string
  readonly port: number
  readonly path: string
}

/** The head of one response, and both clocks of this side. */
export interface ResponseHead {
  readonly kind: 'head'
  /** Header fields as they came; undefined where they are missing. */
  readonly date: string | undefined
  readonly age: string | undefined
  /** Read just before the request was sent on an open connection, and when the head was there. */
  readonly sent: ClockReading
  readonly received: ClockReading
}

/** Why there was none. */
export interface ResponseFailure {
  readonly kind: 'failed'
  readonly code: Extract<
    RejectCode,
    'DNS' | 'TIMEOUT' | 'UNREACHABLE' | 'TLS' | 'CERTIFICATE' | 'CERTIFICATE_TIME'
  >
}

/** An open connection to a web server. */
export interface WebConnection {
  /** The address it leads to. */
  readonly address: string
  /**
   * Asks for the head once, `after` so many seconds, so that the request leaves then. A connection that was closed
   * meanwhile is opened anew, before the waiting.
   */
  ask(after: number, bounds: WaitLimit): Promise<ResponseHead | ResponseFailure>
  close(): void
}

/** Web servers. What fails outside is an answer: a method rejects for a bug only. */
export interface WebSource {
  /** Resolves the name, connects, and checks the certificate. */
  open(host: WebHost, bounds: WaitLimit): Promise<WebConnection | ResponseFailure>
}

/**
 * Reads `https://HOST[:PORT][/PATH]`, or `HOST[:PORT]` for short. Undefined for everything else: another scheme, a user or a
 * password in the address, and what is no host.
 */
export function parseWebHost(text: string): WebHost | undefined {
  const url = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hostname === '')
    return undefined
  return { host: url.hostname, port: Number(url.port || 443), path: url.pathname + url.search }
}

function parseUrl(text: string): URL | undefined {
  // Blanks and control characters would be dropped or encoded in silence.
  if (/[\s\p{Cc}\\]/u.test(text)) return undefined
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** The server as a person would name it; a path may hold what nobody else should read, and is left out. */
export function hostText({ host, port }: WebHost): string {
  return port === 443 ? `https://${host}` : `https://${host}:${port}`
}
