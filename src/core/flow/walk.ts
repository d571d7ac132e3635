/**
 * The wizard as a pure reducer. A walk is plain data: where it began, what was known or measured, and every reply in
 * order. Where the person stands is worked out from that each time, so going back is a shorter trail, and resuming is
 * reading JSON. Nothing here waits, prints or knows the time.
 */
import { type Book, checkResults, own } from './book.ts'
import { cardsAmong, type Facts, factOf, holds, type Need, needOf } from './facts.ts'
import type {
  Card,
  CardKind,
  CheckName,
  Collect,
  Flow,
  Goto,
  Plan,
  Question,
  Remedy,
  Result,
  Review,
  Step,
  Text,
  Tick,
} from './model.ts'
import { type Did, dids, needsPause, remediesToCome, remedyFor, type Tried } from './plan.ts'

/** What a person, a script or a machine replies to a stop. */
export type Reply =
  | { readonly choice: string }
  /** Ids of the ticked items. What is not among them stays unknown, or is certainly not so with `only`. */
  | { readonly ticked: readonly string[]; readonly only?: true }
  /** None of the items, for sure. */
  | { readonly none: true }
  | { readonly result: string }
  | { readonly did: Did }
  /** Read, or written down elsewhere. */
  | { readonly seen: true }

/** A stop that was left, with the reply to it. */
export interface Visit {
  readonly flow: string
  readonly step: string
  readonly remedy?: string
  readonly reply: Reply
}

/** What a machine check found. */
export interface Checked {
  readonly check: CheckName
  readonly fact: string
  readonly result: string
  /** After how many replies it was measured; before them it was not known. */
  readonly after: number
}

export interface Walk {
  readonly start: string
  /** Facts known before the first step, such as the service. */
  readonly given: Facts
  /** What was measured: kept beside the trail, so that going back does not lose it. */
  readonly checks: readonly Checked[]
  readonly trail: readonly Visit[]
}

/** One choice as the person meets it: cards are written out. */
export interface Option {
  readonly id: string
  readonly label: Text
  /** The card it stands for. */
  readonly card?: { readonly kind: CardKind; readonly card: Card }
}

interface At {
  readonly flow: string
  readonly step: string
  /** Warnings to show now: those of this stop and of the way to it that were not shown before. */
  readonly warnings: readonly string[]
}

/** One thing of a check-up: in place, to do, or not known. */
export interface Point {
  readonly id: string
  readonly label: Text
  readonly need: Need
}

/** Where a walk waits for a reply, or ends. */
export type Stop =
  | (At & { readonly kind: 'question'; readonly question: Question; readonly options: readonly Option[] })
  | (At & {
      readonly kind: 'tick'
      readonly tick: Tick
      /** The items of which it is not known yet whether they hold. */
      readonly items: Tick['items']
    })
  | (At & { readonly kind: 'check'; readonly check: CheckName; readonly fact: string })
  | (At & { readonly kind: 'collect'; readonly collect: Collect })
  | (At & { readonly kind: 'review'; readonly review: Review; readonly points: readonly Point[] })
  | (At & {
      readonly kind: 'remedy'
      readonly id: string
      readonly remedy: Remedy
      readonly plan: Plan
      /** Counted from 1 through the whole walk. */
      readonly number: number
      /** True for the first remedy of its plan. */
      readonly opens: boolean
      /** The ids still to come after this one. */
      readonly later: readonly string[]
      /** True when a code should be typed only after a pause. */
      readonly pause: boolean
    })
  | (At & {
      readonly kind: 'outcome'
      readonly result: Result
      readonly say?: Text
      /** The remedy that worked, or that is waited for. */
      readonly remedy?: string
      /** Remedies to do afterwards. */
      readonly after: readonly string[]
    })

/** A walk at the first step of a flow. */
export function begin(start: string, given: Facts = {}): Walk {
  return { start, given, checks: [], trail: [] }
}

