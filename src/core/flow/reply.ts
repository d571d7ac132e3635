import type { Did } from './lists.ts'

/** What a person, a script or a machine replies to a stop. */
export type StopReply =
  /** The choice, and the name that the person typed where no card has it. */
  | { readonly choice: string; readonly named?: string }
  /** Ids of the ticked items. What is not among them stays unknown, or is certainly not so with `only`. */
  | { readonly ticked: readonly string[]; readonly only?: true }
  /** None of the items, for sure. */
  | { readonly none: true }
  | { readonly result: string }
  | { readonly did: Did }
  /** Another of the ways than the first. */
  | { readonly take: string }
  /** None of the ways that are left. */
  | { readonly pass: true }
  /** Read, or written down elsewhere; where a way is waited for, to try another meanwhile. */
  | { readonly seen: true }
