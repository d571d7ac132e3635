/** Rules about one flow: its steps, their targets, choices and results. */
import { type Book, own } from '../book.ts'
import { listCards } from '../facts.ts'
import { type Lead, listLeads, listTargets, type Path, reachable } from '../graph.ts'
import { checkResults } from '../lists.ts'
import type { CardChoices, Check, Collect, Flow, Question, Step, Tick } from '../types.ts'
import {
  type Checking,
  checkLinks,
  checkNames,
  checkRemedyName,
  checkRepeated,
  type Report,
} from './checking.ts'

/** Checks everything in a flow but its conditions, texts and circles. */
export function checkFlow(checking: Checking, flow: Flow, report: Report): void {
  const { book, unread, suggest } = checking
  checkNames(checking, flow, [], report)
  if (own(flow.steps, flow.start) === undefined) {
    const near = suggest(flow.start, Object.keys(flow.steps))
    report(['start'], { kind: 'missing-target', target: flow.start, near })
  }
  const met = reachable(flow)
  for (const [name, step] of Object.entries(flow.steps)) {
    const path: Path = ['steps', name]
    if (!met.has(name)) report(path, { kind: 'never-met', step: name }, 'key')
    if (own(book.flows, name) !== undefined || unread.flows.has(name))
      report(path, { kind: 'ambiguous-target', target: name }, 'key')
    if (step.kind !== 'goto') checkNames(checking, step, path, report)
    checkStep(checking, step, path, report)
    for (const lead of listLeads(step)) checkLead(checking, flow, lead, path, report)
  }
}

function checkStep(checking: Checking, step: Step, path: Path, report: Report): void {
  switch (step.kind) {
    case 'question':
      checkQuestion(checking, step, path, report)
      return
    case 'tick':
      checkItems(checking, step, [...path, 'items'], report)
      return
    case 'check':
      checkOn(step, [...path, 'on'], report)
      return
    case 'plan':
      for (const [index, entry] of step.remedies.entries()) {
        const remedy = typeof entry === 'string' ? entry : entry.use
        checkRemedyName(checking, remedy, [...path, 'remedies', index], report)
      }
      return
    case 'collect':
      checkCollect(checking, step, path, report)
      return
    case 'review':
      checkRepeated(
        step.points.map(({ id }) => id),
        [...path, 'points'],
        report,
      )
      return
    case 'goto':
    case 'outcome':
      return
  }
}

/** A line that is only named must be one of the shared list. */
function checkItems({ book, unread, suggest }: Checking, { items }: Tick, path: Path, report: Report): void {
  const lines = book.atHand.lines.map(({ id }) => id)
  for (const [index, item] of items.entries()) {
    if (typeof item === 'string' && !lines.includes(item) && !unread.atHand)
      report([...path, index], { kind: 'missing-line', line: item, near: suggest(item, lines) })
  }
  checkRepeated(
    items.map((item) => (typeof item === 'string' ? item : item.id)),
    path,
    report,
  )
}

function checkQuestion(checking: Checking, step: Question, path: Path, report: Report): void {
  const ids = step.choices.map((choice) => ('id' in choice ? choice.id : undefined))
  if (!step.certain && !ids.includes('unknown')) report([...path, 'choices'], { kind: 'no-unknown' }, 'key')
  for (const [index, choice] of step.choices.entries()) {
    const at: Path = [...path, 'choices', index]
    if ('id' in choice) checkNames(checking, choice, at, report)
    else checkCardChoices(checking, step.fact, choice, path, at, report)
  }
  checkRepeated(ids, [...path, 'choices'], report)
  checkMixed(checking, step, path, report)
}

function checkCardChoices(
  { book, unread, used }: Checking,
  fact: string,
  choice: CardChoices,
  step: Path,
  at: Path,
  report: Report,
): void {
  const { cards: kind, value } = choice
  used.cards.add(kind)
  if (value !== undefined) return
  if (listCards(book, choice).length === 0 && unread.cards[kind].size === 0)
    report([...at, 'cards'], { kind: 'missing-cards', cards: kind })
  if (fact !== kind) report([...step, 'fact'], { kind: 'not-one-of', key: 'fact', allowed: [kind] })
}

/** Cards of two kinds in one question must have different ids: an answer is only the id. */
function checkMixed({ book }: Checking, { choices }: Question, path: Path, report: Report): void {
  const taken = new Set(choices.flatMap((choice) => ('id' in choice ? [choice.id] : [])))
  for (const [index, choice] of choices.entries()) {
    if ('id' in choice) continue
    for (const [id] of listCards(book, choice)) {
      if (taken.has(id)) report([...path, 'choices', index, 'cards'], { kind: 'repeated-choice', choice: id })
      taken.add(id)
    }
  }
}

/** A check leads on with each of its results, and with nothing else. */
function checkOn({ check, on }: Check, path: Path, report: Report): void {
  const results: readonly string[] = checkResults[check]
  for (const result of results) {
    if (own(on, result) === undefined) report(path, { kind: 'missing-result', result }, 'key')
  }
  for (const result of Object.keys(on)) {
    if (!results.includes(result))
      report([...path, result], { kind: 'not-one-of', key: result, allowed: results }, 'key')
  }
}

/** What is written on a sheet lies on paper and in a file: nothing of it may open an account. */
const secrets = /(^|-)(passwords?|passcodes?|passphrases?|pins?|secrets?|keys?|codes?|otp|totp|tokens?)(-|$)/

function checkCollect(checking: Checking, { fields, links }: Collect, path: Path, report: Report): void {
  checkRepeated(
    fields.map(({ id }) => id),
    [...path, 'fields'],
    report,
  )
  for (const [index, { id }] of fields.entries()) {
    if (secrets.test(id)) report([...path, 'fields', index, 'id'], { kind: 'asks-secret', id })
  }
  checkLinks(checking, links, [...path, 'links'], report)
}

/** Everything that a goto may name, listed only when it is looked through. */
function* eachTarget(book: Book, flow: Flow): Generator<string> {
  yield* Object.keys(flow.steps)
  yield* Object.keys(book.flows)
}

/** Every target exists, and a list of targets has exactly one last entry without a condition. */
function checkLead(
  { book, unread, suggest }: Checking,
  flow: Flow,
  { goto, path }: Lead,
  step: Path,
  report: Report,
): void {
  const at: Path = [...step, ...path]
  for (const [index, target] of listTargets(goto).entries()) {
    if (own(flow.steps, target) !== undefined || own(book.flows, target) !== undefined) continue
    if (unread.flows.has(target)) continue
    const near = suggest(target, eachTarget(book, flow))
    report(typeof goto === 'string' ? at : [...at, index, 'to'], { kind: 'missing-target', target, near })
  }
  if (typeof goto === 'string') return
  const open = goto.findIndex(({ when }) => when === undefined)
  if (open === -1) report([...at, goto.length - 1], { kind: 'open-goto' })
  else if (open < goto.length - 1) report([...at, open + 1], { kind: 'late-goto' })
}