/** Where the walk stands. */
export function stepOf(book: Book, walk: Walk): Stop {
  return stopOf(book, standing(book, walk))
}

/** The walk after a reply. Throws RangeError for a reply that the stop does not take; ask `fits` first. */
export function advance(book: Book, walk: Walk, reply: Reply): Walk {
  const stop = stepOf(book, walk)
  if (!fits(stop, reply)) throw new RangeError(`${stop.flow}/${stop.step} does not take this reply`)
  if (stop.kind === 'check' && 'result' in reply) {
    const { check, fact } = stop
    const checked = { check, fact, result: reply.result, after: walk.trail.length }
    return { ...walk, checks: [...walk.checks, checked] }
  }
  const { flow, step } = stop
  const visit = stop.kind === 'remedy' ? { flow, step, remedy: stop.id, reply } : { flow, step, reply }
  const next = { ...walk, trail: [...walk.trail, visit] }
  remembered.set(next, { book, here: settle(book, leave(book, standing(book, walk), reply)) })
  return next
}

/** The walk at its previous question or remedy; what was measured stays. The same walk where there is none. */
export function back(walk: Walk): Walk {
  const trail = walk.trail.slice(0, -1)
  const checks = walk.checks.map((checked) => ({ ...checked, after: Math.min(checked.after, trail.length) }))
  return { ...walk, trail, checks }
}

/** Whether a stop takes a reply. */
export function fits(stop: Stop, reply: Reply): boolean {
  switch (stop.kind) {
    case 'question':
      return 'choice' in reply && stop.options.some(({ id }) => id === reply.choice)
    case 'tick':
      return (
        ('none' in reply && reply.none === true) ||
        ('ticked' in reply &&
          Array.isArray(reply.ticked) &&
          reply.ticked.every((id) => stop.items.some((item) => item.id === id)))
      )
    case 'check':
      return 'result' in reply && (checkResults[stop.check] as readonly string[]).includes(reply.result)
    case 'collect':
    case 'review':
      return 'seen' in reply && reply.seen === true
    case 'remedy':
      return 'did' in reply && dids.includes(reply.did)
    case 'outcome':
      return false
  }
}

/**
 * A saved walk in the flows of today: the replies are followed as far as they still lead, and a remedy that was waited
 * for is asked about again. `whole` is false where the flows have changed under the trail.
 */
export function resume(book: Book, saved: Walk): { walk: Walk; whole: boolean } {
  const start = own(book.flows, saved.start) === undefined ? 'diagnose' : saved.start
  let walk: Walk = { start, given: saved.given, checks: [], trail: [] }
  let whole = start === saved.start
  for (const visit of whole ? saved.trail : []) {
    walk = measuredAgain(book, walk, saved.checks)
    const stop = stepOf(book, walk)
    const same =
      stop.flow === visit.flow &&
      stop.step === visit.step &&
      (stop.kind !== 'remedy' || stop.id === visit.remedy)
    if (!same || !fits(stop, visit.reply)) {
      whole = false
      break
    }
    if ('did' in visit.reply && visit.reply.did === 'waiting') break
    walk = advance(book, walk, visit.reply)
  }
  return { walk: measuredAgain(book, walk, saved.checks), whole }
}

/** Passes the checks at this place with what was measured before. */
function measuredAgain(book: Book, walk: Walk, checks: readonly Checked[]): Walk {
  const stop = stepOf(book, walk)
  const known = checks.find(
    ({ check, fact }) => stop.kind === 'check' && check === stop.check && fact === stop.fact,
  )
  if (known === undefined || !fits(stop, { result: known.result })) return walk
  return measuredAgain(book, advance(book, walk, { result: known.result }), checks)
}

/** What is known at this point of a walk. */
export function factsOf(book: Book, walk: Walk): Facts {
  return standing(book, walk).facts
}

