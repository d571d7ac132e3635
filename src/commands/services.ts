/** `services`: what is known by name, from the full cards and from the directory. */
import { say } from '../core/flow/book.ts'
import { isElsewhere, searchCards } from '../core/flow/cards.ts'
import { isListed } from '../core/flow/directory.ts'
import type { Card } from '../core/flow/types.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { readDirectory } from '../tasks/find-service.ts'
import { readFlows } from '../tasks/load-flows.ts'
import { visible } from '../ui/visible.ts'
import { cellWidth } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'
import type { Noun } from './verb.ts'

interface ServicesOption {
  readonly flows?: string
}

export const servicesNoun: Noun = {
  name: 'services',
  examples: ['2fa-rescue services', '2fa-rescue services bank', '2fa-rescue services github --json'],
  verbs: [],
  add: (command, perform, words) =>
    command
      .description(words.services.help)
      .argument('[word]', words.services.word)
      .option('--flows <dir>', words.flow.options.flows)
      .action((word: string | undefined, given: ServicesOption) =>
        perform((host) => listServices(word, given, host)),
      ),
}

/** Lists them, or those that a word may mean. Exit status 1 where a word means none. */
async function listServices(word: string | undefined, { flows }: ServicesOption, host: Host): Promise<Exit> {
  const { words } = host
  const book = await readDirectory(host, (await readFlows(host, flows)).book)
  const { language } = host.settings
  const cards = Object.entries({ ...book.cards.service, ...book.cards.server }).filter(
    ([, card]) => !card.general,
  )
  // Those of the reader's own region first.
  const place = ([, card]: readonly [string, Card]) => Number(isElsewhere(card, language))
  const found =
    word === undefined ? cards.toSorted((a, b) => place(a) - place(b)) : searchCards(cards, word, language)
  const rows = found.map(([id, card]) => ({ id, card, name: say(card.name, words.language) }))
  const width = Math.min(32, Math.max(0, ...rows.map(({ name }) => cellWidth(name))))
  host.result({
    json: { services: rows.map(({ id, card, name }) => serviceJson(id, name, card)) },
    text: rows.map(({ card, name }) => {
      const gap = ' '.repeat(Math.max(0, width - cellWidth(name)))
      return `${visible(name)}${gap}  ${host.outStyle.faint(about(card, words))}`
    }),
  })
  if (rows.length === 0) {
    host.hint(words.services.none(word ?? ''))
    return exits.no
  }
  host.hint(words.services.counts(rows.filter(({ card }) => !isListed(card)).length, rows.length))
  return exits.yes
}

/** What is known of a service, in a few words. */
function about(card: Card, { services }: Words): string {
  if (!isListed(card)) return services.full(card.checked)
  const { methods } = card.listed
  return services.listed(methods.map((method) => services.methods[method]))
}

function serviceJson(id: string, name: string, card: Card) {
  const { help, recovery } = card.links ?? {}
  return {
    id,
    name,
    from: isListed(card) ? 'directory' : 'card',
    checked: card.checked,
    methods: isListed(card) ? card.listed.methods : null,
    help: help?.url ?? null,
    recovery: recovery?.url ?? null,
  }
}
