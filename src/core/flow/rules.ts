/**
 * The rules across steps and files: every target exists, every step is met, every path ends, every fact can be known
 * where it is asked for. They look at the whole book, and report in the files that were read.
 */
import type { Document } from '../data-file/safe-yaml.ts'
import { namesNear } from '../data-file/suggest.ts'
import type { Fault, Flaw } from '../errors.ts'
import { type Book, type CardKind, cardKinds, checkResults, languages } from './book.ts'
import { namesOf, placeholdersOf } from './cards.ts'
import { askedBy, cardsAmong, propertyOf } from './facts.ts'
import {
  factsKnown,
  type Lead,
  leadsOf,
  type Node,
  nameOf,
  nextOf,
  type Path,
  propertiesOf,
  reachable,
  targetsOf,
  valuesOf,
} from './graph.ts'
import type { Card, CardChoices, Collect, Condition, Flow, Question, Remedy, Step } from './model.ts'
import type { Origins } from './parse.ts'

/** Objects to a part of one file. Silent for a part of the book that was not read from a file. */
type Tell = (path: Path, fault: Fault, at?: 'key' | 'value') => void

/** What some flow, remedy or card names. */
interface Used {
  readonly remedies: Set<string>
  readonly warnings: Set<string>
  readonly cards: Set<CardKind>
}

/** Everything the rules object to, but for circles. */
export function flawsAcross(book: Book, origins: Origins, shipped: boolean): readonly Flaw[] {
  const flaws: Flaw[] = []
  const into =
    (document: Document | undefined): Tell =>
    (path, fault, at) => {
      if (document !== undefined) flaws.push(document.flaw(path, fault, at))
    }
  const used: Used = { remedies: new Set(), warnings: new Set(), cards: new Set() }
  for (const [id, flow] of Object.entries(book.flows))
    checkFlow(book, flow, into(origins.flows.get(id)), used)
  for (const [id, remedy] of Object.entries(book.remedies))
    checkRemedy(book, remedy, into(origins.remedies.get(id)), used)
  for (const kind of cardKinds) {
    for (const [id, card] of Object.entries(book.cards[kind]))
      checkCard(book, kind, card, into(origins.cards[kind].get(id)), used)
    checkCardNames(book, kind, (id) => into(origins.cards[kind].get(id)))
    checkFirst(book, kind, into(origins.general))
  }
  checkFacts(
    book,
    (flow) => into(origins.flows.get(flow)),
    (remedy) => into(origins.remedies.get(remedy)),
  )
  checkUse(book, origins, into, used)
  for (const document of documentsOf(origins)) {
    const everywhere = document === origins.general
    checkTexts(book, document.value, [], into(document), shipped && { everywhere })
  }
  return flaws
}

/** Paths that go round: they are looked for apart from the rest, because no guess at a missing way on may close one. */
export function circlesIn(book: Book, origins: Origins): readonly Flaw[] {
  const flaws: Flaw[] = []
  checkPaths(book, origins, (flow) => (path, fault, at) => {
    const document = origins.flows.get(flow)
    if (document !== undefined) flaws.push(document.flaw(path, fault, at))
  })
  return flaws
}

function documentsOf(origins: Origins): readonly Document[] {
  const cards = cardKinds.flatMap((kind) => [...origins.cards[kind].values()])
  const single = [origins.warnings, origins.general].filter((document) => document !== undefined)
  return [...origins.flows.values(), ...origins.remedies.values(), ...cards, ...single]
}

/** Warnings and later remedies, wherever they may be named. */
interface Naming {
  readonly warn?: readonly string[] | undefined
  readonly after?: readonly string[] | undefined
}

function checkNames(book: Book, part: Naming, path: Path, tell: Tell, used: Used): void {
  for (const [index, warning] of (part.warn ?? []).entries()) {
    used.warnings.add(warning)
    if (book.warnings[warning] === undefined)
      tell([...path, 'warn', index], {
        kind: 'missing-warning',
        warning,
        near: namesNear(warning, Object.keys(book.warnings)),
      })
  }
  for (const [index, remedy] of (part.after ?? []).entries()) {
    useRemedy(book, remedy, [...path, 'after', index], tell, used)
  }
}

