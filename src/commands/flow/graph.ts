/** `flow graph`: a flow, or all of them, as a diagram. */
import { RescueError } from '../../core/errors.ts'
import { flowGraph, flowsGraph } from '../../core/flow/mermaid.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { readFlows } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'
import type { FlowOptions } from './command.ts'

export async function graph(name: string | undefined, { flows }: FlowOptions, host: Host): Promise<Exit> {
  const { book } = await readFlows(host, flows)
  const { language } = host.words
  const text = name === undefined ? flowsGraph(book, { language }) : flowGraph(book, name, { language })
  if (text === undefined)
    throw new RescueError({ code: 'unknown-flow', name: name ?? '', known: Object.keys(book.flows) })
  const lines = text.trimEnd().split('\n').map(visible)
  host.terminal.out(
    host.settings.json
      ? `${JSON.stringify({ schema: 1, flow: name ?? null, mermaid: `${lines.join('\n')}\n` })}\n`
      : `${lines.join('\n')}\n`,
  )
  return exits.yes
}
