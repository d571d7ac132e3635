/** Stored accounts as text and as JSON; never their secrets. */
import { formatTitle } from '../core/totp/account.ts'
import type { KeptAccount } from '../core/totp/kept.ts'
import { type OtpParameters, usualParameters } from '../core/totp/parameters.ts'
import type { Words } from '../words/en.ts'
import type { Palette } from './palette.ts'
import { parametersJson } from './totp.ts'
import { visible } from './visible.ts'

/** One line for each account: its name, and how its codes are made where that is unusual. */
export function accountsLines(
  accounts: readonly KeptAccount[],
  words: Words,
  look: Palette,
): readonly string[] {
  return accounts.map(({ account }) => {
    const title = visible(formatTitle(account))
    return isUsual(account.parameters)
      ? title
      : `${title}  ${look.faint(words.totp.parameters(account.parameters))}`
  })
}

const isUsual = (parameters: OtpParameters): boolean =>
  (['type', 'algorithm', 'digits', 'period'] as const).every(
    (name) => parameters[name] === usualParameters[name],
  )

/** Everything about one account but its secret. */
export function accountLines(
  { account, added }: KeptAccount,
  words: Words,
  look: Palette,
): readonly string[] {
  const { show, parameters } = words.totp
  const { issuer, name, prefix, counter } = account
  const rows = [
    [show.issuer, issuer === '' ? show.none : visible(issuer)],
    [show.account, name === '' ? show.none : visible(name)],
    ...(prefix === undefined ? [] : [[show.prefix, visible(prefix)]]),
    [show.made, parameters(account.parameters)],
    ...(counter === undefined ? [] : [[show.counter, String(counter)]]),
    [show.secret, show.masked(account.secret.reveal().length)],
    [show.added, visible(added.slice(0, 10))],
  ]
  return rows.map(([label, value]) => `${look.faint(`${label}:`)} ${value}`)
}

/** An account in JSON: schema 1. */
export function accountJson({ account, added }: KeptAccount) {
  const { issuer, name, parameters, counter } = account
  return {
    issuer: visible(issuer),
    account: visible(name),
    parameters: parametersJson(parameters),
    counter: counter ?? null,
    added,
  }
}
