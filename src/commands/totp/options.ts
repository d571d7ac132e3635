/** Values of options, read or refused. */
import { RescueError } from '../../core/errors.ts'
import { readTime } from '../../core/totp/time.ts'
import type { Host } from '../../host/machine.ts'

export function refuse(name: string, allowed: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name, allowed } })
}

export function exclude(name: string, other: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'excluded', name, other } })
}

/** Unix seconds of `--at`, or undefined where it is not given. Throws `misused`. */
export function timeOf(at: string | undefined, { words }: Host): number | undefined {
  if (at === undefined) return undefined
  return readTime(at) ?? refuse('--at', words.totp.allowed.time)
}

/** This computer's time in Unix seconds. */
export const secondsOf = (time: Date): number => time.getTime() / 1000
