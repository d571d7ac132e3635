/**
 * The local clocks, read closely: `Date.now` is cut to milliseconds, and `performance.timeOrigin` is off by about one, so
 * the wall clock is tied to the monotonic one where it turns.
 */
import type { ClockReading } from '../core/clock/source.ts'

export interface PairedClock {
  /** Ties the wall clock to the monotonic one, unless that was just done. Blocks for a few milliseconds. */
  pair(): void
  /** Both, the wall time following from the monotonic one: exact to a small part of a millisecond. */
  readDerived(): ClockReading
  /** Both, the wall clock read anew: exact to a millisecond, and able to contradict `derived`. */
  readFresh(): ClockReading
}

/** A wall time and the monotonic time at which it was, in milliseconds; `width` is how closely that is known. */
interface ClockPair {
  readonly wall: number
  readonly monotonic: number
  readonly width: number
}

/** Milliseconds after which the two clocks are tied anew, so that no adjustment in between counts. */
const pairingAge = 1000

export function createPairedClock(): PairedClock {
  let pair: ClockPair | undefined
  const current = () => {
    pair ??= watchForTick()
    return pair
  }
  return {
    pair: () => {
      if (performance.now() - current().monotonic > pairingAge) pair = watchForTick()
    },
    readDerived: () => {
      const { wall, monotonic } = current()
      const now = performance.now()
      return { wall: (wall + now - monotonic) / 1000, monotonic: now / 1000 }
    },
    readFresh: () => {
      const now = performance.now()
      const { wall, monotonic } = readBoth()
      return { wall: (wall + now - monotonic) / 1000, monotonic: now / 1000 }
    },
  }
}

/**
 * Watches `Date.now` turn to its next millisecond, and keeps the turn that was seen most closely: of those within 12 ms,
 * or longer where the clock ticks coarsely or the system takes the processor away.
 */
function watchForTick(): ClockPair {
  const start = performance.now()
  let best: ClockPair | undefined
  let since = start
  let wall = Date.now()
  for (;;) {
    // The turn lies between the last look, which came after `since`, and this one, which comes before `after`.
    const before = performance.now()
    const next = Date.now()
    const after = performance.now()
    const width = after - since
    if (next !== wall && width < (best?.width ?? Number.POSITIVE_INFINITY)) {
      best = { wall: next, monotonic: since + width / 2, width }
    }
    const enough =
      best === undefined || best.width > 2 ? 300 : best.width > 0.5 ? 60 : best.width > 0.005 ? 12 : 0
    if (after - start > enough) return best ?? readBoth()
    wall = next
    since = before
  }
}

/** Both clocks at one moment: the closest of a few looks, as the processor may be taken away in the middle of one. */
function readBoth(): ClockPair {
  let best: ClockPair | undefined
  for (let looks = 0; looks < 10 && (best?.width ?? 1) > 0.1; looks += 1) {
    const before = performance.now()
    // Half a millisecond for what `Date.now` cuts off.
    const wall = Date.now() + 0.5
    const width = performance.now() - before
    if (width < (best?.width ?? Number.POSITIVE_INFINITY))
      best = { wall, monotonic: before + width / 2, width }
  }
  return best ?? { wall: Date.now(), monotonic: performance.now(), width: 1 }
}
