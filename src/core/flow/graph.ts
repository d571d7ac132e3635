/** Steps as a graph: where each leads, and what can be known when it is left. */
import type { Book } from './book.ts'
import { type CardKind, cardKinds, checkResults } from './lists.ts'
import { listItems } from './state.ts'
import type { Flow, Goto, Step } from './types.ts'

export type Path = readonly PropertyKey[]

/** One place where a step leads on. */
export interface Lead {
  readonly goto: Goto
  readonly path: Path
}

/** Every way out of a step. */
export function listLeads(step: Step): readonly Lead[] {
  switch (step.kind) {
    case 'question':
      return step.choices.map(({ goto }, index) => ({ goto, path: ['choices', index, 'goto'] }))
    case 'tick':
    case 'collect':
    case 'review':
      return [{ goto: step.goto, path: ['goto'] }]
    case 'check':
      return Object.entries(step.on).map(([result, goto]) => ({ goto, path: ['on', result] }))
    case 'plan':
      return step.goto === undefined ? [] : [{ goto: step.goto, path: ['goto'] }]
    case 'goto':
      return [{ goto: step.to, path: ['to'] }]
    case 'outcome':
      return []
  }
}

export const listTargets = (goto: Goto): readonly string[] =>
  typeof goto === 'string' ? [goto] : goto.map(({ to }) => to)

/** The first step of a flow; where it names one that does not exist, the first of the file, to look at the rest. */
function findStart({ start, steps }: Flow): string {
  return steps[start] === undefined ? (Object.keys(steps)[0] ?? start) : start
}

/** The steps of a flow that some path meets. */
export function reachable(flow: Flow): ReadonlySet<string> {
  const met = new Set<string>()
  const ahead = [findStart(flow)]
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const step = flow.steps[name]
    if (step === undefined || met.has(name)) continue
    met.add(name)
    ahead.push(...listLeads(step).flatMap(({ goto }) => listTargets(goto)))
  }
  return met
}

export interface Node {
  readonly flow: string
  readonly step: string
}

/** The steps a step may lead to, in this flow or at the start of another. */
export function listNext(book: Book, { flow, step }: Node): readonly { node: Node; path: Path }[] {
  const steps = book.flows[flow]?.steps ?? {}
  const found = steps[step]
  if (found === undefined) return []
  return listLeads(found).flatMap(({ goto, path }) =>
    listTargets(goto).flatMap((target) => {
      if (steps[target] !== undefined) return [{ node: { flow, step: target }, path }]
      const start = book.flows[target]?.start
      return start === undefined ? [] : [{ node: { flow: target, step: start }, path }]
    }),
  )
}

export const formatNode = ({ flow, step }: Node): string => `${flow}/${step}`

/** The facts a step makes known, with the values they may have. */
function listMadeFacts(book: Book, step: Step): readonly (readonly [string, readonly string[]])[] {
  switch (step.kind) {
    case 'question': {
      const values = step.choices.flatMap((choice) => {
        if ('id' in choice) return [choice.value ?? choice.id]
        return choice.value === undefined ? Object.keys(book.cards[choice.cards]) : [choice.value]
      })
      const implied = step.choices.flatMap((choice): (readonly [string, readonly string[]])[] =>
        'id' in choice
          ? Object.entries(choice.set ?? {}).map(([fact, value]) => [fact, [value]])
          : [[choice.cards, Object.keys(book.cards[choice.cards])]],
      )
      return [[step.fact, values], ...implied]
    }
    case 'tick':
      return listItems(book, step).map(({ fact }) => [fact, ['yes', 'no']] as const)
    case 'check':
      return [[step.fact, checkResults[step.check]]]
    case 'plan':
    case 'collect':
    case 'review':
    case 'goto':
    case 'outcome':
      return []
  }
}

/** The properties a card may have. A product may speak for a service, and so has those of a service too. */
export function listProperties(book: Book, kind: CardKind): Readonly<Record<string, readonly string[]>> {
  return { ...(kind === 'server' ? book.general.service.facts : {}), ...book.general[kind].facts }
}

/** Every fact there is, with every value it can have. */
export function listValues(book: Book): ReadonlyMap<string, Set<string>> {
  const values = new Map<string, Set<string>>()
  const add = (fact: string, more: readonly string[]): void => {
    const known = values.get(fact) ?? new Set()
    for (const value of more) known.add(value)
    values.set(fact, known)
  }
  for (const flow of Object.values(book.flows)) {
    for (const step of Object.values(flow.steps)) {
      for (const [fact, more] of listMadeFacts(book, step)) add(fact, more)
    }
  }
  for (const kind of cardKinds) {
    add(kind, Object.keys(book.cards[kind]))
    for (const [property, known] of Object.entries(listProperties(book, kind)))
      add(`${kind}.${property}`, known)
  }
  return values
}

/** For each step, the facts that some path can have made known when it is left. */
export function spreadFacts(book: Book): ReadonlyMap<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  const factsAt = (node: Node): Set<string> => {
    const facts = known.get(formatNode(node)) ?? new Set()
    known.set(formatNode(node), facts)
    return facts
  }
  // The service, product or app can be named on the command line, before the first step.
  for (const [id, flow] of Object.entries(book.flows)) {
    for (const named of ['service', 'server', 'app']) factsAt({ flow: id, step: findStart(flow) }).add(named)
  }
  const order = sortNodes(book)
  // In this order one pass is enough where nothing goes round in a circle.
  for (let grows = true; grows; ) {
    grows = false
    const passed = new Set<string>()
    for (const node of order) {
      passed.add(formatNode(node))
      const facts = factsAt(node)
      const step = book.flows[node.flow]?.steps[node.step]
      for (const [fact] of step === undefined ? [] : listMadeFacts(book, step)) facts.add(fact)
      for (const { node: next } of listNext(book, node)) {
        const there = factsAt(next)
        const before = there.size
        for (const fact of facts) there.add(fact)
        if (there.size > before && passed.has(formatNode(next))) grows = true
      }
    }
  }
  return known
}

/** Every step that a flow can meet, each before those it leads to, as far as there are no circles. */
function sortNodes(book: Book): readonly Node[] {
  const met = new Set<string>()
  const sorted: Node[] = []
  for (const [id, flow] of Object.entries(book.flows)) {
    const ahead: { readonly node: Node; readonly left: boolean }[] = [
      { node: { flow: id, step: findStart(flow) }, left: false },
    ]
    for (let turn = ahead.pop(); turn !== undefined; turn = ahead.pop()) {
      const { node, left } = turn
      if (left) sorted.push(node)
      if (left || met.has(formatNode(node))) continue
      met.add(formatNode(node))
      ahead.push({ node, left: true })
      for (const { node: next } of listNext(book, node)) ahead.push({ node: next, left: false })
    }
  }
  return sorted.reverse()
}
