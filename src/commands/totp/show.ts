/** `totp show`: a stored account. Secrets are shown on request only, after a warning. */

import { formatTitle } from '../../core/totp/account.ts'
import { formatLink } from '../../core/totp/link.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseMissing, refuseTogether } from '../../host/misuse.ts'
import { askToConfirm } from '../../tasks/confirm.ts'
import { findStored, readStored, type Stored } from '../../tasks/totp-accounts.ts'
import { accountJson, accountLines } from '../../ui/accounts.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

interface ShowOptions {
  readonly link?: boolean
  readonly all?: boolean
  readonly qr?: boolean
  readonly output?: string
}

export const showVerb: Verb = {
  name: 'show',
  examples: ['2fa-rescue totp show github --qr', '2fa-rescue totp show --qr --all'],
  add: (command, perform, words) =>
    command
      .description(words.totp.show.help)
      .argument('[name]', words.totp.stored)
      .option('--qr', words.totp.show.options.qr)
      .option('--output <file>', words.totp.show.options.output)
      .option('--all', words.totp.show.options.all)
      .option('--link', words.totp.show.options.link)
      .action((name: string | undefined, given: ShowOptions) => perform((host) => show(name, given, host))),
}

async function show(name: string | undefined, given: ShowOptions, host: Host): Promise<Exit> {
  if (given.qr && given.link) refuseTogether('--qr', '--link')
  if (given.all) {
    if (name !== undefined) refuseTogether('--all', 'NAME')
    if (given.link) refuseTogether('--all', '--link')
    if (given.output !== undefined) refuseTogether('--all', '--output')
    return given.qr ? showAll(host) : refuseMissing('--qr')
  }
  if (name === undefined) return refuseMissing('NAME')
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
  if (!(await askToConfirm(host, words.totp.show.warning(formatTitle(account)), false))) return exits.no
  const link = formatLink(account)
  if (qr) {
    const { drawQr } = await import('../../tasks/draw-qr.ts')
    await drawQr(host, link, output === undefined ? {} : { png: output })
  }
  if (asLink) host.result({ json: { ...accountJson(stored), link }, text: link })
  host.hint(words.totp.show.careful)
  return exits.yes
}

/** The QR codes of all stored accounts, one at a time, for a new phone. */
async function showAll(host: Host): Promise<Exit> {
  const { terminal, words } = host
  const { accounts, damaged } = await readStored(await host.store())
  for (const name of damaged) terminal.err(`${visible(words.totp.list.damaged(name))}\n`)
  if (accounts.length === 0) {
    terminal.err(`${words.totp.list.nothing}\n`)
    return exits.no
  }
  if (!(await askToConfirm(host, words.totp.show.warningAll(accounts.length), false))) return exits.no
  const { drawQr } = await import('../../tasks/draw-qr.ts')
  for (const [index, { account }] of accounts.entries()) {
    const left = accounts.length - index - 1
    terminal.err(`${visible(words.totp.show.turn(formatTitle(account), left))}\n`)
    await drawQr(host, formatLink(account))
    if (left > 0) await (await host.prompt()).press({ message: words.totp.show.next })
  }
  host.hint(words.totp.show.careful)
  return damaged.length === 0 ? exits.yes : exits.broken
}
