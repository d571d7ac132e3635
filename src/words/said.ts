/** A failure in words: what happened, and what to do now. */
export interface Said {
  readonly message: string
  readonly hint?: string
}