function useRemedy(book: Book, remedy: string, path: Path, tell: Tell, used: Used): void {
  used.remedies.add(remedy)
  if (book.remedies[remedy] === undefined) tell(path, missingRemedy(book, remedy))
}

function missingRemedy(book: Book, remedy: string): Fault {
  return { kind: 'missing-remedy', remedy, near: namesNear(remedy, Object.keys(book.remedies)) }
}

function checkFlow(book: Book, flow: Flow, tell: Tell, used: Used): void {
  checkNames(book, flow, [], tell, used)
  if (flow.steps[flow.start] === undefined) {
    const near = namesNear(flow.start, Object.keys(flow.steps))
    tell(['start'], { kind: 'missing-target', target: flow.start, near })
  }
  const met = reachable(flow)
  for (const [name, step] of Object.entries(flow.steps)) {
    const path: Path = ['steps', name]
    if (!met.has(name)) tell(path, { kind: 'never-met', step: name }, 'key')
    if (book.flows[name] !== undefined) tell(path, { kind: 'ambiguous-target', target: name }, 'key')
    if (step.kind !== 'goto') checkNames(book, step, path, tell, used)
    checkStep(book, step, path, tell, used)
    for (const lead of leadsOf(step)) checkLead(book, flow, lead, path, tell)
  }
}

function checkStep(book: Book, step: Step, path: Path, tell: Tell, used: Used): void {
  switch (step.kind) {
    case 'question':
      if (!step.certain && !step.choices.some((choice) => 'id' in choice && choice.id === 'unknown')) {
        tell([...path, 'choices'], { kind: 'no-unknown' }, 'key')
      }
      for (const [index, choice] of step.choices.entries()) {
        const at: Path = [...path, 'choices', index]
        if ('id' in choice) checkNames(book, choice, at, tell, used)
        else checkCardChoices(book, step.fact, choice, path, at, tell, used)
      }
      checkRepeated(
        step.choices.map((choice) => ('id' in choice ? choice.id : '')),
        [...path, 'choices'],
        tell,
      )
      checkMixed(book, step, path, tell)
      return
    case 'tick':
      checkRepeated(
        step.items.map(({ id }) => id),
        [...path, 'items'],
        tell,
      )
      return
    case 'check': {
      const results: readonly string[] = checkResults[step.check]
      for (const result of results) {
        if (step.on[result] === undefined) tell([...path, 'on'], { kind: 'missing-result', result }, 'key')
      }
      for (const result of Object.keys(step.on)) {
        if (!results.includes(result))
          tell([...path, 'on', result], { kind: 'not-one-of', key: result, allowed: results }, 'key')
      }
      return
    }
    case 'plan':
      for (const [index, entry] of step.remedies.entries()) {
        useRemedy(
          book,
          typeof entry === 'string' ? entry : entry.use,
          [...path, 'remedies', index],
          tell,
          used,
        )
      }
      return
    case 'collect':
      checkCollected(book, step, path, tell)
      return
    case 'review':
      checkRepeated(
        step.points.map(({ id }) => id),
        [...path, 'points'],
        tell,
      )
      return
    case 'goto':
    case 'outcome':
      return
  }
}

/** What is written on a sheet lies on paper and in a file: nothing of it may open an account. */
const secrets = /(^|-)(passwords?|passcodes?|passphrases?|pins?|secrets?|keys?|codes?|otp|totp|tokens?)(-|$)/

function checkCollected(book: Book, { fields, links }: Collect, path: Path, tell: Tell): void {
  checkRepeated(
    fields.map(({ id }) => id),
    [...path, 'fields'],
    tell,
  )
  for (const [index, { id }] of fields.entries()) {
    if (secrets.test(id)) tell([...path, 'fields', index, 'id'], { kind: 'asks-secret', id })
  }
  checkLinks(book, links ?? [], [...path, 'links'], tell)
}

