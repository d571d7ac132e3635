/**
 * Web servers as clocks: a HEAD request on an open connection, so that neither name resolution nor the TLS
 * handshake falls between the two readings of the local clock. Certificates are verified; redirects are not
 * followed.
 */
import { Agent, request as ask } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, type TLSSocket } from 'node:tls'
import type { WaitLimit } from '../core/clock/source.ts'
import type { ResponseFailure, ResponseHead, WebConnection, WebHost, WebSource } from '../core/clock/web.ts'
import { resolveBoth } from './dns.ts'
import { createPairedClock, type PairedClock } from './local-clock.ts'
import { readErrorCode, toMilliseconds, withTimeout } from './timeout.ts'

/**
 * Creates the port to web servers.
 *
 * @example
 * ```js
 * import { createHttpsSource, parseWebHost } from '2fa-rescue/clock'
 *
 * const source = createHttpsSource()
 * const host = parseWebHost('127.0.0.1:9')
 * const answer = await source.open(host, { timeoutSeconds: 1, signal: undefined })
 * console.log(answer.kind, answer.code) // failed UNREACHABLE
 * ```
 */
export function createHttpsSource(): WebSource {
  const clock = createPairedClock()
  return {
    open: async (host, bounds) => {
      const socket = await openSocket(host, bounds)
      return 'kind' in socket ? socket : createConnection(host, socket, clock)
    },
  }
}

const buildFailure = (code: ResponseFailure['code']): ResponseFailure => ({ kind: 'failed', code })

// --- The connection ---

/** Opens a TLS connection with a verified certificate, or says why that failed. */
async function openSocket({ host, port }: WebHost, bounds: WaitLimit): Promise<TLSSocket | ResponseFailure> {
  if (bounds.signal?.aborted) return buildFailure('TIMEOUT')
  const name = host.replace(/^\[|\]$/g, '')
  const socket = connect({
    host: name,
    port,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ALPNProtocols: ['http/1.1'],
    // Said here, because an environment variable of Node (NODE_TLS_REJECT_UNAUTHORIZED) changes the default.
    rejectUnauthorized: true,
    lookup: createLookup(bounds),
  })
  const secured = new Promise<TLSSocket | ResponseFailure>((settle) => {
    socket.once('secureConnect', () => settle(socket))
    socket.on('error', (error) => settle(buildFailure(classifyError(error))))
  })
  const outcome = await withTimeout(bounds, buildFailure('TIMEOUT'), secured)
  if ('kind' in outcome) socket.destroy()
  return outcome
}

/** Name resolution with a time limit, for addresses of both kinds. */
function createLookup(bounds: WaitLimit): LookupFunction {
  return (host, { all }, tell) => {
    void resolveBoth(host, bounds).then((found) => {
      const addresses = found.map((address) => ({ address, family: isIP(address) }))
      const [first] = addresses
      if (first === undefined) tell(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '')
      else if (all) tell(null, addresses)
      else tell(null, first.address, first.family)
    })
  }
}

/** The meaning of a connection error. The codes are those of Node and OpenSSL. */
function classifyError(error: unknown): ResponseFailure['code'] {
  const code = String(readErrorCode(error) ?? '')
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'DNS'
  if (code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED') return 'CERTIFICATE_TIME'
  if (/CERT|SIGNATURE|ISSUER|VERIFY|CRL|ALTNAME/.test(code)) return 'CERTIFICATE'
  if (/^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(code)) return 'TLS'
  // The answer is no HTTP.
  if (code.startsWith('HPE_')) return 'NO_DATE'
  return 'UNREACHABLE'
}

// --- The request ---

/** Some servers answer requests without a user agent with a cached error page. */
const headers = { 'cache-control': 'no-cache', 'user-agent': '2fa-rescue' }

function createConnection(host: WebHost, first: TLSSocket, clock: PairedClock): WebConnection {
  let socket = first
  /**
   * Keeps the connection open after a response and never opens one itself. Node closes it if a response has
   * no length.
   */
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agent.createConnection = () => socket
  const address = first.remoteAddress ?? ''
  return {
    address,
    ask: async (after, bounds) => {
      if (bounds.signal?.aborted) return buildFailure('TIMEOUT')
      if (socket.destroyed || socket.readyState !== 'open') {
        const again = await openSocket(host, bounds)
        if ('kind' in again) return again
        socket = again
      }
      if (after > 0) await delay(toMilliseconds(after), undefined, { signal: bounds.signal }).catch(() => {})
      return withTimeout(bounds, buildFailure('TIMEOUT'), requestHead(host, socket, agent, clock, bounds))
    },
    close: () => {
      agent.destroy()
      socket.destroy()
    },
  }
}

function requestHead(
  { host, port, path }: WebHost,
  socket: TLSSocket,
  agent: Agent,
  clock: PairedClock,
  { signal }: WaitLimit,
): Promise<ResponseHead | ResponseFailure> {
  clock.pair()
  return new Promise((settle) => {
    const request = ask({ method: 'HEAD', host, port, path, agent, headers, ...(signal && { signal }) })
    request.on('response', (response) => {
      const received = clock.readFresh()
      const { date: told, age } = response.headers
      const date = told !== undefined && isWithinCertificate(told, socket) ? told : undefined
      // The body must be consumed before the connection can be used for the next request.
      response.resume()
      response.on('error', () => {})
      response.on('close', () => settle({ kind: 'head', date, age, sent, received }))
    })
    request.on('error', (error) => settle(buildFailure(signal?.aborted ? 'TIMEOUT' : classifyError(error))))
    const sent = clock.readDerived()
    request.end()
  })
}

/** A server may have renewed its certificate an hour ago while its clock is wrong by two. */
const dayMilliseconds = 86_400_000

/**
 * Whether a date lies within the life of the certificate that was just found valid. A server that says otherwise
 * contradicts itself, and is no clock. A text that is no date is judged elsewhere.
 */
function isWithinCertificate(date: string, socket: TLSSocket): boolean {
  const { valid_from, valid_to } = socket.getPeerCertificate()
  const [at, from, to] = [date, valid_from, valid_to].map((text) => Date.parse(text ?? ''))
  return !((at ?? 0) < (from ?? 0) - dayMilliseconds || (at ?? 0) > (to ?? 0) + dayMilliseconds)
}
