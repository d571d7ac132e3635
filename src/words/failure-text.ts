/** The text of a failure: what happened, and what to do about it. */
export interface FailureText {
  readonly message: string
  readonly hint?: string
}

/** A name as it must be typed in a POSIX shell; quoted only if necessary. */
export const quoteForShell = (name: string): string =>
  /^[\w.@+-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '\\$&')}"`
