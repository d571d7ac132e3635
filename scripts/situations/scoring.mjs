/**
 * The score of a walk. Hit: the first remedy is one of the first two that the case names, none that it forbids is shown
 * anywhere, and at most four questions were asked. Half: one of those two is among the first three shown. Miss: else.
 */
import { own } from '../../dist/core.js'

const mostQuestions = 4

const listOf = (value) => [value ?? []].flat()

/** Whether a remedy is the one meant, or a special case of it; never the other way round. */
function meets(book, shown, wanted) {
  return shown === wanted || own(book.remedies, shown)?.general === wanted
}

/** Remedies that say of themselves that they are a special case, with what they are a case of. */
export function specialCases(book) {
  return Object.entries(book.remedies).flatMap(([id, { general }]) =>
    general === undefined ? [] : [[id, general]],
  )
}

/** Compares what was seen with what the case wants. */
export function scored(book, situation, seen) {
  const wanted = listOf(situation.remedies)
    .slice(0, 2)
    .map((each) => each?.remedy ?? each)
  const right = (id) => wanted.some((remedy) => meets(book, id, remedy))
  const forbids = listOf(situation.forbids)
  const warn = listOf(situation.warn)
  const forbidden = seen.remedies.filter((id) => forbids.some((remedy) => meets(book, id, remedy)))
  const [first] = seen.remedies
  const deadEnd = seen.stuck ?? (first === undefined ? 'no remedy' : undefined)
  const near = deadEnd === undefined && seen.remedies.slice(0, 3).some(right)
  const hit = near && right(first) && forbidden.length === 0 && seen.questions.length <= mostQuestions
  return {
    id: String(situation.id),
    group: situation.symptom_group ?? null,
    verdict: hit ? 'hit' : near ? 'half' : 'miss',
    service: seen.service ?? null,
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
    forbidden: sum(({ forbidden }) => forbidden.length),
    warned: sum(({ warned }) => warned.length),
    warnable: sum(({ warned, unwarned }) => warned.length + unwarned.length),
    warningsMax: most(({ warnings }) => warnings.length),
    questionsMean: cases.length === 0 ? 0 : Number((sum(asked) / cases.length).toFixed(2)),
    questionsMax: most(asked),
    deadEnds: count(({ deadEnd }) => deadEnd !== null),
  }
}
