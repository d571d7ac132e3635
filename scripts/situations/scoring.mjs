/**
 * The score of a walk. Hit: the first remedy is one of the first two that the case names, none that it forbids is shown
 * anywhere, and at most four questions were asked. Half: one of those two is among the first three shown. Miss: else.
 */
const mostQuestions = 4

const listOf = (value) => [value ?? []].flat()

/** Whether a remedy is the one meant, or a special case of it; never the other way round. */
function meets(book, shown, wanted) {
  return shown === wanted || book.remedies[shown]?.general === wanted
}

/** Remedies that say of themselves that they are a special case, with what they are a case of. */
export function specialCases(book) {
  return Object.entries(book.remedies).flatMap(([id, { general }]) =>
    general === undefined ? [] : [[id, general]],
  )
}

/** Remedies a case asks for, best first; the first two count. */
const wantedBy = (situation) => listOf(situation.remedies).map((each) => each?.remedy ?? each)

/** Compares what was seen with what the case wants. `atHand` maps what a person may have to the remedy that uses it. */
export function scored(book, situation, seen, atHand = {}) {
  const wanted = wantedBy(situation).slice(0, 2)
  const right = (id) => wanted.some((remedy) => meets(book, id, remedy))
  const forbids = listOf(situation.forbids)
  const warn = listOf(situation.warn)
  const forbidden = seen.remedies.filter((id) => forbids.some((remedy) => meets(book, id, remedy)))
  const [first] = seen.remedies
  const three = seen.remedies.slice(0, 3)
  const deadEnd = seen.stuck ?? (first === undefined ? 'no remedy' : undefined)
  const near = deadEnd === undefined && three.some(right)
  const hit = near && right(first) && forbidden.length === 0 && seen.questions.length <= mostQuestions
  const usedBy = (told) => listOf(told).flatMap((thing) => atHand[thing] ?? [])
  const has = usedBy(situation.still_has)
  return {
    id: String(situation.id),
    group: situation.symptom_group ?? null,
    basis: situation.remedy_basis ?? null,
    verdict: hit ? 'hit' : near ? 'half' : 'miss',
    firstRight: deadEnd === undefined && right(first),
    withinFive: deadEnd === undefined && seen.remedies.slice(0, 5).some(right),
    // Where a person told what they still have: whether a way that uses it is among the first three.
    toldYes: has.length === 0 ? null : three.some((id) => has.some((way) => meets(book, id, way))),
    toldNo: three.filter((id) => usedBy(situation.lacks).some((way) => meets(book, id, way))),
    service: seen.service ?? null,
    plan: seen.plan ?? null,
    questions: seen.questions.map(({ step, answer }) => ({ step, answer })),
    doNotKnow: seen.questions.filter(({ known }) => !known).length,
    warnings: seen.warnings,
    remedies: seen.remedies,
    wanted,
    forbidden,
    warned: warn.filter((never) => seen.warnings.includes(never)),
    unwarned: warn.filter((never) => !seen.warnings.includes(never)),
    deadEnd: deadEnd ?? null,
  }
}

/** The figures over all cases. */
export function totalsOf(cases) {
  const count = (holds) => cases.filter(holds).length
  const sum = (figure) => cases.reduce((total, each) => total + figure(each), 0)
  const most = (figure) => cases.reduce((greatest, each) => Math.max(greatest, figure(each)), 0)
  const asked = ({ questions }) => questions.length
  return {
    cases: cases.length,
    hit: count(({ verdict }) => verdict === 'hit'),
    half: count(({ verdict }) => verdict === 'half'),
    miss: count(({ verdict }) => verdict === 'miss'),
    firstRight: count(({ firstRight }) => firstRight),
    withinFive: count(({ withinFive }) => withinFive),
    forbidden: sum(({ forbidden }) => forbidden.length),
    warned: sum(({ warned }) => warned.length),
    warnable: sum(({ warned, unwarned }) => warned.length + unwarned.length),
    warningsMax: most(({ warnings }) => warnings.length),
    toldYes: count(({ toldYes }) => toldYes === true),
    toldYesOf: count(({ toldYes }) => toldYes !== null),
    toldNo: sum(({ toldNo }) => toldNo.length),
    questionsMean: cases.length === 0 ? 0 : Number((sum(asked) / cases.length).toFixed(2)),
    questionsMax: most(asked),
    deadEnds: count(({ deadEnd }) => deadEnd !== null),
  }
}

/** Wilson's 95 % interval of a share, as two shares. */
export function interval(number, of) {
  if (of === 0) return [0, 1]
  const z = 1.96
  const share = number / of
  const middle = share + (z * z) / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [middle - reach, middle + reach].map((bound) => bound / (1 + (z * z) / of))
}

/**
 * How well the first plans generalise. For each case the other cases say which remedies are wanted: those that end in the
 * same first plan, then those of the same flow, then all. The share whose first guess is right is what to expect of
 * people nobody has seen; where it is far below the share of hits, the orders were fitted to single cases.
 */
export function leaveOneOut(book, cases) {
  const flowOf = ({ plan }) => plan?.split('/')[0]
  const guess = (one) => {
    const votes = new Map()
    for (const other of cases) {
      if (other === one) continue
      const weight = other.plan === one.plan ? 1e6 : flowOf(other) === flowOf(one) ? 1e3 : 1
      other.wanted.forEach((id, place) => {
        votes.set(id, (votes.get(id) ?? 0) + weight / (1 + place))
      })
    }
    return [...votes].sort((a, b) => b[1] - a[1]).map(([id]) => id)
  }
  const right = (one, guesses) => guesses.some((id) => one.wanted.some((wanted) => meets(book, id, wanted)))
  const guessed = cases.map((one) => [one, guess(one)])
  return {
    first: guessed.filter(([one, ids]) => right(one, ids.slice(0, 1))).length,
    three: guessed.filter(([one, ids]) => right(one, ids.slice(0, 3))).length,
  }
}

/** Hits by a property of the cases, the most frequent value first. */
export function hitsBy(cases, property) {
  const groups = new Map()
  for (const each of cases) {
    const key = each[property] ?? '-'
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups]
    .map(([name, members]) => ({
      name,
      cases: members.length,
      hit: members.filter(({ verdict }) => verdict === 'hit').length,
      firstRight: members.filter(({ firstRight }) => firstRight).length,
    }))
    .sort((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1))
}
