/** Hands out a backup code, and records the outcome: a short locked section writes that it is being shown; a second one writes what the site said. */

import {
  type Count,
  type Offer,
  offeredIn,
  offerNext,
  type Placed,
  type Shelf,
  settle,
  undo,
} from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Draft, Key, Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { type Kept, shelfIn, titleOf } from './backup-accounts.ts'

/** What became of a code, in a person's words. */
export type Outcome = 'used' | 'refused' | 'never' | 'later'

interface Offered {
  readonly placed: Placed
  readonly count: Count
}

/** Takes the next code and writes that it is being shown; undefined, with a word, where there is none. */
export async function offered(store: Store, kept: Kept, host: Host): Promise<Offered | undefined> {
  const offer = await store.update(async (draft) => taken(draft, kept.key, await shelfIn(draft, kept), host))
  if (offer.kind === 'offered') return offer
  tellNone(host, kept, offer.count)
  return undefined
}

/** Takes the next code of a shelf, inside an update. Throws `hashed-only`. */
export function taken(draft: Draft, key: Key, shelf: Shelf, host: Host): Offer {
  const next = offerNext(shelf, host.now().toISOString())
  if (next.kind === 'offered') draft.write(key, next.shelf)
  else if (shelf.sets.length > 0 && shelf.sets.every(({ hashing }) => hashing !== undefined))
    throw new RescueError({ code: 'hashed-only', service: titleOf(shelf) })
  return next
}

export function tellNone(host: Host, { shelf }: Kept, count: Count): void {
  const { noneLeft, noneButOffered } = host.words.backup
  const { service, account } = shelf
  host.result({ json: { service, account: account ?? null, code: null, ...count }, text: [] })
  host.terminal.err(`${visible(noneLeft(titleOf(shelf)))}\n`)
  if (count.offered > 0) host.hint(noneButOffered(count.offered))
}

/** As it can be typed. Number and set are named only where other codes are waiting too. */
export function confirmCommand(host: Host, { shelf }: Kept, { set, number }: Placed): string {
  const { typed } = host.words.backup
  const others = offeredIn(shelf).filter((other) => other.set !== set || other.number !== number)
  const which = [
    ...(shelf.account === undefined ? [] : [`--account ${typed(shelf.account)}`]),
    ...(others.some((other) => other.set !== set) ? [`--set ${set}`] : []),
    ...(others.length > 0 ? [`--number ${number}`] : []),
  ]
  return [host.program, 'backup confirm', typed(shelf.service), ...which].join(' ')
}

/** Codes that an earlier run showed, and never heard of again. */
export async function settleEarlier(host: Host, store: Store, kept: Kept): Promise<void> {
  const { backup } = host.words
  for (const placed of offeredIn(kept.shelf)) {
    if (placed.of.hashing !== undefined) continue
    const { value, changed } = placed.code
    const message = backup.earlier(value, whenText(changed, host))
    const outcome = await asked(host, message, ['used', 'refused', 'never', 'later'])
    await write(store, kept, placed, outcome, host)
  }
}

export async function settleNow(host: Host, store: Store, kept: Kept, placed: Placed): Promise<void> {
  const { accepted, howToSettle, next } = host.words.backup
  const outcome = await asked(host, accepted, ['used', 'refused', 'never', 'later']).catch(
    (error: unknown) => {
      host.hint(howToSettle(confirmCommand(host, kept, placed)))
      throw error
    },
  )
  await write(store, kept, placed, outcome, host)
  if (outcome === 'later') host.hint(howToSettle(confirmCommand(host, kept, placed)))
  if (outcome === 'refused')
    host.hint(next(`${host.program} backup use ${host.words.backup.typed(kept.shelf.service)}`))
}

async function asked(host: Host, message: string, outcomes: readonly Outcome[]): Promise<Outcome> {
  const prompt = await host.prompt()
  const labels = host.words.backup.outcomes
  return prompt.choose({ message, choices: outcomes.map((value) => ({ value, label: labels[value] })) })
}

/** Writes what became of a code. One that somebody else has settled meanwhile stays as it is. */
export async function write(
  store: Store,
  kept: Kept,
  placed: Placed,
  outcome: Outcome,
  host: Host,
): Promise<void> {
  if (outcome === 'later') return
  await store.update(async (draft) => {
    const shelf = await shelfIn(draft, kept)
    const now = host.now().toISOString()
    if (outcome !== 'never') draft.write(kept.key, settle(shelf, placed, outcome, now).shelf)
    else if (offeredIn(shelf).some(({ set, number }) => set === placed.set && number === placed.number))
      draft.write(kept.key, undo(shelf, { kind: 'code', placed }, now))
  })
}

function whenText(date: string | undefined, { words }: Host): string {
  const style = { dateStyle: 'long', timeStyle: 'short' } as const
  return date === undefined ? '' : new Intl.DateTimeFormat(words.language, style).format(new Date(date))
}
