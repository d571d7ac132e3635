/** Drives the wizard's core through one situation, from the first question to the end of the last plan. */
import { advance, begin, findCard, neversOf, own, stepOf, warningsOf } from '../../dist/core.js'
import { replyTo, toldBy } from './answering.mjs'

/** What `--service` would make of the case's service: a card, unless it is for another kind of account. */
export function serviceOf(book, { service, account_kind: kind }) {
  if (typeof service !== 'string') return undefined
  const bare = service.replace(/\s*[(（].*$/u, '')
  const id = findCard(book, 'service', service) ?? findCard(book, 'service', bare)
  const account = id === undefined ? undefined : own(book.cards.service, id)?.facts?.account?.is
  return account === undefined || account === kind ? id : undefined
}

/**
 * The whole walk of somebody whom nothing helps: questions and warnings up to the first remedy, and every remedy to the
 * end. `stuck` names a question that takes no “I do not know” and has no answer.
 */
export function drive(book, situation, rules) {
  const told = toldBy(situation)
  const service = serviceOf(book, situation)
  const seen = { service, questions: [], warnings: undefined, remedies: [], stuck: undefined }
  let walk = begin('diagnose', service === undefined ? {} : { service })
  for (;;) {
    const stop = stepOf(book, walk)
    if (stop.kind === 'remedy') {
      seen.warnings ??= neversOf(book, warningsOf(book, walk))
      seen.remedies.push(stop.id)
    }
    const answered = replyTo(stop, told, rules)
    if (answered === undefined) {
      if (stop.kind !== 'outcome') seen.stuck = `${stop.flow}/${stop.step}`
      return { ...seen, warnings: seen.warnings ?? neversOf(book, warningsOf(book, walk)) }
    }
    if ((stop.kind === 'question' || stop.kind === 'tick') && seen.remedies.length === 0) {
      seen.questions.push({
        step: `${stop.flow}/${stop.step}`,
        answer: Object.values(answered.reply)[0],
        known: answered.known,
      })
    }
    walk = advance(book, walk, answered.reply)
  }
}
