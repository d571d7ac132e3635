/** The wizard's stops as blocks of text, and its result as JSON. */
import type { Language } from '../core/flow/book.ts'
import { cardKinds, say, splitAction } from '../core/flow/book.ts'
import { isListed, listMethods } from '../core/flow/directory.ts'
import { findChosenCard, judgeNeed, listSpeakers, typedService } from '../core/flow/facts.ts'
import { fill, fillLinks, findLock, type TextContext } from '../core/flow/fill.ts'
import type { CardKind, Did } from '../core/flow/lists.ts'
import { findRemedy } from '../core/flow/plan.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Card, Flow, Link, Remedy } from '../core/flow/types.ts'
import type { Position } from '../core/flow/walk.ts'
import type { Way } from '../core/flow/ways.ts'
import type { Words } from '../words/en.ts'
import { dateText } from './dates.ts'
import type { KnownService } from './known-service.ts'
import type { Block } from './screen.ts'

const gap: Block = { kind: 'gap' }

/** The warnings a stop shows, one block each. */
export function warningBlocks(ids: readonly string[], texts: TextContext): readonly Block[] {
  return ids.flatMap((id): readonly Block[] => {
    const warning = texts.book.warnings[id]
    return warning === undefined ? [] : [{ kind: 'caution', text: fill(warning.text, texts) }]
  })
}

/**
 * The first screen: calm, what to keep, and which servers are asked. A flow for people who are not locked out
 * (`urgent: false`) opens with its own title instead.
 */
export function firstBlocks(
  asked: string,
  { title, about, urgent }: Pick<Flow, 'title' | 'about' | 'urgent'>,
  texts: TextContext,
  words: Words,
): readonly Block[] {
  const { first } = words.diagnose
  if (urgent === false) {
    const more = about === undefined ? [] : [{ kind: 'text', text: fill(about, texts) } as const]
    return [{ kind: 'title', text: fill(title, texts) }, ...more, gap, { kind: 'note', text: asked }]
  }
  const firstWarnings = Object.keys(texts.book.warnings).filter((id) => texts.book.warnings[id]?.first)
  return [
    { kind: 'title', text: first.title },
    { kind: 'text', text: first.calm },
    gap,
    ...warningBlocks(firstWarnings, texts),
    gap,
    { kind: 'note', text: asked },
  ]
}

/** What stands above the choices of a question or a list of ticks. */
export function questionBlocks(
  stop: Stop & { kind: 'question' | 'tick' },
  texts: TextContext,
): readonly Block[] {
  const help = stop.kind === 'question' ? stop.question.help : stop.tick.help
  return [
    ...warningBlocks(stop.warnings, texts),
    ...(help === undefined ? [] : [{ kind: 'note', text: fill(help, texts) } as const]),
  ]
}

/** A remedy: why, the steps, what to take care of, how long it takes, and the official pages. */
export function remedyBlocks(
  stop: Stop & { kind: 'remedy' },
  texts: TextContext,
  words: Words,
): readonly Block[] {
  const { remedy, plan, number, opens, taken } = stop
  const { pause, pauseDefault } = words.diagnose.remedy
  const { way } = words.diagnose[plan.each ? 'each' : 'remedy']
  const lock = findLock(texts)
  const pauseText = pause(lock === undefined ? pauseDefault : fill(lock.say, texts))
  const pauses: readonly Block[] = stop.pause ? [{ kind: 'caution', text: pauseText }] : []
  const [danger, others] = splitWarnings(stop)
  // One warning at most comes before the steps: step 1 has to be on the first page of a small window.
  const before = danger.length === 0 ? pauses : warningBlocks(danger, texts)
  // Someone who chose it from the overview has read it there, and next to a warning there is no room for it.
  const intro =
    opens && !taken && before.length === 0 && plan.say !== undefined
      ? [{ kind: 'text', text: fill(plan.say, texts) } as const, gap]
      : []
  const why: readonly Block[] =
    remedy.why === undefined ? [] : [{ kind: 'text', text: fill(remedy.why, texts) }]
  const hasRoom = before.length === 0 && intro.length === 0
  const after = [...(danger.length === 0 ? [] : pauses), ...warningBlocks(others, texts)]
  return [
    ...intro,
    { kind: 'title', text: way(number, fill(remedy.title, texts)) },
    ...before,
    // Next to another text there is no room for the reason in a small window: it follows the steps.
    ...(hasRoom ? why : []),
    gap,
    ...stepBlocks(remedy, texts, words),
    ...(hasRoom || why.length === 0 ? [] : [gap, ...why]),
    ...(after.length === 0 ? [] : [gap, { kind: 'text', text: words.diagnose.doNot } as const, ...after]),
    ...cardNote(stop, texts, words),
  ]
}

