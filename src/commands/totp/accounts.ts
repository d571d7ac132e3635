/** `totp list`, `show` and `remove`: the stored accounts. Secrets are shown on request only, after a warning. */
import { titleOf } from '../../core/totp/account.ts'
import { linkOf } from '../../core/totp/link.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { agreed } from '../../tasks/confirm.ts'
import { openStore } from '../../tasks/open-store.ts'
import { type Stored, storedIn, withStored } from '../../tasks/totp-accounts.ts'
import { accountJson, accountLines, accountsLines } from '../../ui/accounts.ts'
import { visible } from '../../ui/visible.ts'
import { drawQr } from '../qr/show.ts'
import type { ShowOptions } from './command.ts'
import { exclude } from './options.ts'

export async function list(host: Host): Promise<Exit> {
  const { settings, terminal, words } = host
  const store = await openStore(host)
  try {
    const { accounts, damaged } = await storedIn(store)
    if (settings.json)
      terminal.out(`${JSON.stringify({ schema: 1, accounts: accounts.map(accountJson), damaged })}\n`)
    else terminal.out(linesOf(accountsLines(accounts, words, host.look)))
    for (const name of damaged) terminal.err(`${visible(words.totp.list.damaged(name))}\n`)
    if (accounts.length + damaged.length === 0) terminal.err(`${words.totp.list.nothing}\n`)
    return exits.yes
  } finally {
    store.close()
  }
}

export function show(name: string, given: ShowOptions, host: Host): Promise<Exit> {
  if (given.qr && given.link) exclude('--qr', '--link')
  return withStored(name, host, (stored) =>
    given.link || given.qr ? showSecret(stored, given, host) : Promise.resolve(showMasked(stored, host)),
  )
}

function showMasked(stored: Stored, { settings, terminal, words, look }: Host): Exit {
  if (settings.json) terminal.out(`${JSON.stringify({ schema: 1, ...accountJson(stored) })}\n`)
  else terminal.out(linesOf(accountLines(stored, words, look)))
  return exits.yes
}

async function showSecret(
  stored: Stored,
  { qr, link: asLink, output }: ShowOptions,
  host: Host,
): Promise<Exit> {
  const { settings, terminal, words } = host
  const { account } = stored
  if (!(await agreed(host, words.totp.show.warning(titleOf(account)), false))) return exits.no
  const link = linkOf(account)
  if (qr) await drawQr(host, link, output === undefined ? {} : { png: output })
  if (asLink && settings.json)
    terminal.out(`${JSON.stringify({ schema: 1, ...accountJson(stored), link })}\n`)
  else if (asLink) terminal.out(`${link}\n`)
  host.hint(words.totp.show.careful)
  return exits.yes
}

export function remove(name: string, host: Host): Promise<Exit> {
  return withStored(name, host, async ({ account, key }, store) => {
    const { settings, terminal, words } = host
    if (!(await agreed(host, words.totp.remove.ask(titleOf(account)), false))) {
      host.hint(words.totp.remove.kept)
      return exits.no
    }
    await store.update(async (draft) => draft.remove(key))
    if (settings.json) terminal.out(`${JSON.stringify({ schema: 1, removed: visible(titleOf(account)) })}\n`)
    else terminal.out(`${visible(words.totp.remove.done(titleOf(account)))}\n`)
    return exits.yes
  })
}

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
