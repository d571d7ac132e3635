/** Work with an end: by time, or by a signal. */
import type { WaitLimit } from '../core/clock/source.ts'

/** The work's value, or `late` when time is up or the signal comes. Keeps the program alive until then, not longer. */
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

/** A longer timer than 24 days would fire at once. */
export const toMilliseconds = (seconds: number): number => Math.min(Math.max(seconds * 1000, 1), 2 ** 31 - 1)

/** The system's short name of what went wrong, such as ECONNREFUSED. */
export const readErrorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