/** The warning about the first step, and the others. */
function splitWarnings({ remedy, warnings }: Stop & { kind: 'remedy' }): readonly [string[], string[]] {
  const isFirst = (id: string): boolean => id === remedy.danger
  return [warnings.filter(isFirst), warnings.filter((id) => !isFirst(id))]
}

/** What stands above the ways to choose from: why these, how many there are, and what was tried. */
export function overviewBlocks(
  stop: Stop & { kind: 'remedy' },
  texts: TextContext,
  words: Words,
): readonly Block[] {
  const { plan, opens, ways, triedHere } = stop
  const { overview } = words.diagnose
  const tried = triedHere.map(({ remedy }) => fill(findRemedy(texts.book, texts.facts, remedy).title, texts))
  return [
    ...(opens && triedHere.length === 0 ? listedBlocks(texts, words) : []),
    ...(opens && plan.say !== undefined ? [{ kind: 'text', text: fill(plan.say, texts) } as const, gap] : []),
    { kind: 'title', text: overview.title(ways.length) },
    ...(tried.length === 0 ? [] : [{ kind: 'note', text: overview.tried(tried) } as const]),
    { kind: 'note', text: overview.note },
    ...(opens && triedHere.length === 0 ? methodBlocks(texts, words) : []),
  ]
}

/** Where a walk that goes on had stopped: the flow, the service, and what was tried. */
export function resumedBlocks({ walk, stop }: Position, texts: TextContext, words: Words): readonly Block[] {
  if (walk.trail.length === 0) return []
  const title = texts.book.flows[stop.flow]?.title ?? ''
  const card = findChosenCard(texts.book, texts.facts, 'service')
  const named = card === undefined ? undefined : say(card.name, texts.language)
  const service = card === undefined || card.general ? (texts.facts[typedService] ?? named) : named
  return [{ kind: 'note', text: words.diagnose.resumed(fill(title, texts), service) }, gap]
}

/** What the directory lists of a service that has no card of its own. */
export function listedBlocks(texts: TextContext, { services }: Words): readonly Block[] {
  const card = findChosenCard(texts.book, texts.facts, 'service')
  if (card === undefined || !isListed(card)) return []
  const methods = card.listed.methods.map((method) => services.methods[method])
  return [
    { kind: 'text', text: services.known(say(card.name, texts.language), methods) },
    ...linkBlocks(['service.help', 'service.recovery'], texts),
    gap,
  ]
}

/** The second factors that a full card knows of its service. Cards that stand for several services name none. */
export function methodBlocks(texts: TextContext, { services }: Words): readonly Block[] {
  const card = findChosenCard(texts.book, texts.facts, 'service')
  if (card === undefined || isListed(card) || card.general) return []
  const methods = listMethods(card).map((method) =>
    // A card knows that requests are sent to a phone, not that they come in an app made for it.
    method === 'own-app' ? services.prompt : services.methods[method],
  )
  if (methods.length === 0) return []
  return [{ kind: 'note', text: services.offers(say(card.name, texts.language), methods), optional: true }]
}

