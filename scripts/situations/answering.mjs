/** What a situation's fields answer to the wizard: by rules that name no situation; “I do not know” to all else. */

/** The fields that may answer; `service` is for `--service` alone. */
const fields = ['language', 'symptom_group', 'symptom', 'method', 'account_kind', 'still_has', 'lacks']

/** A field as a list of words; what is no word is not there. */
function wordsOf(value) {
  return [value ?? []].flat().filter((word) => typeof word === 'string')
}

/** What a case tells, by the name of the field. */
export function toldBy(situation) {
  const answers = Object.entries(situation.answers ?? {}).map(([name, value]) => [`answers.${name}`, value])
  const told = fields.map((name) => [name, situation[name]])
  return Object.fromEntries([...told, ...answers].map(([name, value]) => [name, wordsOf(value)]))
}

/** Whether a rule's condition holds. */
function holds(when, told) {
  return [when ?? {}].flat().some((map) =>
    Object.entries(map).every(([field, wanted]) => {
      const words = told[field] ?? []
      if (wanted?.only !== undefined || wanted?.all !== undefined) {
        const { only = words, all = [] } = wanted
        return (
          words.length > 0 &&
          words.every((word) => only.includes(word)) &&
          all.every((word) => words.includes(word))
        )
      }
      return wordsOf(wanted).some((word) => words.includes(word))
    }),
  )
}

/** The answers to a fact, the first that is offered to be taken. */
function answersTo(fact, told, rules) {
  const written = (rules[fact] ?? []).filter(({ when }) => holds(when, told)).map(({ answer }) => answer)
  const named = told[`answers.${fact.replaceAll('-', '_')}`] ?? []
  const has = told.still_has.includes(fact) ? ['yes'] : []
  const lacks = told.lacks.includes(fact) ? ['no'] : []
  return [...written, ...named, ...has, ...lacks]
}

/** Facts that the book asks for and no rule answers; they may still be answered by their name. */
export function factsWithoutRule(book, rules) {
  const asked = Object.values(book.flows).flatMap(({ steps }) =>
    Object.values(steps).flatMap((step) => {
      if (step.kind === 'question') return [step.fact]
      return step.kind === 'tick'
        ? step.items.map((item) => (typeof item === 'string' ? item : (item.fact ?? item.id)))
        : []
    }),
  )
  return [...new Set(asked)].filter((fact) => rules[fact] === undefined).sort()
}

/**
 * The reply to a stop, with whether it is an answer or “I do not know”. A check cannot measure anything. Undefined where
 * a question takes no “I do not know”, and at the end.
 */
export function replyTo(stop, told, rules) {
  switch (stop.kind) {
    case 'question': {
      const offered = (id) => stop.options.some((option) => option.id === id)
      const choice = answersTo(stop.question.fact, told, rules).find(offered)
      if (choice !== undefined) return { reply: { choice }, known: choice !== 'unknown' }
      return offered('unknown') ? { reply: { choice: 'unknown' }, known: false } : undefined
    }
    case 'tick': {
      const given = stop.items.map(({ id, fact = id }) => ({ id, answer: answersTo(fact, told, rules)[0] }))
      if (given.every(({ answer }) => answer === 'no')) return { reply: { none: true }, known: true }
      const ticked = given.filter(({ answer }) => answer === 'yes').map(({ id }) => id)
      return { reply: { ticked }, known: ticked.length > 0 }
    }
    case 'check':
      return { reply: { result: 'unknown' }, known: false }
    case 'collect':
    case 'review':
      return { reply: { seen: true }, known: true }
    case 'remedy':
      // To go on is to skip: what failed would change the order.
      return { reply: { did: 'skipped' }, known: true }
    case 'outcome':
      return undefined
  }
}
