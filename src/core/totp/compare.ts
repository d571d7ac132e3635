/**
 * Two entries that should be the same, without their secret: what their codes say when they are read off side by side,
 * some steps one after the other.
 */

/** What one look at both entries showed. */
export interface CodePair {
  readonly first: string
  readonly second: string
}

export type Comparison =
  /** They show the same: the copy is good, and their clocks agree. */
  | { readonly kind: 'same' }
  /** The same digits, but so many more of them on one side: the entries differ in the length of their codes. */
  | { readonly kind: 'other-length'; readonly first: number; readonly second: number }
  /** The same codes at other times: `steps` above zero where the second entry is ahead. */
  | { readonly kind: 'shifted'; readonly steps: number }
  /** Nothing in common so far: one more look may show a shift. */
  | { readonly kind: 'unlike' }

/** The looks lie one step apart, or a few where the person missed some. */
export function compareCodes(looks: readonly CodePair[]): Comparison {
  if (looks.some(({ first, second }) => first === second)) return { kind: 'same' }
  const longer = looks.find(({ first, second }) => first.endsWith(second) || second.endsWith(first))
  if (longer !== undefined)
    return { kind: 'other-length', first: longer.first.length, second: longer.second.length }
  for (const [at, { second }] of looks.entries()) {
    const seen = looks.findIndex(({ first }) => first === second)
    if (seen !== -1) return { kind: 'shifted', steps: seen - at }
  }
  return { kind: 'unlike' }
}