function checkCardChoices(
  book: Book,
  fact: string,
  choice: CardChoices,
  step: Path,
  at: Path,
  tell: Tell,
  used: Used,
): void {
  const { cards: kind, value } = choice
  used.cards.add(kind)
  if (value === undefined && cardsAmong(book, choice).length === 0)
    tell([...at, 'cards'], { kind: 'missing-cards', cards: kind })
  if (fact !== kind && value === undefined)
    tell([...step, 'fact'], { kind: 'not-one-of', key: 'fact', allowed: [kind] })
}

/** Cards of two kinds in one question must have different ids: an answer is only the id. */
function checkMixed(book: Book, { choices }: Question, path: Path, tell: Tell): void {
  const met = new Set<string>()
  for (const [index, choice] of choices.entries()) {
    if ('id' in choice) continue
    for (const [id] of cardsAmong(book, choice)) {
      if (met.has(id) || choices.some((other) => 'id' in other && other.id === id))
        tell([...path, 'choices', index, 'cards'], { kind: 'repeated-choice', choice: id })
      met.add(id)
    }
  }
}

function checkRepeated(ids: readonly string[], path: Path, tell: Tell): void {
  for (const [index, id] of ids.entries()) {
    if (id !== '' && ids.indexOf(id) !== index)
      tell([...path, index, 'id'], { kind: 'repeated-choice', choice: id })
  }
}

function checkLead(book: Book, flow: Flow, { goto, path }: Lead, step: Path, tell: Tell): void {
  const at: Path = [...step, ...path]
  for (const [index, target] of targetsOf(goto).entries()) {
    if (flow.steps[target] !== undefined || book.flows[target] !== undefined) continue
    const near = namesNear(target, [...Object.keys(flow.steps), ...Object.keys(book.flows)])
    tell(typeof goto === 'string' ? at : [...at, index, 'to'], { kind: 'missing-target', target, near })
  }
  if (typeof goto === 'string') return
  const open = goto.findIndex(({ when }) => when === undefined)
  if (open === -1) tell([...at, goto.length - 1], { kind: 'open-goto' })
  else if (open < goto.length - 1) tell([...at, open + 1], { kind: 'late-goto' })
}

/** A step on a path, and the leads of it that were not followed yet. */
interface Turn {
  readonly node: Node
  readonly ahead: ReturnType<typeof nextOf>[number][]
  /** The lead that was followed last. */
  path: Path
}

/**
 * No path may go round in a circle, neither through steps nor through flows: else it might not end. A circle is told
 * at a step on it that was read from a file, whichever of its leads closes it.
 */
function checkPaths(book: Book, origins: Origins, tellOf: (flow: string) => Tell): void {
  const finished = new Set<string>()
  for (const [flow, { start }] of Object.entries(book.flows)) {
    const trail: Turn[] = []
    const enter = (node: Node): void => {
      if (!finished.has(nameOf(node))) trail.push({ node, ahead: [...nextOf(book, node)], path: [] })
    }
    enter({ flow, step: start })
    for (let turn = trail.at(-1); turn !== undefined; turn = trail.at(-1)) {
      const lead = turn.ahead.shift()
      if (lead === undefined) {
        finished.add(nameOf(turn.node))
        trail.pop()
        continue
      }
      turn.path = lead.path
      const from = circleFrom(trail, lead.node)
      if (from === -1) enter(lead.node)
      else tellCircle(trail.slice(from), lead.node, origins, tellOf)
    }
  }
}

/** Where on the trail a circle begins that the next step would close: at the same step, or at a flow left before. */
function circleFrom(trail: readonly Turn[], next: Node): number {
  const inside = trail.at(-1)?.node.flow === next.flow
  return trail.findIndex(({ node }) => (inside ? nameOf(node) === nameOf(next) : node.flow === next.flow))
}

function tellCircle(
  circle: readonly Turn[],
  closing: Node,
  origins: Origins,
  tellOf: (flow: string) => Tell,
): void {
  const told = circle.findLast(({ node }) => origins.flows.has(node.flow))
  if (told === undefined) return
  const through = [...circle.map(({ node }) => node), closing].map(nameOf)
  tellOf(told.node.flow)(['steps', told.node.step, ...told.path], { kind: 'circle', through })
}

