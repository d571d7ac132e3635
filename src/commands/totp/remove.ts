/** `totp remove`: removes a stored account. */
import { titleOf } from '../../core/totp/account.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { agreed } from '../../tasks/confirm.ts'
import { findStored } from '../../tasks/totp-accounts.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const removeVerb: Verb = {
  name: 'remove',
  add: (command, perform, words) =>
    command
      .description(words.totp.remove.help)
      .argument('<name>', words.totp.stored)
      .action((name: string) => perform((host) => remove(name, host))),
}

async function remove(name: string, host: Host): Promise<Exit> {
  const { account, key } = await findStored(name, host)
  const { remove: words } = host.words.totp
  const title = visible(titleOf(account))
  if (!(await agreed(host, words.ask(titleOf(account)), false))) {
    host.hint(words.kept)
    return exits.no
  }
  await (await host.store()).update(async (draft) => draft.remove(key))
  host.result({ json: { removed: title }, text: words.done(title) })
  return exits.yes
}
