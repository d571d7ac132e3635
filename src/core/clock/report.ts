/**
 * Turns the samples of all servers into a verdict: one estimate per server, the majority, and a report on
 * each server.
 */
import type { RejectCode, Rejection, Sample } from './sample.ts'
import { type Estimate, filterSamples, pickOnePerOperator, type Selection, selectMajority } from './select.ts'
import type { ServerAddress, ServerName } from './source.ts'
import {
  type ClockLimits,
  type ClockVerdict,
  findDirection,
  judgeInterval,
  type SourceReport,
  type UnknownVerdict,
  type VerdictCommon,
} from './verdict.ts'

/** A server during the measurement. Samples and rejection are filled in as answers arrive. */
export interface NtpTarget {
  readonly server: ServerName
  /** Undefined if it has no usable address, or only one that another server already uses. */
  readonly at: ServerAddress | undefined
  /** Servers with the same operator count once in the majority. */
  readonly operator: string
  readonly samples: Sample[]
  /** Why the last request gave no sample. A rejected server is not asked again in this run. */
  rejection: Rejection | undefined
}

/** One server's estimated offset, from all its samples. */
interface NtpEstimate extends Estimate {
  readonly operator: string
  readonly target: NtpTarget
}

/** One estimate for each server that gave at least one sample. */
export function estimateOffsets(targets: readonly NtpTarget[]): readonly NtpEstimate[] {
  return targets.flatMap((target) => {
    const estimate = filterSamples(target.samples)
    return estimate === undefined ? [] : [{ ...estimate, operator: target.operator, target }]
  })
}

/** The verdict of the majority, with a report on every server. `elapsedSeconds` is passed through. */
export function buildNtpVerdict(
  targets: readonly NtpTarget[],
  limits: ClockLimits,
  elapsedSeconds: number,
): ClockVerdict {
  const voices = estimateOffsets(targets)
  const counted = pickOnePerOperator(voices)
  const selection = selectMajority(counted)
  return buildVerdict(selection, findUnknownReason(targets), {
    method: 'ntp',
    limits,
    counts: {
      asked: targets.filter(({ at }) => at !== undefined).length,
      valid: voices.length,
      used: selection?.truechimers.length ?? 0,
    },
    sources: targets.map((target) => reportServer(target, voices, counted, selection)),
    elapsedSeconds,
  })
}

/**
 * Compares a selection with the limits. Without a selection the verdict is `unknown`, with `whyNot` as its
 * reason.
 */
export function buildVerdict(
  selection: Selection<unknown> | undefined,
  whyNot: UnknownVerdict['reason'],
  common: VerdictCommon,
): ClockVerdict {
  if (selection === undefined) return { status: 'unknown', reason: whyNot, certain: false, ...common }
  const { status, certain } = judgeInterval(selection, common.limits)
  return {
    status,
    reason: status === 'ok' ? 'within_limit' : 'skewed',
    certain,
    offset: selection.theta,
    uncertainty: selection.bound,
    interval: [selection.low, selection.high],
    direction: findDirection(selection.theta),
    ...common,
  }
}

/**
 * The verdict `unknown` (`stopped`) for a measurement that was aborted, with what the servers had answered by
 * then.
 */
export function buildStoppedVerdict({
  method,
  limits,
  counts,
  sources,
  elapsedSeconds,
}: ClockVerdict): UnknownVerdict {
  const common = { method, limits, counts, sources, elapsedSeconds }
  return { status: 'unknown', reason: 'stopped', certain: false, ...common }
}

/** Rejections that mean that nothing was received. */
const silentCodes: ReadonlySet<RejectCode> = new Set([
  'DNS',
  'IPV6',
  'DUPLICATE',
  'TIMEOUT',
  'UNREACHABLE',
  'LATE',
])

function findUnknownReason(targets: readonly NtpTarget[]): UnknownVerdict['reason'] {
  if (targets.some(({ samples }) => samples.length > 0)) return 'disagreement'
  const codes = targets.flatMap(({ rejection }) => (rejection === undefined ? [] : [rejection.code]))
  if (codes.includes('LOCAL_STEP')) return 'local_step'
  return codes.every((code) => silentCodes.has(code)) ? 'no_response' : 'no_valid_response'
}

function reportServer(
  target: NtpTarget,
  voices: readonly NtpEstimate[],
  counted: readonly NtpEstimate[],
  selection: Selection<NtpEstimate> | undefined,
): SourceReport {
  const { server, at, samples, rejection } = target
  const common = { name: server.host, port: server.port, address: at?.address }
  const voice = voices.find((one) => one.target === target)
  if (voice === undefined) {
    const code = rejection?.code
    return {
      ...common,
      state: findFailureState(code),
      reject: code,
      measured: undefined,
      server: rejection?.server,
    }
  }
  const measured = { offset: voice.theta, delay: voice.delta, rootDistance: voice.lambda }
  return { ...common, ...findSelectionState(voice, counted, selection), measured, server: samples[0]?.server }
}

/** Whether a valid estimate was used, outvoted, or not counted because its operator already counts. */
export function findSelectionState<One extends Estimate>(
  voice: One,
  counted: readonly One[],
  selection: Selection<One> | undefined,
): Pick<SourceReport, 'state' | 'reject'> {
  if (!counted.includes(voice)) return { state: 'rejected', reject: 'OPERATOR' }
  if (selection === undefined) return { state: 'undecided', reject: undefined }
  const state = selection.truechimers.includes(voice) ? 'used' : 'falseticker'
  return { state, reject: undefined }
}

function findFailureState(code: RejectCode | undefined): SourceReport['state'] {
  if (code === 'DNS' || code === 'IPV6') return 'unresolved'
  return code === undefined || code === 'TIMEOUT' || code === 'LATE' ? 'timeout' : 'rejected'
}
