/** `flow graph`: a flow, or all of them, as a diagram. */
import { RescueError } from '../../core/errors.ts'
import { flowGraph, flowsGraph } from '../../core/flow/mermaid.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { readFlows } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

interface FlowsOption {
  readonly flows?: string
}

export const graphVerb: Verb = {
  name: 'graph',
  examples: ['2fa-rescue flow graph code-refused', '2fa-rescue flow graph helpdesk --flows our-flows'],
  add: (command, perform, words) =>
    command
      .description(words.flow.graph.help)
      .argument('[flow]', words.flow.graph.flow)
      .option('--flows <dir>', words.flow.options.flows)
      .action((name: string | undefined, given: FlowsOption) => perform((host) => graph(name, given, host))),
}

async function graph(name: string | undefined, { flows }: FlowsOption, host: Host): Promise<Exit> {
  const { book } = await readFlows(host, flows)
  const { language } = host.words
  const text = name === undefined ? flowsGraph(book, { language }) : flowGraph(book, name, { language })
  if (text === undefined)
    throw new RescueError({ code: 'unknown-flow', name: name ?? '', known: Object.keys(book.flows) })
  const lines = text.trimEnd().split('\n').map(visible)
  host.result({ json: { flow: name ?? null, mermaid: `${lines.join('\n')}\n` }, text: lines })
  return exits.yes
}
