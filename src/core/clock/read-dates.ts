/**
 * Measures the local clock by the `Date` of web servers: all at once, one request each, and more only if
 * higher precision was requested or the interval contains a limit. The majority is selected as it is for time
 * servers.
 */

import { maxRequests } from './defaults.ts'
import { collectUntil, hasMajority } from './early-stop.ts'
import { computeWaitForSecond, type Interval, intersect, midpoint, readDate } from './https-date.ts'
import { buildStoppedVerdict, buildVerdict, findSelectionState } from './report.ts'
import type { RejectCode } from './sample.ts'
import { type Estimate, pickOnePerOperator, type Selection, selectMajority } from './select.ts'
import { findOperator } from './servers.ts'
import type { TimeSource, WaitLimit } from './source.ts'
import type { ClockLimits, ClockVerdict, SourceReport, UnknownVerdict } from './verdict.ts'
import {
  formatWebHost,
  type ResponseFailure,
  type ResponseHead,
  type WebConnection,
  type WebHost,
  type WebSource,
} from './web.ts'

/** Which web servers to ask, and how often. */
interface DatesRequest {
  readonly hosts: readonly WebHost[]
  readonly limits: ClockLimits
  /** Seconds for name, connection and first response together, and again for every further response. */
  readonly timeoutSeconds: number
  /** Requests to each server, one after another. Each halves the interval. */
  readonly requests: number
  readonly signal?: AbortSignal | undefined
}

/** Seconds by which a web server's own clock may be off; added to every bound. */
const webClockError = 0.1

/** A web server during the measurement. */
interface WebTarget {
  readonly host: WebHost
  connection: WebConnection | undefined
  address: string | undefined
  interval: Interval | undefined
  /** The shortest round trip so far, in seconds. */
  roundTrip: number
  /** Both local clocks at the last response; the wall time later on is derived from it. */
  seen: ResponseHead['received'] | undefined
  reject: RejectCode | undefined
}

/**
 * Asks web servers and returns a verdict whose `method` is `https`. If nothing could be measured the verdict
 * is `unknown`; it does not throw for failures of the network. Closes all connections before it returns. Each
 * further round takes up to a second plus the response time.
 */
export async function readDates(
  time: TimeSource,
  web: WebSource,
  request: DatesRequest,
): Promise<ClockVerdict> {
  const started = time.monotonic()
  const targets = request.hosts.map(
    (host): WebTarget => ({
      host,
      connection: undefined,
      address: undefined,
      interval: undefined,
      roundTrip: Number.POSITIVE_INFINITY,
      seen: undefined,
      reject: undefined,
    }),
  )
  const verdict = () => buildWebVerdict(targets, request.limits, time.monotonic() - started)
  try {
    await askFirst(time, web, targets, request)
    for (let round = 1; round < maxRequests && !request.signal?.aborted; round += 1) {
      const { status, certain } = verdict()
      if (status === 'unknown' || (certain && round >= request.requests)) break
      await Promise.all(targets.map((target) => askAgain(time, target, request)))
    }
  } finally {
    for (const { connection } of targets) connection?.close()
  }
  return request.signal?.aborted ? buildStoppedVerdict(verdict()) : verdict()
}

/** Asks all servers at once; ends when all have answered or the remaining ones cannot change the result. */
async function askFirst(
  time: TimeSource,
  web: WebSource,
  targets: readonly WebTarget[],
  request: DatesRequest,
): Promise<void> {
  const heard = new Set<WebTarget>()
  const release = new AbortController()
  const signal =
    request.signal === undefined ? release.signal : AbortSignal.any([release.signal, request.signal])
  const answers = targets.map(async (target) => {
    await connectAndAsk(time, web, target, { ...request, signal })
    return target
  })
  await collectUntil(answers, (target) => {
    heard.add(target)
    return hasMajority([...heard].flatMap(estimateOffset), targets.length)
  }).finally(() => release.abort())
  // The aborted requests settle at once.
  await Promise.all(answers)
  for (const target of targets)
    if (!heard.has(target) && target.interval === undefined) target.reject = 'LATE'
}

/** Connects and sends the first request. */
async function connectAndAsk(
  time: TimeSource,
  web: WebSource,
  target: WebTarget,
  request: DatesRequest,
): Promise<void> {
  const { timeoutSeconds, signal } = request
  const started = time.monotonic()
  const opened = await web.open(target.host, { timeoutSeconds, signal })
  if ('kind' in opened) {
    target.reject = opened.code
    return
  }
  target.connection = opened
  target.address = opened.address
  const left = timeoutSeconds - (time.monotonic() - started)
  await askAndRecord(target, opened, 0, { timeoutSeconds: Math.max(left, 0.001), signal })
}

