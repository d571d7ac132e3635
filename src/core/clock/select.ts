/**
 * Selects the servers that agree: clock filter, intersection and combination of RFC 5905 (sections 10, 11.2.1
 * and 11.2.3). Without a majority there is no result; it never falls back to a mean or to the nearest server.
 */
import type { Sample } from './sample.ts'

/** One server's estimated offset, delay and error bound, in seconds. */
export interface Estimate {
  /** Offset: reference time minus local time. */
  readonly theta: number
  /** Round-trip delay. */
  readonly delta: number
  /** Root distance including jitter. */
  readonly lambda: number
}

/**
 * Clock filter (RFC 5905, section 10): takes the sample of a server with the smallest delay, and adds the
 * jitter psi, the root mean square of the other samples' distance from it. Undefined without samples.
 */
export function filterSamples(samples: readonly Sample[]): Estimate | undefined {
  const [best, ...others] = [...samples].sort((a, b) => a.delta - b.delta)
  if (best === undefined) return undefined
  const squares = others.reduce((sum, { theta }) => sum + (theta - best.theta) ** 2, 0)
  const psi = others.length === 0 ? 0 : Math.sqrt(squares / others.length)
  return { theta: best.theta, delta: best.delta, lambda: best.lambda + psi }
}

/** Keeps the member with the smallest root distance of each operator, so that an operator counts once. */
export function pickOnePerOperator<Member extends Estimate & { readonly operator: string }>(
  members: readonly Member[],
): readonly Member[] {
  const voices = new Map<string, Member>()
  for (const member of members) {
    const other = voices.get(member.operator)
    if (other === undefined || member.lambda < other.lambda) voices.set(member.operator, member)
  }
  return [...voices.values()]
}

/**
 * The majority's result, in seconds. The true offset is in [low, high] and within theta ± bound if the
 * majority is right.
 */
export interface Selection<Member> {
  readonly truechimers: readonly Member[]
  readonly low: number
  readonly high: number
  readonly theta: number
  readonly bound: number
}

/**
 * Intersection (RFC 5905, section 11.2.1): finds the smallest number f of wrong servers (falsetickers), less
 * than half, that leaves an interval common to all others with at most f midpoints outside. A single member
 * is its own majority.
 *
 * Correct answers over asymmetric paths often fail that rule, because the midpoint of a wide interval lies
 * outside a narrow one. Then the hull of what a majority covers is used, with its wider bound: wrong servers
 * cannot move the true offset out of it. Undefined if no majority overlaps.
 */
export function selectMajority<Member extends Estimate>(
  members: readonly Member[],
): Selection<Member> | undefined {
  const edges = listEdges(members)
  const most = Math.ceil(members.length / 2) - 1
  for (let liars = 0; liars <= most; liars += 1) {
    const common = findCoveredSpan(edges, members.length - liars)
    if (common === undefined) continue
    const { low, high } = common
    const truechimers = members.filter(({ theta }) => theta >= low && theta <= high)
    if (members.length - truechimers.length <= liars) return buildSelection(truechimers, common)
  }
  const hull = members.length === 0 ? undefined : findCoveredSpan(edges, members.length - most)
  if (hull === undefined) return undefined
  const reaching = members.filter(
    ({ theta, lambda }) => theta + lambda >= hull.low && theta - lambda <= hull.high,
  )
  return members.length - reaching.length <= most ? buildSelection(reaching, hull) : undefined
}

interface Span {
  readonly low: number
  readonly high: number
}

/** From the first to the last point that at least `wanted` intervals cover; undefined if there is none. */
function findCoveredSpan(edges: readonly Edge[], wanted: number): Span | undefined {
  const low = findFirstCovered(edges, wanted)
  const high = findFirstCovered([...edges].reverse().map(reverseEdge), wanted)
  return low === undefined || high === undefined || low >= high ? undefined : { low, high }
}

function buildSelection<Member extends Estimate>(
  truechimers: readonly Member[],
  { low, high }: Span,
): Selection<Member> {
  return { truechimers, low, high, ...combine(truechimers, low, high) }
}

/** An end of an interval: +1 for its lower end, −1 for its upper end. */
interface Edge {
  readonly at: number
  readonly turn: 1 | -1
}

const reverseEdge = ({ at, turn }: Edge): Edge => ({ at, turn: turn === 1 ? -1 : 1 })

/** All ends in ascending order; at the same point lower ends come before upper ends. */
function listEdges(members: readonly Estimate[]): readonly Edge[] {
  return members
    .flatMap(({ theta, lambda }): Edge[] => [
      { at: theta - lambda, turn: 1 },
      { at: theta + lambda, turn: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.turn - a.turn)
}

/** The first point, in the order of the edges, that at least `wanted` intervals cover. */
function findFirstCovered(edges: readonly Edge[], wanted: number): number | undefined {
  let covering = 0
  for (const { at, turn } of edges) {
    covering += turn
    if (covering >= wanted) return at
  }
  return undefined
}

/**
 * The mean offset of the truechimers weighted by 1/lambda (RFC 5905, section 11.2.3), and the bound of its
 * error.
 */
function combine(
  truechimers: readonly Estimate[],
  low: number,
  high: number,
): { theta: number; bound: number } {
  const weights = truechimers.reduce((sum, { lambda }) => sum + 1 / lambda, 0)
  const mean = truechimers.reduce((sum, { theta, lambda }) => sum + theta / lambda, 0) / weights
  const theta = Math.min(Math.max(mean, low), high)
  return { theta, bound: Math.max(high - theta, theta - low) }
}
