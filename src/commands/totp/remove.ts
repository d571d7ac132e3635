/** `totp remove`: removes a stored account. */
import { formatTitle } from '../../core/totp/account.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import { findStored } from '../../tasks/totp-accounts.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const removeVerb: Verb = {
  name: 'remove',
  examples: ['2fa-rescue totp remove github'],
  add: (command, perform, words) =>
    command
      .description(words.totp.remove.help)
      .argument('<name>', words.totp.stored)
      .action((name: string) => perform((host) => remove(name, host))),
}

async function remove(name: string, host: Host): Promise<Exit> {
  const { account, key } = await findStored(name, host)
  const { remove: words } = host.words.totp
  const title = visible(formatTitle(account))
  const removed = await decideAndWrite(host, await host.store(), async (draft, ask) => {
    const value = await draft.read(key)
    // Somebody has removed it meanwhile: that is what was wanted.
    if (value === undefined) return true
    // A counter that moves on makes no other account of it.
    const about = { ...value, counter: null }
    if (
      !(await ask({ message: words.ask(formatTitle(account)), about, names: [formatTitle(account), name] }))
    )
      return false
    draft.remove(key)
    return true
  })
  if (!removed) {
    host.note(words.kept)
    return exits.no
  }
  host.result({ json: { removed: title }, text: words.done(title) })
  return exits.yes
}
