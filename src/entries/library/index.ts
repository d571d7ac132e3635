/**
 * What the parts of the library share: failures, and secrets that do not print.
 *
 * Values in, values out: nothing in the library prints, asks or opens anything by itself, except the network sources
 * of `2fa-rescue/clock`.
 *
 * @module 2fa-rescue
 */
export {
  type ErrorCode,
  type Fault,
  type Flaw,
  type Place,
  type Problem,
  RescueError,
} from '../../core/errors.ts'
export { Secret } from '../../core/secret.ts'
