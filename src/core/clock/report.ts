/** From what the servers sent to a verdict: one voice for each, the majority, and the report on all of them. */
import type { RejectCode, Rejection, Sample } from './sample.ts'
import { type Estimate, filterSamples, oneEach, type Selection, select } from './select.ts'
import type { Address, ServerName } from './source.ts'
import {
  type ClockVerdict,
  type Common,
  directionOf,
  judge,
  type Limits,
  type Source,
  type Unmeasured,
} from './verdict.ts'

/** A server on its way through the measurement. */
export interface Target {
  readonly server: ServerName
  /** Undefined where it has no address of its own. */
  readonly at: Address | undefined
  readonly operator: string
  readonly samples: Sample[]
  /** Why the last question gave no sample. A server with one is not asked again in this run. */
  rejection: Rejection | undefined
}

/** What a server says, all its samples taken together. */
export interface Voice extends Estimate {
  readonly operator: string
  readonly target: Target
}

export function voicesOf(targets: readonly Target[]): readonly Voice[] {
  return targets.flatMap((target) => {
    const estimate = filterSamples(target.samples)
    return estimate === undefined ? [] : [{ ...estimate, operator: target.operator, target }]
  })
}

/** The majority's verdict, with what became of every server. */
export function decide(targets: readonly Target[], limits: Limits, elapsedSeconds: number): ClockVerdict {
  const voices = voicesOf(targets)
  const counted = oneEach(voices)
  const selection = select(counted)
  return verdictOf(selection, whyUnknown(targets), {
    method: 'ntp',
    limits,
    counts: {
      asked: targets.filter(({ at }) => at !== undefined).length,
      valid: voices.length,
      used: selection?.truechimers.length ?? 0,
    },
    sources: targets.map((target) => sourceOf(target, voices, counted, selection)),
    elapsedSeconds,
  })
}

/** What a selection says about the limits; without one `whyNot` is the reason. */
export function verdictOf(
  selection: Selection<unknown> | undefined,
  whyNot: Unmeasured['reason'],
  common: Common,
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
export function stopped({ method, limits, counts, sources, elapsedSeconds }: ClockVerdict): Unmeasured {
  const common = { method, limits, counts, sources, elapsedSeconds }
  return { status: 'unknown', reason: 'stopped', certain: false, ...common }
}

/** What a server's failure says about why nothing is known. */
const nothingCame: ReadonlySet<RejectCode> = new Set([
  'DNS',
  'IPV6',
  'DUPLICATE',
  'TIMEOUT',
  'UNREACHABLE',
  'LATE',
])

function whyUnknown(targets: readonly Target[]): Unmeasured['reason'] {
  if (targets.some(({ samples }) => samples.length > 0)) return 'disagreement'
  const codes = targets.flatMap(({ rejection }) => (rejection === undefined ? [] : [rejection.code]))
  if (codes.includes('LOCAL_STEP')) return 'local_step'
  return codes.every((code) => nothingCame.has(code)) ? 'no_response' : 'no_valid_response'
}

function sourceOf(
  target: Target,
  voices: readonly Voice[],
  counted: readonly Voice[],
  selection: Selection<Voice> | undefined,
): Source {
  const { server, at, samples, rejection } = target
  const common = { name: server.host, port: server.port, address: at?.address }
  const voice = voices.find((one) => one.target === target)
  if (voice === undefined) {
    const code = rejection?.code
    return { ...common, state: failureOf(code), reject: code, measured: undefined, server: rejection?.server }
  }
  const measured = { offset: voice.theta, delay: voice.delta, rootDistance: voice.lambda }
  return { ...common, ...partOf(voice, counted, selection), measured, server: samples[0]?.server }
}

/** What became of a valid voice. */
export function partOf<One extends Estimate>(
  voice: One,
  counted: readonly One[],
  selection: Selection<One> | undefined,
): Pick<Source, 'state' | 'reject'> {
  if (!counted.includes(voice)) return { state: 'rejected', reject: 'OPERATOR' }
  if (selection === undefined) return { state: 'undecided', reject: undefined }
  const state = selection.truechimers.includes(voice) ? 'used' : 'falseticker'
  return { state, reject: undefined }
}

function failureOf(code: RejectCode | undefined): Source['state'] {
  if (code === 'DNS' || code === 'IPV6') return 'unresolved'
  return code === undefined || code === 'TIMEOUT' || code === 'LATE' ? 'timeout' : 'rejected'
}