/** Remedies that were replied to, in order. */
export function triedIn(walk: Walk): readonly Tried[] {
  return walk.trail.flatMap(({ remedy, reply }) =>
    remedy !== undefined && 'did' in reply ? [{ remedy, did: reply.did }] : [],
  )
}

/** Every warning shown so far, the one of the present stop included, in order. */
export function warningsOf(book: Book, walk: Walk): readonly string[] {
  const { shown } = standing(book, walk)
  return [...shown, ...stepOf(book, walk).warnings]
}

/** The things never to do that a list of warnings says. */
export function neversOf(book: Book, warnings: readonly string[]): readonly string[] {
  return [...new Set(warnings.flatMap((id) => book.warnings[id]?.nevers ?? [id]))]
}

/** Where a walk stands, worked out from its data. */
interface Standing {
  readonly flow: string
  readonly step: string
  readonly facts: Facts
  readonly tried: readonly Tried[]
  /** Remedies tried in the present plan. */
  readonly triedHere: number
  /** Warnings shown at earlier stops. */
  readonly shown: readonly string[]
  /** Warnings met on the way since then. */
  readonly due: readonly string[]
  readonly end?: { readonly result: Result; readonly remedy?: string }
}

/** Where walks stand that came from `advance`: always the same, and slow to work out again from a long trail. */
const remembered = new WeakMap<Walk, { readonly book: Book; readonly here: Standing }>()

function standing(book: Book, walk: Walk): Standing {
  const known = remembered.get(walk)
  if (known?.book === book) return known.here
  const measured = (here: Standing, after: number): Standing => {
    const known = walk.checks
      .filter((checked) => checked.after === after)
      .map(({ fact, result }) => [fact, result])
    return { ...here, facts: { ...here.facts, ...Object.fromEntries(known) } }
  }
  const shown = Object.entries(book.warnings)
    .filter(([, warning]) => warning.first)
    .map(([id]) => id)
  const nowhere = { flow: '', step: '', facts: walk.given, tried: [], triedHere: 0, shown, due: [] }
  let here = settle(book, measured(enter(book, nowhere, walk.start), 0))
  for (const [index, { reply }] of walk.trail.entries()) {
    here = settle(book, measured(leave(book, here, reply), index + 1))
  }
  return here
}

function flowAt(book: Book, id: string): Flow {
  const flow = own(book.flows, id)
  if (flow === undefined) throw new RangeError(`no flow ${id}`)
  return flow
}

function stepAt(book: Book, { flow, step }: { flow: string; step: string }): Step {
  const found = own(flowAt(book, flow).steps, step)
  if (found === undefined) throw new RangeError(`no step ${flow}/${step}`)
  return found
}

/** Goes to a step of the present flow, or to the start of another. */
function enter(book: Book, here: Standing, target: string): Standing {
  const inside = here.flow !== '' && own(flowAt(book, here.flow).steps, target) !== undefined
  const flow = inside ? here.flow : target
  const step = inside ? target : flowAt(book, flow).start
  const entered = inside ? [] : (flowAt(book, flow).warn ?? [])
  const found = stepAt(book, { flow, step })
  const warn = 'warn' in found ? (found.warn ?? []) : []
  return { ...here, flow, step, triedHere: 0, due: [...here.due, ...entered, ...warn] }
}

function pick(book: Book, facts: Facts, goto: Goto): string {
  if (typeof goto === 'string') return goto
  const found = goto.find(({ when }) => holds(book, facts, when))
  if (found === undefined) throw new RangeError('a list of targets without a last one')
  return found.to
}

/** More steps in a row without a question than any flow has. */
const mostMoves = 10_000

/** Goes on over everything that needs no reply. */
function settle(book: Book, from: Standing): Standing {
  let here = from
  for (let moves = 0; here.end === undefined; moves += 1) {
    const on = onward(book, here)
    if (on === undefined) return here
    // The rules refuse circles; this only keeps a book that never met them from holding the program for ever.
    if (moves > mostMoves) throw new RangeError(`no end at ${here.flow}/${here.step}`)
    here = on
  }
  return here
}

