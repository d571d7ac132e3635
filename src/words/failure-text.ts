/** The text of a failure: what happened, and what to do about it. */
export interface FailureText {
  readonly message: string
  readonly hint?: string
}

/** A name as it must be typed in a POSIX shell; quoted only if necessary. */
export const quoteForShell = (name: string): string =>
  /^[\w.@+-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '\\$&')}"`

/** A limit in bytes, in the unit that makes it short. */
export const formatLimit = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${Math.floor(bytes / 1024 / 1024)} MiB`
