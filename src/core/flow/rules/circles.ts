/** The rule that every path ends: none may go round in a circle, neither through steps nor through flows. */
import { formatNode, listNext, type Node, type Path } from '../graph.ts'
import { type Checking, reportIn } from './checking.ts'

/** A step on a path, and the leads of it that were not followed yet. */
interface Turn {
  readonly node: Node
  readonly ahead: ReturnType<typeof listNext>[number][]
  /** The lead that was followed last. */
  path: Path
}

/** A path from the start of a flow, with the place of each step and the first place of each flow on it. */
class Trail {
  readonly turns: Turn[] = []
  readonly steps = new Map<string, number>()
  readonly flows = new Map<string, number>()

  push(node: Node, ahead: Turn['ahead']): void {
    const place = this.turns.push({ node, ahead, path: [] }) - 1
    this.steps.set(formatNode(node), place)
    if (!this.flows.has(node.flow)) this.flows.set(node.flow, place)
  }

  pop(): void {
    const turn = this.turns.pop()
    if (turn === undefined) return
    this.steps.delete(formatNode(turn.node))
    if (this.flows.get(turn.node.flow) === this.turns.length) this.flows.delete(turn.node.flow)
  }

  /** Where a circle begins that the next step would close: at the same step, or at a flow left before. */
  findCircle(next: Node): number | undefined {
    const inside = this.turns.at(-1)?.node.flow === next.flow
    return inside ? this.steps.get(formatNode(next)) : this.flows.get(next.flow)
  }
}

/** Reports each circle at a step on it that was read from a file, whichever of its leads closes it. */
export function checkCircles(checking: Checking): void {
  const finished = new Set<string>()
  for (const [flow, { start }] of Object.entries(checking.book.flows)) {
    const trail = new Trail()
    const enter = (node: Node): void => {
      if (!finished.has(formatNode(node))) trail.push(node, [...listNext(checking.book, node)])
    }
    enter({ flow, step: start })
    for (let turn = trail.turns.at(-1); turn !== undefined; turn = trail.turns.at(-1)) {
      const lead = turn.ahead.shift()
      if (lead === undefined) {
        finished.add(formatNode(turn.node))
        trail.pop()
        continue
      }
      turn.path = lead.path
      const from = trail.findCircle(lead.node)
      if (from === undefined) enter(lead.node)
      else reportCircle(checking, trail.turns.slice(from), lead.node)
    }
  }
}

function reportCircle(checking: Checking, circle: readonly Turn[], closing: Node): void {
  const turn = circle.findLast(({ node }) => checking.origins.flows.has(node.flow))
  if (turn === undefined) return
  const through = [...circle.map(({ node }) => node), closing].map(formatNode)
  const report = reportIn(checking, checking.origins.flows.get(turn.node.flow))
  report(['steps', turn.node.step, ...turn.path], { kind: 'circle', through })
}