/** The conditions of a step, with the place of each. */
function conditionsOf(step: Step): readonly { condition: Condition; path: Path }[] {
  const ofLeads = leadsOf(step).flatMap(({ goto, path }) =>
    typeof goto === 'string'
      ? []
      : goto.flatMap(({ when }, index) =>
          when === undefined ? [] : [{ condition: when, path: [...path, index, 'when'] }],
        ),
  )
  if (step.kind === 'review') {
    const ofPoints = step.points.map(({ when }, index) => ({
      condition: when,
      path: ['points', index, 'when'],
    }))
    return [...ofPoints, ...ofLeads]
  }
  if (step.kind !== 'plan') return ofLeads
  const ofRemedies = step.remedies.flatMap((entry, index) =>
    typeof entry === 'string' ? [] : [{ condition: entry.when, path: ['remedies', index, 'when'] }],
  )
  return [...ofRemedies, ...ofLeads]
}

/** A condition may only ask for what some path can have made known before, and for values that can occur. */
function checkFacts(
  book: Book,
  tellFlow: (flow: string) => Tell,
  tellRemedy: (remedy: string) => Tell,
): void {
  const values = valuesOf(book)
  const known = factsKnown(book)
  const check = (condition: Condition, here: ReadonlySet<string>, path: Path, tell: Tell): void => {
    for (const { fact, values: wanted } of askedBy(condition)) {
      const at: Path = Array.isArray(condition) ? path : [...path, fact]
      const possible = values.get(fact)
      if (possible === undefined || !here.has(propertyOf(fact)?.kind ?? fact)) {
        tell(at, { kind: 'unset-fact', fact, near: namesNear(fact, here) }, 'key')
        continue
      }
      for (const value of wanted) {
        if (value !== 'unknown' && !possible.has(value))
          tell(at, { kind: 'impossible-value', fact, value, known: [...possible] })
      }
    }
  }
  for (const [flow, { steps }] of Object.entries(book.flows)) {
    for (const [name, step] of Object.entries(steps)) {
      const here = known.get(nameOf({ flow, step: name })) ?? new Set()
      for (const { condition, path } of conditionsOf(step))
        check(condition, here, ['steps', name, ...path], tellFlow(flow))
    }
  }
  // What a remedy needs may stay open in one plan, but some flow must be able to tell it.
  const anywhere = new Set([...known.values()].flatMap((facts) => [...facts]))
  for (const [id, { needs }] of Object.entries(book.remedies)) {
    if (needs !== undefined) check(needs, anywhere, ['needs'], tellRemedy(id))
  }
}

function checkRemedy(book: Book, remedy: Remedy, tell: Tell, used: Used): void {
  checkNames(book, remedy, [], tell, used)
  checkLinks(book, remedy.links ?? [], ['links'], tell)
  const { general } = remedy
  if (general === undefined) return
  useRemedy(book, general, ['general'], tell, used)
  if (book.remedies[general]?.general !== undefined)
    tell(['general'], { kind: 'general-of-general', remedy: general })
}

/** A link named by a card's key must have a general name. */
function checkLinks(book: Book, links: NonNullable<Remedy['links']>, path: Path, tell: Tell): void {
  for (const [index, link] of links.entries()) {
    if (typeof link !== 'string') continue
    const property = propertyOf(link)
    const known =
      property !== undefined && book.general[property.kind].links?.[property.property] !== undefined
    if (!known) tell([...path, index], { kind: 'missing-wording', placeholder: link })
  }
}