/** The next standing, where the present step needs no reply; undefined where it does. */
function onward(book: Book, here: Standing): Standing | undefined {
  const step = stepAt(book, here)
  const { facts } = here
  switch (step.kind) {
    case 'goto':
      return enter(book, here, pick(book, facts, step.to))
    case 'question': {
      const known = facts[step.fact]
      const choice = known === undefined ? undefined : choiceWith(book, step, known)
      return choice && take(book, { ...here, due: [...here.due, ...choice.warn] }, step.fact, choice)
    }
    case 'tick':
      return step.items.every((item) => facts[item.fact ?? item.id] !== undefined)
        ? enter(book, here, pick(book, facts, step.goto))
        : undefined
    case 'check': {
      const target = step.on[facts[step.fact] ?? '']
      return target === undefined ? undefined : enter(book, here, pick(book, facts, target))
    }
    case 'plan':
      if (remediesToCome(book, facts, step, here.tried).length > 0) return undefined
      return step.goto === undefined
        ? { ...here, end: { result: 'unsolved' } }
        : enter(book, here, pick(book, facts, step.goto))
    case 'collect':
    case 'review':
    case 'outcome':
      return undefined
  }
}

/** The items of a list that are not settled by an earlier answer. */
function openItems({ facts }: Standing, { items }: Tick): Tick['items'] {
  return items.filter((item) => !['yes', 'no'].includes(facts[item.fact ?? item.id] ?? ''))
}

/** What a reply does to the standing. */
function leave(book: Book, here: Standing, reply: Reply): Standing {
  const stop = stopOf(book, here)
  const step = stepAt(book, here)
  const left = { ...here, shown: [...here.shown, ...stop.warnings], due: [] }
  if (step.kind === 'question' && 'choice' in reply) {
    const choice = optionsOf(book, step).find(({ id }) => id === reply.choice)
    if (choice === undefined) throw new RangeError('no such choice')
    return take(book, { ...left, due: choice.warn }, step.fact, choice)
  }
  if (step.kind === 'tick') {
    const ticked = 'ticked' in reply ? reply.ticked : []
    const rest = 'none' in reply || ('only' in reply && reply.only === true) ? 'no' : 'unknown'
    const answers = openItems(here, step).map((item) => [
      item.fact ?? item.id,
      ticked.includes(item.id) ? 'yes' : rest,
    ])
    const facts = { ...here.facts, ...Object.fromEntries(answers) }
    return enter(book, { ...left, facts }, pick(book, facts, step.goto))
  }
  if ((step.kind === 'collect' || step.kind === 'review') && 'seen' in reply) {
    return enter(book, left, pick(book, here.facts, step.goto))
  }
  if (stop.kind === 'remedy' && 'did' in reply) {
    const tried = [...here.tried, { remedy: stop.id, did: reply.did }]
    const on = { ...left, tried, triedHere: here.triedHere + 1 }
    const goesOn = step.kind === 'plan' && step.each === true
    if (reply.did === 'worked' && !goesOn) return { ...on, end: { result: 'solved', remedy: stop.id } }
    if (reply.did === 'waiting') return { ...on, end: { result: 'waiting', remedy: stop.id } }
    return on
  }
  throw new RangeError('this reply does not belong to this stop')
}

/** Takes a choice: what it makes known, and where it leads. What follows from it never overrules what was known. */
function take(book: Book, here: Standing, fact: string, { value, set, goto }: FullOption): Standing {
  const implied = Object.entries(set).filter(([name]) => factOf(book, here.facts, name) === 'unknown')
  const facts = { ...here.facts, ...Object.fromEntries(implied), [fact]: value }
  return enter(book, { ...here, facts }, pick(book, facts, goto))
}

interface FullOption extends Option {
  readonly value: string
  readonly set: Facts
  readonly warn: readonly string[]
  readonly goto: Goto
}

