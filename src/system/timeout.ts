/** Time limits for work that cannot be cancelled. */
import type { WaitLimit } from '../core/clock/source.ts'

/**
 * The work's value, or `late` when the time is up or the signal aborts. Keeps the process alive until then,
 * not longer.
 */
export function withTimeout<Value, Late>(
  { timeoutSeconds, signal }: WaitLimit,
  late: Late,
  work: Promise<Value>,
): Promise<Value | Late> {
  return new Promise((settle, fail) => {
    const clear = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
    }
    const end = () => {
      clear()
      settle(late)
    }
    const timer = setTimeout(end, toMilliseconds(timeoutSeconds))
    signal?.addEventListener('abort', end, { once: true })
    work.finally(clear).then(settle, fail)
  })
}

/** Seconds as a timer's milliseconds, clamped: Node fires timers of more than 24 days at once. */
export const toMilliseconds = (seconds: number): number => Math.min(Math.max(seconds * 1000, 1), 2 ** 31 - 1)

/** The code of a system error, such as ECONNREFUSED; undefined if it has none. */
export const readErrorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
