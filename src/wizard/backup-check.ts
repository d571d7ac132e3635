/** Stored backup codes in the wizard: finds out whether there are any, and hands one out when it helps. */

import { countAccount, type Placed } from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import { type Book, say } from '../core/flow/book.ts'
import { type Facts, findChosenCard } from '../core/flow/facts.ts'
import type { TextContext } from '../core/flow/fill.ts'
import type { Did } from '../core/flow/lists.ts'
import type { Store } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import {
  askWhichAccount,
  filterByService,
  formatServiceTitle,
  type Kept,
  readKept,
} from '../tasks/backup-accounts.ts'
import { few } from '../tasks/backup-overview.ts'
import { offerAfterEarlier, storeOutcomeOrTell } from '../tasks/hand-out-code.ts'
import { hasStore } from '../tasks/open-store.ts'
import type { Block } from '../ui/screen.ts'
import type { CheckResult } from './check-result.ts'
import type { ToolResult } from './used-tool.ts'

/** Asks whether it may look, then looks for codes of the service that the person has chosen. */
export async function findStoredCodes(host: Host, book: Book, facts: Facts): Promise<CheckResult> {
  const card = findChosenCard(book, facts, 'service')
  // Of a service without a name there is nothing to look for.
  if (card === undefined || card.general) return { result: 'unknown', blocks: [] }
  // Without a store there is nothing to ask about.
  if (!(await hasStore(host))) return { result: 'none', blocks: [] }
  const { wizard } = host.words.backup
  const name = say(card.name, host.words.language)
  const choices = [
    { value: 'yes', label: wizard.yes },
    { value: 'no', label: wizard.no },
  ] as const
  const prompt = await host.prompt()
  if ((await prompt.choose({ message: wizard.look(name), choices })) === 'no')
    return { result: 'unknown', blocks: [] }
  try {
    const { kept } = await readKept(await host.store())
    const found = await filterByService(host, kept, facts.service ?? '')
    const left = found.reduce((sum, { record }) => sum + countAccount(record).left, 0)
    return { result: left > 0 ? 'stored' : 'none', blocks: [foundBlock(left, name, host)] }
  } catch (error) {
    return { result: 'unknown', blocks: [failureBlock(error, host)] }
  }
}

function foundBlock(left: number, name: string, { words }: Host): Block {
  const { wizard } = words.backup
  if (left === 0) return { kind: 'note', text: wizard.none(name) }
  return left <= few
    ? { kind: 'caution', text: wizard.low(left, name) }
    : { kind: 'good', text: wizard.found(left, name) }
}

/** A store that cannot be opened must not end the walk; ctrl-c does. */
function failureBlock(error: unknown, { words }: Host): Block {
  if (!(error instanceof RescueError) || error.problem.code === 'cancelled') throw error
  const { message } = words.errors.say(error.problem)
  return { kind: 'note', text: words.backup.wizard.failed(message) }
}

/** Hands out a code at a remedy. The outcome of the remedy is that of the code. */
export async function handOutForRemedy(host: Host, texts: TextContext): Promise<ToolResult> {
  try {
    const store = await host.store()
    const kept = await chooseAccount(host, store, texts)
    if (kept === undefined) return { blocks: [{ kind: 'note', text: noCodesText(host, texts) }] }
    const offer = await offerAfterEarlier(host, store, kept)
    if (offer === undefined) return { blocks: [] }
    const { placed, count } = offer
    return {
      blocks: [
        { kind: 'verbatim', about: host.words.backup.wizard.type(count.left), text: placed.code.value },
      ],
      after: (did) => recordOutcome(host, store, kept, placed, did),
    }
  } catch (error) {
    return { blocks: [failureBlock(error, host)] }
  }
}

async function recordOutcome(host: Host, store: Store, kept: Kept, placed: Placed, did: Did): Promise<void> {
  const outcome = { worked: 'used', failed: 'refused', skipped: 'later', waiting: 'later' } as const
  await storeOutcomeOrTell(store, kept, placed, outcome[did], host)
}

/** The account whose code is wanted: of the chosen service, or of one that the person names. */
async function chooseAccount(
  host: Host,
  store: Store,
  { facts, book }: TextContext,
): Promise<Kept | undefined> {
  const { kept } = await readKept(store)
  const card = findChosenCard(book, facts, 'service')
  if (card !== undefined && !card.general) {
    const [first, ...more] = await filterByService(host, kept, facts.service ?? '')
    return first === undefined || more.length === 0
      ? first
      : askWhichAccount(host, formatServiceTitle(first.record), [first, ...more])
  }
  if (kept.length === 0) return undefined
  const { which, noneOfThese } = host.words.backup.wizard
  const choices = kept.map(({ record }, index) => ({
    value: String(index),
    label: formatServiceTitle(record),
  }))
  const prompt = await host.prompt()
  const index = await prompt.choose({
    message: which,
    choices: [...choices, { value: 'none', label: noneOfThese }],
  })
  return kept[Number(index)]
}

function noCodesText({ words }: Host, { facts, book }: TextContext): string {
  const card = findChosenCard(book, facts, 'service') ?? { name: book.general.service.name }
  return words.backup.wizard.none(say(card.name, words.language))
}
