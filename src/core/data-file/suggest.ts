/** Names that were probably meant. */

/** The known names that the fewest slips of the finger make of this one, if they are few. */
export function namesNear(name: string, known: Iterable<string>): readonly string[] {
  const most = Math.max(1, Math.floor(name.length / 3))
  const rated = [...new Set(known)].map((each) => ({ each, slips: slipsBetween(name, each) }))
  const least = Math.min(most, ...rated.map(({ slips }) => slips))
  return rated.filter(({ slips }) => slips === least).map(({ each }) => each)
}

/** Letters added, left out, replaced, or two beside each other exchanged (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
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
    twoBefore = before
    before = row
  }
  return before[b.length] ?? 0
}