function checkCard(book: Book, kind: CardKind, card: Card, tell: Tell, used: Used): void {
  for (const [remedy, instead] of Object.entries(card.remedies ?? {})) {
    const path: Path = ['remedies', remedy]
    if (book.remedies[remedy] === undefined) tell(path, missingRemedy(book, remedy), 'key')
    checkNames(book, { warn: instead.warn }, path, tell, used)
    checkLinks(book, instead.links ?? [], [...path, 'links'], tell)
  }
  for (const group of ['labels', 'texts', 'links'] as const) {
    for (const key of Object.keys(card[group] ?? {})) {
      // A product speaks for a service that is none in particular, and so in its words.
      const speaksFor = kind === 'server' ? book.general.service[group]?.[key] : undefined
      if ((book.general[kind][group]?.[key] ?? speaksFor) !== undefined) continue
      tell(
        [group, key],
        { kind: 'missing-wording', placeholder: `${kind}.${group.slice(0, -1)}.${key}` },
        'key',
      )
    }
  }
  const known = propertiesOf(book, kind)
  for (const [property, { is }] of Object.entries(card.facts ?? {})) {
    const values = known[property]
    if (values === undefined) {
      const names = Object.keys(known)
      const near = namesNear(property, names)
      tell(['facts', property], { kind: 'unknown-key', key: property, known: names, near }, 'key')
    } else if (!values.includes(is))
      tell(['facts', property, 'is'], { kind: 'not-one-of', key: property, allowed: values })
  }
  if (card.general) return
  for (const group of ['facts', 'labels', 'texts', 'links', 'waits', 'remedies'] as const) {
    for (const [key, { source }] of Object.entries(card[group] ?? {})) {
      for (const [index, name] of source.entries()) {
        if (card.sources[name] === undefined)
          tell([group, key, 'source', index], { kind: 'missing-source', source: name })
      }
    }
  }
}

/** What people type must lead to one card only. */
function checkCardNames(book: Book, kind: CardKind, tellOf: (id: string) => Tell): void {
  const taken = new Map<string, string>()
  for (const [id, card] of Object.entries(book.cards[kind])) {
    for (const name of namesOf(id, card)) {
      const by = taken.get(name)
      if (by === undefined) taken.set(name, id)
      else
        tellOf(id)([card.aliases === undefined ? 'name' : 'aliases'], { kind: 'taken-name', name, by }, 'key')
    }
  }
}

/** The cards offered first must exist. */
function checkFirst(book: Book, kind: CardKind, tell: Tell): void {
  const { first } = book.general[kind]
  for (const language of languages) {
    for (const [index, id] of (first?.[language] ?? []).entries()) {
      if (book.cards[kind][id] === undefined)
        tell([kind, 'first', language, index], { kind: 'missing-cards', cards: id })
    }
  }
}

/** Remedies, warnings and cards that nothing uses are mistakes: somebody meant them to be shown. */
function checkUse(
  book: Book,
  origins: Origins,
  into: (document: Document | undefined) => Tell,
  used: Used,
): void {
  for (const [id, document] of origins.remedies) {
    if (!used.remedies.has(id)) into(document)([], { kind: 'never-used', id })
  }
  for (const kind of cardKinds) {
    for (const [id, document] of origins.cards[kind]) {
      if (!used.cards.has(kind)) into(document)([], { kind: 'never-used', id })
    }
  }
  for (const [id, warning] of Object.entries(book.warnings)) {
    if (!warning.first && !used.warnings.has(id))
      into(origins.warnings)(['warnings', id], { kind: 'never-used', id }, 'key')
  }
}

/** Keys under which a text stands; in the general wording every string is one. */
const textKeys = new Set(['title', 'about', 'ask', 'help', 'label', 'say', 'why', 'text', 'name'])

/** Texts of a file: both languages where it is shipped, and placeholders that have a general wording. */
function checkTexts(
  book: Book,
  value: unknown,
  path: Path,
  tell: Tell,
  shipped: false | { everywhere: boolean },
): void {
  if (typeof value === 'string') {
    for (const { name, kind, part, key } of placeholdersOf(value)) {
      const known = part === 'name' || book.general[kind][`${part}s` as const]?.[key] !== undefined
      if (!known) tell(path, { kind: 'missing-wording', placeholder: name })
    }
    const last = path.at(-1)
    const inBoth = last === 'en' || last === 'ja'
    // In the general wording these are lists of ids and words, not texts.
    const general = shipped !== false && shipped.everywhere
    if (general && (path[1] === 'first' || path[1] === 'facts')) return
    const isLine = typeof last === 'number' && (path.at(-2) === 'steps' || path.at(-2) === 'bring')
    const isText = textKeys.has(String(last)) || isLine
    if (shipped && !inBoth && (isText || shipped.everywhere)) {
      for (const language of languages) tell(path, { kind: 'missing-language', language })
    }
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    checkTexts(book, inner, [...path, Array.isArray(value) ? Number(key) : key], tell, shipped)
  }
}
