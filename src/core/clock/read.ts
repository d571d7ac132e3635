/**
 * Measures the local clock: names first, then one packet to each server at once, then the majority. Only a verdict
 * that straddles a limit is worth more packets.
 */

import { collectUntil, hasMajority } from './early-stop.ts'
import { buildNtpVerdict, buildStoppedVerdict, estimateOffsets, type NtpTarget } from './report.ts'
import { type Rejection, readSample, type Sample } from './sample.ts'
import { findOperator, isIPv4 } from './servers.ts'
import type { NtpAnswer, ServerName, TimeSource, WaitLimit } from './source.ts'
import type { ClockVerdict, Limits } from './verdict.ts'

export interface ClockRequest {
  readonly servers: readonly ServerName[]
  readonly limits: Limits
  /** For names and answers together, half for each; `defaultTimeout` unless given. */
  readonly timeoutSeconds?: number
  /** Called with every valid sample, as it comes. */
  readonly onSample?: () => void
  /** Ends the measuring early, with the verdict `stopped`. */
  readonly signal?: AbortSignal | undefined
}

/** Seconds for names and answers together. */
export const defaultTimeout = 3

/** What names, and each round of questions, may take. */
const halfTimeout = ({ timeoutSeconds = defaultTimeout }: ClockRequest): number => timeoutSeconds / 2

/** How often a server may be asked again, and how many seconds lie in between at least. */
const maxExtraRounds = 3
const pause = 2

/**
 * Asks the servers and answers with a verdict; no answer is a verdict too. Holds nothing open afterwards. Lasts at most
 * `timeoutSeconds`, or, where the verdict straddles a limit, three times (2 s + half of it) longer.
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

/** Resolves every name once, and gives each server an address no other one has. */
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

/** One packet to every server that has not failed; ends when all have answered, or enough of them. */
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

/** Keeps what an answer is worth; true where that is a sample. */
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
