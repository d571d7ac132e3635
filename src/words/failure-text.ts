/** A failure in words: what happened, and what to do now. */
export interface Said {
  readonly message: string
  readonly hint?: string
}

/** A name as it can be typed in a shell. */
export const quoted = (name: string): string =>
  /^[\w.@+-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '\\$&')}"`
