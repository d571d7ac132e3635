/** Replies: what a person, a script or a machine says at a stop. */
import type { Did } from './lists.ts'

export type StopReply =
  | { readonly choice: string }
  /** Ids of the ticked items; what is not among them stays unknown, or is certainly not so with `only`. */
  | { readonly ticked: readonly string[]; readonly only?: true }
  /** None of the items, for sure. */
  | { readonly none: true }
  | { readonly result: string }
  | { readonly did: Did }
  /** Another of the ways than the first. */
  | { readonly take: string }
  /** None of the ways that are left. */
  | { readonly pass: true }
  /** Read, or written down elsewhere. */
  | { readonly seen: true }
