/**
 * Who tells the time, and who does not: the clock filter, the intersection and the combination of RFC 5905 (sections
 * 10, 11.2.1 and 11.2.3). Nothing here falls back to a mean or to the nearest: no majority, no answer.
 */
import type { Sample } from './sample.ts'

/** What one server's samples come to. Seconds. */
export interface Estimate {
  readonly theta: number
  readonly delta: number
  /** Root distance with jitter. */
  readonly lambda: number
}

/**
 * Clock filter: of several samples of one server the one with the smallest delay, widened by the jitter psi, the
 * root mean square of the others' distance from it. Undefined without samples.
 */
export function filterSamples(samples: readonly Sample[]): Estimate | undefined {
  const [best, ...others] = [...samples].sort((a, b) => a.delta - b.delta)
  if (best === undefined) return undefined
  const squares = others.reduce((sum, { theta }) => sum + (theta - best.theta) ** 2, 0)
  const psi = others.length === 0 ? 0 : Math.sqrt(squares / others.length)
  return { theta: best.theta, delta: best.delta, lambda: best.lambda + psi }
}

/** The member of each operator with the smallest root distance: one operator, one voice. */
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

/** What a majority agrees on. The true offset lies in [low, high] and within theta ± bound, unless the majority lies. */
export interface Selection<Member> {
  readonly truechimers: readonly Member[]
  readonly low: number
  readonly high: number
  readonly theta: number
  readonly bound: number
}

/**
 * Intersection: the smallest number f of liars, less than half, that leaves an interval common to all others with at
 * most f midpoints outside (RFC 5905, section 11.2.1). One member alone is its own majority.
 *
 * Honest answers over paths of unequal length often fail that rule, since the middle of a wide interval lies outside a narrow one.
 * Then the hull of what a majority covers is taken: whoever lies within the majority cannot move the truth out of it. Undefined
 * where no majority shares anything: undecided.
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

/** From the first to the last point that so many intervals cover; undefined where there is no such span. */
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

/** An end of an interval: +1 where it is entered, −1 where it is left. */
interface Edge {
  readonly at: number
  readonly turn: 1 | -1
}

const reverseEdge = ({ at, turn }: Edge): Edge => ({ at, turn: turn === 1 ? -1 : 1 })

/** All ends from low to high; at one point intervals are entered before others are left. */
function listEdges(members: readonly Estimate[]): readonly Edge[] {
  return members
    .flatMap(({ theta, lambda }): Edge[] => [
      { at: theta - lambda, turn: 1 },
      { at: theta + lambda, turn: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.turn - a.turn)
}

/** The first point, in the order of the edges, that so many intervals cover. */
function findFirstCovered(edges: readonly Edge[], wanted: number): number | undefined {
  let covering = 0
  for (const { at, turn } of edges) {
    covering += turn
    if (covering >= wanted) return at
  }
  return undefined
}

/** The truechimers' mean, each weighed by how sure it is, and how far from it the truth may lie. */
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
