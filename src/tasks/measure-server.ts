/** Measures the clock of a web server next to this computer's. */

import { type MeasureRequest, measureLocalClock } from '../core/clock/measure.ts'
import { defaultTimeout } from '../core/clock/read.ts'
import { readDates } from '../core/clock/read-dates.ts'
import { type ComparedSkew, computeSkew, judgeSkew } from '../core/clock/skew.ts'
import type { ClockVerdict } from '../core/clock/verdict.ts'
import { formatWebHost, parseWebHost, type WebHost } from '../core/clock/web.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'
import { skewPhrase } from '../ui/skew.ts'
import { requireWebHost, whomToAsk } from './time-servers.ts'

/** What was found out about a server's clock. */
export interface ServerReading {
  /** The server's answer, as a verdict about this computer's clock compared with it. */
  readonly beside: ClockVerdict
  /** Undefined where the server told no time. */
  readonly skew: ComparedSkew | undefined
}

/** Measures a server against this computer, and this computer against true time, at once. */
export async function readServer(
  server: WebHost,
  request: MeasureRequest,
  host: Host,
): Promise<ServerReading> {
  const { limits, timeoutSeconds = defaultTimeout, requests = 1 } = request
  const time = await host.time()
  const [computer, beside] = await Promise.all([
    measureLocalClock({ time, web: host.web }, request),
    readDates(time, await host.web(), { hosts: [server], limits, timeoutSeconds, requests }),
  ])
  if (beside.status === 'unknown') return { beside, skew: undefined }
  const [low, high] = beside.interval
  return { beside, skew: computeSkew({ low, high }, computer) }
}

export const judgeComparison = (
  skew: ComparedSkew | undefined,
  { limits }: MeasureRequest,
): ClockVerdict['status'] => (skew === undefined ? 'unknown' : judgeSkew(skew, limits).status)

/** Asks for a server, measures it, and answers with the blocks of a wizard's screen. */
export async function askServer(host: Host): Promise<readonly Block[]> {
  const { words } = host
  const prompt = await host.prompt()
  const typed = await prompt.text({
    message: words.clock.serverTool.ask,
    check: (text) => (parseWebHost(text.trim()) === undefined ? words.clock.allowed.web : undefined),
  })
  const server = requireWebHost('URL', typed.trim(), words)
  host.note(words.clock.asking([formatWebHost(server), ...host.settings.servers]))
  const request = { ...whomToAsk(host), limits: host.settings.limits }
  const reading = await readServer(server, request, host)
  const status = judgeComparison(reading.skew, request)
  const text = serverSentence(reading, words)
  if (status === 'ok') return [{ kind: 'good', text }]
  if (status === 'unknown') return [{ kind: 'note', text }]
  return [
    { kind: 'caution', text },
    { kind: 'note', text: words.clock.server.hint },
  ]
}

/** The server's clock in one sentence. */
export function serverSentence({ beside, skew }: ServerReading, words: Host['words']): string {
  const { server, rejects, unknown } = words.clock
  if (skew !== undefined) return server.is(skewPhrase(skew, words))
  const [source] = beside.sources
  const why = source?.reject === undefined ? undefined : rejects[source.reject]
  return server.unknown(why ?? (beside.status === 'unknown' ? unknown[beside.reason] : ''))
}
