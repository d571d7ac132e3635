/** `flow list`: the flows there are. */
import { cardKinds, say } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { ownFiles, readFlows } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'
import { widthOf } from '../../ui/wrap.ts'
import type { FlowOptions } from './command.ts'

/** Where a flow comes from. */
type From = 'shipped' | 'own' | 'replaced'

export async function list({ flows }: FlowOptions, host: Host): Promise<Exit> {
  const { terminal, settings, words } = host
  const { book, folder } = await readFlows(host, flows)
  const { book: shipped } = await host.shipped()
  const own = new Set((await ownFiles(host, flows))?.files.map(({ path }) => path.replace(/\.ya?ml$/, '')))
  const found = Object.entries(book.flows).map(([id, flow]) => {
    const from: From = !own.has(id) ? 'shipped' : shipped.flows[id] === undefined ? 'own' : 'replaced'
    return { id, title: say(flow.title, words.language), from }
  })
  const remedies = Object.keys(book.remedies).length
  const cards = Object.fromEntries(cardKinds.map((kind) => [kind, Object.keys(book.cards[kind]).length]))
  if (settings.json) {
    const result = { schema: 1, folder: folder ?? null, flows: found, remedies, cards }
    terminal.out(`${JSON.stringify(result)}\n`)
    return exits.yes
  }
  const width = Math.max(...found.map(({ id }) => widthOf(id)))
  for (const { id, title, from } of found) {
    const mark = from === 'shipped' ? '' : ` ${host.look.faint(words.flow.list[from])}`
    terminal.out(`${id.padEnd(width)}  ${visible(title)}${mark}\n`)
  }
  host.hint(
    words.flow.list.counts(
      remedies,
      Object.values(cards).reduce((sum, count) => sum + count, 0),
    ),
  )
  return exits.yes
}
