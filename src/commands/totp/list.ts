import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { readStored } from '../../tasks/totp-accounts.ts'
import { accountJson, accountsLines } from '../../ui/accounts.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const listVerb: Verb = {
  name: 'list',
  examples: ['2fa-rescue totp list', '2fa-rescue totp list --json'],
  add: (command, perform, words) => command.description(words.totp.list.help).action(() => perform(list)),
}

async function list(host: Host): Promise<Exit> {
  const { terminal, words } = host
  const store = await host.store()
  const { accounts, damaged } = await readStored(store)
  host.result({
    json: { accounts: accounts.map(accountJson), damaged },
    text: accountsLines(accounts, words, host.outStyle),
  })
  for (const name of damaged) terminal.err(`${visible(words.totp.list.damaged(name))}\n`)
  if (accounts.length + damaged.length === 0) terminal.err(`${words.totp.list.nothing}\n`)
  return exits.yes
}
