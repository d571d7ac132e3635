/** A web server on loopback with its own clock, certificate and behaviour. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { underTime } from './faketime.ts'

/** A key and a certificate that is its own authority. */
export interface Certificate {
  readonly key: string
  readonly cert: string
  /** The certificate as a file, for NODE_EXTRA_CA_CERTS. */
  readonly file: string
  remove(): void
}

/** Makes a certificate for these names, valid for a number of days from now, or from a date (with faketime). */
export function makeCertificate({
  names = ['localhost', '127.0.0.1'],
  days = 30,
  from = '',
}: {
  names?: readonly string[]
  days?: number
  from?: string
} = {}): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const alternatives = names.map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`)).join(',')
  const at = from === '' ? [] : underTime(`${from} 00:00:00`)
  execFileSync(
    at[0] ?? 'openssl',
    [
      ...at.slice(1),
      ...(from === '' ? [] : ['openssl']),
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', key, '-out', file, '-days', String(days), '-subj', '/CN=test'],
      ...['-addext', `subjectAltName=${alternatives}`],
    ],
    { stdio: 'ignore' },
  )
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file, remove }
}

export interface WebServerScript {
  /** Its time minus the true one, in seconds. */
  readonly offset?: number
  /** Seconds a request takes to it and back. */
  readonly out?: number
  readonly back?: number
  /** Header fields in addition to `Date`, or instead of it; `undefined` omits a field. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly status?: number
  /** Closes the connection after each response. */
  readonly closes?: boolean
  /** Accepts requests, and never answers. */
  readonly silent?: boolean
}

export interface WebServer {
  readonly port: number
  readonly requests: readonly { readonly method: string; readonly path: string; readonly headers: object }[]
  /** Connections that were made. */
  readonly connections: () => number
  stop(): Promise<void>
}

export async function startWebServer(
  certificate: Certificate,
  script: WebServerScript = {},
): Promise<WebServer> {
  const { offset = 0, out = 0, back = 0, headers = {}, status = 200, closes = false, silent = false } = script
  const requests: WebServer['requests'][number][] = []
  let connections = 0
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers })
    if (!silent) void answer()

    async function answer(): Promise<void> {
      if (out > 0) await delay(out * 1000)
      const date = new Date(Math.floor(Date.now() / 1000 + offset) * 1000).toUTCString()
      if (back > 0) await delay(back * 1000)
      response.sendDate = false
      response.statusCode = status
      // Without a length Node's client takes the end of the connection for that of the answer, also of one to HEAD.
      const given = { date, 'content-length': '0', ...(closes ? { connection: 'close' } : {}), ...headers }
      for (const [name, value] of Object.entries(given))
        if (value !== undefined) response.setHeader(name, value)
      response.end()
    }
  })
  server.on('secureConnection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { port: (server.address() as AddressInfo).port, requests, connections: () => connections, stop }
}
