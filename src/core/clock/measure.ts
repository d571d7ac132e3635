/** Which way time is asked for: time servers, web servers by choice, or web servers where time servers stay silent. */
import { type ClockRequest, defaultTimeout, readClock } from './read.ts'
import { readDates } from './read-dates.ts'
import type { TimeSource } from './source.ts'
import type { ClockVerdict, UnknownVerdict } from './verdict.ts'
import type { WebHost, WebSource } from './web.ts'

/** Both ports; the one for web servers is loaded where it is needed. */
export interface Sources {
  readonly time: TimeSource
  readonly web: () => Promise<WebSource>
}

export interface MeasureRequest extends ClockRequest {
  /** Web servers, and whether they are asked in any case (`only`) or where time servers are silent (`fallback`). */
  readonly https?: { readonly hosts: readonly WebHost[]; readonly when: 'only' | 'fallback' }
  /** How often each web server is asked; once unless given. */
  readonly requests?: number
}

/** Seconds of silence after which web servers are asked. */
const silence = 1

/**
 * Measures the local clock; no answer is a verdict too. Time servers go before web servers, which are a hundred times coarser:
 * theirs is the verdict only where no time server gave one. Lasts as long as `readClock`, or as `readDates`.
 */
export async function measure(sources: Sources, request: MeasureRequest): Promise<ClockVerdict> {
  const { https } = request
  if (https === undefined || https.hosts.length === 0) return readClock(sources.time, request)
  return https.when === 'only'
    ? measureByWeb(sources, request, https.hosts, request.timeoutSeconds ?? defaultTimeout)
    : measureWithFallback(sources, request, https.hosts)
}

async function measureByWeb(
  { time, web }: Sources,
  { limits, requests = 1, signal }: MeasureRequest,
  hosts: readonly WebHost[],
  timeoutSeconds: number,
): Promise<ClockVerdict> {
  return readDates(time, await web(), { hosts, limits, timeoutSeconds, requests, signal })
}

async function measureWithFallback(
  sources: Sources,
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
  // A failure of ours is told by the await below, which may come later.
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
  // A time server spoke after all: its word is the closer one.
  release.abort()
  await byDates
  return verdict
}

/** The web servers' verdict, with what became of all who were asked. */
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
