/** Hands out a backup code, and records the outcome: a short locked section writes that it is being shown; a second one writes what the site said. */

import { type Offer, offerNext, withoutRemoved, writeOutcome } from '../core/backup/changes.ts'
import { parseBackupAccount } from '../core/backup/parse-record.ts'
import { type BackupAccount, type Count, listOffered, nameCode, type Placed } from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Draft, Key, Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'
import { formatServiceTitle, type Kept, readAccount } from './backup-accounts.ts'

/** The outcome of a code, in a person's words. */
export type Outcome = 'used' | 'refused' | 'never' | 'later'

interface Offered {
  readonly placed: Placed
  readonly count: Count
}

/**
 * Asks about codes that earlier runs showed and never heard of again, then takes the next code and writes that it is being
 * shown; undefined, with a word, where there is none. Codes that another run shows meanwhile are asked about too.
 */
export async function offerAfterEarlier(host: Host, store: Store, kept: Kept): Promise<Offered | undefined> {
  const asked = new Set<string>()
  for (;;) {
    const offer = await store.update(async (draft) => {
      const record = await readAccount(draft, kept)
      const earlier = listOffered(record).find(
        ({ of, code }) => of.hashing === undefined && !asked.has(code.value),
      )
      return earlier === undefined
        ? takeNext(draft, kept.key, record, host)
        : ({ kind: 'earlier', placed: earlier } as const)
    })
    if (offer.kind === 'offered') return offer
    if (offer.kind === 'none') {
      tellNone(host, kept, offer.count)
      return undefined
    }
    asked.add(offer.placed.code.value)
    await askAboutEarlier(host, store, kept, offer.placed)
  }
}

/** Takes the next code of a record, inside an update. Throws `hashed-only`. */
export function takeNext(draft: Draft, key: Key, record: BackupAccount, host: Host): Offer {
  const next = offerNext(record, host.now().toISOString())
  if (next.kind === 'offered') draft.write(key, next.record)
  else if (record.sets.length > 0 && record.sets.every(({ hashing }) => hashing !== undefined))
    throw new RescueError({ code: 'hashed-only', service: formatServiceTitle(record) })
  return next
}

export function tellNone(host: Host, { record }: Kept, count: Count): void {
  const { noneLeft, noneButOffered } = host.words.backup
  const { service, account } = record
  host.result({ json: { service, account: account ?? null, code: null, ...count }, text: [] })
  host.terminal.err(`${visible(noneLeft(formatServiceTitle(record)))}\n`)
  if (count.offered > 0) host.hint(noneButOffered(count.offered))
}

/** As it can be typed. Number and set are named only where other codes are waiting too. */
export function confirmCommand(host: Host, { record }: Kept, { set, number }: Placed): string {
  const { typed } = host.words.backup
  const others = listOffered(record).filter((other) => other.set !== set || other.number !== number)
  const which = [
    ...(record.account === undefined ? [] : [`--account ${typed(record.account)}`]),
    ...(others.some((other) => other.set !== set) ? [`--set ${set}`] : []),
    ...(others.length > 0 ? [`--number ${number}`] : []),
  ]
  return [host.program, 'backup confirm', typed(record.service), ...which].join(' ')
}

async function askAboutEarlier(host: Host, store: Store, kept: Kept, placed: Placed): Promise<void> {
  const { value, changed } = placed.code
  const message = host.words.backup.earlier(value, whenText(changed, host))
  const outcome = await askOutcome(host, message, ['used', 'refused', 'never', 'later'])
  await storeOutcomeOrTell(store, kept, placed, outcome, host)
}

/** The same as `storeOutcome` where there is more to do: what could not be stored is said, and the run goes on. */
export async function storeOutcomeOrTell(...how: Parameters<typeof storeOutcome>): Promise<void> {
  try {
    await storeOutcome(...how)
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'outcome-not-stored') throw error
    const { terminal, words } = how[4]
    terminal.err(`${visible(words.errors.say(error.problem).message)}\n`)
  }
}

export async function settleNow(host: Host, store: Store, kept: Kept, placed: Placed): Promise<void> {
  const { accepted, howToSettle, next } = host.words.backup
  const outcome = await askOutcome(host, accepted, ['used', 'refused', 'never', 'later']).catch(
    (error: unknown) => {
      host.hint(howToSettle(confirmCommand(host, kept, placed)))
      throw error
    },
  )
  await storeOutcome(store, kept, placed, outcome, host)
  if (outcome === 'later') host.hint(howToSettle(confirmCommand(host, kept, placed)))
  if (outcome === 'refused')
    host.hint(next(`${host.program} backup use ${host.words.backup.typed(kept.record.service)}`))
}

async function askOutcome(host: Host, message: string, outcomes: readonly Outcome[]): Promise<Outcome> {
  const prompt = await host.prompt()
  const labels = host.words.backup.outcomes
  return prompt.choose({ message, choices: outcomes.map((value) => ({ value, label: labels[value] })) })
}

/**
 * Writes what the person says of a code that was shown. Throws `outcome-not-stored` where it does not fit what another
 * run has stored meanwhile.
 */
export async function storeOutcome(
  store: Store,
  kept: Kept,
  placed: Placed,
  outcome: Outcome,
  host: Host,
): Promise<void> {
  if (outcome === 'later') return
  const written = await store.update(async (draft) => {
    const record = withoutRemoved(
      parseBackupAccount(await draft.read(kept.key)) ?? { ...kept.record, sets: [] },
    )
    const result = writeOutcome(record, nameCode(placed), outcome, host.now().toISOString())
    if (result.kind === 'done') draft.write(kept.key, result.record)
    return result.kind
  })
  if (written === 'gone' || written === 'settled')
    throw new RescueError({
      code: 'outcome-not-stored',
      service: formatServiceTitle(kept.record),
      why: written,
    })
}

function whenText(date: string | undefined, { words }: Host): string {
  const style = { dateStyle: 'long', timeStyle: 'short' } as const
  return date === undefined ? '' : new Intl.DateTimeFormat(words.language, style).format(new Date(date))
}