/** One way as a choice: its title, whether the person has what it needs, and how long it takes where that is long. */
export function wayLabel({ id, early, ruledOut, ticked }: Way, texts: TextContext, words: Words): string {
  const { overview } = words.diagnose
  const { title, takes = 'minutes', needs } = findRemedy(texts.book, texts.facts, id)
  const isOpen = judgeNeed(texts.book, texts.facts, needs) === 'unknown'
  const need = ruledOut ? overview.again : ticked ? overview.have : isOpen ? overview.open : undefined
  const time = early ? overview.early : takes === 'minutes' ? undefined : overview[takes]
  return overview.way(
    fill(title, texts),
    [need, time].filter((note) => note !== undefined),
  )
}

/** Whether a remedy that is done leads on: one of a check-up, or one that makes something safe and lets nobody in. */
const goesOnWhenDone = ({ plan, remedy }: Stop & { kind: 'remedy' }): boolean =>
  plan.each === true || remedy.prepares === true

/** The question after a remedy, and the answers to it. */
export const findDidWords = (
  stop: Stop & { kind: 'remedy' },
  { diagnose }: Words,
): Pick<Words['diagnose']['each'], 'didItWork' | 'worked' | 'failed' | 'skipped'> =>
  diagnose[goesOnWhenDone(stop) ? 'each' : 'remedy']

/** What a person can say of a remedy, in words. */
export function listDids(
  stop: Stop & { kind: 'remedy' },
  words: Words,
): readonly { readonly value: Did; readonly label: string }[] {
  const { worked, failed, skipped } = findDidWords(stop, words)
  return [
    { value: 'worked', label: worked },
    { value: 'failed', label: failed },
    { value: 'skipped', label: skipped },
    ...(goesOnWhenDone(stop) ? [] : [{ value: 'waiting', label: words.diagnose.remedy.waiting } as const]),
  ]
}

function stepBlocks(remedy: Remedy, texts: TextContext, words: Words): readonly Block[] {
  const steps = actionBlocks(remedy, texts, (index) => `${index + 1}.`)
  const wait =
    remedy.wait === undefined
      ? []
      : [{ kind: 'note', text: words.diagnose.remedy.takes(fill(remedy.wait.say, texts)) } as const]
  return [...steps, ...wait, ...linkBlocks(remedy.links ?? [], texts)]
}

/** The steps, each with a mark before it and the line to copy below it. */
function actionBlocks(
  remedy: Remedy,
  texts: TextContext,
  markOf: (index: number) => string,
): readonly Block[] {
  return remedy.steps.flatMap((step, index): readonly Block[] => {
    const { say, run } = splitAction(step)
    const item: Block = { kind: 'item', mark: markOf(index), text: fill(say, texts) }
    return run === undefined ? [item] : [item, { kind: 'verbatim', text: run }]
  })
}

function linkBlocks(links: readonly Link[], texts: TextContext): readonly Block[] {
  return fillLinks(links, texts).map(({ label, url }) => ({
    kind: 'verbatim',
    about: `${label}:`,
    text: url,
  }))
}

/** Where the advice is a card's own, when the card was checked. */
function cardNote(stop: Stop & { kind: 'remedy' }, texts: TextContext, words: Words): readonly Block[] {
  const speaks = (kind: CardKind, card: Card): boolean =>
    card.remedies?.[stop.id] !== undefined ||
    (stop.remedy.links ?? []).some((link) => typeof link === 'string' && link.startsWith(`${kind}.`))
  const cards = cardKinds.flatMap((kind) =>
    listSpeakers(texts.book, texts.facts, kind).filter((card) => !card.general && speaks(kind, card)),
  )
  return [...new Set(cards)].map((card) => ({
    kind: 'note',
    text: words.diagnose.card(say(card.name, texts.language), dateText(card.checked, texts.language)),
  }))
}

/**
 * The end of a walk, with what to do next. `program` is how it was started, undefined where there is no command line;
 * `comeBack` is a date in words.
 */
