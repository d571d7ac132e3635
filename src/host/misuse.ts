/** Refusals of what was typed: each throws `misused`, which ends the program with 2. */
import { RescueError } from '../core/errors.ts'

/** Refuses a value of an option or argument; `allowed` says in words what would do. */
export function refuseValue(name: string, allowed: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name, allowed } })
}

/** Refuses two things that cannot be given together. */
export function refuseTogether(name: string, other: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'excluded', name, other } })
}

/** Refuses a call that lacks an argument. */
export function refuseMissing(name: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'missing-argument', name } })
}