/** Sends another request, timed so that the interval becomes half as wide. */
async function askAgain(
  time: TimeSource,
  target: WebTarget,
  { timeoutSeconds, signal }: DatesRequest,
): Promise<void> {
  const { connection, interval, seen, roundTrip } = target
  if (connection === undefined || interval === undefined || seen === undefined) return
  const wall = seen.wall + time.monotonic() - seen.monotonic
  const wait = computeWaitForSecond(interval, roundTrip, wall)
  await askAndRecord(target, connection, wait, { timeoutSeconds: timeoutSeconds + wait, signal })
}

async function askAndRecord(
  target: WebTarget,
  connection: WebConnection,
  after: number,
  bounds: WaitLimit,
): Promise<void> {
  const head = await connection.ask(after, bounds)
  const found = head.kind === 'head' ? readDate(head) : rejectHead(head)
  if (found.kind === 'rejected') {
    // A failed request does not invalidate earlier ones; a changed local clock does.
    if (target.interval === undefined || found.code === 'LOCAL_STEP') rejectTarget(target, found.code)
    return
  }
  if (head.kind === 'head') target.seen = head.received
  target.roundTrip = Math.min(target.roundTrip, found.roundTrip)
  const both = target.interval === undefined ? found.interval : intersect(target.interval, found.interval)
  if (both === undefined) rejectTarget(target, 'CONTRADICTION')
  else target.interval = both
}

const rejectHead = ({ code }: ResponseFailure) => ({ kind: 'rejected', code }) as const

function rejectTarget(target: WebTarget, code: RejectCode): void {
  target.interval = undefined
  target.reject = code
}

// --- The verdict ---

interface WebEstimate extends Estimate {
  readonly operator: string
  readonly target: WebTarget
}

function estimateOffset(target: WebTarget): readonly WebEstimate[] {
  const { host, interval, address, roundTrip } = target
  if (interval === undefined) return []
  const lambda = (interval.high - interval.low) / 2 + webClockError
  const operator = findOperator(host.host, { address: address ?? '', port: host.port })
  return [{ theta: midpoint(interval), lambda, delta: roundTrip, operator, target }]
}

function buildWebVerdict(
  targets: readonly WebTarget[],
  limits: ClockLimits,
  elapsedSeconds: number,
): ClockVerdict {
  const voices = targets.flatMap(estimateOffset)
  const counted = pickOnePerOperator(voices)
  const selection = selectMajority(counted)
  return buildVerdict(selection, findUnknownReason(targets), {
    method: 'https',
    limits,
    counts: { asked: targets.length, valid: voices.length, used: selection?.truechimers.length ?? 0 },
    sources: targets.map((target) => reportHost(target, voices, counted, selection)),
    elapsedSeconds,
  })
}

function findUnknownReason(targets: readonly WebTarget[]): UnknownVerdict['reason'] {
  const codes = targets.flatMap(({ reject }) => (reject === undefined ? [] : [reject]))
  if (targets.some(({ interval }) => interval !== undefined)) return 'disagreement'
  if (codes.includes('LOCAL_STEP')) return 'local_step'
  if (codes.includes('CERTIFICATE_TIME')) return 'bad_certificate'
  return codes.every((code) => code === 'DNS' || code === 'TIMEOUT' || code === 'UNREACHABLE')
    ? 'no_response'
    : 'no_valid_response'
}

function reportHost(
  { host, address, interval, roundTrip, reject }: WebTarget,
  voices: readonly WebEstimate[],
  counted: readonly WebEstimate[],
  selection: Selection<WebEstimate> | undefined,
): SourceReport {
  const common = { name: formatWebHost(host), port: host.port, address, server: undefined }
  const voice = voices.find(({ target }) => target.host === host)
  if (interval === undefined || voice === undefined) {
    const state = reject === 'DNS' ? 'unresolved' : reject === 'TIMEOUT' ? 'timeout' : 'rejected'
    return { ...common, state, reject, measured: undefined }
  }
  const measured = { offset: voice.theta, delay: roundTrip, rootDistance: voice.lambda }
  return { ...common, ...findSelectionState(voice, counted, selection), measured }
}
