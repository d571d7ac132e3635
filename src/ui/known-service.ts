/** What is known of a service, as JSON: the same for one of the directory and for one with a card. */
import { type Language, say } from '../core/flow/book.ts'
import { isListed, listMethods } from '../core/flow/directory.ts'
import type { Card } from '../core/flow/types.ts'

export interface KnownService {
  readonly name: string
  /** A full card, or only a line of the directory. */
  readonly from: 'card' | 'directory'
  /** The day on which the card or the directory was last compared with its sources, as `YYYY-MM-DD`. */
  readonly checked: string
  readonly methods: readonly string[]
  readonly help: string | null
  readonly recovery: string | null
}

/** Its name, its second factors and its official pages. */
export function describeService(card: Card, language: Language): KnownService {
  const { help, recovery } = card.links ?? {}
  return {
    name: say(card.name, language),
    from: isListed(card) ? 'directory' : 'card',
    checked: card.checked,
    methods: listMethods(card),
    help: help?.url ?? null,
    recovery: recovery?.url ?? null,
  }
}
