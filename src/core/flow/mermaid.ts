/** Flows as Mermaid flowcharts, which editors, wikis and code hosts draw. */
import { type Book, type Language, own, say } from './book.ts'
import { listLeads, listNext, listTargets, reachable } from './graph.ts'
import type { Flow, Step, Text } from './types.ts'

/** How the text of a diagram is told. */
interface Wording {
  readonly language: Language
}

/** The steps of one flow, with the flows it leads into. Undefined where there is no such flow. */
export function flowGraph(book: Book, id: string, wording: Wording): string | undefined {
  const flow = own(book.flows, id)
  if (flow === undefined) return undefined
  const steps = Object.entries(flow.steps)
  const nodes = steps.map(
    ([name, step]) => `  ${stepNode(name)}${drawOutline(step, stepText(step, wording))}`,
  )
  const edges = steps.flatMap(([name, step]) => drawEdges(flow, name, step, wording))
  const others = new Set(steps.flatMap(([, step]) => targetsBeyond(flow, step)))
  const flows = [...others].map((target) => {
    const title = own(book.flows, target)?.title ?? target
    return `  ${flowNode(target)}>"${escapeLabel(title, wording)}"]`
  })
  const start = `  start((" ")) --> ${stepNode(flow.start)}`
  return lines(['flowchart TD', start, ...nodes, ...flows, ...edges])
}

/** How the flows lead into each other. */
export function flowsGraph(book: Book, wording: Wording): string {
  const nodes = Object.entries(book.flows).map(
    ([id, { title }]) => `  ${flowNode(id)}["${escapeLabel(title, wording)}"]`,
  )
  const edges = Object.entries(book.flows).flatMap(([id, flow]) => {
    const met = [...reachable(flow)]
    const next = met.flatMap((step) => listNext(book, { flow: id, step }).map(({ node }) => node.flow))
    return [...new Set(next)]
      .filter((target) => target !== id)
      .map((target) => `  ${flowNode(id)} --> ${flowNode(target)}`)
  })
  return lines(['flowchart TD', ...nodes, ...edges])
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

/** Ids as Mermaid takes them: words of its own, such as “end”, are none of ours. */
const stepNode = (name: string): string => `s_${name.replaceAll('-', '_')}`
const flowNode = (id: string): string => `f_${id.replaceAll('-', '_')}`

/** A step's outline, by its kind. */
function drawOutline(step: Step, text: string): string {
  switch (step.kind) {
    case 'question':
      return `{{"${text}"}}`
    case 'tick':
    case 'collect':
      return `[/"${text}"/]`
    case 'check':
      return `[["${text}"]]`
    case 'plan':
    case 'review':
      return `["${text}"]`
    case 'goto':
      return `{"${text}"}`
    case 'outcome':
      return `(["${text}"])`
  }
}

/** What stands in a step's outline. */
function stepText(step: Step, wording: Wording): string {
  switch (step.kind) {
    case 'question':
    case 'tick':
    case 'collect':
      return escapeLabel(step.ask, wording)
    case 'check':
      return escapeLabel(step.check, wording)
    case 'plan':
      return [...new Set(step.remedies.map((entry) => (typeof entry === 'string' ? entry : entry.use)))].join(
        '<br/>',
      )
    case 'review':
      return step.points.map(({ label }) => escapeLabel(label, wording)).join('<br/>')
    case 'goto':
      return ' '
    case 'outcome':
      return escapeLabel(step.say, wording)
  }
}

/** The arrows out of a step; several with the same end are one. */
function drawEdges(flow: Flow, name: string, step: Step, wording: Wording): readonly string[] {
  const labels = new Map<string, Set<string>>()
  for (const [index, lead] of listLeads(step).entries()) {
    for (const target of listTargets(lead.goto)) {
      const label = edgeLabel(step, index, wording)
      labels.set(target, (labels.get(target) ?? new Set()).add(label))
    }
  }
  return [...labels].map(([target, texts]) => {
    const label = [...texts].filter((text) => text !== '').join('<br/>')
    const to = flow.steps[target] === undefined ? flowNode(target) : stepNode(target)
    return `  ${stepNode(name)} -->${label === '' ? '' : `|"${label}"|`} ${to}`
  })
}

/** What leads along an arrow: the answer or the result. */
function edgeLabel(step: Step, index: number, wording: Wording): string {
  if (step.kind === 'question') {
    const choice = step.choices[index]
    if (choice === undefined) return ''
    return 'id' in choice ? escapeLabel(choice.label, wording) : `${choice.cards} …`
  }
  return step.kind === 'check' ? escapeLabel(Object.keys(step.on)[index] ?? '', wording) : ''
}

const targetsBeyond = (flow: Flow, step: Step): readonly string[] =>
  listLeads(step)
    .flatMap(({ goto }) => listTargets(goto))
    .filter((target) => flow.steps[target] === undefined)

/** Text inside quotation marks: what Mermaid or HTML would take for its own is written as an entity. */
function escapeLabel(text: Text, { language }: Wording): string {
  return say(text, language)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[#&<>"`]/g, (char) => `#${char.codePointAt(0)};`)
}
