/** Measures the clock by time servers, by web servers, or by web servers if no time server answers. */
import { type ClockRequest, defaultTimeout, readClock } from './read.ts'
import { readDates } from './read-dates.ts'
import type { TimeSource } from './source.ts'
import type { ClockVerdict, UnknownVerdict } from './verdict.ts'
import type { WebHost, WebSource } from './web.ts'

/** The ports to both kinds of server. The one for web servers is loaded when it is first needed. */
export interface TimePorts {
  /** The source for time servers. */
  readonly time: TimeSource
  /** Loads the source for web servers. */
  readonly web: () => Promise<WebSource>
}

/** What to measure, and by which servers. */
export interface MeasureRequest extends ClockRequest {
  /** Web servers; asked instead of time servers (`only`), or if no time server answers (`fallback`). */
  readonly https?: { readonly hosts: readonly WebHost[]; readonly when: 'only' | 'fallback' }
  /** Requests to each web server, 1 to 5 (default: 1). */
  readonly requests?: number
}

/** Seconds without an answer after which web servers are asked. */
const silence = 1

/**
 * * Measures the local clock. If nothing could be measured the verdict is `unknown`; it does not throw for
 * failures of the network. Time servers take precedence over web servers, which are about a hundred times
 * less precise. Takes as long as `readClock` or `readDates`.
 *
 * @example
 * ```js
 * import { createHttpsSource, createNtpSource, defaultLimits, measureLocalClock, parseServer } from '2fa-rescue/clock'
 *
 * const sources = { time: createNtpSource(), web: async () => createHttpsSource() }
 * const servers = [parseServer('time.example.org')]
 * const verdict = await measureLocalClock(sources, { servers, limits: defaultLimits })
 * console.log(verdict.method, verdict.status) // ntp critical
 * ```
 */
export async function measureLocalClock(sources: TimePorts, request: MeasureRequest): Promise<ClockVerdict> {
  const { https } = request
  if (https === undefined || https.hosts.length === 0) return readClock(sources.time, request)
  return https.when === 'only'
    ? measureByWeb(sources, request, https.hosts, request.timeoutSeconds ?? defaultTimeout)
    : measureWithFallback(sources, request, https.hosts)
}

async function measureByWeb(
  { time, web }: TimePorts,
  { limits, requests = 1, signal }: MeasureRequest,
  hosts: readonly WebHost[],
  timeoutSeconds: number,
): Promise<ClockVerdict> {
  return readDates(time, await web(), { hosts, limits, timeoutSeconds, requests, signal })
}

async function measureWithFallback(
  sources: TimePorts,
  request: MeasureRequest,
  hosts: readonly WebHost[],
): Promise<ClockVerdict> {
  const { time } = sources
  const started = time.monotonic()
  const patience = new AbortController()
  let heard = false
  const onSample = () => {
    heard = true
    patience.abort()
  }
  const byServers = readClock(time, { ...request, onSample }).finally(() => patience.abort())
  // A rejection is handled by the await below; this only prevents it from counting as unhandled until then.
  byServers.catch(() => {})
  await time.sleep(silence, patience.signal)
  const left = (request.timeoutSeconds ?? defaultTimeout) - (time.monotonic() - started)
  if (heard || left <= 0 || request.signal?.aborted) return byServers

  const release = new AbortController()
  const signal =
    request.signal === undefined ? release.signal : AbortSignal.any([release.signal, request.signal])
  const byDates = measureByWeb(sources, { ...request, signal }, hosts, left)
  byDates.catch(() => {})
  const verdict = await byServers
  if (verdict.status === 'unknown' && !heard)
    return mergeVerdicts(verdict, await byDates, time.monotonic() - started)
  // A time server answered after all, and is more precise.
  release.abort()
  await byDates
  return verdict
}

/** The verdict of the web servers, with the reports on all servers of both kinds. */
function mergeVerdicts(servers: ClockVerdict, dates: ClockVerdict, elapsedSeconds: number): ClockVerdict {
  const common = { sources: [...servers.sources, ...dates.sources], elapsedSeconds }
  if (dates.status !== 'unknown') return { ...dates, ...common }
  const asked = servers.counts.asked + dates.counts.asked
  const counts = { asked, valid: dates.counts.valid, used: 0 }
  return { ...dates, ...common, method: 'ntp', counts, reason: mergeReasons(servers, dates) }
}

function mergeReasons(servers: ClockVerdict, dates: UnknownVerdict): UnknownVerdict['reason'] {
  switch (dates.reason) {
    case 'no_response':
      return servers.status === 'unknown' ? servers.reason : dates.reason
    case 'no_valid_response':
      return 'blocked'
    default:
      return dates.reason
  }
}
