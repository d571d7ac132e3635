/**
 * What the parts of the library share: failures. The parts are `2fa-rescue/flow`, `/clock`, `/totp` and `/backup`.
 * Values in, values out: nothing in them prints, asks or opens anything by itself, except the adapters of `/clock`.
 *
 * @module
 */
export { type ErrorCode, type Fault, type Flaw, type Problem, RescueError } from './errors.ts'
export { Secret } from './secret.ts'