export function outcomeBlocks(
  stop: Stop & { kind: 'outcome' },
  texts: TextContext,
  words: Words,
  program: string | undefined,
  comeBack: string | undefined,
): readonly Block[] {
  const { outcome } = words.diagnose
  const said: readonly Block[] = stop.say === undefined ? [] : [{ kind: 'text', text: fill(stop.say, texts) }]
  switch (stop.result) {
    case 'solved':
      return [
        { kind: 'good', text: outcome.solved },
        ...said,
        ...afterBlocks(outcome.after, stop.after, texts),
        ...storeBlocks(stop.after, texts, words, program),
      ]
    case 'waiting': {
      const title =
        stop.remedy === undefined ? '' : fill(findRemedy(texts.book, texts.facts, stop.remedy).title, texts)
      return [
        { kind: 'title', text: outcome.waiting(title) },
        ...said,
        comeBackBlock(comeBack, words, program),
        // Their steps are for later, and would put pages between the person and what can be done meanwhile.
        ...titleBlocks(outcome.afterLater, stop.after, texts),
      ]
    }
    case 'done':
      return [...said, ...afterBlocks(outcome.afterDone, stop.after, texts)]
    case 'unsolved':
      return [
        { kind: 'text', text: outcome.unsolved },
        ...said,
        // An outcome with a word of its own knows better than the general advice.
        ...(stop.say === undefined ? supportBlocks(texts, words) : []),
        ...afterBlocks(outcome.afterLater, stop.after, texts),
      ]
  }
}

function comeBackBlock(comeBack: string | undefined, words: Words, program: string | undefined): Block {
  if (program === undefined) {
    const { waitLater, waitUntil } = words.page
    return { kind: 'text', text: comeBack === undefined ? waitLater : waitUntil(comeBack) }
  }
  const { comeBack: at, comeBackLater } = words.diagnose.outcome
  const about = comeBack === undefined ? comeBackLater : at(comeBack)
  return { kind: 'verbatim', about, text: `${program} diagnose --resume` }
}

function supportBlocks(texts: TextContext, words: Words): readonly Block[] {
  const [link] = fillLinks(['service.support', 'service.recovery', 'service.help'], texts)
  if (link === undefined) return []
  return [{ kind: 'verbatim', about: words.diagnose.outcome.support, text: link.url }]
}

/** Where new backup codes are advised, how to keep them here. */
function storeBlocks(
  after: readonly string[],
  texts: TextContext,
  words: Words,
  program: string | undefined,
): readonly Block[] {
  if (program === undefined || !after.includes('save-backup-codes')) return []
  const service = findChosenCard(texts.book, texts.facts, 'service')?.general
    ? undefined
    : texts.facts.service
  const command = `${program} backup add ${service ?? 'SERVICE'}`
  return [gap, { kind: 'verbatim', about: words.backup.wizard.store, text: command }]
}

/** What to do afterwards: the title and the steps of each. */
function titleBlocks(title: string, ids: readonly string[], texts: TextContext): readonly Block[] {
  if (ids.length === 0) return []
  const titles = ids.map((id) => fill(findRemedy(texts.book, texts.facts, id).title, texts))
  return [
    gap,
    { kind: 'text', text: title },
    ...titles.map((text) => ({ kind: 'item', mark: '-', text }) as const),
  ]
}

function afterBlocks(title: string, ids: readonly string[], texts: TextContext): readonly Block[] {
  if (ids.length === 0) return []
  const each = ids.flatMap((id): readonly Block[] => {
    const remedy = findRemedy(texts.book, texts.facts, id)
    const steps = actionBlocks(remedy, texts, () => '-')
    return [
      gap,
      { kind: 'title', text: fill(remedy.title, texts) },
      ...steps,
      ...linkBlocks(remedy.links ?? [], texts),
    ]
  })
  return [gap, { kind: 'text', text: title }, ...each]
}

/** What `diagnose --json` prints. */
export interface Report {
  readonly schema: 1
  readonly flow: string
  readonly lang: Language
  readonly answers: readonly { step: string; choice: string | readonly string[] }[]
  readonly checks: readonly { check: string; result: string }[]
  /** Ids of things never to do, as far as they were shown. */
  readonly warnings: readonly string[]
  readonly remedies: readonly { id: string; title: string; result: string }[]
  readonly outcome: string
  readonly followUp: readonly string[]
  /** What is known of the service, by its card or by the directory. Left out where it is none in particular. */
  readonly service?: KnownService
}
