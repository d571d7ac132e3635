/**
 * A search over decades: every step, with every algorithm and period asked for, on as many threads as there are. Two
 * codes in a row tell one step among hundreds of millions; how likely a false hit is stands in docs/search.md.
 */

import { RescueError } from '../errors.ts'
import { searchCosts, searchCounters } from './code-search.ts'
import type { CodeSearch, CounterSearch } from './counter-search.ts'
import { type Algorithm, algorithms } from './parameters.ts'
import type { StepRange } from './steps.ts'

/** What a sweep searches for, and in which time. */
export interface SweepRequest extends Pick<CounterSearch, 'key' | 'codes' | 'form'> {
  /** Unix seconds, both inclusive, from 0 on: the step of the first code begins no later than `to`, and ends after `from`. */
  readonly from: number
  readonly to: number
  readonly parameters: readonly SweepParameters[]
}

/** One way to make codes that a sweep tries. */
export interface SweepParameters {
  readonly algorithm: Algorithm
  /** Seconds. */
  readonly period: number
}

/** A place where the codes fit. */
export interface SweepHit extends SweepParameters {
  /** The step of the first code. */
  readonly counter: number
}

/** How a sweep reports its progress and is stopped. */
export interface SweepHow {
  /** Told from time to time how much is done: 0 to 1, never less than before, 1 at the end. */
  readonly progress?: ((share: number) => void) | undefined
  /** Stops the search at once. */
  readonly signal?: AbortSignal | undefined
}

/** The port: whatever has threads. Blocks nothing. */
export interface Sweep {
  /** All hits, in the order of the parameters, then of time. Throws `cancelled` when it is stopped. */
  run(request: SweepRequest, how?: SweepHow): Promise<readonly SweepHit[]>
}

/** From 1970 to the end of 2100, in Unix seconds: no authenticator's clock is further off. */
export const everyTime = { from: 0, to: Date.UTC(2101, 0) / 1000 - 1 } as const

/** What services use, the usual first. */
export const everyParameter: readonly SweepParameters[] = algorithms.flatMap((algorithm) =>
  [30, 60].map((period) => ({ algorithm, period })),
)

/** One thread: does one search at a time. */
export type Searcher = CodeSearch

/**
 * The thread that calls: for programs without others.
 *
 * @example
 * ```js
 * import { parseSecret, searchOnThisThread } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const search = { key: secret.reveal(), algorithm: 'SHA1', codes: ['287082'], form: 'decimal', from: 0, to: 1000 }
 * console.log(await searchOnThisThread(search)) // [ 1 ]
 * ```
 */
export const searchOnThisThread: Searcher = searchCounters

/**
 * Shares a sweep among searchers: each takes the next piece as soon as it is done with one.
 *
 * @example
 * ```js
 * import { parseSecret, searchOnThisThread, sweepWith } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const hits = await sweepWith([searchOnThisThread], {
 *   key: secret.reveal(),
 *   codes: ['94287082'],
 *   form: 'decimal',
 *   from: 0,
 *   to: 86_400,
 *   parameters: [{ algorithm: 'SHA1', period: 30 }],
 * })
 * console.log(hits.map(({ counter }) => counter)) // [ 1 ]
 * ```
 */
export async function sweepWith(
  searchers: readonly Searcher[],
  request: SweepRequest,
  { progress, signal }: SweepHow = {},
): Promise<readonly SweepHit[]> {
  const pieces = cutPieces(request)
  const whole = pieces.reduce((sum, piece) => sum + estimateCost(piece), 0)
  const found: { readonly algorithm: Algorithm; readonly counter: number }[] = []
  let next = 0
  let done = 0
  let over = false
  const work = async (search: Searcher): Promise<void> => {
    for (let piece = pieces[next]; piece !== undefined && !over && !signal?.aborted; piece = pieces[next]) {
      next += 1
      const { algorithm } = piece
      for (const counter of await search(piece)) found.push({ algorithm, counter })
      done += estimateCost(piece)
      progress?.(done / whole)
    }
  }
  try {
    await untilStopped(Promise.all(searchers.map(work)), signal)
  } finally {
    // Where one of them broke, the others need not go on.
    over = true
  }
  return hitsAmong(found, request)
}

// --- Pieces ---

/** Counters of a piece: a tenth of a second or so, so that no thread waits long for the last one. */
const most = 2 ** 19

/** How many pieces a sweep has: more searchers than that have nothing to do. */
export function pieceCount(request: SweepRequest): number {
  return cutPieces(request).length
}

function estimateCost({ algorithm, from, to }: CounterSearch): number {
  return searchCosts[algorithm] * (to - from + 1)
}

/**
 * Periods only tell which time a counter stands for, so those of an algorithm share its counters: the steps of 60 s
 * are among those of 30 s, and nothing is tried twice.
 */
function cutPieces(request: SweepRequest): readonly CounterSearch[] {
  const { key, codes, form, parameters } = request
  const used = [...new Set(parameters.map(({ algorithm }) => algorithm))]
  return used.flatMap((algorithm) => {
    const ranges = parameters
      .filter((one) => one.algorithm === algorithm)
      .map((one) => findCounterRange(one, request))
    return joinRanges(ranges)
      .flatMap(cut)
      .map((range) => ({ key, codes, form, algorithm, ...range }))
  })
}

function findCounterRange({ period }: SweepParameters, { from, to }: SweepRequest): StepRange {
  return { from: Math.floor(from / period), to: Math.floor(to / period) }
}

/** The same counters, each once. */
function joinRanges(ranges: readonly StepRange[]): readonly StepRange[] {
  const result: StepRange[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last === undefined || range.from > last.to + 1) result.push(range)
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return result
}

function cut({ from, to }: StepRange): readonly StepRange[] {
  return Array.from({ length: Math.ceil((to - from + 1) / most) }, (_, index) => {
    const start = from + index * most
    return { from: start, to: Math.min(to, start + most - 1) }
  })
}

// --- Hits ---

/** What a counter means with each of the parameters whose time it falls into. */
function hitsAmong(
  found: readonly { readonly algorithm: Algorithm; readonly counter: number }[],
  request: SweepRequest,
): readonly SweepHit[] {
  return request.parameters.flatMap((parameters) => {
    const { from, to } = findCounterRange(parameters, request)
    return found
      .filter(
        ({ algorithm, counter }) => algorithm === parameters.algorithm && counter >= from && counter <= to,
      )
      .map(({ counter }) => ({ ...parameters, counter }))
      .sort((a, b) => a.counter - b.counter)
  })
}

/** Settles with the work, or throws `cancelled` as soon as the signal comes. */
async function untilStopped(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  let stop = (): void => {}
  const stopped = new Promise<never>((_, fail) => {
    stop = () => fail(new RescueError({ code: 'cancelled' }))
  })
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  try {
    await Promise.race([stopped, work])
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
