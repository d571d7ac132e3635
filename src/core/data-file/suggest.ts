/** “Did you mean …?”: the known names that are closest to a mistyped one. */

/** A longer name is no slip of the finger; nothing is suggested for it. */
const longestName = 64

/** So many candidates are compared at most, so that a large file of mistakes does not take longer than it deserves. */
const mostCandidates = 500

/** The known names closest to this one, several where they are equally close; none where it is not close to any. */
export function suggestNames(name: string, known: Iterable<string>): readonly string[] {
  if (name.length > longestName) return []
  let least = Math.max(1, Math.floor(name.length / 3))
  let nearest: string[] = []
  for (const candidate of candidatesFor(name, known, least)) {
    const edits = countEdits(name, candidate, least)
    if (edits > least) continue
    if (edits < least) nearest = []
    least = edits
    nearest.push(candidate)
  }
  return nearest
}

/** The names that could be close by their length, each once. */
function* candidatesFor(name: string, known: Iterable<string>, most: number): Generator<string> {
  const seen = new Set<string>()
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > most || seen.has(candidate)) continue
    seen.add(candidate)
    yield candidate
    if (seen.size === mostCandidates) return
  }
}

/**
 * The number of letters added, left out, replaced, or exchanged with their neighbour (optimal string alignment
 * distance); some number above `most` where it is more than that.
 */
function countEdits(a: string, b: string, most: number): number {
  let twoBefore: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const exchanged =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (twoBefore[j - 2] ?? Number.POSITIVE_INFINITY) + 1
          : replaced
      row.push(Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, exchanged))
    }
    if (Math.min(...row, ...before) > most) return most + 1
    twoBefore = before
    before = row
  }
  return before[b.length] ?? 0
}
