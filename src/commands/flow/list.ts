/** `flow list`: the flows there are. */
import { cardKinds, say } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { ownFiles, readFlows } from '../../tasks/load-flows.ts'
import { visible } from '../../ui/visible.ts'
import { cellWidth } from '../../ui/wrap.ts'
import type { Verb } from '../verb.ts'

interface FlowsOption {
  readonly flows?: string
}

export const listVerb: Verb = {
  name: 'list',
  examples: ['2fa-rescue flow list', '2fa-rescue flow list --flows our-flows'],
  add: (command, perform, words) =>
    command
      .description(words.flow.list.help)
      .option('--flows <dir>', words.flow.options.flows)
      .action((given: FlowsOption) => perform((host) => list(given, host))),
}

/** Where a flow comes from. */
type From = 'shipped' | 'own' | 'replaced'

async function list({ flows }: FlowsOption, host: Host): Promise<Exit> {
  const { words } = host
  const { book, folder } = await readFlows(host, flows)
  const { book: shipped } = await host.shipped()
  const own = new Set((await ownFiles(host, flows))?.files.map(({ path }) => path.replace(/\.ya?ml$/, '')))
  const found = Object.entries(book.flows).map(([id, flow]) => {
    const from: From = !own.has(id) ? 'shipped' : shipped.flows[id] === undefined ? 'own' : 'replaced'
    return { id, title: say(flow.title, words.language), from }
  })
  const remedies = Object.keys(book.remedies).length
  const cards = Object.fromEntries(cardKinds.map((kind) => [kind, Object.keys(book.cards[kind]).length]))
  const width = Math.max(...found.map(({ id }) => cellWidth(id)))
  host.result({
    json: { folder: folder ?? null, flows: found, remedies, cards },
    text: found.map(({ id, title, from }) => {
      const mark = from === 'shipped' ? '' : ` ${host.outStyle.faint(words.flow.list[from])}`
      return `${id.padEnd(width)}  ${visible(title)}${mark}`
    }),
  })
  host.hint(
    words.flow.list.counts(
      remedies,
      Object.values(cards).reduce((sum, count) => sum + count, 0),
    ),
  )
  return exits.yes
}
