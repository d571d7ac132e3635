/** Drives the wizard's core through one situation, from the first question to the end of the last plan. */
import { answer, begin, factsNamed, listNevers, stand } from '../../dist/library/flow.js'
import { replyTo, toldBy } from './answering.mjs'

/** What `--service` would make known: a card, unless it is for another kind of account. */
export function knownBy(book, { service, language, account_kind: kind }) {
  if (typeof service !== 'string') return {}
  const bare = service.replace(/\s*[(（].*$/u, '')
  const known = factsNamed(book, service, language) ?? factsNamed(book, bare, language) ?? {}
  const card = known.service === undefined ? undefined : book.cards.service[known.service]
  const account = card?.facts?.account?.is
  return account === undefined || account === kind ? known : {}
}

/**
 * The whole walk of somebody whom nothing helps: questions and warnings up to the first remedy, and every remedy to the
 * end. `stuck` names a question that takes no “I do not know” and has no answer.
 */
export function drive(book, situation, rules) {
  const told = toldBy(situation)
  const known = knownBy(book, situation)
  const seen = {
    service: known.server ?? known.service ?? known.app,
    questions: [],
    warnings: undefined,
    /** The plan whose remedy comes first. */
    plan: undefined,
    remedies: [],
    stuck: undefined,
  }
  let position = stand(book, begin('diagnose', known))
  for (;;) {
    const { stop, warnings } = position
    if (stop.kind === 'remedy') {
      seen.warnings ??= listNevers(book, warnings)
      seen.plan ??= `${stop.flow}/${stop.step}`
      seen.remedies.push(stop.id)
    }
    const answered = replyTo(stop, told, rules)
    if (answered === undefined) {
      if (stop.kind !== 'outcome') seen.stuck = `${stop.flow}/${stop.step}`
      return { ...seen, warnings: seen.warnings ?? listNevers(book, warnings) }
    }
    if ((stop.kind === 'question' || stop.kind === 'tick') && seen.remedies.length === 0) {
      seen.questions.push({
        step: `${stop.flow}/${stop.step}`,
        answer: Object.values(answered.reply)[0],
        known: answered.known,
      })
    }
    position = answer(position, answered.reply)
  }
}
