/** From what the servers sent to a verdict: one voice for each, the majority, and the report on all of them. */
import type { RejectCode, Rejection, Sample } from './sample.ts'
import { type Estimate, filterSamples, oneEach, type Selection, select } from './select.ts'
import type { Address, ServerName } from './source.ts'
import {
  type ClockVerdict,
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
  const common = {
    limits,
    counts: {
      asked: targets.filter(({ at }) => at !== undefined).length,
      valid: voices.length,
      used: selection?.truechimers.length ?? 0,
    },
    sources: targets.map((target) => sourceOf(target, voices, counted, selection)),
    elapsedSeconds,
  }
  if (selection === undefined) {
    return { status: 'unknown', reason: whyUnknown(targets), certain: false, ...common }
  }
  const { status, certain } = judge(selection, limits)
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

/** What a server's failure says about why nothing is known. */
const nothingCame: ReadonlySet<RejectCode> = new Set(['DNS', 'DUPLICATE', 'TIMEOUT', 'UNREACHABLE', 'LATE'])

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
  const counts = counted.includes(voice)
  return {
    ...common,
    state: counts ? partOf(voice, selection) : 'rejected',
    reject: counts ? undefined : 'OPERATOR',
    measured,
    server: samples[0]?.server,
  }
}

function partOf(voice: Voice, selection: Selection<Voice> | undefined): Source['state'] {
  if (selection === undefined) return 'undecided'
  return selection.truechimers.includes(voice) ? 'used' : 'falseticker'
}

function failureOf(code: RejectCode | undefined): Source['state'] {
  if (code === 'DNS') return 'unresolved'
  return code === undefined || code === 'TIMEOUT' || code === 'LATE' ? 'timeout' : 'rejected'
}
