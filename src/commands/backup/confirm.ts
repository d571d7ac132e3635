/** `backup confirm`: the outcome of a code that was handed out. */

import { settle } from '../../core/backup/changes.ts'
import { listOffered, nameCode, type Placed } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKept, formatServiceTitle, type Kept, readAccount } from '../../tasks/backup-accounts.ts'
import { say } from '../../tasks/backup-result.ts'
import { isAttended } from '../../tasks/confirm.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface ConfirmOptions extends AccountOption {
  readonly used?: true
  readonly refused?: true
  readonly number?: string
  readonly set?: string
}

export const confirmVerb: Verb = {
  name: 'confirm',
  examples: [
    '2fa-rescue backup confirm google --used',
    '2fa-rescue backup confirm github --refused --account mika',
  ],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.confirm)
      .option('--used', words.backup.options.used)
      .option('--refused', words.backup.options.refused)
      .option('--number <n>', words.backup.options.number)
      .option('--set <id>', words.backup.options.set)
      .action((service: string, given: ConfirmOptions) => perform((host) => confirm(service, given, host))),
}

async function confirm(service: string, given: ConfirmOptions, host: Host): Promise<Exit> {
  const state = parseOutcome(given)
  const number = parseCodeNumber(given.number, host)
  const store = await host.store()
  const kept = await findKept(host, store, { service, account: given.account })
  const placed = await findCodeToConfirm(kept, given.set, number, host)
  const { record, settled } = await store.update(async (draft) => {
    const result = settle(await readAccount(draft, kept), nameCode(placed), state, host.now().toISOString())
    if (result.settled) draft.write(kept.key, result.record)
    return result
  })
  if (!settled) throw new RescueError({ code: 'nothing-offered', service: formatServiceTitle(record) })
  say(host, record, host.words.backup.settledAs(placed.number, state), {
    set: placed.set,
    number: placed.number,
    state,
  })
  return exits.yes
}

function parseOutcome({ used, refused }: ConfirmOptions): 'used' | 'refused' {
  if (used && refused)
    throw new RescueError({
      code: 'misused',
      misuse: { kind: 'excluded', name: '--used', other: '--refused' },
    })
  if (!used && !refused)
    throw new RescueError({ code: 'misused', misuse: { kind: 'one-of', names: ['--used', '--refused'] } })
  return used ? 'used' : 'refused'
}

function parseCodeNumber(text: string | undefined, { words }: Host): number | undefined {
  if (text === undefined || /^[1-9]\d{0,5}$/.test(text)) return text === undefined ? undefined : Number(text)
  const allowed = words.backup.allowed.number
  throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name: '--number', allowed } })
}

/** The code that is meant. Throws `nothing-offered`, and `which-code` where several are waiting and nobody can choose. */
async function findCodeToConfirm(
  { record }: Kept,
  set: string | undefined,
  number: number | undefined,
  host: Host,
): Promise<Placed> {
  const waiting = listOffered(record)
  const fitting = waiting.filter(
    (placed) => (set ?? placed.set) === placed.set && (number ?? placed.number) === placed.number,
  )
  const [first, ...more] = fitting
  if (first === undefined)
    throw new RescueError({ code: 'nothing-offered', service: formatServiceTitle(record) })
  if (more.length === 0) return first
  if (!host.welcomesQuestions || !(await isAttended(host)))
    throw new RescueError({ code: 'which-code', numbers: fitting.map((placed) => String(placed.number)) })
  const { whichOffered, numbered, hashedCode } = host.words.backup
  const choices = fitting.map((placed, index) => ({
    value: String(index),
    label: visible(numbered(placed.number, placed.of.hashing === undefined ? placed.code.value : hashedCode)),
  }))
  const index = await (await host.prompt()).choose({ message: whichOffered, choices })
  return fitting[Number(index)] ?? first
}
