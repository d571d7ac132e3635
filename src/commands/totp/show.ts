/** `totp show`: a stored account. Secrets are shown on request only, after a warning. */

import { titleOf } from '../../core/totp/account.ts'
import { linkOf } from '../../core/totp/link.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseTogether } from '../../host/misuse.ts'
import { agreed } from '../../tasks/confirm.ts'
import { findStored, type Stored } from '../../tasks/totp-accounts.ts'
import { accountJson, accountLines } from '../../ui/accounts.ts'
import type { Verb } from '../verb.ts'

interface ShowOptions {
  readonly link?: boolean
  readonly qr?: boolean
  readonly output?: string
}

export const showVerb: Verb = {
  name: 'show',
  examples: ['2fa-rescue totp show github --qr'],
  add: (command, perform, words) =>
    command
      .description(words.totp.show.help)
      .argument('<name>', words.totp.stored)
      .option('--qr', words.totp.show.options.qr)
      .option('--output <file>', words.totp.show.options.output)
      .option('--link', words.totp.show.options.link)
      .action((name: string, given: ShowOptions) => perform((host) => show(name, given, host))),
}

async function show(name: string, given: ShowOptions, host: Host): Promise<Exit> {
  if (given.qr && given.link) refuseTogether('--qr', '--link')
  const stored = await findStored(name, host)
  return given.link || given.qr ? showSecret(stored, given, host) : showMasked(stored, host)
}

function showMasked(stored: Stored, { result, words, outStyle }: Host): Exit {
  result({ json: accountJson(stored), text: accountLines(stored, words, outStyle) })
  return exits.yes
}

async function showSecret(
  stored: Stored,
  { qr, link: asLink, output }: ShowOptions,
  host: Host,
): Promise<Exit> {
  const { words } = host
  const { account } = stored
  if (!(await agreed(host, words.totp.show.warning(titleOf(account)), false))) return exits.no
  const link = linkOf(account)
  if (qr) {
    const { drawQr } = await import('../../tasks/draw-qr.ts')
    await drawQr(host, link, output === undefined ? {} : { png: output })
  }
  if (asLink) host.result({ json: { ...accountJson(stored), link }, text: link })
  host.hint(words.totp.show.careful)
  return exits.yes
}
