/** Replies: what a person, a script or a machine says at a stop. */
import type { Did } from './lists.ts'

export type StopReply =
  | { readonly choice: string }
  /** Ids of the ticked items; what is not among them stays unknown, unless the person is sure that these are all. */
  | { readonly ticked: readonly string[]; readonly sure?: true }
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
