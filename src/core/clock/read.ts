/**
 * Measures the local clock by NTP: resolves the names, sends one packet to each server at once, selects the
 * majority. Sends more packets only if the interval contains a limit, so that the status is not certain.
 */

import { collectUntil, hasMajority } from './early-stop.ts'
import { buildNtpVerdict, buildStoppedVerdict, estimateOffsets, type NtpTarget } from './report.ts'
import { type Rejection, readSample, type Sample } from './sample.ts'
import { findOperator, isIPv4 } from './servers.ts'
import type { NtpAnswer, ServerName, TimeSource, WaitLimit } from './source.ts'
import type { ClockLimits, ClockVerdict } from './verdict.ts'

/** Which time servers to ask, and the limits for the verdict. */
export interface ClockRequest {
  readonly servers: readonly ServerName[]
  readonly limits: ClockLimits
  /** Seconds for names and answers together, half for each (default: `defaultTimeout`). */
  readonly timeoutSeconds?: number
  /** Called for every valid sample as it arrives. */
  readonly onSample?: () => void
  /** Aborts the measurement; the verdict is then `unknown` with the reason `stopped`. */
  readonly signal?: AbortSignal | undefined
}

/** Seconds for names and answers together. */
export const defaultTimeout = 3

/** Seconds for the names, and for each round of packets. */
const halfTimeout = ({ timeoutSeconds = defaultTimeout }: ClockRequest): number => timeoutSeconds / 2

/** How many more packets a server may get, and the pause between them in seconds. */
const maxExtraRounds = 3
const pause = 2

/**
 * * Asks the servers and returns a verdict. If nothing could be measured the verdict is `unknown`; it does not
 * throw for failures of the network. Holds nothing open afterwards. Takes at most `timeoutSeconds`, and up to
 * three times (2 s + `timeoutSeconds` / 2) more if the status is not certain.
 *
 * @example
 * ```js
 * import { createNtpSource, defaultLimits, parseServer, readClock } from '2fa-rescue/clock'
 *
 * const servers = [parseServer('time.example.org')]
 * const verdict = await readClock(createNtpSource(), { servers, limits: defaultLimits })
 * if (verdict.status !== 'unknown') console.log(verdict.status, verdict.direction, Math.round(verdict.offset)) // critical behind 90
 * ```
 */
export async function readClock(time: TimeSource, request: ClockRequest): Promise<ClockVerdict> {
  const started = time.monotonic()
  const targets = await findTargets(time, request)
  await askAll(time, request, targets)
  let verdict = buildNtpVerdict(targets, request.limits, time.monotonic() - started)
  for (
    let round = 0;
    round < maxExtraRounds && !verdict.certain && verdict.status !== 'unknown';
    round += 1
  ) {
    await time.sleep(pause, request.signal)
    if (request.signal?.aborted) break
    await askAll(time, request, targets)
    verdict = buildNtpVerdict(targets, request.limits, time.monotonic() - started)
  }
  return request.signal?.aborted ? buildStoppedVerdict(verdict) : verdict
}

/** Resolves every name once, and assigns each server an address that no other server has. */
async function findTargets(time: TimeSource, request: ClockRequest): Promise<readonly NtpTarget[]> {
  const bounds = { timeoutSeconds: halfTimeout(request), signal: request.signal }
  const find = async (host: string): Promise<readonly [string, readonly string[]]> => {
    if (isIPv4(host)) return [host, [host]]
    return [host, await time.resolve(host, bounds)]
  }
  const hosts = new Set(request.servers.map(({ host }) => host))
  const found = new Map(await Promise.all([...hosts].map(find)))
  const taken = new Set<string>()
  return request.servers.map((server) => createTarget(server, found.get(server.host) ?? [], taken))
}

function createTarget(server: ServerName, addresses: readonly string[], taken: Set<string>): NtpTarget {
  const { host, port } = server
  const usable = addresses.filter(isIPv4)
  const free = usable.find((address) => !taken.has(`${address}:${port}`))
  const code = usable.length > 0 ? 'DUPLICATE' : addresses.some(isIPv6) ? 'IPV6' : 'DNS'
  if (free === undefined) {
    return { server, at: undefined, operator: host, samples: [], rejection: { kind: 'rejected', code } }
  }
  taken.add(`${free}:${port}`)
  const at = { address: free, port }
  return { server, at, operator: findOperator(host, at), samples: [], rejection: undefined }
}

const isIPv6 = (address: string): boolean => /^[\da-f]*:[\da-f:.]*$/i.test(address)

/**
 * Sends one packet to every server that has not failed; ends when all have answered or the rest cannot change
 * the result.
 */
async function askAll(time: TimeSource, request: ClockRequest, targets: readonly NtpTarget[]): Promise<void> {
  const asked = targets.filter(({ rejection }) => rejection === undefined)
  const heard: NtpTarget[] = []
  const release = new AbortController()
  const stop = () => release.abort()
  if (request.signal?.aborted) return
  request.signal?.addEventListener('abort', stop, { once: true })

  const bounds = { timeoutSeconds: halfTimeout(request), signal: release.signal }
  const answers = asked.map(async (target) => ({ target, answer: await askTarget(time, target, bounds) }))
  await collectUntil(answers, ({ target, answer }) => {
    if (recordAnswer(target, answer)) request.onSample?.()
    heard.push(target)
    return hasMajority(estimateOffsets(heard), asked.length)
  }).finally(() => {
    request.signal?.removeEventListener('abort', stop)
    stop()
  })
  for (const target of asked) {
    const late = !heard.includes(target) && target.samples.length === 0
    if (late) target.rejection = { kind: 'rejected', code: 'LATE' }
  }
}

async function askTarget(time: TimeSource, { at }: NtpTarget, bounds: WaitLimit): Promise<NtpAnswer> {
  return at === undefined ? { kind: 'unreachable' } : time.ask(at, bounds)
}

/** Records an answer; true if it is a valid sample. */
function recordAnswer(target: NtpTarget, answer: NtpAnswer): boolean {
  const outcome = readAnswer(answer)
  if (outcome.kind === 'sample') target.samples.push(outcome)
  else target.rejection = outcome
  return outcome.kind === 'sample'
}

function readAnswer(answer: NtpAnswer): Sample | Rejection {
  switch (answer.kind) {
    case 'reply':
      return readSample(answer.reply)
    case 'silent':
      return { kind: 'rejected', code: 'TIMEOUT' }
    case 'unreachable':
      return { kind: 'rejected', code: 'UNREACHABLE' }
  }
}
