/**
 * Reads the local clocks precisely. `Date.now` is truncated to milliseconds, and `performance.timeOrigin` is
 * off by about one millisecond, so the wall clock is paired with the monotonic one at the moment `Date.now`
 * changes.
 */
import type { ClockReading } from '../core/clock/source.ts'

/** The local wall clock and monotonic clock, read together. */
export interface PairedClock {
  /** Pairs the clocks, unless that was done within the last second. Blocks for a few milliseconds. */
  pair(): void
  /**
   * Both clocks, with the wall time derived from the monotonic one: precise to a fraction of a millisecond.
   */
  readDerived(): ClockReading
  /** Both clocks, each read now: precise to a millisecond, and independent of the pairing. */
  readFresh(): ClockReading
}

/** A wall time and its monotonic time, in milliseconds; `width` is the uncertainty of the pairing. */
interface ClockPair {
  readonly wall: number
  readonly monotonic: number
  readonly width: number
}

/**
 * Milliseconds after which the clocks are paired again, so that adjustments of the wall clock are followed.
 */
const pairingAge = 1000

/** Creates a pair of clocks; the first pairing happens on first use. */
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
 * Watches `Date.now` change to the next millisecond, and keeps the change that was observed most precisely:
 * within 12 ms, or longer if the clock has a coarse resolution or the process is interrupted.
 */
function watchForTick(): ClockPair {
  const start = performance.now()
  let best: ClockPair | undefined
  let since = start
  let wall = Date.now()
  for (;;) {
    // The change is between the previous reading, which came after `since`, and this one, which came before
    // `after`.
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

/**
 * Reads both clocks at one moment: the most precise of a few readings, as the process may be interrupted
 * during one.
 */
function readBoth(): ClockPair {
  let best: ClockPair | undefined
  for (let looks = 0; looks < 10 && (best?.width ?? 1) > 0.1; looks += 1) {
    const before = performance.now()
    // `Date.now` truncates, so half a millisecond is added.
    const wall = Date.now() + 0.5
    const width = performance.now() - before
    if (width < (best?.width ?? Number.POSITIVE_INFINITY))
      best = { wall, monotonic: before + width / 2, width }
  }
  return best ?? { wall: Date.now(), monotonic: performance.now(), width: 1 }
}
