/** From what the servers sent to a verdict: one voice for each, the majority, and the report on all of them. */
import type { RejectCode, Rejection, Sample } from './sample.ts'
import { type Estimate, filterSamples, pickOnePerOperator, type Selection, selectMajority } from './select.ts'
import type { ServerAddress, ServerName } from './source.ts'
import {
  type ClockVerdict,
  directionOf,
  judge,
  type Limits,
  type SourceReport,
  type UnknownVerdict,
  type VerdictCommon,
} from './verdict.ts'

/** A server on its way through the measurement. */
export interface NtpTarget {
  readonly server: ServerName
  /** Undefined where it has no address of its own. */
  readonly at: ServerAddress | undefined
  readonly operator: string
  readonly samples: Sample[]
  /** Why the last question gave no sample. A server with one is not asked again in this run. */
  rejection: Rejection | undefined
}

/** What a server says, all its samples taken together. */
export interface NtpEstimate extends Estimate {
  readonly operator: string
  readonly target: NtpTarget
}

export function estimateOffsets(targets: readonly NtpTarget[]): readonly NtpEstimate[] {
  return targets.flatMap((target) => {
    const estimate = filterSamples(target.samples)
    return estimate === undefined ? [] : [{ ...estimate, operator: target.operator, target }]
  })
}

/** The majority's verdict, with what became of every server. */
export function buildNtpVerdict(
  targets: readonly NtpTarget[],
  limits: Limits,
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

/** What a selection says about the limits; without one `whyNot` is the reason. */
export function buildVerdict(
  selection: Selection<unknown> | undefined,
  whyNot: UnknownVerdict['reason'],
  common: VerdictCommon,
): ClockVerdict {
  if (selection === undefined) return { status: 'unknown', reason: whyNot, certain: false, ...common }
  const { status, certain } = judge(selection, common.limits)
  return {
    status,
    reason: status === 'ok' ? 'within_limit' : 'skewed',
    certain,
    offset: selection.theta,
    uncertainty: selection.bound,
    interval: [selection.low, selection.high],
    direction: directionOf(selection.theta),
    ...common,
  }
}

/** The verdict of a measurement that was given up. */
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

/** What a server's failure says about why nothing is known. */
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

/** What became of a valid voice. */
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
