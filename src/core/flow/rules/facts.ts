/** The rule about conditions: they ask only for what can be known there, and for values that can occur. */
import { listAsked, parseProperty } from '../facts.ts'
import { formatNode, listLeads, listValues, type Path, spreadFacts } from '../graph.ts'
import type { Condition, Step } from '../types.ts'
import { type Checking, type Report, reportIn } from './checking.ts'

/** Checks the conditions of all steps, and the needs of all remedies. */
export function checkFacts(checking: Checking): void {
  const { book, origins, unread } = checking
  // A flow that could not be read may make anything known, and lead anywhere.
  if (unread.flows.size > 0 || unread.general) return
  const values = listValues(book)
  for (const [kind, ids] of Object.entries(unread.cards)) for (const id of ids) values.get(kind)?.add(id)
  const known = spreadFacts(book)
  for (const [flow, { steps }] of Object.entries(book.flows)) {
    const report = reportIn(checking, origins.flows.get(flow))
    for (const [name, step] of Object.entries(steps)) {
      const here = known.get(formatNode({ flow, step: name })) ?? new Set()
      for (const { condition, path } of listConditions(step))
        checkCondition(checking, condition, { known: here, values }, ['steps', name, ...path], report)
    }
  }
  // What a remedy needs may stay open in one plan, but some flow must be able to tell it.
  const anywhere = new Set([...known.values()].flatMap((facts) => [...facts]))
  for (const [id, { needs, not }] of Object.entries(book.remedies)) {
    const report = reportIn(checking, origins.remedies.get(id))
    if (needs !== undefined) checkCondition(checking, needs, { known: anywhere, values }, ['needs'], report)
    if (not !== undefined) checkCondition(checking, not, { known: anywhere, values }, ['not'], report)
  }
  const report = reportIn(checking, origins.warnings)
  for (const [id, { when }] of Object.entries(book.warnings)) {
    if (when !== undefined)
      checkCondition(checking, when, { known: anywhere, values }, ['warnings', id, 'when'], report)
  }
}

/** The facts that can be known at a place, and all facts with every value they can have. */
interface Possible {
  readonly known: ReadonlySet<string>
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
}

function checkCondition(
  { suggest }: Checking,
  condition: Condition,
  { known, values }: Possible,
  path: Path,
  report: Report,
): void {
  for (const { fact, values: wanted } of listAsked(condition)) {
    const at: Path = Array.isArray(condition) ? path : [...path, fact]
    const possible = values.get(fact)
    if (possible === undefined || !known.has(parseProperty(fact)?.kind ?? fact)) {
      report(at, { kind: 'unset-fact', fact, near: suggest(fact, known) }, 'key')
      continue
    }
    for (const value of wanted) {
      if (value !== 'unknown' && !possible.has(value))
        report(at, { kind: 'impossible-value', fact, value, known: [...possible] })
    }
  }
}

/** The conditions of a step, with the place of each. */
function listConditions(step: Step): readonly { condition: Condition; path: Path }[] {
  const found: { condition: Condition; path: Path }[] = []
  if (step.kind === 'review') {
    for (const [index, { when }] of step.points.entries())
      found.push({ condition: when, path: ['points', index, 'when'] })
  }
  if (step.kind === 'plan') {
    for (const [index, entry] of step.remedies.entries()) {
      if (typeof entry !== 'string') found.push({ condition: entry.when, path: ['remedies', index, 'when'] })
    }
  }
  for (const { goto, path } of listLeads(step)) {
    if (typeof goto === 'string') continue
    for (const [index, { when }] of goto.entries())
      if (when !== undefined) found.push({ condition: when, path: [...path, index, 'when'] })
  }
  return found
}