/** A question's choices, with one for each card where it asks for cards. */
function optionsOf(book: Book, question: Question): readonly FullOption[] {
  return question.choices.flatMap((choice): readonly FullOption[] => {
    if ('id' in choice)
      return [{ ...choice, value: choice.value ?? choice.id, set: choice.set ?? {}, warn: choice.warn ?? [] }]
    const { cards: kind, value, goto } = choice
    return cardsAmong(book, choice).map(([id, card]) => ({
      id,
      label: card.name,
      card: { kind, card },
      value: value ?? id,
      set: kind === question.fact ? {} : { [kind]: id },
      warn: [],
      goto,
    }))
  })
}

/** The choice that a known fact stands for: the one called so, before those that only have its value. */
function choiceWith(book: Book, question: Question, value: string): FullOption | undefined {
  const options = optionsOf(book, question)
  return (
    options.find((option) => option.id === value && option.value === value) ??
    options.find((option) => option.value === value)
  )
}

function stopOf(book: Book, here: Standing): Stop {
  const { flow, step, facts } = here
  const found = stepAt(book, here)
  const fresh = (more: readonly string[] = []) => notSaid(book, here.shown, [...here.due, ...more])
  if (here.end !== undefined) {
    const { remedy } = here.end
    const own = remedy === undefined ? [] : (book.remedies[remedy]?.after ?? [])
    const wider = found.kind === 'plan' ? (found.after ?? []) : []
    const after = [...own, ...wider, ...(flowAt(book, flow).after ?? [])]
    return { kind: 'outcome', flow, step, warnings: fresh(), ...here.end, after: notTried(here, after) }
  }
  switch (found.kind) {
    case 'question':
      return {
        kind: 'question',
        flow,
        step,
        warnings: fresh(),
        question: found,
        options: optionsOf(book, found),
      }
    case 'tick':
      return { kind: 'tick', flow, step, warnings: fresh(), tick: found, items: openItems(here, found) }
    case 'check':
      return { kind: 'check', flow, step, warnings: fresh(), check: found.check, fact: found.fact }
    case 'collect':
      return { kind: 'collect', flow, step, warnings: fresh(), collect: found }
    case 'review': {
      const points = found.points.map(({ id, label, when }) => ({
        id,
        label,
        need: needOf(book, facts, when),
      }))
      return { kind: 'review', flow, step, warnings: fresh(), review: found, points }
    }
    case 'plan': {
      const [id, ...later] = remediesToCome(book, facts, found, here.tried)
      if (id === undefined) throw new RangeError(`nothing left in ${flow}/${step}`)
      const remedy = remedyFor(book, facts, id)
      const pause = remedy.attempt === true && needsPause(book, here.tried)
      const number = here.tried.length + 1
      const opens = here.triedHere === 0
      return {
        kind: 'remedy',
        flow,
        step,
        warnings: fresh(remedy.warn),
        id,
        remedy,
        plan: found,
        number,
        opens,
        later,
        pause,
      }
    }
    case 'outcome': {
      const after = [...(found.after ?? []), ...(flowAt(book, flow).after ?? [])]
      return {
        kind: 'outcome',
        flow,
        step,
        warnings: fresh(),
        result: found.result,
        say: found.say,
        after: notTried(here, after),
      }
    }
    case 'goto':
      throw new RangeError(`${flow}/${step} is no stop`)
  }
}

/** The warnings that say something which those shown, and those before them, do not. */
function notSaid(book: Book, shown: readonly string[], due: readonly string[]): readonly string[] {
  const said = new Set(neversOf(book, shown))
  return due.filter((id) => {
    const nevers = neversOf(book, [id])
    const isNew = nevers.some((never) => !said.has(never))
    for (const never of nevers) said.add(never)
    return isNew
  })
}

function notTried(here: Standing, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].filter((id) => !here.tried.some(({ remedy }) => remedy === id))
}
